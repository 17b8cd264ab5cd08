"""Rows to raw records whose every part knows the cell that it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ...model.finding import Finding, Position
from ..marks import Path
from ..raw import RawRecord, Reading
from .column import Cell, Column, ColumnType, Origin, Part, Row
from .incoming import IncomingRow, IncomingTable
from .layout import BY_NAME
from .packing import unpack_items

_INTEGER = re.compile(r"-?[0-9]{1,18}")
_BOOLEANS = {"true": True, "false": False}


def unflatten(tables: Iterable[IncomingTable]) -> Reading:
    """Return the records that the tables describe, with findings for rows that belong to no record (SYN015).

    A blank cell is a field that the record does not have. A cell that does not fit its column's type is passed on as it is, so that the
    schema says what is wrong with it, at the cell. Rows of lists come in the order of their numbers.
    """
    given = list(tables)
    findings: list[Finding] = []
    records = tuple(raw for raw, _ in records_in(given, findings))
    return Reading(records, tuple(findings), tuple(dict.fromkeys(incoming.file for incoming in given)))


Numbers = Mapping[Path, tuple[int, ...]]
"""The numbers that the rows of each list of a record bear, in their order, by the list's path."""


def records_in(tables: Sequence[IncomingTable], findings: list[Finding]) -> Iterator[tuple[RawRecord, Numbers]]:
    """Yield the records that `unflatten` returns one by one, so that they need not all be held; `findings` grows until the last."""
    items: dict[tuple[str, Path, str], list[_Item]] = {}
    for incoming in tables:
        if not incoming.table.main:
            findings += _take_items(incoming, items)
    for incoming in tables:
        if incoming.table.main:
            make = _Maker(incoming)
            for row in incoming.rows:
                yield _record(incoming, row, make(row), items)
    kinds = {incoming.table.origins[0].kind for incoming in tables if incoming.table.main}
    findings += _orphans([item for (kind, _, _), left in items.items() if kind in kinds for item in left])
    findings += _whole_tables([item for (kind, _, _), left in items.items() if kind not in kinds for item in left])


def unflatten_rows(rows: Mapping[str, Iterable[Row]], file: str = "tables") -> Reading:
    """Return the records in rows as `flatten` gives them, by table name; positions count rows from 1 as lines."""
    return unflatten(
        IncomingTable(BY_NAME[name], file, BY_NAME[name].columns, _counted(table_rows)) for name, table_rows in rows.items()
    )


def _counted(rows: Iterable[Row]) -> Iterator[IncomingRow]:
    for number, cells in enumerate(rows, 1):
        yield IncomingRow(cells, lambda index, line=number: Position(line, index + 1))  # type: ignore[misc]


@attrs.frozen(eq=False)
class _Item:
    """An item of a record's list, not yet put into its record."""

    incoming: IncomingTable
    row: IncomingRow
    owner: str
    number: int | None
    make: Callable[[IncomingRow], Any]
    """Makes its JSON value, when its record is put together."""


def _take_items(incoming: IncomingTable, items: dict[tuple[str, Path, str], list[_Item]]) -> Iterator[Finding]:
    table = incoming.table
    parts = {column.part: index for index, column in enumerate(incoming.columns) if column is not None}
    numbered: set[tuple[tuple[str, Path, str], int | None]] = set()
    make = _Maker(incoming)
    for row in incoming.rows:
        owner = _text(_cell(row, parts.get(Part.OWNER)))
        origin = _origin(table.origins, _text(_cell(row, parts.get(Part.TAG))))
        if origin is None:
            tag = table.key(Part.TAG)
            allowed = ", ".join(word for word, _ in tag.codes) if tag else ""
            yield _key_finding(incoming, row, Part.TAG, "does not say which list the row belongs to", f"allowed are {allowed}")
        elif not owner:
            yield _key_finding(incoming, row, Part.OWNER, "is blank: the row belongs to no record", "fill in the record's identifier")
        else:
            written = _integer(_cell(row, parts.get(Part.NUMBER)))
            number = written if isinstance(written, int) and not isinstance(written, bool) else None
            if written is not None and number is None:
                yield _key_finding(incoming, row, Part.NUMBER, f"holds {written!r}, not a whole number", "number the rows 1, 2, 3 …")
            place = (origin.kind, origin.path, owner)
            if number is not None and (place, number) in numbered:
                message = f"holds {number} a second time for {owner!r}"
                yield _key_finding(incoming, row, Part.NUMBER, message, "number the rows 1, 2, 3 …")
            numbered.add((place, number))
            items.setdefault(place, []).append(_Item(incoming, row, owner, number, make))


def _origin(origins: tuple[Origin, ...], tag: str) -> Origin | None:
    if len(origins) == 1:
        return origins[0]
    return next((origin for origin in origins if origin.tag == tag.strip().casefold()), None)


class _Maker:
    """Makes JSON values of the rows of one table: what there is to do for each column is decided once."""

    def __init__(self, incoming: IncomingTable) -> None:
        self._fields = [
            (index, tuple(map(str, column.path[:-1])), str(column.path[-1]) if column.path else "", column, column.type in _AS_WRITTEN)
            for index, column in enumerate(incoming.columns)
            if column is not None and column.part is Part.FIELD
        ]
        self._texts = not incoming.table.columns[-1].path  # a list of plain texts

    def __call__(self, row: IncomingRow) -> Any:
        if self._texts:
            return _value(_cell(row, self._fields[0][0]), self._fields[0][3]) if self._fields else None
        made: dict[str, Any] = {}
        cells = row.cells
        width = len(cells)
        for index, parents, name, column, as_written in self._fields:
            cell = cells[index] if index < width else None
            if cell is None or cell == "":
                continue
            inner = made
            for step in parents:
                inner = inner.setdefault(step, {})
            inner[name] = cell if as_written and type(cell) is str else _value(cell, column)
        return made


