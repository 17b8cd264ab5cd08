"""CSV files, folders of them, and workbooks, as they are offered for checking, to raw records.

A sheet is one of our tables by its name (`claims.csv`, a sheet `Claims`), or else by its headers. What is not read is said.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import attrs

from ..errors import UnreadableInput
from ..model.finding import Finding
from .collector import paused_collector
from .csv_file import read_csv_file
from .decode import decode, read_bytes, show_name
from .json_text import parse_json
from .marks import MISSING
from .raw import Reading
from .sheet import RawSheets
from .sheet_tables import to_reading
from .tables import table_named
from .xlsx_file import read_xlsx_file

CSV_SUFFIXES = (".csv", ".tsv")
DESCRIPTOR = "datapackage.json"


def read_table_file(path: Path) -> Reading:
    """Return the records in a CSV file or a workbook. Raises UnreadableInput where it cannot be opened at all."""
    with paused_collector():
        read = read_csv_file(path) if path.suffix.lower() in CSV_SUFFIXES else read_xlsx_file(path)
        return to_reading([(show_name(path), read)])


def is_table_folder(names: Iterable[str]) -> bool:
    """Whether a folder with files of these names is read as one set of tables."""
    listed = set(names)
    return DESCRIPTOR in listed or any(table_named(Path(name).stem) for name in listed if name.lower().endswith(CSV_SUFFIXES))


def texts_beside_tables(names: Iterable[str]) -> list[str]:
    """Return the names in a folder of tables that are no part of the tables."""
    return [name for name in names if name != DESCRIPTOR and not name.lower().endswith(CSV_SUFFIXES)]


def read_table_folder(folder: Path) -> Reading:
    """Return the records in a folder of CSV tables; its `datapackage.json`, where it has one, says which files and how they are written."""
    with paused_collector():
        return _read_folder(folder)


def _read_folder(folder: Path) -> Reading:
    read, result = read_folder_sheets(folder)
    return result + to_reading(read)


def read_folder_sheets(folder: Path) -> tuple[list[tuple[str, RawSheets]], Reading]:
    """Return the sheets in a folder of CSV tables by file, before anything is known of what they mean, and what could not be read."""
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
    return read, result


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
