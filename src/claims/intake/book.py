"""The file that came back, as tables: which of ours each sheet is, which of our columns each column is, and what is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from ..errors import UnreadableInput
from ..load.csv_file import read_csv_file
from ..load.decode import decode, read_bytes, show_name
from ..load.json_text import parse_json
from ..load.read import TABLE_SUFFIXES
from ..load.sheet import RawSheet
from ..load.table_files import CSV_SUFFIXES, DESCRIPTOR, read_folder_sheets
from ..load.tables import Column, IncomingRow, Part, Place, Row, Table, header_problems, normal_name, rows_of, table_named, table_of_header
from ..load.workbook_ledgers import Apart, take_apart
from ..load.workbook_map import META_SHEET, MappedColumn, Role, WorkbookMap, read_map
from ..load.xlsx_file import read_xlsx_file
from ..model.finding import Finding, Severity
from ..model.ledger import LedgerRecord
from .recognise import renamed_columns

_BESIDE = re.compile(r"(.+)_(day|number)")
_CONTINUED = re.compile(r"[ _-][0-9]{1,3}$")
ENOUGH = 0.6
"""Part of a sheet's headers by which a renamed sheet is known again."""


@attrs.frozen
class Beside:
    """A column that shows the number or the day of another column's exact text."""

    index: int
    column: Column
    role: Role


@attrs.frozen(eq=False)
class Sheet:
    """One of our tables, as it came back."""

    raw: RawSheet
    table: Table
    columns: tuple[Column | None, ...]
    """Our column at each position; None where it is none, or one that is not read."""
    beside: tuple[Beside, ...] = ()
    article_row: int | None = None
    """Position of the column that names the article's row of a claim, where the sheet has it."""

    def index(self, column: Column) -> int | None:
        """Return the position of one of our columns, None where the sheet does not have it."""
        return self.position(column.name)

    def position(self, name: str) -> int | None:
        """Return the position of one of our columns by name."""
        return next((index for index, own in enumerate(self.columns) if own is not None and own.name == name), None)

    def key_index(self, part: Part) -> int | None:
        """Return the position of a key column."""
        return next((index for index, own in enumerate(self.columns) if own is not None and own.part is part), None)


@attrs.frozen(eq=False)
class Book:
    """What came back."""

    file: str
    sheets: tuple[Sheet, ...] = ()
    map: WorkbookMap | None = None
    """What the Meta sheet says; None for CSV and for workbooks without one."""
    findings: tuple[Finding, ...] = ()
    readable: bool = True
    whole: bool = False
    """Without a map: whether the tables say that they hold every record, so that one that is absent was removed."""

    def of(self, table: str) -> tuple[Sheet, ...]:
        """Return the sheets of one table."""
        return tuple(sheet for sheet in self.sheets if sheet.table.name == table)


def read_book(path: Path, ledger: LedgerRecord) -> Book:
    """Return the tables in a workbook, a CSV file, a folder of CSV files or the `datapackage.json` of one.

    `ledger` helps to know renamed columns again by what they hold. Raises UnreadableInput where the file cannot be opened or is of
    another kind; what is wrong inside is a finding.
    """
    name = show_name(path)
    if path.name == DESCRIPTOR:
        path = path.parent
    if path.is_dir():
        if not any(entry.suffix.lower() in CSV_SUFFIXES for entry in path.iterdir()):
            raise UnreadableInput(f"{name}: no CSV file in the folder; import takes a workbook, a CSV file or a folder of them")
        files, rest = read_folder_sheets(path)
        findings, readable = list(rest.findings), not rest.unreadable
    elif path.suffix.lower() in CSV_SUFFIXES:
        files, findings, readable = [(name, read_csv_file(path))], [], True
    elif path.suffix.lower() in TABLE_SUFFIXES:
        files, findings, readable = [(name, read_xlsx_file(path))], [], True
    else:
        allowed = ", ".join(TABLE_SUFFIXES)
        raise UnreadableInput(f"{name}: import takes a workbook, a CSV file or a folder of CSV files; allowed endings are {allowed}")
    found = [sheet for _, read in files for sheet in read.sheets]
    findings += [finding for _, read in files for finding in read.findings]
    readable = readable and all(read.readable for _, read in files)
    if (several := take_apart(found)) is not None:
        own = ledger.ledger.id
        if own not in several.ledgers:
            raise UnreadableInput(f"{name}: holds the ledgers {', '.join(several.ledgers)}, not {own}; name one of them with --ledger")
        found = list(several.sheets[own])
        findings += [*several.findings, _of_other_ledgers(name, several, own)]
    if path.is_dir():
        found = [_in_file(sheet) for sheet in found]
    book = _book(name, found, ledger)
    whole = path.is_dir() and _says_complete(path)
    return attrs.evolve(book, findings=(*findings, *book.findings), readable=readable, whole=whole)


