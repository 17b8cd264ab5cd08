"""The kinds of mistake. Each takes a random source and the ledger's files and returns an edit, or None where the draw does not fit."""

from __future__ import annotations

import copy
import datetime
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from claims.load.marks import value_at

Files = dict[str, Any]
"""File name within the ledger, and its JSON value."""


@attrs.frozen
class Mutation:
    """A mistake: its kind, what it is in words, and the files as they read with it (None: the file is gone)."""

    kind: str
    told: str
    files: dict[str, Any]


Maker = Callable[[random.Random, Files], Mutation | None]
KINDS: dict[str, Maker] = {}


def kind(name: str) -> Callable[[Maker], Maker]:
    """Register a kind of mistake."""

    def registered(maker: Maker) -> Maker:
        KINDS[name] = maker
        return maker

    return registered


def places(value: Any, keys: set[str], at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the paths of the texts under any of `keys` in a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if isinstance(inner, str) and key in keys:
            yield (*at, key)
        yield from places(inner, keys, (*at, key))


def edit(name: str, files: Files, kind: str, path: tuple[Any, ...], new: Any, *, gone: bool = False) -> Mutation | None:
    """Return the mutation that puts `new` at a path of a file, or takes away what is there; None where that changes nothing."""
    old = value_at(files[name], path)
    if old == new and not gone:
        return None
    value = copy.deepcopy(files[name])
    parent = value_at(value, path[:-1])
    if gone:
        del parent[path[-1]]
        if parent == [] and len(path) > 1:  # a record leaves out a list that is empty
            del value_at(value, path[:-2])[path[-2]]
    else:
        parent[path[-1]] = new
    where = ".".join(map(str, path))
    shown = "removed" if gone else f"{_short(old)} became {_short(new)}"
    return Mutation(kind, f"{name}: {where}: {shown}", {name: value})


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 70 else text[:69] + "…"


def other_digit(rng: random.Random, text: str, pattern: str = r"\d") -> str | None:
    """Return the text with one digit changed, among those that `pattern` finds; None where there is none."""
    found = list(re.finditer(pattern, text))
    if not found:
        return None
    match = rng.choice(found)
    at = rng.randrange(match.start(), match.end())
    lowest = "1" if at == match.start() and len(match.group()) > 1 else "0"
    digit = rng.choice([d for d in "0123456789" if d != text[at] and d >= lowest])
    return text[:at] + digit + text[at + 1 :]


def shifted(rng: random.Random, date: str) -> str | None:
    """Return an EDTF date shifted by a day, a month or a year in one of its parts; None where it holds no date."""
    parts = list(re.finditer(r"\d{4}(-\d\d)?(-\d\d)?", date))
    if not parts:
        return None
    match = rng.choice(parts)
    year, month, day = int(match[0][:4]), match[1], match[2]
    step = rng.choice((-1, 1))
    unit = rng.choice(["year", *(["month"] if month else []), *(["day"] if day else [])])
    if unit == "year":
        new = f"{year + step:04d}{match[0][4:]}"
    elif unit == "month":
        new = f"{match[0][:4]}-{(int(match[0][5:7]) - 1 + step) % 12 + 1:02d}{match[0][7:]}"
    else:
        try:
            new = (datetime.date.fromisoformat(match[0]) + datetime.timedelta(step)).isoformat()
        except ValueError:
            return None
    return date[: match.start()] + new + date[match.end() :]


def misspelt(rng: random.Random, word: str) -> str:
    """Return a word with two neighbouring letters swapped, one left out, or one doubled."""
    at = rng.randrange(1, len(word) - 1)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return rng.choice([s for s in (swapped, word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]) if s != word])


def misspelt_in(rng: random.Random, text: str, pattern: str) -> str | None:
    """Return a text with one of the words that `pattern` finds misspelt; None where there is none."""
    found = list(re.finditer(pattern, text))
    if not found:
        return None
    match = rng.choice(found)
    return text[: match.start()] + misspelt(rng, match[0]) + text[match.end() :]


def of_folder(files: Files, folder: str) -> list[str]:
    """Return the names of the files of a folder."""
    return [name for name in sorted(files) if name.startswith(folder + "/")]


def draw(rng: random.Random, files: Files, folder: str) -> tuple[str, Any]:
    """Return a file of a folder, and its value."""
    name = rng.choice(of_folder(files, folder))
    return name, files[name]


def draw_path(rng: random.Random, files: Files, folder: str, keys: set[str], within: str = "") -> tuple[str, tuple[Any, ...], str] | None:
    """Return a file, the path of a text under one of `keys` in it, and the text; `within` is the field that holds it."""
    name, value = draw(rng, files, folder)
    found = [path for path in places(value, keys) if not within or path[0] == within]
    if not found:
        return None
    path = rng.choice(found)
    return name, path, value_at(value, path)
