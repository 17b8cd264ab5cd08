"""What differs between two values of a record, field by field, in the terms of somebody who reads a workbook."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from typing import Any

import attrs

from ..load.marks import Path, show_path
from ..model.finding import Position


@attrs.frozen
class FieldChange:
    """A field of a record that differs. A value that is absent is None."""

    kind: str
    record: str
    path: Path
    old: Any
    new: Any
    place: Position | None = None
    """Where it stands in the file that came back; None where it does not."""
    held: bool = False
    """Whether it waits, because something else in the record is wrong."""

    @property
    def field(self) -> str:
        """The path in words: `citations[1].stance`."""
        return show_path(self.path)


def differences(old: Any, new: Any, path: Path = ()) -> Iterator[tuple[Path, Any, Any]]:
    """Yield path, old and new value of everything that differs; an item that came or went is one difference, None on the other side."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys((*old, *new)):
            yield from differences(old.get(name), new.get(name), (*path, name))
    elif isinstance(old, list) and isinstance(new, list) and (len(old) == len(new) or not _holds_records(old, new)):
        if not _holds_records(old, new):
            yield path, old, new
            return
        for index, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from differences(before, after, (*path, index))
    elif isinstance(old, list | None) and isinstance(new, list | None) and _holds_records(old, new):
        yield from _items(old or [], new or [], path)
    else:
        yield path, old, new


_WRITTEN_BY_PEOPLE = frozenset({"rationale", "corrected", "later", "override"})
"""Fields of an assessment that are not computed."""


def without_computed_values(value: dict[str, Any]) -> dict[str, Any]:
    """Return a record's JSON value without what the assessment computes: verdict, confidence, weights, results of derivations."""
    if "assessment" not in value:
        return value
    written = {name: inner for name, inner in value["assessment"].items() if name in _WRITTEN_BY_PEOPLE}
    derivations = [{name: inner for name, inner in item.items() if name != "result"} for item in value.get("derivations", [])]
    return value | {"assessment": written, "derivations": derivations}


def stands_already(now: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether a record of the ledger has what another says: but for what is computed, and for history entries that it got since."""
    history = wanted.get("history", [])
    shortened = now | {"history": now.get("history", [])[: len(history)]} if "history" in now else now
    return without_computed_values(shortened) == without_computed_values(wanted)


def _holds_records(old: Any, new: Any) -> bool:
    return any(isinstance(item, dict) for item in (*(old or []), *(new or [])))


def _items(old: list[Any], new: list[Any], path: Path) -> Iterator[tuple[Path, Any, Any]]:
    texts = [[json.dumps(item, sort_keys=True) for item in items] for items in (old, new)]
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        shared = min(i2 - i1, j2 - j1)
        for offset in range(shared):
            yield from differences(old[i1 + offset], new[j1 + offset], (*path, j1 + offset))
        for index in range(i1 + shared, i2):
            yield (*path, index), old[index], None
        for index in range(j1 + shared, j2):
            yield (*path, index), None, new[index]


def parse_path(field: str) -> Path:
    """Return the path that `show_path` wrote."""
    return tuple(int(index) if index else name for name, index in re.findall(r"([^.\[\]]+(?![^\[]*\]))|\[([0-9]+)\]", field))
