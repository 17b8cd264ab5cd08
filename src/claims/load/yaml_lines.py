"""The plain part of YAML in which records are mostly written, read a line at a time.

Block mappings with word-like keys, block sequences, and scalars on one line or folded over several; plain, or in quotes. Whatever goes
beyond that, or is not beyond doubt, is left to the reader that has the whole of YAML: this one only ever says "here is the value, and
nothing is wrong", and is then many times as fast, with libyaml or without.
"""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any

from .json_text import MAX_DEPTH
from .marks import Inner, Place
from .yaml_scalars import MAY_MEAN, resolve

_LONGEST = 100_000
"""Characters of a folded scalar, beyond which it is left to the whole reader."""
_OTHER_CHARACTER = re.compile("[^\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""A character that YAML refuses, or that is a tab, a byte-order mark, or a line's end other than LF."""
_LINE = re.compile(
    r"""
    (\ *+)((?:-\ ++)*+)(?:([A-Za-z_][A-Za-z0-9_-]{0,99}+):(?:\ ++|(?=\n)))?
    (?: \n
      | '([^']*+(?:''[^']*+)*+)'\ *+\n
      | "((?:[^"\\\n]|\\["\\/bfnrtu])*+)"\ *+\n
      | (\[\]|\{\})\ *+\n
      | ((?:[^ \n\-?:,\[\]{}\#&*!|>'"%@`]|-(?=[^ \n]))[^\n]*+)\n
      | \#()[^\n]*+\n
      | ()[^\n]*+\n
    )
    """,
    re.VERBOSE,
)
_SURROGATE = re.compile(r"\\u[dD][89A-Fa-f]")


def read_lines(text: str) -> tuple[Any, Place] | None:
    """Return the value of a YAML text and its places. None where the whole reader must judge it."""
    if _OTHER_CHARACTER.search(text):
        return None
    return _read(text if text.endswith("\n") else text + "\n")


def _read(text: str) -> tuple[Any, Place] | None:
    top: list[Any] = []
    top_places: list[Place] = []
    # The current mapping or sequence, at first one that is to hold the whole: the column of its keys or dashes, its values, their places.
    column: int = -1
    found: Any = top
    places: Any = top_places
    outer: list[tuple[int, Any, Any]] = []  # what it lies in
    waiting: str | None = None  # a key behind which its line ends: its value begins on the next one, or is null
    waiting_at = 0
    before: str | None = None  # the plain scalar at the end of the line before, which this line may continue
    words: dict[str, str] = {}  # keys: one string for each, however often it stands in the file
    inside: Any
    below: Any
    value: Any
    inner: Inner
    for match in _LINE.finditer(text, 4 if text.startswith("---\n") else 0):
        indent, dashes, key, single, double, empty, plain, comment, other = match.groups()
        at = len(indent)
        if key is None and not dashes:
            if comment is None and len(match[0]) > at + 1:
                before = None if before is None or at <= column else _continued(before, match[0][at:].rstrip(" \n"), found, places)
                if before is None:
                    return None
            else:
                before = None
            continue
        if waiting is not None and (at > column or (dashes and at == column)):  # what begins here is the value of the key before
            outer.append((column, found, places))
            inside, below = ([], []) if dashes else ({}, {})
            found[waiting] = inside
            places[waiting] = (waiting_at, match.end(1), below)
            column, found, places, waiting = at, inside, below, None
        elif at != column or waiting is not None or (found.__class__ is list) is not (dashes != ""):
            if waiting is not None:
                places[waiting] = (waiting_at, waiting_at + len(waiting) + 1, "")
                waiting = None
            while column > at:
                column, found, places = outer.pop()
            if not dashes and column == at and found.__class__ is list:  # a list at the column of its key has ended
                column, found, places = outer.pop()
            if found is top and not top:
                outer.append((column, found, places))
                column, found, places = at, *(([], []) if dashes else ({}, {}))
                top.append(found)
                top_places.append((-1, match.end(1), places))
            elif at != column or (found.__class__ is list) is not (dashes != ""):
                return None
        if dashes:
            dash = dashes.find("-", 1)
            while dash > 0:  # a sequence in a sequence
                if len(outer) > MAX_DEPTH:
                    return None
                outer.append((column, found, places))
                column, found, places = _begun(at + dash, match.end(1) + dash, [], [], found, places)
                dash = dashes.find("-", dash + 1)
            if key is not None:  # a mapping in a sequence
                outer.append((column, found, places))
                column, found, places = _begun(at + len(dashes), match.start(3), {}, {}, found, places)
        if len(outer) > MAX_DEPTH:
            return None
        before = inner = None
        if plain is not None:
            if plain[-1] == " ":
                plain = plain.rstrip(" ")
            if ": " in plain or " #" in plain or plain[-1] == ":":
                return None
            before = value = plain
            offset = match.start(7)
            if plain[0] in MAY_MEAN:
                value = resolve(plain)
                if not isinstance(value, str):
                    inner = plain
        elif single is not None:
            offset = match.start(4) - 1
            value = single if "\n" not in single else _unfolded(single, column)
            if value is None:
                return None
            value = value.replace("''", "'")
        elif double is not None:
            offset = match.start(5) - 1
            value = double if "\\" not in double else _unescaped(double)
            if value is None:
                return None
        elif empty is not None:
            offset = match.start(6)
            value, inner = ([], []) if empty == "[]" else ({}, {})
            if len(outer) >= MAX_DEPTH:
                return None
        elif key is None or comment is not None or other is not None:
            return None
        else:
            value, offset = None, -1
        if key is None:
            found.append(value)
            places.append((-1, offset, inner))
            continue
        if key not in words:
            if not isinstance(resolve(key), str):
                return None
            words[key] = key
        key = words[key]
        if key in found:
            return None
        found[key] = value
        if offset < 0:
            waiting, waiting_at = key, match.start(3)
        else:
            places[key] = (match.start(3), offset, inner)
    if waiting is not None:
        places[waiting] = (waiting_at, waiting_at + len(waiting) + 1, "")
    return (top[0], top_places[0]) if top else None


def _begun(column: int, offset: int, inside: Any, below: Any, found: list[Any], places: list[Place]) -> tuple[int, Any, Any]:
    found.append(inside)
    places.append((-1, offset, below))
    return column, inside, below


def _continued(before: str, line: str, found: Any, places: Any) -> str | None:
    """Take one more line of a folded scalar. Return the whole of it, None where the line may be something else."""
    if "\n" in line or line[0] == "#" or line[-1] == ":" or ": " in line or " #" in line or len(before) > _LONGEST:
        return None
    whole = f"{before} {line}"
    last = -1 if isinstance(found, list) else next(reversed(found))
    key, offset, _ = places[last]
    found[last], places[last] = whole, (key, offset, None)
    return whole


def _unfolded(body: str, column: int) -> str | None:
    """Return text in single quotes on several lines as one; None where a line is blank, or not right of a column."""
    first, *between, last = body.split("\n")
    lines = [first.rstrip(" "), *(line.strip(" ") for line in between), last.lstrip(" ")]
    deep = all(line.startswith(" " * (column + 1)) for line in (*between, last))
    return " ".join(lines) if deep and all(lines[1:-1]) else None


def _unescaped(body: str) -> str | None:
    """Return text in double quotes whose escapes are also JSON's; None for others."""
    if _SURROGATE.search(body):
        return None
    try:
        text: str = scanstring(body + '"', 0, True)[0]
    except JSONDecodeError:
        return None
    return text
