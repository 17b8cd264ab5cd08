"""Mistakes in claims."""

from __future__ import annotations

import copy
import random
import re
from typing import Any

from claims.load.marks import value_at
from claims.model.vocabulary import Act, Bearing, Directness, Level, Qualifier, RelationType, Stance, Verdict

from .kinds import Files, Mutation, draw, draw_path, edit, kind, misspelt, misspelt_in, of_folder, other_digit, shifted

NAMES = {"entity", "agent", "subject", "object", "speaker", "addressee", "actor", "holder", "instrument", "counterpart"}
"""Fields of a claim that name an entity."""


def _text(name: str, keys: set[str], within: str, pattern: str = r"\d+") -> None:
    @kind(name)
    def digit(rng: random.Random, files: Files) -> Mutation | None:
        if (found := draw_path(rng, files, "claims", keys, within)) is None:
            return None
        file, path, text = found
        new = other_digit(rng, text, pattern)
        return edit(file, files, name, path, new) if new is not None else None


_text("digit of a value", {"value"}, "payload")
_text("digit of the number as written", {"as_written"}, "payload")
_text("digit of a number in a statement", {"statement"}, "statement", r"(?<![\d-])(?!(?:1[89]|20)\d\d\b)\d+")
_text("year in a statement", {"statement"}, "statement", r"(?<=19|20)\d\d\b")
_text("digit of a value in evidence", {"value"}, "citations")
_text("digit of a digest", {"digest"}, "anchors", r"\d")
_text("digit of a credence", {"credence", "confidence"}, "assessment", r"(?<=\.)\d+")
_text("digit of a weight", {"weight"}, "assessment")


def _date(name: str, keys: set[str], within: str) -> None:
    @kind(name)
    def date(rng: random.Random, files: Files) -> Mutation | None:
        if (found := draw_path(rng, files, "claims", keys, within)) is None:
            return None
        file, path, text = found
        new = shifted(rng, text)
        return edit(file, files, name, path, new) if new is not None else None


_date("date of a claim shifted", {"time"}, "time")
_date("period or due date shifted", {"period", "due"}, "payload")
_date("date in a history shifted", {"date"}, "history")


def _choice(name: str, path: tuple[str, ...], values: tuple[str, ...]) -> None:
    @kind(name)
    def chosen(rng: random.Random, files: Files) -> Mutation | None:
        file, value = draw(rng, files, "claims")
        whole = path
        if path and path[0] in {"citations", "derivations", "relations", "attribution"}:
            if not value.get(path[0]):
                return None
            whole = (path[0], rng.randrange(len(value[path[0]])), *path[1:])
        old = value_at(value, whole)
        return edit(file, files, name, whole, str(rng.choice([v for v in values if v != old]))) if old is not None else None


_choice("verdict changed", ("assessment", "verdict"), tuple(Verdict))
_choice("level changed", ("assessment", "level"), tuple(Level))
_choice("stance changed", ("citations", "stance"), tuple(Stance))
_choice("directness of a citation changed", ("citations", "directness"), tuple(Directness))
_choice("multiplier changed", ("payload", "multiplier"), ("1", "100", "1000", "10000", "1000000"))
_choice("unit changed", ("payload", "unit"), ("USD", "EUR", "AZN", "percent", "aircraft", "countries"))
_choice("qualifier changed", ("payload", "qualifier"), tuple(Qualifier))
_choice("act of attribution changed", ("attribution", "act"), tuple(Act))
_choice("topic changed", ("topic",), ("relations", "wartime", "political", "military", "economic"))
_choice("bearing of a derivation changed", ("derivations", "bears"), tuple(Bearing))
_choice("type of a relation changed", ("relations", "type"), tuple(RelationType))
_choice("result of a derivation changed", ("derivations", "result"), ("true", "false", "7"))


@kind("polarity flipped")
def polarity(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "claims")
    new = "affirmed" if value.get("polarity") == "negated" else "negated"
    return edit(file, files, "polarity flipped", ("polarity",), new)


@kind("checkable flipped")
def checkable(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "claims")
    return edit(file, files, "checkable flipped", ("checkable",), not value["checkable"])


@kind("anchor moved")
def anchor(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "claims")
    path = ("anchors", rng.randrange(len(value["anchors"])), rng.choice(("start", "end")))
    return edit(file, files, "anchor moved", path, max(0, value_at(value, path) + rng.choice((-100, -10, -3, -1, 1, 3, 10, 100))))


@kind("row of an anchor changed")
def anchor_row(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "claims")
    path = ("anchors", rng.randrange(len(value["anchors"])), "row")
    rows = [row["id"] for row in files["article.json"]["inventory"]]
    return edit(file, files, "row of an anchor changed", path, rng.choice(rows))


