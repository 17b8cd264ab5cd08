"""A workbook to sheets: every cell with its address, and everything that is not a plain value named at the cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import overload

from ..model.finding import Finding, Position, Severity
from .collector import paused_collector
from .sheet import DateCell, RawSheet, RawSheets
from .tables.column import Cell
from .tables.incoming import IncomingRow, Place
from .xlsx_package import Attributes, Package, SheetPart, local_name
from .xlsx_rows import resolved, row_start, take_cells
from .xlsx_values import Format, NotAValue, date, number, read_formats, read_strings, unescape

MAX_COLUMNS = 16_384
_BLANKS = 32
"""How many blank cells to a filled one a row may have that is kept cell by cell."""
_TRUE = frozenset({"1", "true"})
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def read_xlsx_file(path: Path) -> RawSheets:
    """Return the sheets of a workbook that hold something; row 1 of each is its header.

    Raises UnreadableInput for what is no workbook, is encrypted, or would unpack to something huge. Cells that hold no plain value
    (errors, formulas without a stored result, durations, parts of a merged range) are findings (SYN017) and read as blank.
    """
    with paused_collector():
        return _read(Package(path))


def _read(package: Package) -> RawSheets:
    strings, formats = read_strings(package), read_formats(package)
    texts: dict[str, str] = {}  # inline texts as they are written: one string for each, however often it stands in the workbook
    sheets: list[RawSheet] = []
    findings: list[Finding] = []
    for part in package.sheets:
        sheet = _SheetReader(package, part, strings, formats, texts).read()
        if sheet is not None:
            sheets.append(sheet)
    if not sheets:
        listed = ", ".join(repr(part.name) for part in package.sheets)
        findings.append(Finding("SYN014", f"nothing stands in the workbook (sheets: {listed})", package.name, help="fill in a table"))
    return RawSheets(tuple(sheets), tuple(findings))


def column_letters(index: int) -> str:
    """Return the letters of a column by its index from 0: A, B, …, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return a column's index from 0 by its letters."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


class _Cells(Sequence[Cell]):
    """The cells of a row as wide as the header, of which few are filled."""

    __slots__ = ("_filled", "_width")

    def __init__(self, filled: dict[int, Cell], width: int) -> None:
        self._filled, self._width = filled, width

    def __len__(self) -> int:
        return self._width

    @overload
    def __getitem__(self, index: int) -> Cell: ...
    @overload
    def __getitem__(self, index: slice) -> list[Cell]: ...
    def __getitem__(self, index: int | slice) -> Cell | list[Cell]:
        if isinstance(index, slice):
            return [self._filled.get(place) for place in range(*index.indices(self._width))]
        if not -self._width <= index < self._width:
            raise IndexError(index)
        return self._filled.get(index % self._width)


class _Place:
    """Where the cells of a row stand."""

    __slots__ = ("row", "sheet")

    def __init__(self, sheet: str, row: int) -> None:
        self.sheet, self.row = sheet, row

    def __call__(self, index: int) -> Position:
        return Position(self.row, index + 1, self.sheet, f"{column_letters(index)}{self.row}")


