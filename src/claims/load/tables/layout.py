"""The flat tables, decided once: what each holds and how it hangs together. CSV package and workbook are both written from them."""

from __future__ import annotations

from typing import Any

import attrs

from ...model.accepted import Accepted
from ...model.article import Article, InventoryRow
from ...model.claim import Anchor, AttributionStep, Citation, Claim, Derivation, Reason, Relation, Revision, Search
from ...model.entity import Alias, Entity, Office
from ...model.ledger import LedgerInfo, Term
from ...model.record import Record
from ...model.source import Name, Source
from ..marks import Path
from .column import Column, ColumnType, Origin, Part, Table
from .derive import columns_of

INLINE = frozenset({"assessment", "source"})
"""Nested records whose fields keep their names; those of other nested records are prefixed by the record's name."""
PACKED = frozenset({"participants", "entities", "inputs"})
"""Lists of records that go into one cell, since all their fields are words."""

_REFERS = {
    "claims": {
        "places": "entities", "speaker": "entities", "addressee": "entities", "subject": "entities", "counterpart": "entities",
        "object": "entities", "instrument": "entities", "actor": "entities", "holder": "entities",
    },
    "anchors": {"source": "articles"},
    "attribution": {"agent": "entities"},
    "citations": {"source": "sources"},
    "relations": {"target": "claims"},
    "offices": {"organisation": "entities", "source": "sources"},
    "sources": {"origin": "sources"},
}  # fmt: skip
_DECLARED = {"topic": "topics", "tags": "tags", "section": "sections", "side": "sides"}
_UNITS = {
    "credence": "probability, 0 to 1", "confidence": "probability, 0 to 1", "weight": "log odds", "start": "code points",
    "end": "code points", "length": "code points", "value": "`unit` times `multiplier`",
}  # fmt: skip
_NUMBERS = {ColumnType.DECIMAL, ColumnType.INTEGER}


def _fields(name: str, model: type[Record]) -> list[Column]:
    found = []
    for column in columns_of(model, INLINE, PACKED):
        refers = _REFERS.get(name, {}).get(column.name)
        declared = _DECLARED.get(column.name) if column.type in {ColumnType.ID, ColumnType.LIST} else None
        unit = _UNITS.get(column.name, "") if column.type in _NUMBERS else ""
        found.append(attrs.evolve(column, refers=refers, declared=declared, unit=unit))
    return found


def _main(name: str, title: str, kind: str, model: type[Record]) -> Table:
    return Table(name, title, _first_line(model), (Origin(kind),), tuple(_fields(name, model)))


_OWNER_TABLES = {"claim": "claims", "source": "sources", "entity": "entities", "article": "articles", "ledger": "ledger"}


def _child(name: str, title: str, model: type[Record], kind: str, path: Path) -> Table:
    owner = Column(
        kind, ColumnType.ID, part=Part.OWNER, required=True, refers=_OWNER_TABLES[kind], words=f"Identifier of the {kind} it belongs to."
    )
    return Table(name, title, _first_line(model), (Origin(kind, path),), (owner, _number(kind), *_fields(name, model)))


def _shared(name: str, title: str, model: type[Record], tag: str, words: str, origins: tuple[Origin, ...]) -> Table:
    """A table of lists that stand in several places; its tag column says in which."""
    codes = tuple((origin.tag, f"{origin.tag[:1].upper()}{origin.tag[1:]}.") for origin in origins)
    kinds = {origin.kind for origin in origins}
    owner_name = kinds.pop() if len(kinds) == 1 else "record"
    keys = (
        Column(tag, ColumnType.ENUM, part=Part.TAG, required=True, codes=codes, words=words),
        Column(
            owner_name, ColumnType.ID, part=Part.OWNER, required=True, refers=_OWNER_TABLES.get(owner_name),
            words="Identifier of the record it belongs to.",
        ),
        _number(owner_name),
    )  # fmt: skip
    return Table(name, title, _first_line(model), origins, (*keys, *_fields(name, model)))


def _number(owner: str) -> Column:
    return Column(
        "number", ColumnType.INTEGER, part=Part.NUMBER, required=True, words=f"Its place among those of the {owner}, counted from 1."
    )


def _first_line(model: type[Any]) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]


_CREATORS = Table(
    "creators",
    "Creators",
    "Who made the ledger.",
    (Origin("ledger", ("creators",)),),
    (
        Column("ledger", ColumnType.ID, part=Part.OWNER, required=True, refers="ledger", words="Identifier of the ledger."),
        _number("ledger"),
        Column("name", ColumnType.TEXT, required=True, words="Name of a creator.", max_length=4000),
    ),
)

TABLES: tuple[Table, ...] = (
    _main("claims", "Claims", "claim", Claim),
    _child("citations", "Citations", Citation, "claim", ("citations",)),
    _main("sources", "Sources", "source", Source),
    _main("entities", "Entities", "entity", Entity),
    _child("anchors", "Anchors", Anchor, "claim", ("anchors",)),
    _child("attribution", "Attribution", AttributionStep, "claim", ("attribution",)),
    _child("searches", "Searches", Search, "claim", ("searched",)),
    _child("derivations", "Derivations", Derivation, "claim", ("derivations",)),
    _child("relations", "Relations", Relation, "claim", ("relations",)),
    _child("weights", "Weights", Reason, "claim", ("assessment", "reasons")),
    _child("history", "History", Revision, "claim", ("history",)),
    _shared(
        "accepted", "Accepted findings", Accepted, "record_kind", "Kind of the record it belongs to.",
        (
            Origin("claim", ("accepted",), "claim"), Origin("source", ("accepted",), "source"),
            Origin("article", ("source", "accepted"), "article"),
        ),
    ),
    _shared(
        "authors", "Authors", Name, "record_kind", "Kind of the record it belongs to.",
        (Origin("source", ("author",), "source"), Origin("article", ("source", "author"), "article")),
    ),
    _child("aliases", "Aliases", Alias, "entity", ("aliases",)),
    _child("offices", "Offices", Office, "entity", ("offices",)),
    _main("articles", "Articles", "article", Article),
    _child("inventory", "Inventory", InventoryRow, "article", ("inventory",)),
    _main("ledger", "Ledger", "ledger", LedgerInfo),
    _CREATORS,
    _shared(
        "terms", "Terms", Term, "list", "The vocabulary that it belongs to.",
        tuple(Origin("ledger", (name,), name) for name in ("topics", "sections", "tags", "sides")),
    ),
)  # fmt: skip
"""Every table, in the order in which people want them."""

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
"""The tables by name."""
