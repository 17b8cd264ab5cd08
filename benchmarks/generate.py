"""Claims at any size: an invented ledger, realistic in length, in its mix of kinds and in how records refer to one another.

    python -m benchmarks.generate 100000 --defects 0.01 -o claims.jsonl

The same arguments give the same bytes. Claim number n depends on the seed and on n alone, so a file of 1,000 is a prefix of one of 10,000.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from .defects import Defect, defective_line

TOPICS = ("trade", "transport", "defence", "diplomacy", "culture", "energy")
TAGS = ("border", "harvest", "railway", "summit", "survey")
SECTIONS = ("intro", "figures", "outlook")
SIDES = ("neutral", "freedonia", "sylvania")
STATES = ("freedonia", "sylvania", "ruritania", "grand-fenwick", "osterlich", "syldavia", "borduria", "marshovia")
PEOPLE = 60
BODIES = 40
PAPERS = 12
SOURCES = 200
GOODS = ("pears", "rail freight", "woven carpets", "copper ore", "cut timber", "river pilots", "patrol boats", "smoked cheese")
CLAIMANT = "gazette-2021"
KINDS = ("event", "utterance", "quantity", "state", "provision", "plan", "cause", "judgement")
WEIGHTS = (24, 14, 26, 12, 8, 6, 5, 5)
"""How often each kind occurs, in per cent."""


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _place(row: int) -> dict[str, Any]:
    start = row * 131
    return {
        "source": CLAIMANT,
        "row": f"r{row:03d}",
        "start": start,
        "end": start + 118,
        "digest": _digest(f"row {row}"),
        "fragment": {"start": "The two governments", "end": f"as row {row} has it"},
    }


def _source(identifier: str, number: int, genre: str = "news") -> dict[str, Any]:
    publisher = number % BODIES
    return {
        "id": identifier,
        "type": ("webpage", "article-newspaper", "report", "dataset")[number % 4],
        "title": f"Year book of the border districts, part {number + 1}",
        "author": [{"family": "Vándor", "given": f"Ilka {number % 17}"}],
        "publisher": f"Office no. {publisher} of the river commission",
        "publisher_id": f"body-{publisher:02d}",
        "issued": f"{2012 + number % 9}-{1 + number % 12:02d}",
        "url": f"https://library-{publisher}.example/items/{number}?view=full",
        "language": "en",
        "genre": genre,
        "side": SIDES[number % 3],
        "grade": {"reliability": "ABCD"[publisher % 4], "reason": "It publishes its method, and its figures were right before."},
        "directness": ("primary", "secondary")[number % 2],
    }


def world() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what the claims refer to, as kind and JSON value: the ledger's own record, its article, entities, sources."""

    def terms(names: tuple[str, ...]) -> list[dict[str, str]]:
        return [{"id": name, "label": name.title(), "description": f"What is about {name}."} for name in names]

    yield "ledger", {
        "id": "border", "title": "Border trade: an invented ledger", "description": "Generated claims about states that do not exist.",
        "version": "1.0.0", "schema_version": "1.0", "issued": "2022-02-01", "language": "en", "licence": "CC0-1.0",
        "creators": ["The generator"], "policy": "claims-default/1", "topics": terms(TOPICS), "sections": terms(SECTIONS),
        "tags": terms(TAGS), "sides": terms(SIDES),
    }  # fmt: skip
    article = _source(CLAIMANT, 1, "article") | {"type": "article-newspaper", "issued": "2021-06-01", "side": "neutral"}
    rows = [
        {"id": place.pop("row"), "role": "sentence", "section": SECTIONS[row % 3], **{k: v for k, v in place.items() if k != "source"}}
        for row, place in ((row, _place(row)) for row in range(1, 200))
    ]
    whole = {"digest": _digest("article"), "length": 30000, "normalisation": "nfc-space-fold-1"}
    yield "article", {"source": article, **whole, "inventory": rows}
    for name in STATES:
        yield "entity", {"id": name, "type": "state", "name": name.replace("-", " ").title()}
    for number in range(PEOPLE):
        yield "entity", {
            "id": f"person-{number:02d}", "type": "person", "name": f"Ádám Nagy-Szűcs {number}",
            "aliases": [{"text": f"A. Nagy {number}"}],
            "offices": [{"title": "Minister", "organisation": f"body-{number % BODIES:02d}", "period": "2018/2022"}],
        }  # fmt: skip
    for number in range(BODIES):
        yield "entity", {"id": f"body-{number:02d}", "type": "organisation", "name": f"Office no. {number} of the river commission"}
    for number in range(PAPERS):
        yield "entity", {"id": f"paper-{number:02d}", "type": "instrument", "name": f"Agreement no. {number} on the river"}
    for number in range(SOURCES):
        yield "source", _source(f"source-{number:03d}", number)


