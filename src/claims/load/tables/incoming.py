"""Tables that came in: which of our tables they are, which column is which, and where each cell stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence

import attrs

from ...model.finding import Finding, Position
from .column import Cell, Column, Part, Table
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


_INVISIBLE = re.compile(r"[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]")


def normal_name(text: str) -> str:
    """Return a header or table name as it is compared: without regard to case, spaces (of all kinds), hyphens and underscores."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return "_".join(folded.replace("_", " ").replace("-", " ").split())


def table_named(name: str) -> Table | None:
    """Return the table whose name or title a file or sheet bears."""
    wanted = normal_name(name)
    return next((table for table in TABLES if wanted in {table.name, normal_name(table.title)}), None)


def table_of_header(header: Sequence[str]) -> Table | None:
    """Return the table that a header fits best, the first where two fit alike; None where it fits none.

    A table of records fits with its `id`, its `statement`, or three of its columns; a table of lists with the column of its owner and
    two more.
    """
    wanted = {normal_name(text) for text in header if text}
    best: tuple[int, Table | None] = (0, None)
    for table in TABLES:
        count = sum(column.name in wanted for column in table.columns)
        owner = table.key(Part.OWNER)
        fits = count > 2 and owner.name in wanted if owner else count > 2 or (count and bool(wanted & {"id", "statement"}))
        if fits and count > best[0]:
            best = (count, table)
    return best[1]


def match_header(
    table: Table, header: Sequence[str], file: str, place: Place, elsewhere: Collection[int] = ()
) -> tuple[tuple[Column | None, ...], list[Finding]]:
    """Return our column for each header, and findings: those of `header_problems`, and columns that the table does not have (SYN014).

    A header matches a column's name or label whatever its case, spaces and underscores. Of repeated ones the first counts.
    Columns whose index is in `elsewhere` are known to hold something else and get None.
    """
    known = {normal_name(name): column for column in table.columns for name in (column.label, column.name)}
    findings = header_problems(header, file, place)
    columns: list[Column | None] = []
    seen: set[str] = set()
    for index, text in enumerate(header):
        name = normal_name(text)
        column = None if name in seen else known.get(name)
        if name and name not in seen and column is None and index not in elsewhere:
            message = f"the table {table.name} has no column {text!r}"
            findings.append(Finding("SYN014", message, file, place(index), field=text, help=_nearest(name, table)))
        seen.add(name)
        columns.append(column)
    return tuple(columns), findings


def header_problems(header: Sequence[str], file: str, place: Place) -> list[Finding]:
    """Return findings (SYN013) for headers that are blank, repeated but for case and spaces, or have invisible characters."""
    found: list[Finding] = []
    first: dict[str, int] = {}
    for index, text in enumerate(header):
        name = normal_name(text)
        if not name:
            help = "name it, or remove the column with everything in it"
            found.append(Finding("SYN013", f"column {index + 1} has no header", file, place(index), help=help))
        elif name in first:
            earlier = first[name]
            other = "" if header[earlier] == text else f", there as {header[earlier]!r}"
            message = f"the header {text!r} stands twice: columns {earlier + 1} and {index + 1}{other}"
            found.append(Finding("SYN013", message, file, place(index), field=text, help="rename or remove one of them"))
        if hidden := _INVISIBLE.findall(text):
            shown = ", ".join(f"U+{ord(char):04X}" for char in hidden)
            message = f"the header {name!r} has invisible characters: {shown}"
            found.append(Finding("SYN013", message, file, place(index), field=name, help="write it anew"))
        first.setdefault(name, index)
    return found


def _nearest(name: str, table: Table) -> str:
    import difflib

    names = [column.name for column in table.columns]
    near = difflib.get_close_matches(name, names, 1, 0.6)
    listed = ", ".join(names)
    return f"did you mean {near[0]!r}? allowed are {listed}" if near else f"rename or remove it; allowed are {listed}"
