"""Which of our tables the sheets of a file are, and the records in them.

A workbook that we wrote says so itself, on its Meta sheet. Otherwise a sheet is a table by its name (`claims.csv`, a sheet `Claims`, its
continuation `Claims_2`), and where no sheet is, by its headers. What is not read is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from ..model.finding import Finding, Severity
from .raw import Reading
from .sheet import DateCell, RawSheet, RawSheets
from .tables import (
    BY_NAME,
    ColumnType,
    IncomingTable,
    Table,
    header_problems,
    lists_beside,
    match_header,
    normal_name,
    table_named,
    table_of_header,
    unflatten,
    wide_columns,
)
from .workbook_ledgers import take_apart
from .workbook_map import META_SHEET, Role, WorkbookMap, read_map

_VIEWS = frozenset({META_SHEET, "Read me", "Figures", "Lists"})
"""Sheets of our workbooks that are no plain tables, so that the Meta sheet lists no columns of theirs."""
_CONTINUED = re.compile(r"[ _-][0-9]{1,3}$")


@attrs.frozen(eq=False)
class Recognised:
    """Sheets sorted out: those that are tables of ours, what is wrong with them, and those that are not."""

    tables: tuple[IncomingTable, ...]
    findings: tuple[Finding, ...]
    others: tuple[RawSheet, ...]


def to_reading(files: Sequence[tuple[str, RawSheets]]) -> Reading:
    """Return the records of sheets that belong together, given by file; those of a book of several ledgers stand `apart`."""
    findings = [finding for _, read in files for finding in read.findings]
    sheets = [sheet for _, read in files for sheet in read.sheets]
    if (several := take_apart(sheets)) is not None:
        names = tuple(name for name, _ in files)
        used = {sheet.name for own in several.sheets.values() for sheet in own if sheet.rows}
        parts = [_records_in([s for s in several.sheets[of] if s.rows or s.name not in used], names) for of in several.ledgers]
        parts[0] = attrs.evolve(parts[0], findings=(*findings, *several.findings, *parts[0].findings))
        return Reading(apart=tuple(parts))
    recognised = recognise(sheets)
    built = unflatten(recognised.tables)
    findings += (*recognised.findings, *built.findings)
    readable = tuple(name for name, read in files if read.readable)
    if not built.records and readable and not any(finding.severity is Severity.ERROR for finding in findings):
        findings.append(Finding("SCH010", "no record to check: the table has no rows", readable[0], help="write at least one row"))
    marks = {name: read.marks for name, read in files if read.marks is not None}
    unreadable = tuple(name for name, read in files if not read.readable)
    return Reading(built.records, tuple(findings), tuple(name for name, _ in files), unreadable, marks)


def _records_in(sheets: Sequence[RawSheet], files: tuple[str, ...]) -> Reading:
    """Return the records of one ledger of several."""
    recognised = recognise(sheets)
    built = unflatten(recognised.tables)
    return Reading(built.records, (*recognised.findings, *built.findings), files)


def recognise(sheets: Sequence[RawSheet]) -> Recognised:
    """Return which sheets are which of our tables."""
    book = next((found for sheet in sheets if sheet.name == META_SHEET and (found := _map_on(sheet)) is not None), None)
    pairs = [(sheet, _table_of(sheet, book)) for sheet in sheets]
    if not any(table for _, table in pairs):
        pairs = [(sheet, table_of_header(sheet.header)) for sheet in sheets]
    tables: list[IncomingTable] = []
    findings: list[Finding] = []
    for sheet, table in pairs:
        if table is not None:
            wide = wide_columns(table, sheet.header)
            incoming, problems = _incoming(sheet, table, book, frozenset(wide))
            tables += [incoming, *lists_beside(incoming, wide)]
            findings += problems
    others = tuple(sheet for sheet, table in pairs if table is None)
    findings += _not_read([sheet for sheet in others if not _is_view(sheet, book)]) if tables else _no_tables(others)
    return Recognised(tuple(tables), tuple(findings), others)


def _map_on(sheet: RawSheet) -> WorkbookMap | None:
    return read_map([sheet.header, *(row.cells for row in sheet.rows)])


def _table_of(sheet: RawSheet, book: WorkbookMap | None) -> Table | None:
    name = _CONTINUED.sub("", sheet.name)
    if book is not None and name in book.sheets():
        return BY_NAME.get(book.sheets()[name])
    table = table_named(name)
    headers = {normal_name(text) for text in sheet.header}
    return table if table is not None and any(column.name in headers for column in table.columns) else None


def _incoming(sheet: RawSheet, table: Table, book: WorkbookMap | None, wide: frozenset[int]) -> tuple[IncomingTable, list[Finding]]:
    columns, findings = match_header(table, sheet.header, sheet.file, sheet.place, wide)
    own = list(sheet.findings)
    if book is not None:
        made = {
            normal_name(column.header)
            for column in book.columns
            if column.sheet == _CONTINUED.sub("", sheet.name) and column.role is not Role.RECORD
        }
        computed = {index for index, text in enumerate(sheet.header) if normal_name(text) in made}
        columns = tuple(None if index in computed else column for index, column in enumerate(columns))
        findings = [finding for finding in findings if finding.code != "SYN014" or normal_name(finding.field) not in made]
        own = [finding for finding in own if finding.code != "SYN017" or finding.position.column - 1 not in computed]
    incoming = IncomingTable(table, sheet.file, columns, sheet.rows)
    if sheet.place(0).cell is not None:
        own += _dates_where_none_belong(incoming)
    if not sheet.rows:
        message = f"the table {table.name} has a header and no rows"
        own.append(Finding("SYN016", message, sheet.file, sheet.place(0), severity=Severity.NOTE))
    return incoming, own + findings


def _is_view(sheet: RawSheet, book: WorkbookMap | None) -> bool:
    """Whether a sheet of a workbook of ours is made from the records and need not be read back."""
    if book is None:
        return False
    return sheet.name in _VIEWS or any(column.sheet == sheet.name and not column.table for column in book.columns)


def _not_read(others: Sequence[RawSheet]) -> list[Finding]:
    """Say in one note for each file which sheets were not read, beside others that were."""
    found = []
    for file in dict.fromkeys(sheet.file for sheet in others):
        mine = [sheet for sheet in others if sheet.file == file]
        listed = ", ".join(f"{sheet.name!r} ({len(sheet.rows)} rows)" for sheet in mine)
        message = f"none of a ledger's tables, and not read: {listed}"
        found.append(Finding("SYN016", message, file, mine[0].place(0), severity=Severity.NOTE))
    return found


def _no_tables(others: Sequence[RawSheet]) -> list[Finding]:
    """Say of each sheet, where none is a table of ours, why it was not read, and everything else that is wrong with it."""
    found = []
    for sheet in others:
        rows = f"{len(sheet.rows)} row{' was' if len(sheet.rows) == 1 else 's were'} not read"
        headers = ", ".join(repr(text) for text in sheet.header[:6] if text)
        why = f"its header ({headers}) fits none of a ledger's tables" if headers else "its first row is blank: it must be the header"
        help = "name the columns as the tables do (`claims export --to csv` shows them), in the first row, with nothing above"
        found.append(Finding("SYN014", f"{sheet.name!r}: {why}; {rows}", sheet.file, sheet.place(0), help=help))
        found += [*sheet.findings, *header_problems(sheet.header, sheet.file, sheet.place)]
    return found


def _dates_where_none_belong(incoming: IncomingTable) -> list[Finding]:
    """A spreadsheet turns "3-4" into a date; only a date field may take one."""
    found = []
    wrong = [(index, column) for index, column in enumerate(incoming.columns) if column and column.type is not ColumnType.EDTF]
    for row in incoming.rows:
        for index, column in wrong:
            cell = row.cells[index]
            if isinstance(cell, DateCell):
                message = f"the cell is the date {str(cell)!r}, the column {column.name} holds {column.type.value}"
                help = "format the cell as text and write again what was meant"
                found.append(Finding("SYN017", message, incoming.file, row.place(index), field=column.name, help=help))
    return found
