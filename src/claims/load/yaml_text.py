"""A YAML reader with YAML 1.2's core schema and the place of every value.

PyYAML's event stream (libyaml where it is built in) is composed here, because its own constructors read YAML 1.1: `no` as false,
`2021-11-24` as a date object, `0555567` as octal. Aliases, tags and merge keys are refused: records need none, and alias bombs are
how a small file becomes a large one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .json_text import MAX_DEPTH
from .marks import MISSING, Marks, Parsed, Path, TextProblem

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,63})")
_NUMBER_LIKE = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_STR_TAGS = {None, "!", "tag:yaml.org,2002:str"}


class AsWritten(float):
    """A plain scalar that YAML reads as a number and that no record field wants: refused by its type, shown as it was written."""


class _Stop(Exception):
    def __init__(self, code: str, offset: int, message: str, help: str) -> None:
        self.problem = TextProblem(code, offset, message, help)


class _Composer:
    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self.events = events
        self.values: dict[Path, int] = {}
        self.keys: dict[Path, int] = {}
        self.written: dict[Path, str] = {}
        self.problems: list[TextProblem] = []
        self.marks = Marks(text, self.values, self.keys, self.written)

    def node(self, event: Any, path: Path) -> Any:
        import yaml

        offset = event.start_mark.index
        self.values[path] = offset
        if isinstance(event, yaml.AliasEvent):
            raise _Stop("SYN007", offset, f"the alias *{event.anchor}", "write the value out; records use no YAML aliases")
        if getattr(event, "anchor", None):
            raise _Stop("SYN007", offset, f"the anchor &{event.anchor}", "remove it; records use no YAML anchors")
        if len(path) >= MAX_DEPTH and not isinstance(event, yaml.ScalarEvent):
            raise _Stop("SYN006", offset, f"nested more than {MAX_DEPTH} deep", "no record nests that deep; this is not a claims file")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if event.tag not in {None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}:
            raise _Stop("SYN007", offset, f"the tag {event.tag}", "remove it; records use no YAML tags")
        return self.sequence(path) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(path)

    def sequence(self, path: Path) -> list[Any]:
        import yaml

        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.node(event, (*path, len(found))))
        return found

    def mapping(self, path: Path) -> dict[str, Any]:
        import yaml

        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            offset = event.start_mark.index
            if not isinstance(event, yaml.ScalarEvent):
                raise _Stop("SYN008", offset, "a key that is not text", "write keys as plain words")
            if event.anchor or event.tag not in _STR_TAGS:
                found_here = f"the anchor &{event.anchor}" if event.anchor else f"the tag {event.tag}"
                raise _Stop("SYN007", offset, f"{found_here} on a key", "remove it; records use no YAML anchors or tags")
            key = event.value
            if key == "<<" and not event.style:
                raise _Stop("SYN007", offset, "the merge key <<", "write the fields out; records use no YAML merge keys")
            if not event.style and not isinstance(_resolve(key), str):
                self.problems.append(
                    TextProblem("SYN008", offset, f"the key {key!r} is not text in YAML", f"put it in quotes: '{key}'", (*path, key))
                )
            inner = (*path, key)
            if key in found:
                words = f"the key {key!r} stands twice (first on line {self.marks.at(self.keys[inner]).line})"
                self.problems.append(TextProblem("SYN003", offset, words, "keep one of them", inner))
            self.keys[inner] = offset
            found[key] = self.node(next(self.events), inner)
        return found

    def scalar(self, event: Any, path: Path) -> Any:
        offset = event.start_mark.index
        if event.tag not in _STR_TAGS:
            raise _Stop("SYN007", offset, f"the tag {event.tag}", "remove it; records use no YAML tags")
        if event.style or event.tag is not None:  # a plain scalar has no style: None from Python's parser, "" from libyaml's
            return event.value
        value = _resolve(event.value)
        if not isinstance(value, str):
            self.written[path] = event.value
        return value


def _resolve(text: str) -> Any:
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.fullmatch(text):
        return int(text)
    if _NUMBER_LIKE.fullmatch(text) or _NOT_FINITE.fullmatch(text):
        return AsWritten(0.5)
    return text


def parse_yaml(text: str) -> Parsed:
    """Return the value of a YAML text of one document with positions. What is wrong stands in `problems`; it never raises."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    composer = _Composer(text, iter(()))
    value: Any = MISSING
    try:
        events = yaml.parse(text, Loader=loader)
        composer.events = events
        next(events)
        event: Any = next(events)
        if isinstance(event, yaml.StreamEndEvent):
            raise _Stop("SYN002", 0, "the file is empty", "write at least one claim")
        value = composer.node(next(events), ())
        next(events)
        event = next(events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise _Stop("SYN002", event.start_mark.index, "a second YAML document", "put each document into a file of its own")
    except _Stop as stop:
        value = MISSING
        composer.problems.append(stop.problem)
    except yaml.MarkedYAMLError as error:
        value = MISSING
        mark: Any = error.problem_mark or error.context_mark
        offset = 0 if mark is None else min(mark.index, len(text))
        words = str(error.problem or error.context)
        if "nesting" in words:  # libyaml's own bound
            composer.problems.append(TextProblem("SYN006", offset, f"not YAML: {words}", "no record nests that deep"))
        else:
            composer.problems.append(TextProblem("SYN002", offset, f"not YAML: {words}", "check indentation and quotes"))
    except yaml.reader.ReaderError as error:
        value = MISSING
        offset = int(error.position)
        if loader is not yaml.SafeLoader:  # libyaml counts bytes
            offset = len(text.encode()[:offset].decode("utf-8", "ignore"))
        composer.problems.append(TextProblem("SYN005", offset, f"not YAML: {_first_line(error)}", "remove the character"))
    except (yaml.YAMLError, ValueError) as error:
        value = MISSING
        offset = getattr(error, "start", 0)  # of UnicodeEncodeError: half a surrogate pair, given to libyaml
        composer.problems.append(TextProblem("SYN005", offset, f"not YAML: {_first_line(error)}", "remove the character"))
    return Parsed(value, composer.marks, tuple(composer.problems))


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
