"""Rows as XML: what can be known of a column's cells is prepared once, the rest is a few string operations a cell."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from .heights import row_height
from .links import LinkBudget
from .plan import PlannedRow, SheetColumn, Value
from .styles import Styles
from .text_cells import MOST_UNITS, NOT_PLAIN, check_length, inline_string, runs_right_to_left

LARGEST_INTEGER = 10**15 - 1
"""Spreadsheets keep fifteen digits; longer whole numbers stand as text."""
DAY_ZERO = datetime.date(1899, 12, 30)
_WRAPPED = frozenset({"text", "word", "link", "small"})
_ONE_LINE = 0.6
"""Characters a unit of width that surely fit into one line: no letter is as wide as that."""


class RowWriter:
    """Writes planned rows to a streamed sheet. Raises CannotExport where a text is too long for a cell."""

    def __init__(self, columns: Sequence[SheetColumn], widths: Sequence[float], styles: Styles, sheet: Any, printed: int | None) -> None:
        self._columns, self._widths, self._sheet = columns, widths, sheet
        self.budget = LinkBudget()
        names = [styles.ruled(column.style) for column in columns]
        self._starts = [f'<c r="{xl_col_to_name(index)}' for index in range(len(columns))]
        self._styles = [f'" s="{style}"' for style in names]
        self._texts = [f'" s="{style}" t="inlineStr"><is><t>' for style in names]
        self._limits = [width * _ONE_LINE if c.style in _WRAPPED else MOST_UNITS // 2 for c, width in zip(columns, widths, strict=True)]
        # Blank cells of the printed columns carry the hairline too; beyond them they are left out, which halves a wide table.
        self._ruled = len(columns) if printed is None else printed
        self._right = f'" s="{styles.ruled("right_to_left")}"'
        self._link_text, self._link_number = f'" s="{styles.ruled("link")}"', f'" s="{styles.ruled("link_number")}"'

    def write(self, row: PlannedRow) -> None:
        """Write one row below the last."""
        number = self._sheet.last_row + 2
        starts, texts, limits, links, ruled = self._starts, self._texts, self._limits, row.links, self._ruled
        special = NOT_PLAIN.search
        cells: list[str] = []
        tall: list[tuple[str, float]] = []
        for index, value in enumerate(row.values):
            if value is None:
                if index < ruled:
                    cells.append(f"{starts[index]}{number}{self._styles[index]}/>")
                continue
            if value.__class__ is str:
                if len(value) > limits[index]:
                    tall.append((value, self._widths[index]))
                    check_length(value, self._sheet.name, str(row.values[0]), self._columns[index].name)
                if index not in links and not special(value):
                    cells.append(f"{starts[index]}{number}{texts[index]}{value}</t></is></c>")
                    continue
            cells.append(f"{starts[index]}{number}{self._other(value, index, number, links.get(index))}")
        self._sheet.append("".join(cells), row_height(tall) if tall else None)

    def _other(self, value: Value, index: int, number: int, target: str | None) -> str:
        """Return the rest of a cell that is no plain text: a link, a text with something to escape, a number, a date."""
        style = self._styles[index]
        if target is not None and self.budget.allows(target):
            self._sheet.link(number - 1, index, target)
            style = self._link_text if isinstance(value, str) else self._link_number
        elif isinstance(value, str) and runs_right_to_left(value):
            style = self._right
        if isinstance(value, str):
            return f'{style} t="inlineStr">{inline_string(value)}</c>'
        if isinstance(value, bool):
            return f'{style} t="b"><v>{int(value)}</v></c>'
        if isinstance(value, datetime.date):
            return f"{style}><v>{(value - DAY_ZERO).days}</v></c>"
        if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
            return f'{style} t="inlineStr"><is><t>{value}</t></is></c>'
        return f"{style}><v>{value!r}</v></c>"