class _SheetReader:
    """Takes one sheet apart, event by event."""

    def __init__(self, package: Package, part: SheetPart, strings: list[str], formats: list[Format], texts: dict[str, str]) -> None:
        self.package, self.part, self.strings, self.formats = package, part, strings, formats
        self.texts = texts
        self.findings: list[Finding] = []
        self.rows: dict[int, dict[int, Cell]] = {}
        self.hidden_rows: list[int] = []
        self.hidden_columns: set[int] = set()
        self.merged: list[str] = []
        self.columns: dict[str, int] = {}
        self.row = 0
        self.column = -1
        self.cells: dict[int, Cell] | None = None
        self.open = False
        self.attributes: Attributes = {}
        self.stored = ""
        self.inline = ""
        self.formula = False
        self.taking = ""
        self.phonetic = 0

    def read(self) -> RawSheet | None:
        """Return the sheet, None where nothing stands in it."""
        self.package.parse(self.part.part, self._start, self._end, self._text, self._take)
        if not self.rows:
            return None
        self._say_what_is_hidden()
        self._name_merged()
        top = self.rows.get(1, {})
        width = max(top) + 1 if top else 0
        header = tuple(_shown(top.get(index)) for index in range(width))
        rows = []
        for row in sorted(self.rows.keys() - {1}):
            cells = self.rows.pop(row)
            if width and (last := max(cells, default=0)) >= width:
                first = last if len(cells) == 1 else min(column for column in cells if column >= width)
                message = f"{cells[first]!r} stands in column {column_letters(first)}, which has no header"
                self._find("SYN012", row, first, message, "give the column a header, or clear the cell")
            dense = width <= _BLANKS * (len(cells) + 1)
            rows.append(IncomingRow(tuple(map(cells.get, range(width))) if dense else _Cells(cells, width), self._place(row)))
        return RawSheet(self.part.name, self.package.name, header, self._place(1), rows, tuple(self.findings))

    def _start(self, name: str, attributes: Attributes) -> None:
        if ":" in name:
            name = local_name(name)
        if name == "c":
            letters = attributes.get("r", "").rstrip("0123456789")
            column = self.columns.get(letters)
            self.column = self._column(letters) if column is None else column
            self.open = True
            self.attributes = attributes
            self.stored = self.inline = ""
            self.formula = False
        elif name == "v":
            self.taking = "v"
        elif name == "t":
            self.taking = "" if self.phonetic else "t"
        elif name == "f":
            self.formula = True
        elif name == "row":
            self._begin_row(attributes.get("r", ""), attributes.get("hidden") in _TRUE)
        elif name == "rPh":
            self.phonetic += 1
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = attributes.get("min", "1"), attributes.get("max", "1")
            if first.isdecimal() and last.isdecimal():
                self.hidden_columns.update(range(int(first[:6]) - 1, min(int(last[:6]), MAX_COLUMNS)))
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))

    def _begin_row(self, written: str, hidden: bool) -> None:
        self.row = int(written) if written.isdecimal() and len(written) < 8 else self.row + 1
        self.column = -1
        self.cells = self.rows.get(self.row)
        if hidden:
            self.hidden_rows.append(self.row)

    def _take(self, piece: bytes) -> bool:
        """Take whole rows at once. False where they must be told event by event."""
        if self.open or self.taking or self.phonetic or (found := take_cells(piece)) is None:
            return False
        strings, texts, columns, cells = self.strings, self.texts, self.columns, self.cells
        for letters, style, kind, inline, plain, formula, result, row, _ in found:
            if not letters:
                if row:
                    self._begin_row(*row_start(row))
                    cells = self.cells
                continue
            value: Cell
            stored = plain or result
            if kind == "inlineStr" and inline:
                value = texts.get(inline)
                if value is None:
                    value = texts[inline] = unescape(resolved(inline) if "&" in inline else inline)
            elif kind == "s" and stored.isdecimal() and len(stored) < 8 and (index := int(stored)) < len(strings):
                value = strings[index]
            elif kind == "str" and stored:
                value = unescape(resolved(stored) if "&" in stored else stored)
            elif stored or inline or formula:
                column = columns.get(letters)
                self.cells, self.column = cells, self._column(letters) if column is None else column
                self._keep_value(kind or "n", style or "0", resolved(stored), resolved(inline), formula != "")
                cells = self.cells
                continue
            else:
                continue
            if value:
                column = columns.get(letters)
                if column is None:
                    column = self._column(letters)
                if cells is None:
                    cells = self.cells = self.rows[self.row] = {}
                cells[column] = value
        for letters, *_, row, _ in reversed(found):  # a cell that does not say where it stands is behind the last one
            if letters:
                self.column = self._column(letters)
            if letters or row:
                break
        return True

    def _column(self, letters: str) -> int:
        """Return the index of a cell's column; that behind the last cell's where the cell does not say."""
        if not letters.isalpha() or not letters.isascii() or len(letters) > 3:
            return self.column + 1
        return self.columns.setdefault(letters, column_index(letters))

    def _text(self, data: str) -> None:
        if self.taking == "v":
            self.stored += data
        elif self.taking == "t":
            self.inline += data

    def _end(self, name: str) -> None:
        if ":" in name:
            name = local_name(name)
        if name == "c":
            self.open = False
            if self.stored or self.inline or self.formula:
                kind, style = self.attributes.get("t", "n"), self.attributes.get("s", "0")
                self._keep_value(kind, style, self.stored, self.inline, self.formula)
        elif name in ("v", "t"):
            self.taking = ""
        elif name == "rPh":
            self.phonetic -= 1

    def _keep_value(self, kind: str, style: str, stored: str, inline: str, formula: bool) -> None:
        """Keep the value of the current cell, or say why it has none."""
        try:
            value = self._value(kind, style, stored, inline, formula)
        except NotAValue as problem:
            self._find("SYN017", self.row, self.column, str(problem), "write the value itself into the cell")
            value = None
        else:
            if value is None or value == "":
                return
        if self.cells is None:  # a row with a cell that holds no value is not blank
            self.cells = self.rows[self.row] = {}
        if value is not None:
            self.cells[self.column] = value

    def _value(self, kind: str, style: str, stored: str, inline: str, formula: bool) -> Cell:
        if kind == "s":
            index = stored.strip()
            if not index.isdecimal() or len(index) > 9 or int(index) >= len(self.strings):
                raise NotAValue(f"the cell refers to text number {stored[:20]}, which the workbook does not have")
            return self.strings[int(index)]
        if kind == "inlineStr":
            return unescape(inline)
        if kind == "str":
            return unescape(stored)
        if formula and not stored:
            raise NotAValue("a formula without a stored result; open and save the workbook in a spreadsheet program")
        if not stored:
            return None
        if kind == "b":
            return stored.strip() in _TRUE
        if kind == "e":
            raise NotAValue(f"the error value {stored}")
        if kind == "d":
            return DateCell(re.sub(r"T00:00:00(?:\.0+)?Z?$", "", stored))
        shown = self.formats[int(style)] if style.isdecimal() and len(style) < 8 and int(style) < len(self.formats) else Format.NUMBER
        if shown is Format.DURATION:
            raise NotAValue(f"a duration ({stored} days); no field holds one")
        return date(stored, self.package.dates_from_1904) if shown is Format.DATE else number(stored.strip())

    def _place(self, row: int) -> Place:
        return _Place(self.part.name, row)

    def _find(self, code: str, row: int, column: int, message: str, help: str = "", severity: Severity = Severity.ERROR) -> None:
        place = self._place(row)(max(column, 0))
        self.findings.append(Finding(code, message, self.package.name, place, help=help, severity=severity))

    def _say_what_is_hidden(self) -> None:
        parts = ["the sheet"] if self.part.hidden else []
        rows = [row for row in self.hidden_rows if row in self.rows]
        columns = sorted(self.hidden_columns & self._used_columns())
        parts += [f"{len(rows)} row{'s' if len(rows) > 1 else ''} (first {rows[0]})"] if rows else []
        parts += [f"column {', '.join(map(column_letters, columns[:5]))}"] if columns else []
        if parts:
            message = f"hidden, and read like the rest: {'; '.join(parts)}"
            self._find("SYN016", rows[0] if rows else 1, columns[0] if columns else 0, message, severity=Severity.NOTE)

    def _used_columns(self) -> set[int]:
        return {column for cells in self.rows.values() for column in cells}

    def _name_merged(self) -> None:
        for reference in self.merged:
            address = _ADDRESS.match(reference)
            if address and int(address.group(2)) in self.rows:
                row, column = int(address.group(2)), column_index(address.group(1))
                message = f"the cells {reference} are merged: only the first of them holds a value"
                self._find("SYN017", row, column, message, "unmerge them and fill in each cell")


def _shown(cell: Cell) -> str:
    return "" if cell is None else str(cell)
