"""A YAML reader with YAML 1.2's core schema and the place of every value.

PyYAML's event stream (libyaml where it is built in) is composed here, because its own constructors read YAML 1.1: `no` as false,
`2021-11-24` as a date object, `0555567` as octal. Aliases, tags and merge keys are refused: records need none, and alias bombs are
how a small file becomes a large one. What is written plainly throughout needs none of this and is read line by line (`yaml_lines`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .collector import paused_collector
from .json_text import MAX_DEPTH
from .marks import MISSING, Inner, Marks, NestedMarks, Parsed, Place, TextProblem
from .yaml_lines import read_lines
from .yaml_scalars import MAY_MEAN, resolve

_STR_TAGS = {None, "!", "tag:yaml.org,2002:str"}
_COLLECTION_TAGS = {None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


class _Stop(Exception):
    def __init__(self, code: str, offset: int, message: str, help: str) -> None:
        self.problem = TextProblem(code, offset, message, help)


def _nothing() -> None:
    """There are no more events."""


class _Composer:
    """Composes a value and its places from events. Keys and plain scalars are most of a file: what they need stands in the loop."""

    def __init__(self, text: str, get: Callable[[], Any]) -> None:
        from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

        self.get = get
        self.scalar = ScalarEvent
        self.starts: dict[type, Callable[[], tuple[Any, Inner]]] = {SequenceStartEvent: self.sequence, MappingStartEvent: self.mapping}
        self.map_end, self.list_end = MappingEndEvent, SequenceEndEvent
        self.problems: list[TextProblem] = []
        self.marks = Marks(text, {}, {})
        self.path: list[str | int] = []
        """The way to the list or mapping that is being read."""
        self.plain: dict[str, str] = {}
        """Plain keys in which nothing is wrong: one string for each, however often it stands in the file."""

    def release(self) -> None:
        """Let go of the parser. The composer's own methods stand in `starts`, and what such a circle holds waits for the collector,
        which knows nothing of the kilobytes that libyaml has beside each parser."""
        self.starts.clear()
        self.get = _nothing

    def document(self) -> tuple[Any, Place]:
        """Return the value of the only document, and its places; raises _Stop."""
        from yaml import StreamEndEvent

        self.get()
        if isinstance(self.get(), StreamEndEvent):
            raise _Stop("SYN002", 0, "the file is empty", "write at least one claim")
        event = self.get()
        offset = event.start_mark.index
        value, inner = self.node(event, offset, None)
        self.get()
        event = self.get()
        if not isinstance(event, StreamEndEvent):
            raise _Stop("SYN002", event.start_mark.index, "a second YAML document", "put each document into a file of its own")
        return value, (-1, offset, inner)

    def node(self, event: Any, offset: int, step: str | int | None) -> tuple[Any, Inner]:
        """Return the value that an event begins, and what is inside its place; it lies a step (none for the whole) below `path`."""
        start = self.starts.get(type(event))
        if start is None and type(event) is not self.scalar:
            raise _Stop("SYN007", offset, f"the alias *{event.anchor}", "write the value out; records use no YAML aliases")
        if event.anchor:
            raise _Stop("SYN007", offset, f"the anchor &{event.anchor}", "remove it; records use no YAML anchors")
        if start is None:
            return self.text_or_value(event, offset)
        if step is not None:
            self.path.append(step)
        if len(self.path) >= MAX_DEPTH:
            raise _Stop("SYN006", offset, f"nested more than {MAX_DEPTH} deep", "no record nests that deep; this is not a claims file")
        if event.tag not in _COLLECTION_TAGS:
            raise _Stop("SYN007", offset, f"the tag {event.tag}", "remove it; records use no YAML tags")
        found = start()
        if step is not None:
            self.path.pop()
        return found

    def text_or_value(self, event: Any, offset: int) -> tuple[Any, str | None]:
        """Return what a scalar says, and how it was written where that is no text."""
        if event.tag not in _STR_TAGS:
            raise _Stop("SYN007", offset, f"the tag {event.tag}", "remove it; records use no YAML tags")
        written: str = event.value
        if event.style or event.tag is not None:  # a plain scalar has no style: None from Python's parser, "" from libyaml's
            return written, None
        value = resolve(written)
        return (value, None) if isinstance(value, str) else (value, written)

    def sequence(self) -> tuple[list[Any], list[Place]]:
        get, scalar, end = self.get, self.scalar, self.list_end
        found: list[Any] = []
        places: list[Place] = []
        while type(event := get()) is not end:
            offset = event.start_mark.index
            if type(event) is scalar and event.tag is None and event.anchor is None and (event.style or event.value[:1] not in MAY_MEAN):
                value, inner = event.value, None
            else:
                value, inner = self.node(event, offset, len(found))
            found.append(value)
            places.append((-1, offset, inner))
        return found, places

    def mapping(self) -> tuple[dict[str, Any], dict[str, Place]]:
        get, scalar, end, plain = self.get, self.scalar, self.map_end, self.plain
        found: dict[str, Any] = {}
        places: dict[str, Place] = {}
        while type(event := get()) is not end:
            at = event.start_mark.index
            if type(event) is scalar and event.value in plain and not event.style and event.tag is None and event.anchor is None:
                key = plain[event.value]
            else:
                key = self.key(event, at)
            if key in found:
                words = f"the key {key!r} stands twice (first on line {self.marks.at(places[key][0]).line})"
                self.problems.append(TextProblem("SYN003", at, words, "keep one of them", (*self.path, key)))
            event = get()
            offset = event.start_mark.index
            if type(event) is scalar and event.tag is None and event.anchor is None and (event.style or event.value[:1] not in MAY_MEAN):
                found[key] = event.value
                places[key] = (at, offset, None)
            else:
                found[key], inner = self.node(event, offset, key)
                places[key] = (at, offset, inner)
        return found, places

    def key(self, event: Any, offset: int) -> str:
        """Return a key that was not seen before, and report it where YAML does not take it for text."""
        if type(event) is not self.scalar:
            raise _Stop("SYN008", offset, "a key that is not text", "write keys as plain words")
        if event.anchor or event.tag not in _STR_TAGS:
            found_here = f"the anchor &{event.anchor}" if event.anchor else f"the tag {event.tag}"
            raise _Stop("SYN007", offset, f"{found_here} on a key", "remove it; records use no YAML anchors or tags")
        key: str = event.value
        if event.style:
            return key
        if key == "<<":
            raise _Stop("SYN007", offset, "the merge key <<", "write the fields out; records use no YAML merge keys")
        if not isinstance(resolve(key), str):
            help = f"put it in quotes: '{key}'"
            self.problems.append(TextProblem("SYN008", offset, f"the key {key!r} is not text in YAML", help, (*self.path, key)))
        elif event.tag is None:
            self.plain[key] = key
        return key


def parse_yaml(text: str) -> Parsed:
    """Return the value of a YAML text of one document with positions. What is wrong stands in `problems`; it never raises."""
    with paused_collector():
        found = read_lines(text)
        if found is None:
            return parse_events(text)
        value, place = found
        return Parsed(value, NestedMarks(text, lambda: place))


def parse_events(text: str) -> Parsed:
    """Return what the whole of YAML makes of a text, by PyYAML's events; see `parse_yaml`."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    composer = _Composer(text, lambda: None)
    value: Any = MISSING
    place: Place = (-1, 0, None)
    parser: Any = None
    try:
        parser = loader(text)
        composer.get = parser.get_event
        value, place = composer.document()
    except _Stop as stop:
        composer.problems.append(stop.problem)
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        offset = 0 if mark is None else min(mark.index, len(text))
        words = str(error.problem or error.context)
        if "nesting" in words:  # libyaml's own bound
            composer.problems.append(TextProblem("SYN006", offset, f"not YAML: {words}", "no record nests that deep"))
        else:
            composer.problems.append(TextProblem("SYN002", offset, f"not YAML: {words}", "check indentation and quotes"))
    except yaml.reader.ReaderError as error:
        offset = int(error.position)
        if loader is not yaml.SafeLoader:  # libyaml counts bytes
            offset = len(text.encode()[:offset].decode("utf-8", "ignore"))
        composer.problems.append(TextProblem("SYN005", offset, f"not YAML: {_first_line(error)}", "remove the character"))
    except (yaml.YAMLError, ValueError) as error:
        offset = getattr(error, "start", 0)  # of UnicodeEncodeError: half a surrogate pair, given to libyaml
        composer.problems.append(TextProblem("SYN005", offset, f"not YAML: {_first_line(error)}", "remove the character"))
    finally:
        composer.release()
        if parser is not None:
            parser.dispose()
    return Parsed(value, NestedMarks(text, lambda: place), tuple(composer.problems))


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
