"""Lists written beside their record, in one row: columns such as `citations_1_source`, `anchors_2_row`.

One file of claims can so be complete by itself. Such columns are taken out of the record's table as tables of lists of their own, whose
cells keep their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from ...model.finding import Position
from .column import Cell, Column, Part, Table
from .incoming import IncomingRow, IncomingTable, Place, normal_name
from .layout import TABLES

_WIDE = re.compile(r"([a-z]+)_([1-9][0-9]{0,2})_([a-z0-9_]+)")


@attrs.frozen
class WideColumn:
    """Where a column of a record's table belongs: to which item of which list, and as what."""

    table: Table
    tag: str
    number: int
    column: Column


def wide_columns(table: Table, header: Sequence[str]) -> dict[int, WideColumn]:
    """Return the columns, by index, that hold items of lists of the table's records."""
    found: dict[int, WideColumn] = {}
    if not table.main:
        return found
    kind = table.origins[0].kind
    for index, text in enumerate(header):
        match = _WIDE.fullmatch(normal_name(text))
        if match is None:
            continue
        for other in TABLES:
            tags = [origin.tag for origin in other.origins if origin.kind == kind and origin.path]
            if other.name != match.group(1) or len(tags) != 1:
                continue
            column = next((c for c in other.columns if c.part is Part.FIELD and c.name == match.group(3)), None)
            if column is not None:
                found[index] = WideColumn(other, tags[0], int(match.group(2)), column)
    return found


def lists_beside(incoming: IncomingTable, wide: dict[int, WideColumn]) -> Iterator[IncomingTable]:
    """Yield the tables of lists that stand in a record table's wide columns; items without a filled cell are none."""
    identifier = next((index for index, column in enumerate(incoming.columns) if column is not None and column.name == "id"), None)
    for table in dict.fromkeys(column.table.name for column in wide.values()):
        mine = {index: column for index, column in wide.items() if column.table.name == table}
        for number in sorted({column.number for column in mine.values()}):
            item = [(index, column) for index, column in mine.items() if column.number == number]
            yield _table(incoming, item, identifier)


def _table(incoming: IncomingTable, item: list[tuple[int, WideColumn]], identifier: int | None) -> IncomingTable:
    first = item[0][1]
    keys = [column for column in first.table.columns if column.part is not Part.FIELD]
    values: dict[Part, Cell] = {Part.TAG: first.tag, Part.NUMBER: first.number}
    rows = []
    for row in incoming.rows:
        if any(row.cells[index] not in (None, "") for index, _ in item):
            owner = row.cells[identifier] if identifier is not None else None
            cells: list[Cell] = [owner if key.part is Part.OWNER else values[key.part] for key in keys]
            cells += [row.cells[index] for index, _ in item]
            indices = [identifier or 0] * len(keys) + [index for index, _ in item]
            rows.append(IncomingRow(cells, _place(row.place, indices)))
    return IncomingTable(first.table, incoming.file, (*keys, *(column.column for _, column in item)), rows)


def _place(place: Place, indices: list[int]) -> Place:
    def found(index: int) -> Position:
        return place(indices[index])

    return found
