"""Mistakes in sources, entities and the article's inventory."""

from __future__ import annotations

import random

from claims.load.marks import value_at
from claims.model.vocabulary import EntityType

from .kinds import Files, Mutation, draw, draw_path, edit, kind, misspelt, misspelt_in, other_digit, shifted


@kind("source: date shifted")
def issued(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "sources")
    new = shifted(rng, value.get("issued", ""))
    return edit(file, files, "source: date shifted", ("issued",), new) if new is not None else None


@kind("source: digit of the address")
def address(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "sources")
    new = other_digit(rng, value["url"], r"(?<!%)(?<!%\w)\d+")
    return edit(file, files, "source: digit of the address", ("url",), new) if new is not None else None


@kind("source: grade changed")
def grade(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "sources")
    old = value["grade"]["reliability"]
    return edit(file, files, "source: grade changed", ("grade", "reliability"), rng.choice([g for g in "ABCDE" if g != old]))


@kind("source: origin dropped")
def origin(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "sources")
    return edit(file, files, "source: origin dropped", ("origin",), None, gone=True) if "origin" in value else None


@kind("source: publisher misspelt")
def publisher(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "sources")
    old = value["publisher_id"]
    return edit(file, files, "source: publisher misspelt", ("publisher_id",), misspelt(rng, old)) if len(old) > 3 else None


@kind("source: side changed")
def side(rng: random.Random, files: Files) -> Mutation | None:
    file, _ = draw(rng, files, "sources")
    sides = [item["id"] for item in files["ledger.json"]["sides"]]
    return edit(file, files, "source: side changed", ("side",), rng.choice(sides))


@kind("source: genre changed")
def genre(rng: random.Random, files: Files) -> Mutation | None:
    file, _ = draw(rng, files, "sources")
    return edit(file, files, "source: genre changed", ("genre",), rng.choice(("news", "wire", "official", "reference", "partisan")))


@kind("source: archived address altered")
def archived(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "sources")
    if "archived_url" not in value:
        return None
    new = misspelt_in(rng, value["archived_url"], r"(?<=//|\w/)[a-z]{4,}")
    return edit(file, files, "source: archived address altered", ("archived_url",), new) if new is not None else None


@kind("source deleted")
def source_deleted(rng: random.Random, files: Files) -> Mutation | None:
    file, _ = draw(rng, files, "sources")
    return Mutation("source deleted", f"{file}: deleted", {file: None})


@kind("entity deleted")
def entity_deleted(rng: random.Random, files: Files) -> Mutation | None:
    file, _ = draw(rng, files, "entities")
    return Mutation("entity deleted", f"{file}: deleted", {file: None})


@kind("entity: type changed")
def entity_type(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "entities")
    return edit(file, files, "entity: type changed", ("type",), str(rng.choice([t for t in EntityType if t != value["type"]])))


@kind("entity: name misspelt")
def entity_name(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "entities")
    new = misspelt_in(rng, value["name"], r"[A-Z][a-z]{4,}")
    return edit(file, files, "entity: name misspelt", ("name",), new) if new is not None else None


@kind("entity: country code changed")
def country(rng: random.Random, files: Files) -> Mutation | None:
    file, value = draw(rng, files, "entities")
    if "iso_3166" not in value:
        return None
    return edit(file, files, "entity: country code changed", ("iso_3166",), rng.choice(("AZ", "AT", "PK", "PG", "TM")))


@kind("entity: term of office shifted")
def office(rng: random.Random, files: Files) -> Mutation | None:
    found = draw_path(rng, files, "entities", {"period"}, "offices")
    if found is None:
        return None
    file, path, text = found
    new = shifted(rng, text)
    return edit(file, files, "entity: term of office shifted", path, new) if new is not None else None


@kind("row of the inventory moved")
def row(rng: random.Random, files: Files) -> Mutation | None:
    value = files["article.json"]
    path = ("inventory", rng.randrange(len(value["inventory"])), rng.choice(("start", "end")))
    return edit("article.json", files, "row of the inventory moved", path, max(0, value_at(value, path) + rng.choice((-10, -1, 1, 10))))


@kind("row of the inventory dropped")
def row_dropped(rng: random.Random, files: Files) -> Mutation | None:
    path = ("inventory", rng.randrange(len(files["article.json"]["inventory"])))
    return edit("article.json", files, "row of the inventory dropped", path, None, gone=True)
