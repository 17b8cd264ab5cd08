"""The real numbers and days that a workbook shows beside exact texts: who edits one of them means the text.

Where only the number or the day was changed, it is the edit; where only the text was, the text is; where both were, and they disagree,
nobody guesses. A number or day that was cleared changes nothing: the exact text stands, and a note says so.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal

from ..load.tables import Cell, IncomingRow, Row
from ..load.workbook_map import Role
from ..model.finding import Finding, Position, Severity
from .book import Beside, Sheet

MOST_DIGITS = 15
"""Digits that every spreadsheet keeps; longer numbers have no real number beside them."""
FIRST_DAY = "1900-03-01"
"""First day that all spreadsheets count alike."""
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]+)?")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def settle(sheet: Sheet, before: Callable[[tuple[str, ...]], Row | None]) -> tuple[list[IncomingRow], list[Finding]]:
    """Return the rows of a sheet with edits of numbers and days brought into the exact texts, and findings.

    `before` gives the row as it was, in the table's order, by its key; None where there was none.
    """
    pairs = [(beside, index) for beside in sheet.beside if (index := sheet.index(beside.column)) is not None]
    keys = [index for name in sheet.table.primary_key if (index := sheet.index(sheet.table.column(name))) is not None]
    rows: list[IncomingRow] = []
    findings: list[Finding] = []
    for row in sheet.raw.rows:
        for beside, index in pairs:
            if agree(row.cells[index], row.cells[beside.index], beside.role):
                continue
            old = before(tuple(_text(row.cells[key]) for key in keys))
            was = None if old is None else old[sheet.table.columns.index(beside.column)]
            edit, problem = _decide(row.cells[index], row.cells[beside.index], was, beside, known=old is not None)
            if problem:
                findings.append(_finding(sheet, row, beside, *problem))
            elif edit is not None:
                row = _with_edit(row, index, beside.index, edit)
        rows.append(row)
    return rows, findings


def agree(exact: Cell, shown: Cell, role: Role) -> bool:
    """Whether a number or a day is what a spreadsheet shows of an exact text; where it cannot show the text, a blank is."""
    wanted = _shown(exact, role)
    found = _read(shown, role)
    if role is Role.NUMBER and wanted is not None and found is not None and not found.startswith("?"):
        return float(wanted) == float(found)
    return wanted == found


def _shown(exact: Cell, role: Role) -> str | None:
    text = _text(exact)
    if role is Role.DAY:
        return text if _DAY.fullmatch(text) and len(text) == 10 and text >= FIRST_DAY and _is_day(text) else None
    return text if _NUMBER.fullmatch(text) and len(Decimal(text).normalize().as_tuple().digits) <= MOST_DIGITS else None


def _read(shown: Cell, role: Role) -> str | None:
    """Return what stands in the cell as text, a day without its time; None for a blank."""
    if shown is None or shown == "":
        return None
    text = _text(shown)
    found = _DAY.fullmatch(text) if role is Role.DAY else _NUMBER.fullmatch(text)
    return "?" + text if found is None else found[1] if role is Role.DAY else text


def _decide(exact: Cell, shown: Cell, was: Cell, beside: Beside, known: bool) -> tuple[str | None, tuple[str, str, Severity] | None]:
    """Return the edit, or what to say: message, help and how grave it is; neither where the exact text stands."""
    name, what = beside.column.name, "number" if beside.role is Role.NUMBER else "day"
    value = _read(shown, beside.role)
    text_changed = _text(exact) != _text(was)
    beside_changed = not agree(was, shown, beside.role) if known else value is not None
    if not beside_changed:
        return None, None
    if value is None:
        if text_changed:
            return None, None
        return None, (f"the {what} was cleared; {name} stays {_text(exact)!r}", f"clear {name} to take it away", Severity.NOTE)
    if value.startswith("?") or (beside.role is Role.DAY and not _is_day(value)):
        return None, (f"{_text(shown)!r} is no {what}", f"write the {name} itself", Severity.ERROR)
    if text_changed and _text(exact):
        message = f"{name} is {_text(exact)!r} and the {what} beside it {value!r}: which is meant?"
        return None, (message, "make them say the same, or clear this cell", Severity.ERROR)
    return value, None


def _with_edit(row: IncomingRow, index: int, beside: int, edit: str) -> IncomingRow:
    cells = list(row.cells)
    cells[index] = edit

    def place(at: int) -> Position:
        return row.place(beside if at == index else at)

    return IncomingRow(cells, place)


def _finding(sheet: Sheet, row: IncomingRow, beside: Beside, message: str, help: str, severity: Severity) -> Finding:
    code = "ignored" if severity is Severity.NOTE else "disagree"
    return Finding(code, message, sheet.raw.file, row.place(beside.index), beside.column.name, help=help, severity=severity)


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(cell)

