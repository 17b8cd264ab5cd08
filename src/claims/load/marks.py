"""Where each value of a parsed document stands in its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

import attrs

from ..model.finding import Position

Path = tuple[str | int, ...]

Inner: TypeAlias = "dict[str, Place] | list[Place] | str | None"
Place: TypeAlias = tuple[int, int, Inner]
"""Where a value stands: offset of its key (-1 without one), offset of itself, and the places inside it; of a plain YAML scalar that
was not read as text, how it was written."""

_LINE_END = re.compile(r"\r\n?|\n")


def show_path(path: Iterable[str | int]) -> str:
    """Return a path as people write it: `citations[2].stance`."""
    shown = ""
    for step in path:
        shown += f"[{step}]" if isinstance(step, int) else (f".{step}" if shown else step)
    return shown


class Marks:
    """Positions of values and keys, kept as offsets and turned into lines and columns when asked for.

    Lines end at LF, CRLF or CR, as editors count them; columns count code points.
    """

    def __init__(self, text: str, values: dict[Path, int], keys: dict[Path, int], written: dict[Path, str] | None = None) -> None:
        self._text = text
        self._values = values
        self._keys = keys
        self._written = {} if written is None else written
        self._starts: list[int] | None = None

    @property
    def text(self) -> str:
        """The text that the positions are of."""
        return self._text

    def at(self, offset: int) -> Position:
        """Return the line and column of a code-point offset into the text."""
        if self._starts is None:
            self._starts = line_starts(self._text)
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def value(self, path: Path) -> Position:
        """Return where the value at `path` stands, or its nearest enclosing value that is there."""
        while path and path not in self._values:
            path = path[:-1]
        return self.at(self._values.get(path, 0))

    def key(self, path: Path) -> Position:
        """Return where the key of the member at `path` stands; the value's place where it has no key."""
        offset = self._keys.get(path)
        return self.value(path) if offset is None else self.at(offset)

    def written(self, path: Path) -> str | None:
        """Return how a plain YAML scalar was written, where it was not read as text."""
        return self._written.get(path)

    def line_text(self, line: int) -> str:
        """Return the text of a line, without its end."""
        if self._starts is None:
            self._starts = line_starts(self._text)
        if not 1 <= line <= len(self._starts):
            return ""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n")


class NestedMarks(Marks):
    """Marks of a document whose places are kept as the document nests, and made when the first of them is asked for.

    A dictionary by path would cost more than all the rest of reading, and few of its entries would ever be asked for.
    """

    def __init__(self, text: str, places: Callable[[], Place]) -> None:
        super().__init__(text, {}, {})
        self._compose = places
        self._root: Place | None = None

    def places(self) -> Place:
        """Return the place of the whole, and with it those of everything inside."""
        if self._root is None:
            self._root = self._compose()
        return self._root

    def value(self, path: Path) -> Position:
        """Return where the value at `path` stands, or its nearest enclosing value that is there."""
        return self.at(self._nearest(path)[0][1])

    def key(self, path: Path) -> Position:
        """Return where the key of the member at `path` stands; the value's place where it has no key."""
        (key, value, _), found = self._nearest(path)
        return self.at(key if found and key >= 0 else value)

    def written(self, path: Path) -> str | None:
        """Return how a plain YAML scalar was written, where it was not read as text."""
        (_, _, inner), found = self._nearest(path)
        return inner if found and isinstance(inner, str) else None

    def _nearest(self, path: Path) -> tuple[Place, bool]:
        """Return the last place on the way to `path`, and whether it is that of `path` itself."""
        place = self.places()
        for step in path:
            inner = place[2]
            below: Place | None = None
            if isinstance(inner, dict) and isinstance(step, str):
                below = inner.get(step)
            elif isinstance(inner, list) and isinstance(step, int) and 0 <= step < len(inner):
                below = inner[step]
            if below is None:
                return place, False
            place = below
        return place, True


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line starts."""
    return [0, *(found.end() for found in _LINE_END.finditer(text))]


@attrs.frozen
class TextProblem:
    """Something wrong with a text before it is a record: a code, a place and words."""

    code: str
    offset: int
    message: str
    help: str
    path: Path = ()


@attrs.frozen(eq=False)
class Parsed:
    """A parsed text: its value, where everything stands, and what was wrong. `value` is `MISSING` where nothing could be read."""

    value: Any
    marks: Marks
    problems: tuple[TextProblem, ...] = ()


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


MISSING: Any = _Missing()


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every value below and including `value` with its path."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, (*path, index))


def value_at(value: Any, path: Path) -> Any:
    """Return what stands at a path of objects and lists; None for what is not there."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value
