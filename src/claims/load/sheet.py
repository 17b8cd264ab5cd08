"""A table as it stands in a file, before anything is known of what it means: a header, rows, and where every cell is."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ..model.finding import Finding
from .marks import Marks
from .tables.incoming import IncomingRow, Place


class DateCell(str):
    """A date that a spreadsheet holds as a date, as ISO 8601 text: what a person typed may have been something else."""

    __slots__ = ()


@attrs.frozen(eq=False)
class RawSheet:
    """A CSV file or a sheet of a workbook. Rows are as wide as the header; a blank cell is None or the empty string."""

    name: str
    """Name of the file without its ending, or of the sheet."""
    file: str
    header: tuple[str, ...]
    """Its first row; empty where that is blank."""
    place: Place
    """Where each header stands."""
    rows: Sequence[IncomingRow]
    findings: tuple[Finding, ...] = ()
    """What is wrong in it; of no matter where the sheet is no table, a read-me for instance."""


@attrs.frozen(eq=False)
class RawSheets:
    """What reading a file gave: its sheets, and what is wrong with it before anything is known of what it means."""

    sheets: tuple[RawSheet, ...] = ()
    findings: tuple[Finding, ...] = ()
    marks: Marks | None = None
    """Lines and columns, where the file is text."""
    readable: bool = True
