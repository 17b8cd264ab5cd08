"""Tables that came in: which of our tables they are, which column is which, and where each cell stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence

import attrs

from ...model.finding import Finding, Position
from .column import Cell, Column, Table
from .layout import TABLES

Place = Callable[[int], Position]
"""Where the cell at an index of a row stands; index 0 also stands for the row."""


@attrs.frozen(eq=False)
class IncomingRow:
    """A row that was read: its cells in the order of the file, and where they stand."""

    cells: Sequence[Cell]
    place: Place


@attrs.frozen(eq=False)
class IncomingTable:
    """A table that was read. `columns` has our column at each position of its rows, None where a column is none of ours."""

    table: Table
    file: str
    columns: tuple[Column | None, ...]
    rows: Iterable[IncomingRow]


def normal_name(text: str) -> str:
    """Return a header or table name as it is compared: without regard to case, spaces (of all kinds), hyphens and underscores."""
    folded = unicodedata.normalize("NFKC", text).replace("\ufeff", "").casefold()
    return "_".join(folded.replace("_", " ").replace("-", " ").split())


def table_named(name: str) -> Table | None:
    """Return the table whose name or title a file or sheet bears."""
    wanted = normal_name(name)
    return next((table for table in TABLES if wanted in {table.name, normal_name(table.title)}), None)


def table_of_header(header: Sequence[str]) -> Table | None:
    """Return the table that most of the headers belong to; where two have as many, the first. None where no header is ours."""
    wanted = {normal_name(text) for text in header if text}
    counted = [(sum(column.name in wanted for column in table.columns), table) for table in TABLES]
    most = max(count for count, _ in counted)
    return next(table for count, table in counted if count == most) if most else None


def match_header(table: Table, header: Sequence[str], file: str, place: Place) -> tuple[tuple[Column | None, ...], list[Finding]]:
    """Return our column for each header, and findings: blank and repeated headers (SYN013), columns that the table does not have (SYN014).

    A header matches a column's name or label whatever its case, spaces and underscores. Of repeated ones the first counts.
    """
    known = {normal_name(name): column for column in table.columns for name in (column.label, column.name)}
    columns: list[Column | None] = []
    findings: list[Finding] = []
    first: dict[str, int] = {}
    for index, text in enumerate(header):
        name = normal_name(text)
        column = known.get(name)
        if not name:
            column = None
            help = "name it, or remove the column with everything in it"
            findings.append(Finding("SYN013", f"column {index + 1} has no header", file, place(index), help=help))
        elif name in first:
            earlier = first[name]
            column = None
            same = "twice" if header[earlier] == text else f"and as {header[earlier]!r}"
            message = f"the header {text!r} stands {same}: columns {earlier + 1} and {index + 1}"
            findings.append(Finding("SYN013", message, file, place(index), field=text, help="rename or remove one of them"))
        elif column is None:
            message = f"the table {table.name} has no column {text!r}"
            findings.append(Finding("SYN014", message, file, place(index), field=text, help=_nearest(name, table)))
        first.setdefault(name, index)
        columns.append(column)
    return tuple(columns), findings


def _nearest(name: str, table: Table) -> str:
    import difflib

    names = [column.name for column in table.columns]
    near = difflib.get_close_matches(name, names, 1, 0.6)
    listed = ", ".join(names)
    return f"did you mean {near[0]!r}? allowed are {listed}" if near else f"rename or remove it; allowed are {listed}"
