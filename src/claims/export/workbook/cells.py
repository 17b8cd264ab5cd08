"""Rows as XML, made a few hundred at a time and column by column, so that what Python does for a cell is a string operation or two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from .cell_columns import CellColumn
from .heights import RowLines, height_of_lines
from .links import LinkBudget
from .plan import PlannedRow, SheetColumn
from .styles import Styles
from .text_cells import MOST_UNITS, check_length

BATCH = 256
"""Rows that are made at once: enough for the work that is done once a column and batch, few enough to stay in the processor's caches."""


class RowWriter:
    """Writes planned rows to a streamed sheet. Raises CannotExport where a text is too long for a cell."""

    def __init__(self, columns: Sequence[SheetColumn], widths: Sequence[float], styles: Styles, sheet: Any, printed: int | None) -> None:
        self._names, self._sheet = [column.name for column in columns], sheet
        self.budget = LinkBudget()
        # Blank cells of the printed columns carry the hairline too; beyond them they are left out, which halves a wide table.
        ruled = len(columns) if printed is None else printed
        # Formats are numbered as they are asked for: a sheet's own before those that some cells of it may need.
        for column in columns:
            styles.ruled(column.style)
        self._columns = [
            CellColumn(index, column.style, width, styles, ruled=index < ruled)
            for index, (column, width) in enumerate(zip(columns, widths, strict=True))
        ]
        self._heights: dict[int, str] = {}

    def write_all(self, rows: Iterable[PlannedRow]) -> None:
        """Write rows below the last one, in order."""
        given = iter(rows)
        while batch := list(islice(given, BATCH)):
            self._write(batch)

    def _write(self, batch: list[PlannedRow]) -> None:
        first = self._sheet.last_row + 2
        numbers = [str(number) for number in range(first, first + len(batch))]
        by_column = list(zip(*[row.values for row in batch], strict=True))
        linked = self._link(batch, numbers)
        lines = RowLines(len(batch))
        cells = [
            column.cells(values, numbers, linked.get(index, ()), lines)
            for index, (column, values) in enumerate(zip(self._columns, by_column, strict=True))
        ]
        if lines.longest > MOST_UNITS // 2:
            self._check_lengths(batch)
        heights = [self._height(most) for most in lines.most()]
        rows = [
            f'<row r="{number}"{height}>{row}</row>'
            for number, height, row in zip(numbers, heights, map("".join, zip(*cells, strict=True)), strict=True)
        ]
        self._sheet.append("".join(rows), len(batch))

    def _link(self, batch: list[PlannedRow], numbers: list[str]) -> dict[int, list[int]]:
        """Write the links of a batch and return the rows, by column, whose cells are links."""
        linked: dict[int, list[int]] = {}
        allows, link, columns = self.budget.allows, self._sheet.link, self._columns
        for place, row in enumerate(batch):
            for index, target in row.links.items():
                if row.values[index] is not None and allows(target):
                    link(f"{columns[index].letters}{numbers[place]}", target)
                    linked.setdefault(index, []).append(place)
        return linked

    def _check_lengths(self, batch: list[PlannedRow]) -> None:
        for row in batch:
            for name, value in zip(self._names, row.values, strict=True):
                if isinstance(value, str):
                    check_length(value, self._sheet.name, str(row.values[0]), name)

    def _height(self, lines: int) -> str:
        """Return the attributes of a row that needs so many lines."""
        if lines not in self._heights:
            height = height_of_lines(lines)
            self._heights[lines] = f' ht="{height:g}" customHeight="1"' if height else ""
        return self._heights[lines]