def _day(rng: random.Random) -> str:
    return f"{rng.randint(1992, 2021)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"


def _date(rng: random.Random) -> str:
    """An EDTF value: mostly days, months and years, now and then an interval or an uncertain one."""
    year = rng.randint(1992, 2021)
    draw = rng.random()
    if draw < 0.55:
        return _day(rng)
    if draw < 0.7:
        return f"{year}-{rng.randint(1, 12):02d}"
    if draw < 0.88:
        return str(year)
    if draw < 0.95:
        return f"{year}-{rng.randint(1, 6):02d}/{year}-{rng.randint(7, 12):02d}"
    return rng.choice((f"{year}~", f"{year}?", f"../{year}", f"{year}/..", f"{year // 10}X"))


def _payload(kind: str, rng: random.Random, states: list[str], thing: str) -> dict[str, Any]:
    person = f"person-{rng.randrange(PEOPLE):02d}"
    if kind == "event":
        participants = [{"entity": state, "part": part} for state, part in zip(states, ("host", "guest"), strict=True)]
        return {"kind": kind, "event_type": "meeting", "participants": participants, "outcome": f"A joint paper on {thing}"}
    if kind == "utterance":
        content = f"Trade in {thing} would double within the year"
        return {"kind": kind, "speaker": person, "addressee": states[0], "medium": "a press briefing", "content": content}
    if kind == "quantity":
        value = f"{rng.randint(1, 90000)}.{rng.randint(0, 9)}"
        return {
            "kind": kind, "measure": "exports", "value": value, "unit": "USD", "multiplier": "1000",
            "period": str(rng.randint(2010, 2020)), "subject": states[0], "counterpart": states[1], "as_written": f"${value} thousand",
        }  # fmt: skip
    if kind == "state":
        return {"kind": kind, "relation": "trades-with", "subject": states[0], "object": states[1], "period": _date(rng)}
    if kind == "provision":
        instrument = f"paper-{rng.randrange(PAPERS):02d}"
        return {"kind": kind, "instrument": instrument, "clause": "Article 4", "content": f"Free passage for {thing}"}
    if kind == "plan":
        intention = f"To lift the levy on {thing}"
        return {"kind": kind, "actor": states[0], "intention": intention, "due": "2023", "later_outcome": "not-yet-due"}
    if kind == "cause":
        return {"kind": kind, "cause": f"The new levy on {thing}", "effect": "Fewer lorries at the crossings"}
    return {"kind": kind, "holder": person, "opinion": f"The agreement on {thing} is of great weight for both sides"}