def _of_other_ledgers(name: str, several: Apart, own: str) -> Finding:
    told = ", ".join(f"{ledger} ({several.rows[ledger]} rows)" for ledger in several.ledgers if ledger != own)
    message = f"read for {own} only; import the book once more, with --ledger, for {told}"
    return Finding("ignored", message, name, severity=Severity.NOTE)


def _in_file(sheet: RawSheet) -> RawSheet:
    """Return a sheet whose places name its file, for a folder of several."""
    name = Path(sheet.file).name

    def named(place: Place) -> Place:
        return lambda index: attrs.evolve(place(index), sheet=name)

    rows = [IncomingRow(row.cells, named(row.place)) for row in sheet.rows]
    return attrs.evolve(sheet, place=named(sheet.place), rows=rows)


def _says_complete(folder: Path) -> bool:
    if not (folder / DESCRIPTOR).is_file():
        return False
    value = parse_json(decode(read_bytes(folder / DESCRIPTOR)).text).value
    told = value.get("ledger") if isinstance(value, dict) else None
    return isinstance(told, dict) and told.get("complete") is True


def _book(name: str, found: Sequence[RawSheet], ledger: LedgerRecord) -> Book:
    meta = next((sheet for sheet in found if sheet.name == META_SHEET), None)
    known = read_map([meta.header, *(row.cells for row in meta.rows)]) if meta is not None else None
    others = [sheet for sheet in found if sheet is not meta]
    tables, passed = _tables_by_map(others, known) if known is not None else _tables_by_name(others)
    findings: list[Finding] = []
    sheets: list[Sheet] = []
    for raw, table, mapped in tables:
        made, problems = _sheet(raw, table, mapped, ledger)
        findings += [finding for finding in raw.findings if finding.severity is not Severity.NOTE]
        findings += problems
        sheets += [made] if made is not None else []
    findings += _passed_over(passed, bool(sheets))
    if known is None and sheets and not any(sheet.raw.rows for sheet in sheets):
        raw = sheets[0].raw
        findings.append(Finding("SCH010", "a header and no rows: nothing came back", raw.file, raw.place(0), help="fill in a row"))
    return Book(name, tuple(sheets), known, tuple(findings))


_Matched = tuple[RawSheet, Table, tuple[MappedColumn, ...]]


def _tables_by_map(found: Sequence[RawSheet], known: WorkbookMap) -> tuple[list[_Matched], list[RawSheet]]:
    """Return the sheets that are tables, by the Meta sheet: by name, else by the headers of a sheet that is missing."""
    by_sheet: dict[str, list[MappedColumn]] = {}
    for column in known.columns:
        by_sheet.setdefault(column.sheet, []).append(column)
    tables = known.sheets()
    matched: list[_Matched] = []
    left = []
    for sheet in found:
        if sheet.name in tables:
            matched.append((sheet, _table(tables[sheet.name]), tuple(by_sheet[sheet.name])))
        else:
            left.append(sheet)
    missing = [name for name in tables if name not in {sheet.name for sheet in found}]
    passed = []
    for sheet in left:
        header = {normal_name(text) for text in sheet.header if text}
        scores = {
            name: sum(normal_name(column.header) in header for column in by_sheet[name]) / len(by_sheet[name])
            for name in missing
            if sheet.name not in by_sheet
        }
        best = max(scores, key=lambda name: scores[name], default=None)
        own = table_named(_CONTINUED.sub("", sheet.name))
        added = own is not None and own.name not in tables.values() and sheet.name not in by_sheet
        if best is not None and scores[best] >= ENOUGH:
            missing.remove(best)
            matched.append((sheet, _table(tables[best]), tuple(by_sheet[best])))
        elif own is not None and added and table_of_header(sheet.header) is not None:
            matched.append((sheet, own, ()))
        else:
            passed.append(sheet)
    return matched, passed


def _table(name: str) -> Table:
    found = table_named(name)
    if found is None:
        raise UnreadableInput(f"the Meta sheet names the table {name!r}, which this version does not know")
    return found


