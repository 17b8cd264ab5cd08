"""The file once more with its mistakes marked: at each cell a fill and a comment, and a sheet that lists them with links."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..errors import MissingExtra, UnreadableInput
from ..load.atomic import write_atomically, write_bytes
from ..load.guarded_text import guard
from ..model.finding import Finding, Severity

PROBLEMS_SHEET = "Problems"
COLUMNS = ("place", "code", "record", "field", "problem", "what_to_do")
_WIDTHS = (24, 11, 18, 28, 80, 80)
_FILLS = {Severity.ERROR: "FFF4B6A6", Severity.WARNING: "FFFFE699", Severity.NOTE: "FFDDEBF7"}
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def default_name(path: Path) -> Path:
    """Return where the marked copy goes: `NAME.marked.xlsx` beside a workbook, else `NAME.problems.csv` beside the file or folder."""
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        return path.with_name(f"{path.stem}.marked.xlsx")
    base = path.parent if path.name == "datapackage.json" else path
    base = base if base.name and base.name != ".." else base.resolve()
    # Not into a folder of tables: it would be taken for one of them.
    return base.with_name(f"{base.name if base.is_dir() else base.stem}.problems.csv")


def write_marked(path: Path, findings: Iterable[Finding], target: Path) -> Path:
    """Write the marked copy of a workbook, or for CSV, or where `target` ends in `.csv`, the list of problems; `path` is never touched.

    Returns the file written. Raises MissingExtra without openpyxl, UnreadableInput where `target` is the file itself.
    """
    listed = list(findings)
    if target.resolve() == path.resolve():
        raise UnreadableInput(f"{target} is the file that came in; it is never changed, name another with --marked")
    if path.suffix.lower() not in {".xlsx", ".xlsm"} or target.suffix.lower() == ".csv":
        write_bytes(target, _as_csv(listed))
        return target
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise MissingExtra("marking workbooks needs openpyxl: pip install 'factclaims[excel]'") from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl names parts that it does not keep; the user's own file has them
        try:
            book = openpyxl.load_workbook(path, rich_text=True)
        except Exception:  # any defect of a foreign workbook: the list without the copy is better than nothing
            book = openpyxl.Workbook()
            book.remove(book.worksheets[0])
        _mark(book, listed)
        write_atomically(target, book.save)
    return target


def _mark(book: Any, findings: list[Finding]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    by_cell: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        place = finding.position
        if place.sheet in book.sheetnames and place.cell:
            by_cell.setdefault((place.sheet or "", place.cell), []).append(finding)
    for (sheet, cell), at_cell in by_cell.items():
        target = book[sheet][cell]
        worst = min(at_cell, key=lambda finding: list(Severity).index(finding.severity))
        if hasattr(target, "hyperlink") and type(target).__name__ != "MergedCell":
            target.fill = PatternFill("solid", fgColor=_FILLS[worst.severity])
            text = "\n".join(f"{f.code}: {f.message}" + (f"\n{f.help}" if f.help else "") for f in at_cell)
            target.comment = Comment(_clean(text)[:8000], "claims import", height=160, width=360)
    _list(book, findings)


def _list(book: Any, findings: list[Finding]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    name = PROBLEMS_SHEET
    while name in book.sheetnames:
        name += "_"
    sheet = book.create_sheet(name, 0)
    for index, (column, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True), 1):
        cell = sheet.cell(1, index, column)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for row, finding in enumerate(findings, 2):
        for index, text in enumerate(_row(finding), 1):
            cell = sheet.cell(row, index)
            cell.value = _clean(text)
            cell.data_type = "s"  # never a formula, whatever the text begins with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        place = finding.position
        if place.sheet in book.sheetnames and place.cell:
            quoted = str(place.sheet).replace("'", "''")
            link = sheet.cell(row, 1)
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{place.cell}")
            link.font = Font(color="FF0563C1", underline="single")
    sheet.freeze_panes = "A2"
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


def _row(finding: Finding) -> tuple[str, ...]:
    at = finding.position
    place = str(at) if at.cell else f"{at.sheet or Path(finding.file).name}:{at}"
    return place, finding.code, finding.record, finding.field, finding.message, finding.help


def _as_csv(findings: list[Finding]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([guard(cell) for cell in _row(finding)] for finding in findings)
    return text.getvalue().encode("utf-8", "replace")


def _clean(text: str) -> str:
    return _UNWANTED.sub("\ufffd", text)[:32_000]
