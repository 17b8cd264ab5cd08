"""Row heights and column widths computed from text, since neither Excel nor LibreOffice fits rows of a file that another wrote.

Arial 10 is the workbook's font: Excel has it everywhere, LibreOffice has Liberation Sans with the same widths.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

LINE = 12.75
"""Points of one line of Arial 10."""
TALLEST = 409.0
"""The most points that Excel gives a row."""
_EM = 10 * 96 / 72
_PADDING = 17
"""Pixels of a column that text does not get: Excel's own margin and one step of indentation."""
_DIGIT = 7

# Widths of Arial in thousandths of an em, by character; what is not named is as wide as a lower-case letter.
_WIDTHS = {
    222: "ijl'", 278: " !,./:;I[\\]ft|", 333: "()-`r", 355: '"', 389: "*", 469: "^", 500: "Jcksvxyz", 584: "+<=>~", 611: "FTZ",
    667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1015: "@",
}  # fmt: skip
_OF = {character: width for width, characters in _WIDTHS.items() for character in characters}
_ASCII = bytes(round(_OF.get(chr(code), 556) / 8) for code in range(128)) + bytes(128)
_WIDE = re.compile(r"[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF01-\uFF60\U0001F000-\U0003FFFF]")
_BOLD = 1.08
_UNIT = _EM * 8 / 1000
"""Pixels of one unit of width; eight thousandths of an em, so that a width fits into a byte."""


def text_pixels(text: str, bold: bool = False) -> float:
    """Return how wide a text is in Arial 10, in pixels at 96 dots an inch."""
    return sum(_widths(text)) * _UNIT * (_BOLD if bold else 1)


def column_pixels(width: float) -> int:
    """Return a column's width in pixels from its width in characters, as Excel computes it."""
    return int(width * _DIGIT + 5)


def lines_in(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of `width` characters that wraps at spaces and hyphens."""
    room = (column_pixels(width) - _PADDING) / _UNIT
    widths = _widths(text)
    if sum(widths) <= room:
        return 1
    ends = list(accumulate(widths))
    lines, start = 1, 0
    while True:
        # The first character that no longer fits; a space there hangs over the edge without harm.
        reached = bisect_right(ends, room + (ends[start - 1] if start else 0), start)
        if reached >= len(text):
            return lines
        stop = max(text.rfind(" ", start, reached + 1), text.rfind("-", start, reached)) + 1
        start = stop if stop > start else max(reached, start + 1)
        if start >= len(text):
            return lines
        lines += 1


def _widths(text: str) -> Sequence[int]:
    """Return the width of each character in units of `_UNIT` pixels."""
    if text.isascii():
        return text.encode().translate(_ASCII)
    return [(_OF.get(character) or (1000 if _WIDE.match(character) else 556)) // 8 for character in text]


def row_height(cells: Iterable[tuple[str, float]]) -> float | None:
    """Return the points that a row needs for its wrapped texts, each with its column's width; None where one line does."""
    most = 1
    for text, width in cells:
        most = max(most, lines_in(text, width))
    return None if most == 1 else min(TALLEST, most * LINE + 2)


def fitting_width(name: str, texts: Sequence[str], most_lines: int = 0) -> float:
    """Return a width in characters for a column of texts: its header and filter button whole, long texts in few lines.

    With `most_lines` the column is at least wide enough for the longest text to take no more lines than that.
    """
    header = text_pixels(name, bold=True) + 34
    longest = max((text_pixels(text) for text in texts), default=0.0)
    mean = sum(map(len, texts)) / len(texts) if texts else 0
    least = longest * 1.15 / most_lines / _DIGIT if most_lines else 0
    most = 58 if mean > 70 else 44 if mean > 40 else 32
    return round(min(max((longest + _PADDING) / _DIGIT, header / _DIGIT, 8), max(most, least, header / _DIGIT), 120), 1)