def _word(name: str, keys: set[str], within: str, pattern: str) -> None:
    @kind(name)
    def word(rng: random.Random, files: Files) -> Mutation | None:
        if (found := draw_path(rng, files, "claims", keys, within)) is None:
            return None
        file, path, text = found
        new = misspelt_in(rng, text, pattern)
        return edit(file, files, name, path, new) if new is not None else None


_word("word of a fragment misspelt", {"start", "end"}, "anchors", r"[A-Za-z]{4,}")
_word("word of a quotation altered", {"quotation"}, "payload", r"[A-Za-z]{4,}")
_word("name in a statement misspelt", {"statement"}, "statement", r"\b[A-Z][a-z]{4,}\b")
_word("entity misspelt", NAMES, "", r"[a-z][a-z0-9-]{3,}")
_word("source of a citation misspelt", {"source"}, "citations", r"[a-z][a-z0-9-]{5,}")


@kind("entity taken for another")
def entity_swapped(rng: random.Random, files: Files) -> Mutation | None:
    found = draw_path(rng, files, "claims", NAMES, "payload")
    if found is None:
        return None
    file, path, old = found
    near = sorted({e["entity"] for e in files[file].get("entities", [])} - {old})
    new = rng.choice(near) if near and rng.random() < 0.5 else rng.choice(of_folder(files, "entities"))[9:-5]
    return edit(file, files, "entity taken for another", path, new)


@kind("source taken for another")
def source_swapped(rng: random.Random, files: Files) -> Mutation | None:
    found = draw_path(rng, files, "claims", {"source"}, "citations")
    return edit(found[0], files, "source taken for another", found[1], rng.choice(of_folder(files, "sources"))[8:-5]) if found else None


def _dropped(name: str, field: str) -> None:
    @kind(name)
    def dropped(rng: random.Random, files: Files) -> Mutation | None:
        file, value = draw(rng, files, "claims")
        items = value.get(field)
        return edit(file, files, name, (field, rng.randrange(len(items))), None, gone=True) if items else None


_dropped("citation dropped", "citations")
_dropped("attribution step dropped", "attribution")
_dropped("derivation dropped", "derivations")
_dropped("relation dropped", "relations")
_dropped("history entry removed", "history")
_dropped("entity of a claim dropped", "entities")


@kind("field dropped")
def field_dropped(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "claims")
    paths = [("time",), ("assessment", "corrected"), ("assessment", "rationale"), ("payload", "period"), ("payload", "multiplier")]
    there = [path for path in paths if value_at(value, path) is not None]
    return edit(file, files, "field dropped", rng.choice(there), None, gone=True) if there else None


@kind("formula altered")
def formula(rng: random.Random, files: Files) -> Mutation | None:
    found = draw_path(rng, files, "claims", {"formula"}, "derivations")
    if found is None:
        return None
    file, path, text = found
    operators = list(re.finditer(r" (==|<=|>=|<|>|\+|-|\*|/) |\d+", text))
    if not operators:
        return None
    match = rng.choice(operators)
    if match[1] is None:
        new = other_digit(rng, match[0])
    else:
        group = ["==", "!=", "<", ">"] if match[1] in {"==", "<=", ">=", "<", ">"} else ["+", "-", "*", "/"]
        new = f" {rng.choice([o for o in group if o != match[1]])} "
    return edit(file, files, "formula altered", path, text[: match.start()] + (new or "") + text[match.end() :])


def _claim_reference(name: str, field: str, key: str) -> None:
    @kind(name)
    def reference(rng: random.Random, files: Files) -> Mutation | None:
        found = draw_path(rng, files, "claims", {key}, field)
        if found is None:
            return None
        file, path, text = found
        return edit(file, files, name, path, other_digit(rng, text, r"(?<=-)\d{4,}"))


_claim_reference("target of a relation changed", "relations", "target")
_claim_reference("input of a derivation changed", "derivations", "claim")


@kind("claim deleted")
def claim_deleted(rng: random.Random, files: Files) -> Mutation | None:
    file, _ = draw(rng, files, "claims")
    return Mutation("claim deleted", f"{file}: deleted", {file: None})


@kind("claim entered twice")
def claim_twice(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "claims")
    copied: Any = copy.deepcopy(value)
    copied["id"] = "azpk-9001"
    return Mutation("claim entered twice", f"{file}: copied as azpk-9001", {"claims/azpk-9001.json": copied})


@kind("identifier changed")
def identifier(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "claims")
    return edit(file, files, "identifier changed", ("id",), other_digit(rng, value["id"]))


@kind("key misspelt")
def key(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, rng.choice(("claims", "sources", "entities")))
    name = rng.choice(sorted(k for k in value if len(k) > 3))
    wrong = misspelt(rng, name)
    changed = {wrong if k == name else k: copy.deepcopy(v) for k, v in value.items()}
    return Mutation("key misspelt", f"{file}: {name} became {wrong}", {file: changed})
