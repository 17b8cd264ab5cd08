"""What a sheet holds, decided before anything is written: its columns, its rows, and where its cells lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from ...load.workbook_map import Role

Value = Any
"""A cell's value: str, int, float, bool, datetime.date, or None for a blank."""


@attrs.frozen
class SheetColumn:
    """One column of a sheet. `name` is its header: ASCII, at most 32 characters."""

    name: str
    style: str = "text"
    """Kind of cell: a key of `styles._KINDS`."""
    role: Role = Role.COMPUTED
    source: str = ""
    """Column of the flat table that it holds, or stands beside."""
    words: str = ""
    """What it means, where the flat table does not say so."""
    unit: str = ""
    choices: str = ""
    """List of the Lists sheet that its cells are chosen from; empty for none."""
    strict: bool = True
    """Whether another word than those is refused; if not, Excel asks."""
    fixed: bool = False
    """Whether its cells are identifiers that must not be typed over."""
    width: float | None = None
    """Width in characters; None to fit it to the texts."""
    verdict: bool = False
    """Whether its cells take the look of the verdict that they hold."""


@attrs.frozen
class PlannedRow:
    """The values of a row, in the order of the columns, and the targets of its links by column index."""

    values: tuple[Value, ...]
    links: dict[int, str] = attrs.Factory(dict)


@attrs.frozen
class SheetPlan:
    """One table on one sheet, or on several where it has more rows than a sheet holds."""

    sheet: str
    """Name of the sheet and of the Excel table on it."""
    title: str
    """What it holds, in a few words, for people."""
    description: str
    columns: tuple[SheetColumn, ...]
    rows: Callable[[], Iterable[PlannedRow]]
    """Gives the rows; called once, when the sheet is written."""
    table: str = ""
    """The flat table that it holds; empty for a view, which is not read back."""
    hidden: bool = False
    printed: int | None = None
    """How many of its first columns are printed; None for all."""
    spare_rows: int = 0
    """Rows below the last one that have drop-downs too."""

    def position(self, name: str) -> int:
        """Return the index of a column. Raises KeyError."""
        for index, column in enumerate(self.columns):
            if column.name == name:
                return index
        raise KeyError(name)
