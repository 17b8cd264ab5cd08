from __future__ import annotations

from typing import Any

from builders import make_claim

from claims.check.doubt import Fall, doubts, fall_of
from claims.model.claim import Claim


def entry(change: str, date: str, **more: str) -> dict[str, str]:
    return {"date": date, "change": change, "note": "Why.", **more}


def claim(number: int, *bases: int, fell: str = "", history: tuple[dict[str, str], ...] = (), relation: str = "rests_on") -> Claim:
    assessment: dict[str, Any] = {"verdict": "refuted" if fell == "refuted" else "supported", "policy": "p", "rationale": "r."}
    told = [entry("created", "2021-01-01"), *history]
    if fell == "refuted":
        told.append(entry("assessed", "2022-03-01", verdict="refuted"))
    if fell == "withdrawn":
        told.append(entry("withdrawn", "2022-03-01"))
    relations = [{"type": relation, "target": f"pear-{base:04d}"} for base in bases]
    return make_claim(f"pear-{number:04d}", assessment=assessment, history=told, relations=relations)


def by_id(*claims: Claim) -> dict[str, Claim]:
    return {each.id: each for each in claims}


def test_what_rests_on_a_fallen_claim_is_in_doubt_through_every_link() -> None:
    found = doubts(by_id(claim(1, fell="refuted"), claim(2, 1), claim(3, 2), claim(4)))
    assert {name: doubt.chain for name, doubt in found.items()} == {
        "pear-0002": ("pear-0002", "pear-0001"),
        "pear-0003": ("pear-0003", "pear-0002", "pear-0001"),
    }
    assert str(found["pear-0003"]) == "pear-0003 rests on pear-0002 rests on pear-0001, which is refuted since 2022-03-01"


def test_a_withdrawn_claim_falls_too() -> None:
    assert fall_of(claim(1, fell="withdrawn")) == Fall("was withdrawn since 2022-03-01", "2022-03-01")
    assert list(doubts(by_id(claim(1, fell="withdrawn"), claim(2, 1)))) == ["pear-0002"]


def test_other_relations_do_not_carry_doubt() -> None:
    assert doubts(by_id(claim(1, fell="refuted"), claim(2, 1, relation="refines"))) == {}


def test_a_review_on_the_day_of_the_fall_or_later_takes_the_doubt_away() -> None:
    bottom = claim(1, fell="refuted")
    reviewed = claim(2, 1, history=(entry("reviewed", "2022-03-01"),))
    assert doubts(by_id(bottom, reviewed, claim(3, 2))) == {}
    early = claim(2, 1, history=(entry("reviewed", "2022-02-28"),))
    assert list(doubts(by_id(bottom, early))) == ["pear-0002"]
    revised = claim(2, 1, history=(entry("revised", "2023-01-01"),))
    assert list(doubts(by_id(bottom, revised))) == ["pear-0002"]


def test_a_review_of_one_base_does_not_hide_another() -> None:
    later = claim(9, fell="refuted", history=())
    both = claim(2, 1, 9, history=(entry("reviewed", "2022-02-01"),))
    assert doubts(by_id(claim(1, fell="withdrawn"), later, both))["pear-0002"].chain == ("pear-0002", "pear-0001")


def test_circles_end_and_fallen_claims_are_not_in_doubt() -> None:
    found = doubts(by_id(claim(1, 3, fell="refuted"), claim(2, 1), claim(3, 2)))
    assert list(found) == ["pear-0002", "pear-0003"]


def test_records_may_fall_for_other_reasons() -> None:
    found = doubts(by_id(claim(1), claim(2, 1)), {"pear-0001": Fall("cites a source that changed")})
    assert str(found["pear-0002"]) == "pear-0002 rests on pear-0001, which cites a source that changed"
