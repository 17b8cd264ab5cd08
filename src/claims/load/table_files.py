"""CSV files, folders of them, and workbooks, as they are offered for checking, to raw records.

A sheet is one of our tables by its name (`claims.csv`, a sheet `Claims`), or else by its headers. What is not read is said.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from ..errors import UnreadableInput
from ..model.finding import Finding, Severity
from .csv_file import read_csv_file
from .decode import decode, read_bytes, show_name
from .json_text import parse_json
from .marks import MISSING
from .raw import Reading
from .sheet import DateCell, RawSheet, RawSheets
from .tables import ColumnType, IncomingTable, header_problems, match_header, table_named, table_of_header, unflatten
from .xlsx_file import read_xlsx_file

CSV_SUFFIXES = (".csv", ".tsv")
DESCRIPTOR = "datapackage.json"


def read_table_file(path: Path) -> Reading:
    """Return the records in a CSV file or a workbook. Raises UnreadableInput where it cannot be opened at all."""
    if path.suffix.lower() in CSV_SUFFIXES:
        return to_reading([(show_name(path), read_csv_file(path))])
    return to_reading([(show_name(path), read_xlsx_file(path))])


def is_table_folder(names: Iterable[str]) -> bool:
    """Whether a folder with files of these names is read as one set of tables."""
    listed = set(names)
    return DESCRIPTOR in listed or any(table_named(Path(name).stem) for name in listed if name.lower().endswith(CSV_SUFFIXES))


def texts_beside_tables(names: Iterable[str]) -> list[str]:
    """Return the names in a folder of tables that are no part of the tables."""
    return [name for name in names if name != DESCRIPTOR and not name.lower().endswith(CSV_SUFFIXES)]


def read_table_folder(folder: Path) -> Reading:
    """Return the records in a folder of CSV tables; its `datapackage.json`, where it has one, says which files and how they are written."""
    names = sorted(entry.name for entry in os.scandir(folder) if entry.name.lower().endswith(CSV_SUFFIXES) and not entry.is_dir())
    package, findings = _Package(), tuple[Finding, ...]()
    if (folder / DESCRIPTOR).is_file():
        package, findings = _read_package(folder)
    unlisted = [name for name in names if package.delimiters and name not in package.delimiters]
    findings += tuple(_not_listed(folder / name) for name in unlisted)
    read: list[tuple[str, RawSheets]] = []
    result = Reading(findings=findings)
    for name in sorted(package.delimiters) if package.delimiters else names:
        shown = show_name(folder / name)
        if not (folder / name).resolve().is_relative_to(folder.resolve()):
            help = "put the file itself here"
            result += Reading(findings=(Finding("SYN010", "a symbolic link that leads out of the folder; not read", shown, help=help),))
            continue
        try:
            read.append((shown, read_csv_file(folder / name, package.delimiters.get(name), package.guarded)))
        except UnreadableInput as error:
            finding = Finding("SYN000", str(error).removeprefix(f"{shown}: "), shown, help="check the name, the permissions and the format")
            result += Reading(findings=(finding,), unreadable=(shown,))
    return result + to_reading(read)


@attrs.frozen
class _Package:
    """What a Data Package descriptor says: delimiter by file name, and whether text was guarded with apostrophes."""

    delimiters: dict[str, str] = attrs.Factory(dict)
    guarded: bool = False


def _read_package(folder: Path) -> tuple[_Package, tuple[Finding, ...]]:
    path = folder / DESCRIPTOR
    name = show_name(path)
    parsed = parse_json(decode(read_bytes(path)).text)
    findings = [Finding(p.code, p.message, name, parsed.marks.at(p.offset), help=p.help) for p in parsed.problems]
    value = None if parsed.value is MISSING else parsed.value
    delimiters: dict[str, str] = {}
    resources = value.get("resources") if isinstance(value, dict) else None
    for index, resource in enumerate(resources if isinstance(resources, list) else []):
        file = resource.get("path") if isinstance(resource, dict) else None
        if not isinstance(file, str) or Path(file).name != file or not file.lower().endswith(CSV_SUFFIXES):
            place = parsed.marks.value(("resources", index, "path"))
            help = "list CSV files that lie in the same folder"
            message = f"the resource {file!r} is not a CSV file beside the descriptor; not read"
            findings.append(Finding("SYN010", message, name, place, help=help))
            continue
        dialect = resource.get("dialect")
        delimiter = dialect.get("delimiter", ",") if isinstance(dialect, dict) else ","
        delimiters[file] = delimiter if isinstance(delimiter, str) and len(delimiter) == 1 else ","
    ours = value.get("ledger") if isinstance(value, dict) else None
    return _Package(delimiters, isinstance(ours, dict) and ours.get("guard") == "apostrophe"), tuple(findings)


def _not_listed(path: Path) -> Finding:
    help = f"list it in {DESCRIPTOR}, or move it elsewhere"
    return Finding("SYN010", f"the file is not listed in {DESCRIPTOR}, and was not read", show_name(path), help=help)


def to_reading(files: Sequence[tuple[str, RawSheets]]) -> Reading:
    """Return the records of sheets that belong together, by file; what is in none of our tables is said."""
    findings = [finding for _, read in files for finding in read.findings]
    named, others = [], []
    for _, read in files:
        for sheet in read.sheets:
            table = table_named(_without_number(sheet.name))
            if table is not None and table_of_header(sheet.header) is not None:
                named.append((sheet, table))
            else:
                others.append(sheet)
    for sheet in list(others) if not named else []:
        table = table_of_header(sheet.header)
        if table is not None:
            named.append((sheet, table))
            others.remove(sheet)
    for sheet in others:
        findings += _no_table(sheet, bool(named))
    incoming: list[IncomingTable] = []
    for sheet, table in named:
        columns, problems = match_header(table, sheet.header, sheet.file, sheet.place)
        incoming.append(IncomingTable(table, sheet.file, columns, sheet.rows))
        findings += [*sheet.findings, *problems]
        if sheet.place(0).cell is not None:
            findings += _dates_where_none_belong(incoming[-1])
        if not sheet.rows:
            message = f"the table {table.name} has a header and no rows"
            findings.append(Finding("SYN016", message, sheet.file, sheet.place(0), severity=Severity.NOTE))
    built = unflatten(incoming)
    findings += built.findings
    readable = tuple(name for name, read in files if read.readable)
    if not built.records and readable and not any(finding.severity is Severity.ERROR for finding in findings):
        findings.append(Finding("SCH010", "no record to check: the table has no rows", readable[0], help="write at least one row"))
    marks = {name: read.marks for name, read in files if read.marks is not None}
    unreadable = tuple(name for name, read in files if not read.readable)
    return Reading(built.records, tuple(findings), tuple(name for name, _ in files), unreadable, marks)


def _without_number(name: str) -> str:
    """Return a sheet's name without the number of a continuation: `Claims 2` goes on where `Claims` ends."""
    return re.sub(r"[ _-][0-9]{1,3}$", "", name)


def _no_table(sheet: RawSheet, others_are: bool) -> list[Finding]:
    """Say that a sheet was not read: a note beside others that were, else an error with everything that is wrong in it."""
    rows = f"{len(sheet.rows)} row{' was' if len(sheet.rows) == 1 else 's were'} not read"
    if others_are:
        message = f"{sheet.name!r} is none of a ledger's tables; its {rows}"
        return [Finding("SYN016", message, sheet.file, sheet.place(0), severity=Severity.NOTE)]
    headers = ", ".join(repr(text) for text in sheet.header[:6] if text)
    why = f"its header ({headers}) fits none of a ledger's tables" if headers else "its first row is blank: it must be the header"
    help = "name the columns as the tables do (`claims export --to csv` shows them), in the first row, with nothing above"
    no_table = Finding("SYN014", f"{sheet.name!r}: {why}; {rows}", sheet.file, sheet.place(0), help=help)
    return [no_table, *sheet.findings, *header_problems(sheet.header, sheet.file, sheet.place)]


def _dates_where_none_belong(incoming: IncomingTable) -> list[Finding]:
    """A spreadsheet turns "3-4" into a date; only a date field may take it."""
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

