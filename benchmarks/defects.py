"""Defects, one kind each, with the code of the rule that must find it. What is put into a generated claim, and where it must be seen."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import attrs
import orjson

Value = dict[str, Any]


@attrs.frozen
class Defect:
    """One kind of defect."""

    name: str
    code: str
    """The rule that must report it."""
    make: Callable[[Value], bytes]
    """Turns a valid claim into a line with the defect."""
    across: bool = False
    """Whether other records must be known to see it."""


def _with(change: Callable[[Value], object]) -> Callable[[Value], bytes]:
    def make(value: Value) -> bytes:
        changed = copy.deepcopy(value)
        change(changed)
        return orjson.dumps(changed)

    return make


def _replaced(old: str, new: bytes) -> Callable[[Value], bytes]:
    def make(value: Value) -> bytes:
        line = orjson.dumps(value)
        assert old.encode() in line, (old, value["id"])
        return line.replace(old.encode(), new, 1)

    return make


def _set(*path: str | int, to: Any) -> Callable[[Value], bytes]:
    def change(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = to

    return _with(change)


def _cite(value: Value) -> None:
    value["citations"] = [{"source": "source-999", "stance": "supports", "directness": "primary", "says": "So it says."}]


def _relate(value: Value) -> None:
    value["relations"] = [{"type": "supports", "target": "border-99999999"}]


def _end(value: Value) -> None:
    value["anchors"][0]["end"] = float(value["anchors"][0]["end"])


DEFECTS: tuple[Defect, ...] = (
    Defect("cut off", "SYN001", lambda value: orjson.dumps(value)[:-3]),
    Defect("comma before the brace", "SYN001", lambda value: orjson.dumps(value)[:-1] + b",}"),
    Defect("two values on a line", "SYN001", lambda value: orjson.dumps(value) + b" {}"),
    Defect("raw tab in a string", "SYN001", _replaced('"border-', b'"\tborder-')),
    Defect("repeated key", "SYN003", _replaced('"checkable":', b'"checkable":true,"checkable":')),
    Defect("repeated key, other spelling", "SYN003", _replaced('"topic":', b'"t\\u006fpic":"trade","topic":')),
    Defect("repeated key behind escaped quotes", "SYN003", _replaced('"topic":"', b'"topic":"a\\u0022b\\u0022c","topic":"')),
    Defect("repeated key deep inside", "SYN003", _replaced('"act":', b'"act":"denied","act":')),
    Defect("NaN", "SYN004", _replaced('"start":', b'"start":NaN,"_":')),
    Defect("number out of range", "SYN004", _replaced('"start":', b'"start":1e999,"_":')),
    Defect("lone surrogate", "SYN005", _replaced('"checkable":', b'"note":"\\ud83d","checkable":')),
    Defect("nested too deep", "SYN006", _replaced('"checkable":', b'"x":' + b"[" * 300 + b"]" * 300 + b',"checkable":')),
    Defect("missing field", "SCH001", _with(lambda value: value.pop("history"))),
    Defect("missing field inside", "SCH001", _with(lambda value: value["anchors"][0].pop("digest"))),
    Defect("unknown field", "SCH002", _with(lambda value: value.update(topics=value["topic"]))),
    Defect("unknown field inside", "SCH002", _with(lambda value: value["assessment"].update(verdikt="supported"))),
    Defect("null", "SCH003", _set("time", to=None)),
    Defect("value not allowed", "SCH004", _set("assessment", "verdict", to="true")),
    Defect("unknown kind", "SCH004", _set("payload", "kind", to="rumour")),
    Defect("text for a truth value", "SCH005", _set("checkable", to="true")),
    Defect("number for text", "SCH005", _set("time", to=2021)),
    Defect("object for a list", "SCH005", _set("anchors", to={})),
    Defect("too long", "SCH006", _set("statement", to="So it is said. " * 30 + "End.")),
    Defect("negative offset", "SCH007", _set("anchors", 0, "start", to=-1)),
    Defect("offset beyond what is exact", "SCH007", _replaced('"start":', b'"start":36893488147419103232,"end":')),
    Defect("no anchor", "SCH008", _set("anchors", to=[])),
    Defect("no record", "SCH010", lambda value: b"[" + orjson.dumps(value) + b"]"),
    Defect("an object that is no record", "SCH010", lambda value: b'{"what":"is this"}'),
    Defect("date in words", "TYP001", _set("time", to="30 April 1993")),
    Defect("no such day", "TYP001", _set("time", to="2021-02-30")),
    Defect("no such month", "TYP001", _set("history", 0, "date", to="2021-13")),
    Defect("interval that ends before it starts", "TYP001", _set("time", to="2021-05/2020-01")),
    Defect("grouped number", "TYP002", _with(lambda value: value["assessment"].update(credence="0,92"))),
    Defect("identifier of another form", "TYP004", _set("id", to="Claim 42")),
    Defect("identifier with a line feed", "TYP004", _with(lambda value: value.update(id=value["id"] + "\n"))),
    Defect("slug in capitals", "TYP005", _set("topic", to="Trade")),
    Defect("digest too short", "TYP006", _set("anchors", 0, "digest", to="abc123")),
    Defect("text with a line feed at its end", "TYP008", _with(lambda value: value.update(statement=value["statement"] + "\n"))),
    Defect("text with a space before it", "TYP008", _with(lambda value: value.update(statement=" " + value["statement"]))),
    Defect("row of another form", "TYP009", _set("anchors", 0, "row", to="row 7")),
    Defect("whole number with a fraction", "TYP010", _with(_end)),
    Defect("number with an exponent", "TYP010", _replaced('"start":', b'"start":1E0,"end":')),
    Defect("identifier used before", "REF001", _set("id", to="border-0001"), across=True),
    Defect("identifier of another ledger", "REF003", _set("id", to="other-0001"), across=True),
    Defect("unknown entity", "REF005", _set("attribution", 0, "agent", to="nobody"), across=True),
    Defect("unknown source", "REF006", _with(_cite), across=True),
    Defect("unknown claim", "REF007", _with(_relate), across=True),
    Defect("unknown topic", "REF008", _set("topic", to="astrology"), across=True),
    Defect("unknown tag", "REF008", _set("tags", to=["rumours"]), across=True),
)
"""A line may earn further findings beside the one that is named here."""


def defective_line(value: Value, turn: int) -> tuple[bytes, Defect]:
    """Return a line with the defect whose turn it is."""
    defect = DEFECTS[turn % len(DEFECTS)]
    return defect.make(value), defect
