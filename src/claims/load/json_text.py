"""A strict JSON reader (RFC 8259) that keeps the place of every key and value.

The standard library's reader accepts NaN, repeated keys and lone surrogates, and forgets positions. Strings are scanned by its C
routine; the rest is a plain descent with a bound on depth, so that hostile nesting is a finding and not a crash.
"""

from __future__ import annotations

import json
import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any

from .marks import MISSING, Marks, Parsed, Path, TextProblem

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


class _Reader:
    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first_line = first_line
        self.values: dict[Path, int] = {}
        self.keys: dict[Path, int] = {}
        self.problems: list[TextProblem] = []
        self.marks = Marks(text, self.values, self.keys)

    def stop(self, offset: int, message: str, help: str = _WRITE_JSON, code: str = "SYN001") -> _Stop:
        return _Stop(TextProblem(code, offset, message, help))

    def skip(self, at: int) -> int:
        if self.text[at : at + 1] > " ":  # most often there is nothing to skip
            return at
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def shown(self, at: int) -> str:
        return repr(self.text[at]) if at < len(self.text) else "the end of the file"

    def string(self, at: int, path: Path) -> tuple[str, int]:
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
            self.problems.append(TextProblem("SYN005", at, words, help, path))
            value = _SURROGATE.sub("\ufffd", value)  # so that the rest can be read and checked
        return value, end

    def value(self, at: int, path: Path) -> tuple[Any, int]:
        char = self.text[at : at + 1]
        if not char > " ":
            at = self.skip(at)
            char = self.text[at : at + 1]
        self.values[path] = at
        if char == '"':
            return self.string(at, path)
        if char == "{":
            return self.object(at, path)
        if char == "[":
            return self.array(at, path)
        if char and char in "-0123456789":
            return self.number(at)
        word = _WORD.match(self.text, at)
        if word is None:
            raise self.stop(at, f"expected a value, found {self.shown(at)}")
        if word.group() in _LITERALS:
            return _LITERALS[word.group()], word.end()
        if word.group() in _NOT_JSON:
            raise self.stop(
                at, f"{word.group()} is not JSON", "leave the field out where there is no value; write numbers as decimal strings", "SYN004"
            )
        raise self.stop(at, f"expected a value, found {word.group()[:40]!r}", "put text in double quotes")

    def number(self, at: int) -> tuple[Any, int]:
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
            return int(match.group()), end
        number = float(match.group())
        if number in (float("inf"), float("-inf")):
            raise self.stop(at, f"the number {match.group()} is out of range", "write it as a decimal string", "SYN004")
        return number, end

    def object(self, at: int, path: Path) -> tuple[dict[str, Any], int]:
        self.bound_depth(at, path)
        found: dict[str, Any] = {}
        at = self.skip(at + 1)
        if self.text[at : at + 1] == "}":
            return found, at + 1
        while True:
            if self.text[at : at + 1] != '"':
                raise self.stop(at, f"expected a key in double quotes, found {self.shown(at)}")
            key, end = self.string(at, path)
            inner = (*path, key)
            if key in found:
                first = self.marks.at(self.keys[inner])
                words = f"the key {key!r} stands twice (first on line {first.line + self.first_line - 1})"
                self.problems.append(TextProblem("SYN003", at, words, "keep one of them", inner))
            self.keys[inner] = at
            if self.text[end : end + 1] != ":":
                end = self.skip(end)
                if self.text[end : end + 1] != ":":
                    raise self.stop(end, f"expected ':' after the key {key[:40]!r}, found {self.shown(end)}")
            found[key], at = self.value(end + 1, inner)
            char = self.text[at : at + 1]
            if not char > " ":
                at = self.skip(at)
                char = self.text[at : at + 1]
            if char == "}":
                return found, at + 1
            if char != ",":
                raise self.stop(at, f"expected ',' or '}}', found {self.shown(at)}")
            at += 1
            if self.text[at : at + 1] != '"':
                at = self.skip(at)

    def array(self, at: int, path: Path) -> tuple[list[Any], int]:
        self.bound_depth(at, path)
        found: list[Any] = []
        at = self.skip(at + 1)
        if self.text[at : at + 1] == "]":
            return found, at + 1
        while True:
            item, at = self.value(at, (*path, len(found)))
            found.append(item)
            at = self.skip(at)
            char = self.text[at : at + 1]
            if char == "]":
                return found, at + 1
            if char != ",":
                raise self.stop(at, f"expected ',' or ']', found {self.shown(at)}")
            at += 1

    def bound_depth(self, at: int, path: Path) -> None:
        if len(path) >= MAX_DEPTH:
            raise self.stop(at, f"nested more than {MAX_DEPTH} deep", "no record nests that deep; this is not a claims file", "SYN006")


def parse_json(text: str, first_line: int = 1) -> Parsed:
    """Return the value of a JSON text with positions. What is wrong with it stands in `problems`; it never raises.

    `first_line` is the line of the file that the text begins on, for words; positions are always those within the text.
    """
    reader = _Reader(text, first_line)
    value: Any = MISSING
    try:
        value, at = reader.value(0, ())
        at = reader.skip(at)
        if at < len(text):
            value = MISSING
            raise reader.stop(at, f"expected the end of the file, found {reader.shown(at)}")
    except _Stop as stop:
        value = MISSING
        reader.problems.append(stop.problem)
    return Parsed(value, reader.marks, tuple(reader.problems))


def dump_json(value: Any) -> str:
    """Return `value` as indented JSON with a final line feed, characters as themselves, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