def claim_value(number: int, seed: int = 1) -> dict[str, Any]:
    """Return claim `number` (from 1) as a JSON value: valid, about 1.5 KB, referring to `world()` and to earlier claims."""
    rng = random.Random(seed * 1_000_003 + number)
    kind = rng.choices(KINDS, WEIGHTS)[0]
    states = rng.sample(STATES, 2)
    thing = rng.choice(GOODS)
    one, other = (name.replace("-", " ").title() for name in states)
    checkable = kind != "judgement"
    verdict = rng.choice(("supported", "supported", "supported", "refuted", "conflicting-evidence", "not-enough-evidence"))
    value: dict[str, Any] = {
        "id": f"border-{number:04d}",
        "statement": f"{one} and {other} agreed in round {number} on how {thing} cross their common border.",
        "payload": _payload(kind, rng, states, thing),
        "topic": rng.choice(TOPICS),
        "tags": rng.sample(TAGS, rng.randint(0, 2)),
        "anchors": [_place(rng.randint(1, 199))],
        "attribution": [{"agent": f"body-{rng.randrange(BODIES):02d}", "role": "author", "act": "asserted"}],
        "time": _date(rng),
        "entities": [{"entity": state, "part": "party"} for state in states],
        "checkable": checkable,
    }
    if rng.random() < 0.3:
        value["attribution"].append({"agent": f"person-{rng.randrange(PEOPLE):02d}", "role": "speaker", "act": "quoted"})
    if not checkable:
        value["why_not_checkable"] = "It is an opinion."
        why = "An opinion is neither true nor false."
        value["assessment"] = {"verdict": "not-checkable", "policy": "claims-default/1", "rationale": why}
    else:
        cited = rng.sample(range(SOURCES), rng.choice((1, 1, 2, 2, 3)))
        value["citations"] = [
            {
                "source": f"source-{source:03d}", "stance": "supports", "directness": "secondary", "locator": f"p. {source + 3}",
                "says": f"The table on {thing} gives the same figure – rounded – for “{one}”.", "retrieved": _day(rng),
            }
            for source in cited
        ]  # fmt: skip
        value["assessment"] = {
            "verdict": verdict, "credence": "0.9241", "confidence": "0.9241", "level": "moderate", "likelihood": "very-likely",
            "policy": "claims-default/1",
            "reasons": [{"group": f"source-{cited[0]:03d}", "weight": "1.6094", "sources": [f"source-{cited[0]:03d}"]}],
            "rationale": f"The sources on {thing} say so, one from each side of the border.",
        }  # fmt: skip
        if number > 1 and rng.random() < 0.2:
            value["relations"] = [{"type": "supports", "target": f"border-{rng.randint(max(1, number - 50), number - 1):04d}"}]
    value["history"] = [{"date": _day(rng), "change": "created", "note": "First written."}]
    return value


def lines(
    count: int, *, seed: int = 1, defects: float = 0.0, with_world: bool = True
) -> Iterator[tuple[bytes, Defect | None]]:
    """Yield `count` claims as JSON lines without line ends, each with the defect that was put into it, or None.

    `defects` is the share of claims with a defect; kinds of defects take turns. `with_world` puts what claims refer to before them.
    """
    rng = random.Random(seed)
    if with_world:
        for _, value in world():
            yield orjson.dumps(value), None
    turn = 0
    for number in range(1, count + 1):
        value = claim_value(number, seed)
        if defects and rng.random() < defects:
            line, defect = defective_line(value, turn)
            turn += 1
            yield line, defect
        else:
            yield orjson.dumps(value), None


def write(path: Path, count: int, **options: Any) -> dict[str, int]:
    """Write a JSON Lines file and return how many records carry each kind of defect. Options are those of `lines`."""
    found: dict[str, int] = {}
    with open(path, "wb") as stream:
        for line, defect in lines(count, **options):
            stream.write(line + b"\n")
            if defect is not None:
                found[defect.name] = found.get(defect.name, 0) + 1
    return found


def main() -> None:
    """Write a file as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description="Write generated claims as JSON Lines.")
    parser.add_argument("count", type=int, help="how many claims")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--defects", type=float, default=0.0, help="share of claims with a defect, 0 to 1")
    parser.add_argument("--bare", action="store_true", help="claims only, without ledger, article, entities and sources")
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    found = write(given.output, given.count, seed=given.seed, defects=given.defects, with_world=not given.bare)
    for name, number in sorted(found.items()):
        print(f"{number:8} {name}")


if __name__ == "__main__":
    main()