_AS_WRITTEN = frozenset(ColumnType) - {ColumnType.LIST, ColumnType.INTEGER, ColumnType.BOOLEAN}
"""Types whose text in a cell is their JSON value."""


def _record(
    incoming: IncomingTable, row: IncomingRow, value: dict[str, Any], items: dict[tuple[str, Path, str], list[_Item]]
) -> tuple[RawRecord, Numbers]:
    kind = incoming.table.origins[0].kind
    identifier = value.get("source", {}).get("id") if kind == "article" else value.get("id")
    placed: dict[Path, _Item] = {}
    numbers: dict[Path, tuple[int, ...]] = {}
    if isinstance(identifier, str):
        for path in _LIST_PATHS[kind]:
            found = items.pop((kind, path, identifier), [])
            found.sort(key=lambda item: (item.number is None, item.number or 0))
            for index, item in enumerate(found):
                placed[*path, index] = item
            if found:
                inner = value
                for step in path[:-1]:
                    inner = inner.setdefault(str(step), {})
                inner[str(path[-1])] = [item.make(item.row) for item in found]
                numbers[path] = tuple(item.number for item in found if item.number is not None)
    others = tuple(dict.fromkeys(item.incoming.file for item in placed.values() if item.incoming.file != incoming.file))
    spread = (lambda path: _holder(incoming, placed, path)[0].file) if others else None
    locator = _locator(incoming, row, placed)
    return RawRecord(kind, value, incoming.file, locator=locator, spread=spread, other_files=others), numbers


_LIST_PATHS: dict[str, tuple[Path, ...]] = {
    kind: tuple(origin.path for table in BY_NAME.values() for origin in table.origins if origin.kind == kind and origin.path)
    for kind in ("ledger", "article", "entity", "source", "claim")
}


def _locator(incoming: IncomingTable, row: IncomingRow, placed: Mapping[Path, _Item]) -> Callable[[Path], Position]:
    def locate(path: Path) -> Position:
        table, item, inner = _holder(incoming, placed, path)
        return _place(table, item.row if item else row, inner)

    return locate


def _holder(incoming: IncomingTable, placed: Mapping[Path, _Item], path: Path) -> tuple[IncomingTable, _Item | None, Path]:
    """Return the table that holds the value at a path of a record, the item whose row it is (None: the record's), and the path in it."""
    for length in range(len(path), 0, -1):
        item = placed.get(path[:length])
        if item is not None:
            return item.incoming, item, path[length:]
    return incoming, None, path


def _place(incoming: IncomingTable, row: IncomingRow, path: Path) -> Position:
    """Return the place of the cell that holds the value at `path`, or the first of those that hold parts of it, or the row's."""
    if path:
        for index, column in enumerate(incoming.columns):
            if column is not None and column.path and path[: len(column.path)] == column.path:
                return row.place(index)
        for index, column in enumerate(incoming.columns):
            if column is not None and column.path[: len(path)] == path:
                return row.place(index)
    return row.place(0)


def _cell(row: IncomingRow, index: int | None) -> Cell:
    return None if index is None or index >= len(row.cells) else row.cells[index]


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _integer(cell: Cell) -> Cell:
    return int(cell) if isinstance(cell, str) and _INTEGER.fullmatch(cell) else cell or None


def _value(cell: Cell, column: Column) -> Any:
    """Return the JSON value of a cell, None for a blank; what does not fit the column's type comes back as it is."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        if column.type is ColumnType.LIST:
            return unpack_items(cell, column.items)
        if column.type is ColumnType.INTEGER:
            return _integer(cell)
        if column.type is ColumnType.BOOLEAN:
            return _BOOLEANS.get(cell.casefold(), cell)
        return cell
    if isinstance(cell, int) and not isinstance(cell, bool) and column.type is not ColumnType.INTEGER:
        return str(cell)
    return cell


def _key_finding(incoming: IncomingTable, row: IncomingRow, part: Part, message: str, help: str) -> Finding:
    index = next((index for index, column in enumerate(incoming.columns) if column is not None and column.part is part), 0)
    column = incoming.table.key(part)
    name = column.name if column else ""
    shown = f"{incoming.table.name}: the column {name!r} {message}"
    return Finding("SYN015", shown, incoming.file, row.place(index), field=name, help=help)


def _orphans(left: Iterable[_Item]) -> Iterator[Finding]:
    for item in left:
        refers = _owner_table(item.incoming)
        message = f"names {item.owner!r}, which has no row in {refers}"
        yield _key_finding(item.incoming, item.row, Part.OWNER, message, f"add the record to {refers}, or remove the row")


def _whole_tables(left: Iterable[_Item]) -> Iterator[Finding]:
    """Say once for each table whose records were not given at all that its rows could not be used."""
    by_table: dict[int, list[_Item]] = {}
    for item in left:
        by_table.setdefault(id(item.incoming), []).append(item)
    for items in by_table.values():
        incoming, refers = items[0].incoming, _owner_table(items[0].incoming)
        message = f"the {len(items)} rows of {incoming.table.name} belong to records of {refers}, which is not here"
        help = "check the folder or workbook that holds both"
        yield Finding("SYN015", message, incoming.file, items[0].row.place(0), help=help)


def _owner_table(incoming: IncomingTable) -> str:
    owner = incoming.table.key(Part.OWNER)
    return owner.refers if owner and owner.refers else "their table"
