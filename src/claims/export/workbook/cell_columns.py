"""The cells of one column as XML. What can be known of a column is prepared once; words that come again are made once."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name

from .heights import RowLines, lines_in
from .plan import Value
from .styles import Styles
from .text_cells import inline_string, runs_right_to_left, unusual

LARGEST_INTEGER = 10**15 - 1
"""Spreadsheets keep fifteen digits; longer whole numbers stand as text."""
_DAY_ZERO = datetime.date(1899, 12, 30).toordinal()
_WRAPPED = frozenset({"text", "word", "link", "small"})
_MOST_KNOWN = 5_000
"""Different words of a column that are kept ready."""
_INLINE, _END = ' t="inlineStr"><is><t>', "</t></is></c>"


class CellColumn:
    """One column of a sheet. A cell is its start, the row's number, and its rest, which begins with the quotation mark after the number."""

    def __init__(self, index: int, style: str, width: float, styles: Styles, *, ruled: bool) -> None:
        """`ruled`: blank cells are written too; otherwise they are left out."""
        self.letters: str = xl_col_to_name(index)
        self._start = f'<c r="{self.letters}'
        self._style = f'" s="{styles.ruled(style)}"'
        self._right = f'" s="{styles.ruled("right_to_left")}"'
        self._link_text, self._link_number = f'" s="{styles.ruled("link")}"', f'" s="{styles.ruled("link_number")}"'
        self._blank = f"{self._style}/>" if ruled else ""
        self._width = width if style in _WRAPPED else None
        self._known: dict[str | None, str] = {}
        self._tall: dict[str | None, int] = {}
        """Those of the known words that take more than one line, and how many."""

    def cells(self, values: Sequence[Value], numbers: Sequence[str], linked: Sequence[int], lines: RowLines) -> list[str]:
        """Return the cells of some rows; an empty string for a blank that is left out.

        `numbers` are the rows' numbers, `linked` the places among them whose cells are links. `lines` is told what the texts need.
        """
        kinds = set(map(type, values))
        has_blank = type(None) in kinds
        kinds.discard(type(None))
        if not kinds and not self._blank:
            return [""] * len(values)
        rest = self._texts(values, has_blank, lines) if kinds == {str} else self._others(values, kinds, lines)
        for place in linked:
            rest[place] = self._rest(values[place], linked=True)
        start = self._start
        if has_blank and not self._blank:
            return [f"{start}{number}{one}" if one else "" for number, one in zip(numbers, rest, strict=True)]
        return [f"{start}{number}{one}" for number, one in zip(numbers, rest, strict=True)]

    def _texts(self, values: Sequence[str | None], has_blank: bool, lines: RowLines) -> list[str]:
        distinct = set(values)
        if len(distinct) * 2 <= len(values) - (values.count(None) if has_blank else 0):
            return self._words(values, distinct, lines)
        texts = [value or "" for value in values] if has_blank else values
        lines.add(texts, self._width)  # type: ignore[arg-type]
        start, blank = self._style + _INLINE, self._blank
        if has_blank:
            rest = [blank if value is None else f"{start}{value}{_END}" for value in values]
        else:
            rest = [f"{start}{value}{_END}" for value in values]
        for place in unusual(texts):  # type: ignore[arg-type]
            rest[place] = self._rest(values[place])
        return rest

    def _words(self, values: Sequence[str | None], distinct: set[str | None], lines: RowLines) -> list[str]:
        known, tall = self._known, self._tall
        if len(known) > _MOST_KNOWN:
            known.clear()
            tall.clear()
        for word in distinct - known.keys():
            known[word] = self._rest(word)
            if word is not None and self._width is not None and (needed := lines_in(word, self._width)) > 1:
                tall[word] = needed
        lines.see(max(len(word) for word in distinct if word is not None))
        if not tall.keys().isdisjoint(distinct):
            lines.at_least([tall.get(value, 1) for value in values])
        return [known[value] for value in values]

    def _others(self, values: Sequence[Value], kinds: set[type], lines: RowLines) -> list[str]:
        start, blank = f"{self._style}><v>", self._blank
        if not kinds:
            return [blank] * len(values)
        if kinds == {float}:
            return [blank if value is None else f"{start}{value!r}</v></c>" for value in values]
        if kinds == {int} and max(abs(value or 0) for value in values) <= LARGEST_INTEGER:
            return [blank if value is None else f"{start}{value}</v></c>" for value in values]
        if kinds == {datetime.date}:
            return [blank if value is None else f"{start}{value.toordinal() - _DAY_ZERO}</v></c>" for value in values]
        if kinds == {bool}:
            either = {None: blank, False: self._rest(False), True: self._rest(True)}
            return [either[value] for value in values]
        if any(issubclass(kind, str) for kind in kinds):
            lines.add([value if isinstance(value, str) else "" for value in values], self._width)
        return [self._rest(value) for value in values]

    def _rest(self, value: Value, linked: bool = False) -> str:
        """Return the rest of any cell."""
        style = self._style
        if value is None:
            return self._blank
        if isinstance(value, str):
            style = self._link_text if linked else self._right if runs_right_to_left(value) else style
            return f'{style} t="inlineStr">{inline_string(value)}</c>'
        style = self._link_number if linked else style
        if isinstance(value, bool):
            return f'{style} t="b"><v>{int(value)}</v></c>'
        if isinstance(value, datetime.date):
            return f"{style}><v>{value.toordinal() - _DAY_ZERO}</v></c>"
        if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
            return f'{style} t="inlineStr"><is><t>{value}</t></is></c>'
        return f"{style}><v>{value!r}</v></c>"
