"""A strict JSON reader (RFC 8259) that keeps the place of every key and value.

The standard library's reader accepts NaN, repeated keys and lone surrogates, and forgets positions. With hooks that end it at the first
of these it still says quickly of most files that nothing is wrong with them. The others, and those of which a place is asked, are read
by a plain descent with a bound on depth, so that hostile nesting is a finding and not a crash; strings are scanned in C there too.
"""

from __future__ import annotations

import json
import math
import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any

from .collector import paused_collector
from .marks import MISSING, Inner, Marks, NestedMarks, Parsed, Place, TextProblem

MAX_DEPTH = 64
MAX_NUMBER_LENGTH = 256

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORD = re.compile(r"[A-Za-z_+-][A-Za-z0-9_.+-]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LITERALS = {"true": True, "false": False, "null": None}
_NOT_JSON = {"NaN", "Infinity", "-Infinity", "+Infinity", "-NaN", "None", "True", "False", "undefined"}
_WRITE_JSON = "write JSON as RFC 8259 has it; a JSON-aware editor shows the place"


class _Stop(Exception):
    def __init__(self, problem: TextProblem) -> None:
        self.problem = problem


class CarefulReader:
    """Reads a text by a plain descent. Each step returns a value, the places inside it, and the offset behind it."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first_line = first_line
        self.problems: list[TextProblem] = []
        self.path: list[str | int] = []
        """The way to the object or list that is being read."""
        self.starts = Marks(text, {}, {})

    def stop(self, offset: int, message: str, help: str = _WRITE_JSON, code: str = "SYN001") -> _Stop:
        return _Stop(TextProblem(code, offset, message, help))

    def skip(self, at: int) -> int:
        if self.text[at : at + 1] > " ":  # most often there is nothing to skip
            return at
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def shown(self, at: int) -> str:
        return repr(self.text[at]) if at < len(self.text) else "the end of the file"

    def document(self) -> tuple[Any, Place]:
        """Return the value of the text, and its places; raises _Stop."""
        start = self.skip(0)
        value, inner, at = self.value(start, None)
        at = self.skip(at)
        if at < len(self.text):
            raise self.stop(at, f"expected the end of the file, found {self.shown(at)}")
        return value, (-1, start, inner)

    def string(self, at: int, step: str | int | None) -> tuple[str, int]:
        try:
            value, end = scanstring(self.text, at + 1, True)
        except JSONDecodeError as error:
            raise self.stop(error.pos, f"broken string: {error.msg.lower()}") from None
        if value.isascii():
            return value, end
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            words = f"the string has a lone surrogate (U+{ord(value[error.start]):04X}), which is no character"
            help = "remove it, or write the character's surrogate pair in full"
            path = (*self.path,) if step is None else (*self.path, step)
            self.problems.append(TextProblem("SYN005", at, words, help, path))
            value = _SURROGATE.sub("\ufffd", value)  # so that the rest can be read and checked
        return value, end

    def value(self, at: int, step: str | int | None) -> tuple[Any, Inner, int]:
        """Return the value at an offset, which lies one step (none for the whole) below `path`."""
        char = self.text[at : at + 1]
        if char == '"':
            text, end = self.string(at, step)
            return text, None, end
        if char == "{" or char == "[":
            if step is not None:
                self.path.append(step)
            if len(self.path) >= MAX_DEPTH:
                raise self.stop(at, f"nested more than {MAX_DEPTH} deep", "no record nests that deep; this is not a claims file", "SYN006")
            found = self.object(at) if char == "{" else self.array(at)
            if step is not None:
                self.path.pop()
            return found
        if char and char in "-0123456789":
            return self.number(at)
        word = _WORD.match(self.text, at)
        if word is None:
            raise self.stop(at, f"expected a value, found {self.shown(at)}")
        if word.group() in _LITERALS:
            return _LITERALS[word.group()], None, word.end()
        if word.group() in _NOT_JSON:
            raise self.stop(
                at, f"{word.group()} is not JSON", "leave the field out where there is no value; write numbers as decimal strings", "SYN004"
            )
        raise self.stop(at, f"expected a value, found {word.group()[:40]!r}", "put text in double quotes")

    def number(self, at: int) -> tuple[Any, None, int]:
        match = _NUMBER.match(self.text, at)
        if match is None:
            word = _WORD.match(self.text, at)
            shown = word.group()[:40] if word else self.text[at : at + 10]
            raise self.stop(at, f"{shown!r} is not a number", code="SYN004" if shown in _NOT_JSON else "SYN001")
        end = match.end()
        if end < len(self.text) and (self.text[end].isalnum() or self.text[end] in ".+-_"):
            shown = self.text[at : end + 1][:40]
            raise self.stop(at, f"{shown!r}… is not a number", "JSON numbers have no leading zeros, signs or letters")
        if len(match.group()) > MAX_NUMBER_LENGTH:
            raise self.stop(at, f"a number of {len(match.group())} characters", "write long numbers as decimal strings", "SYN004")
        if match.group(1) is None and match.group(2) is None:
            return int(match.group()), None, end
        number = float(match.group())
        if number in (float("inf"), float("-inf")):
            raise self.stop(at, f"the number {match.group()} is out of range", "write it as a decimal string", "SYN004")
        return number, None, end

    def object(self, at: int) -> tuple[dict[str, Any], dict[str, Place], int]:
        found: dict[str, Any] = {}
        places: dict[str, Place] = {}
        at = self.skip(at + 1)
        if self.text[at : at + 1] == "}":
            return found, places, at + 1
        while True:
            if self.text[at : at + 1] != '"':
                raise self.stop(at, f"expected a key in double quotes, found {self.shown(at)}")
            key, end = self.string(at, None)
            if key in found:
                first = self.starts.at(places[key][0])
                words = f"the key {key!r} stands twice (first on line {first.line + self.first_line - 1})"
                self.problems.append(TextProblem("SYN003", at, words, "keep one of them", (*self.path, key)))
            if self.text[end : end + 1] != ":":
                end = self.skip(end)
                if self.text[end : end + 1] != ":":
                    raise self.stop(end, f"expected ':' after the key {key[:40]!r}, found {self.shown(end)}")
            start = self.skip(end + 1)
            found[key], inner, end = self.value(start, key)
            places[key] = (at, start, inner)
            at = self.skip(end)
            char = self.text[at : at + 1]
            if char == "}":
                return found, places, at + 1
            if char != ",":
                raise self.stop(at, f"expected ',' or '}}', found {self.shown(at)}")
            at = self.skip(at + 1)

    def array(self, at: int) -> tuple[list[Any], list[Place], int]:
        found: list[Any] = []
        places: list[Place] = []
        at = self.skip(at + 1)
        if self.text[at : at + 1] == "]":
            return found, places, at + 1
        while True:
            item, inner, end = self.value(at, len(found))
            found.append(item)
            places.append((-1, at, inner))
            at = self.skip(end)
            char = self.text[at : at + 1]
            if char == "]":
                return found, places, at + 1
            if char != ",":
                raise self.stop(at, f"expected ',' or ']', found {self.shown(at)}")
            at = self.skip(at + 1)


class _Unclear(ValueError):
    """Something that the quick reading does not judge."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Unclear
    return found


def _integer(written: str) -> int:
    if len(written) > MAX_NUMBER_LENGTH:
        raise _Unclear
    return int(written)


def _float(written: str) -> float:
    number = float(written)
    if len(written) > MAX_NUMBER_LENGTH or math.isinf(number):
        raise _Unclear
    return number


def _constant(word: str) -> Any:
    raise _Unclear


_QUICK = json.JSONDecoder(object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant)
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89A-Fa-f]")


