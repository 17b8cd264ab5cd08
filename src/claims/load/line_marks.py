"""The lines of a file that is too large to keep: read again when a report shows one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from .marks import Marks

SHOWN_BYTES = 1 << 16
"""Bytes of a line that are kept for showing."""


class LineMarks(Marks):
    """Marks of a JSON Lines file on disk. Lines asked for in ascending order are found in one pass over it."""

    def __init__(self, path: Path) -> None:
        super().__init__("", {}, {})
        self._path = path
        self._lines: Iterator[bytes] = iter(())
        self._next = 0

    def line_text(self, line: int) -> str:
        """Return the text of a line, without its end; nothing where the file is gone or has become shorter."""
        if line < 1:
            return ""
        try:
            if self._next == 0 or line < self._next:
                self._lines, self._next = self._read(), 1
            found = next(islice(self._lines, line - self._next, None), b"")
        except OSError:
            return ""
        self._next = line + 1
        return found.decode("utf-8", "replace").rstrip("\r\n").removeprefix("\ufeff")

    def _read(self) -> Iterator[bytes]:
        with open(self._path, "rb") as stream:
            while line := stream.readline(SHOWN_BYTES):
                rest = line
                while len(rest) == SHOWN_BYTES and not rest.endswith(b"\n"):
                    rest = stream.readline(SHOWN_BYTES)
                yield line
