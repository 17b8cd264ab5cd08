"""Columns of sheets made from columns of the flat tables, with a real date or a number beside an exact text where there is one."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any

import attrs

from ...load.tables import Cell, Column, ColumnType, Part, Row, Table, rows_of
from ...load.workbook_map import Role
from ...model.ledger import LedgerRecord
from .lists import Lists
from .places import Places, sheet_of
from .plan import PlannedRow, SheetColumn, SheetPlan, Value
from .table_writer import FIRST_REAL_DAY

_STYLES = {
    ColumnType.TEXT: "text", ColumnType.ID: "word", ColumnType.ENUM: "word", ColumnType.EDTF: "word", ColumnType.URL: "text",
    ColumnType.DECIMAL: "word", ColumnType.INTEGER: "integer", ColumnType.BOOLEAN: "boolean", ColumnType.LIST: "text",
}  # fmt: skip
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LINK_WIDTHS: dict[str, float] = {"sources": 44.0, ColumnType.URL: 66.0}
"""Widths of links, which LibreOffice does not wrap."""
_REMEMBERED = 4_096
"""Days and numbers that are not worked out again: a ledger has few days, and the same weights over and over."""
MOST_DIGITS = 15
"""Digits that every spreadsheet keeps and shows."""


@attrs.frozen
class Made:
    """A column and how its cells come from a row of the flat table and the record (None in tables of records' lists)."""

    column: SheetColumn
    value: Callable[[Row, Any], Value] | int
    """What makes a cell, or the index of the flat table's column whose cells it takes as they are."""
    link: Callable[[Row, Any], str | None] | None = None


def real_day(text: Cell) -> datetime.date | None:
    """Return the day that an EDTF text means, where it is one exact day that spreadsheets agree on: from 1 March 1900 on."""
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        return None
    return _real_day(text)


@lru_cache(_REMEMBERED)
def _real_day(text: str) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= FIRST_REAL_DAY else None


def real_number(text: Cell) -> float | None:
    """Return the number that a decimal text means, where a spreadsheet keeps every digit of it; None where it would not."""
    return _real_number(text) if isinstance(text, str) else None


@lru_cache(_REMEMBERED)
def _real_number(text: str) -> float | None:
    exact = Decimal(text)
    if len(exact.normalize().as_tuple().digits) > MOST_DIGITS:
        return None
    number = float(exact)
    return number if Decimal(repr(number)) == exact else None


def table_columns(table: Table, lists: Lists, places: Places, linked: bool = True) -> Iterator[Made]:
    """Yield the columns of a sheet that holds a flat table; `linked`: references lead to what they name."""
    for index, column in enumerate(table.columns):
        yield _own(index, column, lists, places, linked)
        if column.type is ColumnType.EDTF:
            yield _beside(index, column, Role.DAY, "date", real_day)
        elif column.type is ColumnType.DECIMAL:
            yield _beside(index, column, Role.NUMBER, "number", real_number)


def _own(index: int, column: Column, lists: Lists, places: Places, linked: bool) -> Made:
    choices, strict = lists.for_column(column)
    link: Callable[[Row, Any], str | None] | None = None
    if column.type is ColumnType.URL:
        link = lambda row, _: str(row[index]) if row[index] else None  # noqa: E731
    elif linked and column.refers and column.type is ColumnType.ID:
        link = lambda row, _: None if row[index] is None else places.record(column.refers, row[index])  # noqa: E731
    fixed = column.part is Part.FIELD and column.name == "id"
    shown = SheetColumn(
        column.name, _STYLES[column.type], Role.RECORD, column.name, choices=choices, strict=strict, fixed=fixed,
        verdict=column.name == "verdict", width=_LINK_WIDTHS.get(column.refers or column.type) if link else None,
    )  # fmt: skip
    return Made(shown, index, link)


def _beside(index: int, column: Column, role: Role, style: str, convert: Callable[[Cell], Value]) -> Made:
    name = f"{column.name}_{role.value}"
    words = {
        Role.DAY: f"The day in {column.name} as a real date, where that is one exact day from 1900-03-01 on.",
        Role.NUMBER: f"The number in {column.name} as a real number, where that keeps every digit.",
    }[role]
    return Made(SheetColumn(name, style, role, column.name, words, column.unit), lambda row, _: convert(row[index]))


def computed(name: str, style: str, words: str, value: Callable[[Row, Any], Value], **more: Any) -> Made:
    """Return a column that is made for readers and not read back."""
    link = more.pop("link", None)
    return Made(SheetColumn(name, style, Role.COMPUTED, "", words, **more), value, link)


def planned_rows(made: tuple[Made, ...], pairs: Iterable[tuple[Row, Any]]) -> Iterator[PlannedRow]:
    """Yield the rows of a sheet from rows of the flat table, each with its record."""
    # What is made goes before the row of the flat table, and one call puts all cells into the order of the sheet.
    makers = [one.value for one in made if not isinstance(one.value, int)]
    places = iter(range(len(makers)))
    order = [len(makers) + one.value if isinstance(one.value, int) else next(places) for one in made]
    arrange: Callable[[Row], tuple[Value, ...]] = itemgetter(*order) if len(order) > 1 else lambda cells: (cells[order[0]],)
    links = [(index, one.link) for index, one in enumerate(made) if one.link]
    for row, record in pairs:
        targets = {index: target for index, link in links if (target := link(row, record))}
        yield PlannedRow(arrange((*[make(row, record) for make in makers], *row)), targets)


def record_plan(table: Table, ledger: LedgerRecord, made: tuple[Made, ...], records: Iterable[Any] | None = None, **more: Any) -> SheetPlan:
    """Return the plan of a sheet that holds a flat table; `records` are those that the rows are of, for tables of records."""

    def rows() -> Iterator[PlannedRow]:
        flat = rows_of(table, ledger)
        pairs = zip(flat, records, strict=True) if records is not None else ((row, None) for row in flat)
        return planned_rows(made, pairs)

    columns = tuple(one.column for one in made)
    return SheetPlan(sheet_of(table.name), table.title, table.description, columns, rows, table.name, **more)
