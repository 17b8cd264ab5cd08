"""Records to rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ...model.ledger import LedgerRecord
from ..marks import Path
from .column import Cell, Column, ColumnType, Part, Row, Table
from .layout import TABLES
from .packing import pack_items

_NOTHING: dict[str, Any] = {}


def flatten(ledger: LedgerRecord) -> dict[str, Iterator[Row]]:
    """Return the rows of every table by its name, in the order of `TABLES`; each iterator reads the ledger as it goes.

    Optional fields without a value are None. Fields that have a default show it, so that a cell means the same to every reader.
    """
    return {table.name: rows_of(table, ledger) for table in TABLES}


def rows_of(table: Table, ledger: LedgerRecord) -> Iterator[Row]:
    """Yield the rows of one table."""
    make = _row_maker(tuple(column for column in table.columns if column.part is Part.FIELD))
    if table.main:
        for record in _records(ledger, table.origins[0].kind):
            yield make(record)
        return
    tagged = table.key(Part.TAG) is not None
    for origin in table.origins:
        for record in _records(ledger, origin.kind):
            keys = (origin.tag, record.id) if tagged else (record.id,)
            for number, item in enumerate(_follow(record, origin.path), 1):
                yield (*keys, number, *make(item))


def _records(ledger: LedgerRecord, kind: str) -> Iterable[Any]:
    return {
        "ledger": (ledger.ledger,), "article": ledger.articles, "entity": ledger.entities, "source": ledger.sources, "claim": ledger.claims
    }[kind]  # fmt: skip


def _follow(record: Any, path: Path) -> Any:
    for step in path:
        record = getattr(record, str(step))
    return record


def _row_maker(columns: tuple[Column, ...]) -> Callable[[Any], Row]:
    """Return a function from a record, or an item of a list, to its cells."""
    if len(columns) == 1 and not columns[0].path:
        return lambda item: (item,)
    groups: list[tuple[Path, list[str]]] = []
    for column in columns:
        if not groups or groups[-1][0] != column.path[:-1]:
            groups.append((column.path[:-1], []))
        groups[-1][1].append(str(column.path[-1]))
    converted = [(index, convert) for index, column in enumerate(columns) if (convert := _converter(column)) is not None]

    def make(record: Any) -> Row:
        cells: list[Any] = []
        for path, names in groups:
            values = record.__dict__
            # Not every kind of payload has every field, and an optional record may be absent.
            for step in path:
                owner = values.get(step)
                values = _NOTHING if owner is None else owner.__dict__
            cells.extend(map(values.get, names))
        for index, convert in converted:
            value = cells[index]
            if value is not None:
                cells[index] = convert(value)
        return tuple(cells)

    return make


def _converter(column: Column) -> Callable[[Any], Cell] | None:
    """Return what makes a cell of a field's value; None where it is one already."""
    if column.type is ColumnType.DECIMAL:
        return lambda value: format(value, "f")
    if column.type is ColumnType.LIST:
        parts = column.items
        return lambda items: pack_items(items, parts) if items else None
    if column.type is ColumnType.ENUM:
        # The word itself rather than a copy of it: the same object all through, whose hash is known. `_value_` is `value` without the
        # descriptor, which takes three times as long; words of a Literal are plain strings.
        return lambda value: getattr(value, "_value_", value)
    return None
