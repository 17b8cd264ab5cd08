"""Row heights and column widths computed from text, since neither Excel nor LibreOffice fits rows of a file that another wrote.

Arial 10 is the workbook's font: Excel has it everywhere, LibreOffice has Liberation Sans with the same widths.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import adler32

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
_AMONG_OTHERS = bytes(_OF.get(chr(code), 556) // 8 for code in range(128)) + bytes(128)
"""Widths of ASCII characters in a text that has others too."""
_SEPARATOR, _NO_WIDTH = "\x1e", b"\xff"
_TOLD_APART = _ASCII[:0x1E] + _NO_WIDTH + _ASCII[0x1F:]
"""As `_ASCII`, but separators can be told."""
_WIDE = re.compile(r"[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF01-\uFF60\U0001F000-\U0003FFFF]")
_BOLD = 1.08
_ONE_LINE = 0.6
"""Characters a unit of width that surely fit into one line: no letter is as wide as that."""
_UNIT = _EM * 8 / 1000
"""Pixels of one unit of width, 8 / 75; eight thousandths of an em, so that a width fits into a byte."""


def text_pixels(text: str, bold: bool = False) -> float:
    """Return how wide a text is in Arial 10, in pixels at 96 dots an inch."""
    return _total(_widths(text)) * _UNIT * (_BOLD if bold else 1)


def column_pixels(width: float) -> int:
    """Return a column's width in pixels from its width in characters, as Excel computes it."""
    return int(width * _DIGIT + 5)


def lines_in(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of `width` characters that wraps at spaces and hyphens."""
    return _lines(text, _room(width))


def _room(width: float) -> int:
    """Return the units of width that text has in a column of `width` characters."""
    return (column_pixels(width) - _PADDING) * 75 // 8


def _lines(text: str, room: int) -> int:
    widths = _widths(text)
    left = _total(widths)
    if left <= room:
        return 1
    lines, start, length = 1, 0, len(text)
    usual = room * length // left
    hangs = text[-1] == " "
    while left > room:
        if left <= 2 * room and not hangs:
            # Mostly any break near the end of this line already leaves no more than one line.
            near = text.rfind(" ", start, start + usual * 15 // 16) + 1
            if near > start and (used := _total(widths[start:near])) <= room >= left - used:
                return lines + 1
        # The first character that no longer fits: guessed, then found by a few steps; a space there hangs over the edge without harm.
        reached = min(start + usual, length)
        used = _total(widths[start:reached])
        while used > room:
            reached -= 1
            used -= widths[reached]
        while used + widths[reached] <= room:
            used += widths[reached]
            reached += 1
        stop = max(text.rfind(" ", start, reached + 1), text.rfind("-", start, reached)) + 1
        stop = stop if stop > start else max(reached, start + 1)
        if stop >= length:
            break
        left -= used - _total(widths[stop:reached]) if stop <= reached else used + widths[reached]
        start = stop
        lines += 1
    return lines


def _widths(text: str) -> bytes | list[int]:
    """Return the width of each character in units of `_UNIT` pixels."""
    if text.isascii():
        return text.encode().translate(_ASCII)
    if _WIDE.search(text):
        return [(_OF.get(character) or (1000 if _WIDE.match(character) else 556)) // 8 for character in text]
    # Every character that is not ASCII becomes a question mark, which is as wide as a lower-case letter.
    return text.encode("ascii", "replace").translate(_AMONG_OTHERS)


def _total(widths: bytes | list[int]) -> int:
    """Return the sum of widths."""
    if len(widths) > _SUMMED or isinstance(widths, list):
        return sum(widths)
    # The lower half of Adler-32 is one more than the sum of the bytes, modulo 65,521: the quickest way to add up bytes in Python.
    return (adler32(widths) & 0xFFFF) - 1


_SUMMED = 65_520 // max(_ASCII)
"""Characters that together are surely narrower than 65,521 units."""


def _perhaps_wider(texts: Sequence[str], room: int) -> Sequence[int]:
    """Return the places of the texts that may be wider than `room`; all others are not. None is longer than `_SUMMED`."""
    joined = _SEPARATOR.join(texts)
    widths = joined.encode("ascii", "replace").translate(_TOLD_APART).split(_NO_WIDTH)
    if len(widths) != len(texts) or (not joined.isascii() and _WIDE.search(joined)):
        return range(len(texts))
    return [place for place, total in enumerate(map(adler32, widths)) if (total & 0xFFFF) > room + 1]


class RowLines:
    """How many lines some rows need for their wrapped texts."""

    def __init__(self, rows: int) -> None:
        self._most = [1] * rows
        self.longest = 0
        """Code points of the longest text."""

    def see(self, length: int) -> None:
        """Note that there is a text of so many code points."""
        self.longest = max(self.longest, length)

    def at_least(self, lines: Sequence[int]) -> None:
        """Note how many lines a column's texts need, row by row."""
        self._most = list(map(max, self._most, lines))

    def add(self, texts: Sequence[str], width: float | None) -> None:
        """Note the texts of a column, row by row; `width` is in characters, None where they do not wrap."""
        longest = max(map(len, texts))
        self.see(longest)
        if width is None or longest <= width * _ONE_LINE:
            return
        room, most = _room(width), self._most
        for row in _perhaps_wider(texts, room) if longest <= _SUMMED else range(len(texts)):
            if (lines := _lines(texts[row], room)) > most[row]:
                most[row] = lines

    def most(self) -> list[int]:
        """Return the lines of each row."""
        return self._most


def height_of_lines(lines: int) -> float | None:
    """Return the points that a row of so many lines needs; None for one line, which the default height has room for."""
    return None if lines == 1 else min(TALLEST, lines * LINE + 2)


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
