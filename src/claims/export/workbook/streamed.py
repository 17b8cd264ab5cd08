"""A worksheet whose rows and links go to temporary files as XML while they are made, with everything else left to XlsxWriter.

XlsxWriter's own low-memory mode writes 2 to 5 thousand rows a second, bound by calls per cell, and knows no tables; in its other modes
each cell, each link and each place of a table is an object. Here rows come as finished XML, some hundred at a time (`cells.py`). Names
of XlsxWriter that are not public are used for it: `_write_rows`, `_write_hyperlinks`, `_store_workbook`, `rel_count`,
`external_hyper_links`, `tables`. tests/unit/export/test_workbook_streamed.py holds them.
"""

from __future__ import annotations

import codecs
import io
import re
import shutil
import tempfile
from functools import partial
from types import FunctionType, MethodType
from typing import IO, Any
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile

from xlsxwriter.url import Url
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

QUICK = 3
"""Level of compression of a large book. Level 6 takes two fifths of all the time that a large sheet takes."""
_QUOTED = re.compile('[&<>"\\s]')
SMALL = 4 * 1024 * 1024
"""Bytes of a sheet's rows that are kept in memory rather than in a temporary file."""


class StreamedWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet with a header row as usual and data rows given as XML, in order, by `append`."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = _spool()
        self._links = _spool()
        self._latest: list[str] = []
        """Links that are not in the temporary file yet."""
        self.last_row = 0
        """Number of data rows so far."""

    def append(self, rows: str, count: int) -> None:
        """Add `count` rows below the last one. `rows` is their XML; the first has the number `last_row + 2`."""
        self.last_row += count
        self._rows.write(rows.encode())
        self._put_links()

    def link(self, cell: str, target: str) -> None:
        """Make a cell such as `B7` a link; its text is that of the cell.

        `target` is an http or https address, or `internal:` and a place in the workbook.
        """
        if target.startswith("internal:"):
            self._latest.append(f'<hyperlink ref="{cell}" location={_quoted(target[9:])}/>')
            return
        url: Any = Url(target)
        own: Any = self
        own.rel_count += 1
        own.external_hyper_links.append(["/hyperlink", url._target(), "External"])
        place = f" location={_quoted(url._anchor)}" if url._anchor else ""
        self._latest.append(f'<hyperlink ref="{cell}" r:id="rId{own.rel_count}"{place}/>')

    def _put_links(self) -> None:
        self._links.write("".join(self._latest).encode())
        self._latest.clear()

    def make_table(self, name: str, headers: list[dict[str, Any]]) -> None:
        """Make an Excel table of the header and all rows so far; a table has at least one row, so a blank one where there is none."""
        last_column = len(headers) - 1
        # XlsxWriter remembers every cell of a table; it is told of one row, then of the real length.
        self.add_table(0, 0, 1, last_column, {"name": name, "columns": headers, "style": None})
        own: Any = self
        table = own.tables[-1]
        table["range"] = table["a_range"] = table["autofilter"] = xl_range(0, 0, max(self.last_row, 1), last_column)
        own.dim_rowmax = max(self.last_row, 1)

    def _write_rows(self) -> None:
        own: Any = self
        last = own.dim_rowmax
        # Only the header is held by XlsxWriter; its loop over all rows would make an empty entry for each.
        own.dim_rowmax = 0
        super()._write_rows()
        own.dim_rowmax = last
        _copy(self._rows, own.fh)

    def _write_hyperlinks(self) -> None:
        own: Any = self
        self._put_links()
        if self._links.tell():
            own.fh.write("<hyperlinks>")
            _copy(self._links, own.fh)
            own.fh.write("</hyperlinks>")

    def close_rows(self) -> None:
        """Give up the temporary files."""
        self._rows.close()
        self._links.close()


def _quoted(text: str) -> str:
    return quoteattr(text) if _QUOTED.search(text) else f'"{text}"'


def _spool() -> Any:
    return tempfile.SpooledTemporaryFile(SMALL, "w+b")


def _copy(spool: Any, target: IO[str]) -> None:
    spool.seek(0)
    if isinstance(target, io.TextIOWrapper):
        # What is UTF-8 already need not be decoded and encoded once more.
        target.flush()
        shutil.copyfileobj(spool, target.buffer, 1 << 20)
    else:
        shutil.copyfileobj(codecs.getreader("utf-8")(spool), target, 1 << 20)
    spool.close()


def close_rows(workbook: Any) -> None:
    """Give up the temporary files of a workbook, whether it could be written or not."""
    for sheet in workbook.worksheets():
        if isinstance(sheet, StreamedWorksheet):
            sheet.close_rows()


def new_workbook(path: Any, in_memory: bool) -> Any:
    """Return an XlsxWriter workbook to be written to a path or binary stream, in which texts stay texts.

    `in_memory`: its parts are put together in memory and packed as tightly as usual, which suits a small book; otherwise in temporary
    files, and packed in less than half the time to a file that is a sixth larger.
    """
    import xlsxwriter

    workbook = xlsxwriter.Workbook(
        path,
        {
            "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False, "in_memory": in_memory,
            "default_row_height": 17,
            "default_format_properties": {"font_name": "Arial", "font_size": 10},
        },
    )  # fmt: skip
    if not in_memory:
        # XlsxWriter has no option for this, so its method sees another ZipFile; every other workbook sees the usual one.
        store = xlsxwriter.Workbook._store_workbook
        names = {**store.__globals__, "ZipFile": partial(ZipFile, compresslevel=QUICK)}
        workbook._store_workbook = MethodType(FunctionType(store.__code__, names), workbook)
    return workbook