def _tables_by_name(found: Sequence[RawSheet]) -> tuple[list[_Matched], list[RawSheet]]:
    named = [(sheet, table_named(_CONTINUED.sub("", sheet.name))) for sheet in found]
    matched: list[_Matched] = [(sheet, table, ()) for sheet, table in named if table is not None and table_of_header(sheet.header)]
    if not matched:
        matched = [(sheet, table, ()) for sheet in found if (table := table_of_header(sheet.header)) is not None]
    taken = {id(sheet) for sheet, _, _ in matched}
    return matched, [sheet for sheet in found if id(sheet) not in taken]


def _sheet(raw: RawSheet, table: Table, mapped: tuple[MappedColumn, ...], ledger: LedgerRecord) -> tuple[Sheet | None, list[Finding]]:
    by_header = {normal_name(column.header): column for column in mapped}
    by_name = {normal_name(text): column for column in table.columns for text in (column.label, column.name)}
    findings = [f for f in header_problems(raw.header, raw.file, raw.place) if normal_name(f.field)]  # blank headers are passed over
    columns: list[Column | None] = []
    beside: list[Beside] = []
    unknown: list[int] = []
    article_row = None
    for index, text in enumerate(raw.header):
        name = normal_name(text)
        known = by_header.get(name)
        own = None
        if not name:
            unknown.append(index)
        elif known is not None and known.role in {Role.NUMBER, Role.DAY}:
            beside.append(Beside(index, table.column(known.column), known.role))
        elif known is not None and known.role is Role.RECORD:
            own = table.column(known.column)
        elif table.name == "claims" and name == "row":
            article_row = index
        elif known is None and name in by_name:
            own = by_name[name]
        elif known is None and (found := _BESIDE.fullmatch(name)) and found[1] in by_name:
            beside.append(Beside(index, by_name[found[1]], Role(found[2])))
        elif known is None:
            unknown.append(index)
        columns.append(None if own in columns else own)
    again = renamed_columns(raw, table, columns, unknown, lambda: cells_by_key(table, ledger)) if mapped else {}
    for index, column in again.items():
        columns[index] = column
        findings.append(_note(raw, index, f"the column {raw.header[index]!r} holds what {column.name} held, and is read as that"))
    findings += _extra(raw, [index for index in unknown if index not in again], table)
    made = Sheet(raw, table, tuple(columns), tuple(beside), article_row)
    if problem := _lacks_key(made):
        return None, [*findings, problem]
    return made, findings


def cells_by_key(table: Table, ledger: LedgerRecord) -> Mapping[tuple[str, ...], Row]:
    """Return the rows of a table of a ledger by their keys: identifier, or owner and number."""
    places = [index for index, column in enumerate(table.columns) if column.name in table.primary_key]
    return {tuple(str(row[index]) for index in places): row for row in rows_of(table, ledger)}


def _extra(raw: RawSheet, indexes: Sequence[int], table: Table) -> Iterator[Finding]:
    for index in indexes:
        filled = sum(1 for row in raw.rows if row.cells[index] not in (None, ""))
        if filled or raw.header[index]:
            shown = repr(raw.header[index]) if raw.header[index] else "without a header"
            yield _note(raw, index, f"the column {shown} is none of {table.name}; its {filled} filled cells were not read")


def _note(raw: RawSheet, index: int, message: str) -> Finding:
    return Finding("ignored", message, raw.file, raw.place(index), field=raw.header[index], severity=Severity.NOTE)


def _lacks_key(sheet: Sheet) -> Finding | None:
    table, present = sheet.table, {column.name for column in sheet.columns if column is not None}
    key = next((name for name in table.primary_key if name not in present and not (name == "number" and not table.main)), None)
    if key is None:
        return None
    help = "bring the header back: it must stand in the first row, with nothing above it"
    message = f"the table {table.name} has no column {key!r}: its rows belong to nothing"
    return Finding("SYN014", message, sheet.raw.file, sheet.raw.place(0), help=help)


def _passed_over(passed: Sequence[RawSheet], others_are: bool) -> list[Finding]:
    if not passed:
        return []
    if others_are:
        names = ", ".join(sheet.name for sheet in passed)
        return [Finding("ignored", f"not read, since no record comes from there: {names}", passed[0].file, severity=Severity.NOTE)]
    found = []
    for sheet in passed:
        headers = ", ".join(repr(text) for text in sheet.header[:6] if text)
        why = f"its header ({headers}) fits none of a ledger's tables" if headers else "its first row is blank: it must be the header"
        help = "name sheet and columns as `claims export --to xlsx` does, or describe them in a map (`--map`)"
        message = f"{sheet.name!r}: {why}; {len(sheet.rows)} rows were not read"
        found.append(Finding("SYN014", message, sheet.file, sheet.place(0), help=help))
    return found
