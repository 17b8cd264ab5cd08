"""Foreign tables to draft claims, by a column map. Every row is accounted for: a claim, or passed over with a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from ..check.suggestion import nearest
from ..errors import ClaimsError, UnreadableInput
from ..load.atomic import write_bytes
from ..load.csv_file import read_csv_file
from ..load.decode import show_name
from ..load.json_text import dump_json
from ..load.read import TABLE_SUFFIXES
from ..load.sheet import RawSheet, RawSheets
from ..load.table_files import CSV_SUFFIXES
from ..load.tables import Cell, Column, ColumnType, IncomingRow
from ..load.xlsx_file import read_xlsx_file
from ..model.date import is_edtf
from ..model.finding import Finding, Severity, in_order
from .foreign_map import FIELDS, SOURCE_FIELDS, ForeignMap, columns_named, same_header
from .returned import put

_SPACE = re.compile(r"\s+")


@attrs.frozen(eq=False)
class Drafted:
    """What came of a foreign table."""

    claims: tuple[dict[str, Any], ...]
    """Draft claims as JSON values, in the order of the rows; what the map does not give is left for people to fill in."""
    sources: tuple[dict[str, Any], ...]
    findings: tuple[Finding, ...]
    rows: int
    """Rows of the table with anything in them."""
    skipped: int
    """Rows that gave no claim; each has a finding."""

    def claims_file(self) -> dict[str, Any]:
        """Return a claims file."""
        return {"sources": list(self.sources), "claims": list(self.claims)} if self.sources else {"claims": list(self.claims)}


def draft(path: Path, found: ForeignMap) -> Drafted:
    """Return draft claims from a workbook or CSV file. Raises UnreadableInput, or ClaimsError for a map that does not fit the file."""
    name = show_name(path)
    if path.suffix.lower() in CSV_SUFFIXES:
        read = read_csv_file(path)
    elif path.suffix.lower() in TABLE_SUFFIXES:
        read = read_xlsx_file(path)
    else:
        raise UnreadableInput(f"{name}: --map reads a workbook or a CSV file; allowed endings are {', '.join(TABLE_SUFFIXES)}")
    sheet = _with_header(_sheet(name, read, found), found)
    return _Drafting(sheet, found, [*read.findings, *sheet.findings]).done()


def _sheet(name: str, read: RawSheets, found: ForeignMap) -> RawSheet:
    if not read.sheets:
        raise UnreadableInput("; ".join(f"{name}:{f.position}: {f.message}" for f in read.findings) or f"{name}: nothing stands in it")
    if found.sheet is None or read.marks is not None:  # a CSV file has no sheets to choose from
        return read.sheets[0]
    sheet = next((one for one in read.sheets if one.name == found.sheet), None)
    if sheet is None:
        listed = ", ".join(repr(one.name) for one in read.sheets)
        raise ClaimsError(f"{name}: the map names the sheet {found.sheet!r}; there are {listed}")
    return sheet


def _with_header(sheet: RawSheet, found: ForeignMap) -> RawSheet:
    """Return the sheet with its header where the map says that it is."""
    if found.header > 1:
        at = next((index for index, row in enumerate(sheet.rows) if row.place(0).line == found.header), None)
        if at is None:
            raise ClaimsError(f"{sheet.file}: the map names row {found.header} as the header; nothing stands there")
        row = sheet.rows[at]
        header = tuple("" if cell is None else str(cell) for cell in row.cells)
        sheet = attrs.evolve(sheet, header=header, place=row.place, rows=sheet.rows[at + 1 :])
    missing = [column for column in columns_named(found) if not any(same_header(column, text) for text in sheet.header)]
    if missing:
        listed = ", ".join(repr(text) for text in sheet.header if text)
        raise ClaimsError(f"{sheet.file}: {sheet.name}: the map names the column {missing[0]!r}; the header has {listed}")
    return sheet


class _Drafting:
    def __init__(self, sheet: RawSheet, found: ForeignMap, findings: Sequence[Finding]) -> None:
        self.sheet, self.map = sheet, found
        self.findings = [finding for finding in findings if finding.severity is not Severity.NOTE]
        self.claims: list[dict[str, Any]] = []
        self.sources: dict[str, dict[str, Any]] = {}
        self.rows = 0
        self.skipped = 0

    def index(self, column: str) -> int:
        return next(index for index, text in enumerate(self.sheet.header) if same_header(column, text))

    def done(self) -> Drafted:
        for row in self.sheet.rows:
            if any(cell not in (None, "") for cell in row.cells):
                self.rows += 1
                self._row(row)
        return Drafted(tuple(self.claims), tuple(self.sources.values()), in_order(self.findings), self.rows, self.skipped)

    def _row(self, row: IncomingRow) -> None:
        for column in self.map.skip_blank:
            if _text(row.cells[self.index(column)]) == "":
                self.skipped += 1
                self._find("skipped", row, column, f"passed over: {column} is blank", "", Severity.NOTE)
                return
        value: dict[str, Any] = {"id": f"{self.map.id_prefix}-{len(self.claims) + 1:04d}"}
        before = len(self.findings)
        self._fill(row, value, self.map.fields, self.map.constants, FIELDS)
        source: dict[str, Any] = {}
        if self.map.source:
            self._fill(row, source, self.map.source, self.map.source_constants, SOURCE_FIELDS)
        if kept := [f"{column}: {text}" for column in self.map.keep if (text := _SPACE.sub(" ", _text(row.cells[self.index(column)])))]:
            put(value, ("assessment", "rationale"), "As the file has it: " + "; ".join(kept))
        if any(finding.severity is Severity.ERROR for finding in self.findings[before:]):
            self.skipped += 1
            return
        if source.get("url"):
            known = self.sources.setdefault(source["url"], source)
            known.setdefault("id", f"{self.map.id_prefix}-source-{len(self.sources):04d}")
            value["citations"] = [{"source": known["id"]}]
        self.claims.append(value)

    def _fill(
        self, row: IncomingRow, value: dict[str, Any], fields: Any, constants: Any, columns: dict[str, Column]
    ) -> None:
        for field, constant in constants.items():
            put(value, columns[field].path, _typed(str(constant), columns[field], None))
        for name, field in fields.items():
            text = _text(row.cells[self.index(name)])
            if not text:
                continue
            words = self.map.values.get(name)
            splitter = self.map.split.get(name)
            parts = [_SPACE.sub(" ", part).strip() for part in (text.split(splitter) if splitter else [text])]
            parts = [part for part in parts if part]
            if words is not None:
                unknown = next((part for part in parts if part not in words), None)
                if unknown is not None:
                    self._find("unmapped", row, name, f"the map has no word for {unknown!r}", nearest(unknown, words))
                    continue
                parts = [str(words[part]) for part in parts]
            if problem := _unfit(parts, columns[field]):
                self._find("unfit", row, name, *problem)
                continue
            put(value, columns[field].path, _typed(parts[0] if len(parts) == 1 else "; ".join(parts), columns[field], parts))

    def _find(self, code: str, row: IncomingRow, column: str, message: str, help: str, severity: Severity = Severity.ERROR) -> None:
        place = row.place(self.index(column))
        self.findings.append(Finding(code, message, self.sheet.file, place, column, help=help, severity=severity))


def _unfit(parts: list[str], column: Column) -> tuple[str, str] | None:
    """Return what is wrong with the values of a cell for a field, and how to mend it."""
    allowed = [word for word, _ in column.codes]
    for part in parts:
        if allowed and part not in allowed:
            return f"{column.name} cannot be {part!r}", nearest(part, allowed)
        if column.type is ColumnType.EDTF and not is_edtf(part):
            return f"{part!r} is not a date in EDTF", "write the cell as 2021, 2021-06 or 2021-06-30, or leave the column out of the map"
        if column.max_length is not None and len(part) > column.max_length:
            return f"{len(part)} characters, at most {column.max_length} are allowed in {column.name}", "shorten it"
    return None


def _typed(text: str, column: Column, parts: list[str] | None) -> Any:
    if column.type is ColumnType.LIST:
        return list(dict.fromkeys(parts if parts is not None else [text]))
    if column.type is ColumnType.BOOLEAN:
        return {"true": True, "false": False}.get(text.casefold(), text)
    return text


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()


def write_drafts(made: Drafted, target: Path) -> None:
    """Write the drafts as a claims file, YAML or JSON by the ending of `target`. Raises UnreadableInput for another ending."""
    value = made.claims_file()
    suffix = target.suffix.lower()
    if suffix == ".json":
        data = dump_json(value)
    elif suffix in {".yaml", ".yml"}:
        import yaml

        data = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
    else:
        raise UnreadableInput(f"{target}: drafts are written as .yaml or .json")
    target.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(target, data.encode("utf-8"))
