"""Writes a planned table: header, rows, Excel table, widths, heights, drop-downs, verdict looks, frozen panes, print set-up."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

import attrs
from xlsxwriter.utility import xl_col_to_name

from ...model.vocabulary import Verdict
from .cells import RowWriter
from .heights import fitting_width
from .plan import PlannedRow, SheetColumn, SheetPlan
from .streamed import StreamedWorksheet
from .styles import Styles

MOST_ROWS = 1_048_576
"""Rows of a sheet, its header included."""
SAMPLE = 400
"""Rows whose texts decide how wide columns are."""
FIRST_REAL_DAY = datetime.date(1900, 3, 1)
"""Spreadsheets count days from 1900 and believe in 29 February 1900, so only later days are the same in all of them."""
_HEADER_HEIGHT = 19.5


@attrs.frozen
class Surroundings:
    """What every sheet of a book is written with."""

    workbook: Any
    styles: Styles
    lists: dict[str, str]
    """List name to the range that its words stand in."""
    freeze: bool = True
    most_rows: int = MOST_ROWS
    footer: str = ""
    notices: list[str] = attrs.Factory(list)
    """What a reader of the book must know of how it was written."""
    written: dict[str, list[str]] = attrs.Factory(dict)
    """Sheet name of the plan to the sheets that it took."""


def sheet_name(plan: SheetPlan, part: int) -> str:
    """Return the name of the sheet that holds a part of a table, counted from 0: `Claims`, `Claims_2`."""
    return plan.sheet if part == 0 else f"{plan.sheet}_{part + 1}"


def place(sheet: str, index: int, most_rows: int = MOST_ROWS) -> tuple[str, int]:
    """Return sheet and row (from 1) of the row of a table at `index` (from 0)."""
    part, row = divmod(index, most_rows - 1)
    return (sheet if part == 0 else f"{sheet}_{part + 1}"), row + 2


def write_table(plan: SheetPlan, around: Surroundings) -> None:
    """Write a planned table. Raises CannotExport where a text is too long for a cell."""
    assert len({column.name.casefold() for column in plan.columns}) == len(plan.columns), plan.sheet
    rows = iter(plan.rows())
    sample = list(islice(rows, SAMPLE))
    widths = [_width(column, index, sample, plan.printed) for index, column in enumerate(plan.columns)]
    remaining: Iterator[PlannedRow] = chain(sample, rows)
    part = 0
    while True:
        first = next(remaining, None)
        if first is None and part:
            break
        _write_part(plan, part, chain([first] if first else [], islice(remaining, around.most_rows - 2)), widths, around)
        part += 1
    names = [sheet_name(plan, number) for number in range(part)]
    around.written[plan.sheet] = names
    if part > 1:
        around.notices.append(f"{plan.sheet} has more rows than a sheet holds and goes on in {', '.join(names[1:])}.")


def _write_part(plan: SheetPlan, part: int, rows: Iterator[PlannedRow], widths: list[float], around: Surroundings) -> None:
    name = sheet_name(plan, part)
    sheet = around.workbook.add_worksheet(name, worksheet_class=StreamedWorksheet)
    styles = around.styles
    for index, (column, width) in enumerate(zip(plan.columns, widths, strict=True)):
        sheet.set_column(index, index, width, styles[column.style])
    writer = RowWriter(plan.columns, widths, styles, sheet, plan.printed)
    writer.write_all(rows)
    _finish(plan, sheet, name, around)
    if notice := writer.budget.notice(name):
        around.notices.append(notice)


def _finish(plan: SheetPlan, sheet: Any, name: str, around: Surroundings) -> None:
    last, columns = max(sheet.last_row, 1), len(plan.columns)
    headers = [
        {"header": column.name, "header_format": around.styles["header" if column.source and column.name == column.source else _head(plan)]}
        for column in plan.columns
    ]
    sheet.make_table(name, headers)
    sheet.set_row(0, _HEADER_HEIGHT)
    if around.freeze:
        sheet.freeze_panes(1, 1)
    _validations(plan, sheet, last, around)
    for index, column in enumerate(plan.columns):
        if column.verdict:
            for verdict in Verdict:
                rule = {"type": "cell", "criteria": "==", "value": f'"{verdict.value}"', "format": around.styles.verdict(verdict.value)}
                sheet.conditional_format(1, index, last, index, rule)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(columns - 1)}{last + 1}"})
    sheet.set_tab_color("#17365D" if plan.table else "#8A96A3")
    if plan.hidden:
        sheet.hide()
    _print_setup(plan, sheet, name, last, around)


def _head(plan: SheetPlan) -> str:
    return "header_computed" if plan.table else "header"


def _print_setup(plan: SheetPlan, sheet: Any, name: str, last: int, around: Surroundings) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if plan.printed is not None and plan.printed < len(plan.columns):
        sheet.print_area(0, 0, last, plan.printed - 1)
    sheet.set_footer(f"&L&8{around.footer}&C&8{name}&R&8&P / &N")


def _validations(plan: SheetPlan, sheet: Any, last: int, around: Surroundings) -> None:
    end = min(last + plan.spare_rows, around.most_rows - 1)
    for index, column in enumerate(plan.columns):
        if column.fixed:
            rule = {
                "validate": "custom", "value": "=FALSE", "error_title": "Identifiers are fixed",
                "error_message": "An identifier is never changed or reused. In a new row leave the cell empty: importing gives it one.",
            }  # fmt: skip
            sheet.data_validation(1, index, last, index, rule)
        elif column.choices in around.lists:
            rule = {
                "validate": "list", "source": f"={around.lists[column.choices]}", "error_title": column.name,
                "error_type": "stop" if column.strict else "warning",
                "error_message": "Choose a word from the list; the Codes sheet says what each means."
                if column.strict else "This is not in the list. Keep it if it is new in this book.",
            }  # fmt: skip
            sheet.data_validation(1, index, end, index, rule)


def _width(column: SheetColumn, index: int, sample: list[PlannedRow], printed: int | None) -> float:
    if column.width is not None:
        return column.width
    if column.style == "date":
        return max(fitting_width(column.name, ()), 13.0)
    texts = [value for row in sample if isinstance(value := row.values[index], str)]
    # What is not printed must not make rows taller than what is: there a column is rather wide.
    return fitting_width(column.name, texts, 0 if printed is None or index < printed else 3)
