"""Rows as CSV text (RFC 4180), made some hundred at a time and column by column, which is quicker than a cell after the other.

The text is that of `csv.writer` with minimal quoting, to the byte; a test holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..load.tables import Cell

QUOTE, LINE_END = '"', "\r\n"


def csv_rows(columns: Sequence[Sequence[Cell]], delimiter: str) -> str:
    """Return the lines of some rows, given by column; there is at least one column. Blanks are empty, truth values `True` and `False`."""
    texts = [_texts(cells, delimiter) for cells in columns]
    if len(texts) == 1:
        # A line without anything would be no row.
        texts = [[text or QUOTE * 2 for text in texts[0]]]
    lines = list(map(delimiter.join, zip(*texts, strict=True)))
    return LINE_END.join([*lines, ""])


def _texts(cells: Sequence[Any], delimiter: str) -> list[str]:
    kinds = set(map(type, cells))
    texts = ["" if cell is None else str(cell) for cell in cells] if kinds - {str, type(None)} else [cell or "" for cell in cells]
    if str not in kinds:
        return texts
    joined = "".join(texts)
    found = [character for character in (delimiter, QUOTE, "\r", "\n") if character in joined]
    if found == [delimiter]:
        return [f'"{text}"' if delimiter in text else text for text in texts]
    return [_quoted(text, found) for text in texts] if found else texts


def _quoted(text: str, found: Sequence[str]) -> str:
    for character in found:
        if character in text:
            return f'"{text.replace(QUOTE, QUOTE * 2)}"'
    return text
