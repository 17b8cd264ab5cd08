"""A worksheet whose rows go to a temporary file as XML while they are made, with everything else left to XlsxWriter.

XlsxWriter's own low-memory mode writes 2 to 5 thousand rows a second and knows no tables; bound by calls per cell. Here a row is one
string made by formatters that were prepared once per column. Two names of XlsxWriter that are not public are used, `_write_rows` and
`hyperlinks`; tests/unit/export/test_workbook_streamed.py holds them.
"""

from __future__ import annotations

import shutil
import tempfile
from typing import Any

from xlsxwriter.url import Url
from xlsxwriter.worksheet import Worksheet

SMALL = 4 * 1024 * 1024
"""Bytes of a sheet's rows that are kept in memory rather than in a temporary file."""


class StreamedWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet with a header row as usual and data rows given as XML, in order, by `append`."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = tempfile.SpooledTemporaryFile(SMALL, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115
        self.last_row = 0
        """Number of data rows so far."""

    def append(self, cells: str, height: float | None) -> None:
        """Add a row below the last one. `cells` is the XML of its cells; `height` its points, None for the default."""
        self.last_row += 1
        size = f' ht="{height:g}" customHeight="1"' if height else ""
        self._rows.write(f'<row r="{self.last_row + 1}"{size}>{cells}</row>')

    def link(self, row: int, column: int, target: str) -> None:
        """Make a cell a link; its text is that of the cell. `row` and `column` count from 0."""
        self.hyperlinks[row][column] = Url(target)

    def _write_rows(self) -> None:
        own: Any = self
        last = own.dim_rowmax
        # Only the header is held by XlsxWriter; its loop over all rows would make an empty entry for each.
        own.dim_rowmax = 0
        super()._write_rows()
        own.dim_rowmax = last
        self._rows.seek(0)
        shutil.copyfileobj(self._rows, self.fh, 1 << 20)
        self.close_rows()

    def close_rows(self) -> None:
        """Give up the temporary file."""
        self._rows.close()


def close_rows(workbook: Any) -> None:
    """Give up the temporary files of a workbook, whether it could be written or not."""
    for sheet in workbook.worksheets():
        if isinstance(sheet, StreamedWorksheet):
            sheet.close_rows()


def new_workbook(path: Any, in_memory: bool) -> Any:
    """Return an XlsxWriter workbook to be written to a path or binary stream, in which texts stay texts.

    `in_memory`: its parts are put together in memory, which is quicker for a small book; otherwise in temporary files.
    """
    import xlsxwriter

    return xlsxwriter.Workbook(
        path,
        {
            "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False, "in_memory": in_memory,
            "default_row_height": 17,
            "default_format_properties": {"font_name": "Arial", "font_size": 10},
        },
    )  # fmt: skip