def parse_quickly(text: str) -> Any:
    """Return the value of a text in which nothing whatever is wrong; MISSING where the careful reader must look."""
    if "\\u" in text and _ESCAPED_SURROGATE.search(text):
        return MISSING
    try:
        if not text.isascii():
            text.encode("utf-8")  # half a surrogate pair
        value = _QUICK.decode(text)
    except (ValueError, RecursionError):
        return MISSING
    if text.count("{") + text.count("[") >= MAX_DEPTH and _is_deep(value):
        return MISSING
    return value


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for one in level if isinstance(one, dict | list) for inner in (one.values() if isinstance(one, dict) else one)]
        if not level:
            return False
    return any(isinstance(one, dict | list) for one in level)


def parse_json(text: str, first_line: int = 1) -> Parsed:
    """Return the value of a JSON text with positions. What is wrong with it stands in `problems`; it never raises.

    `first_line` is the line of the file that the text begins on, for words; positions are always those within the text.
    """
    with paused_collector():
        value = parse_quickly(text)
        if value is not MISSING:
            return Parsed(value, NestedMarks(text, lambda: CarefulReader(text, first_line).document()[1]))
        reader = CarefulReader(text, first_line)
        place: Place = (-1, 0, None)
        try:
            value, place = reader.document()
        except _Stop as stop:
            reader.problems.append(stop.problem)
    return Parsed(value, NestedMarks(text, lambda: place), tuple(reader.problems))


def dump_json(value: Any) -> str:
    """Return `value` as indented JSON with a final line feed, characters as themselves, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
