"""Three ways: the record as it was written, as it came back, and as the ledger has it now. Nothing is chosen where both changed."""

from __future__ import annotations

from typing import Any

import attrs

from ..load.marks import Path

ABSENT: Any = object()
"""Stands for a field that a record does not have."""


@attrs.frozen
class Conflict:
    """A field that both sides changed, each otherwise. A value that is absent is None."""

    path: Path
    old: Any
    theirs: Any
    """What the ledger has now."""
    ours: Any
    """What came back."""


def merge(old: Any, ours: Any, theirs: Any, path: Path = ()) -> tuple[Any, list[Conflict]]:
    """Return the JSON value with the changes of both sides, and the fields that both changed, which keep `theirs`.

    Objects are merged field by field, lists item by item where all three are as long; `ABSENT` stands for what is not there.
    """
    if ours in (old, theirs):
        return theirs, []
    if theirs == old:
        return ours, []
    if isinstance(ours, dict) and isinstance(theirs, dict):
        before = old if isinstance(old, dict) else {}
        made: dict[str, Any] = {}
        conflicts: list[Conflict] = []
        for name in dict.fromkeys((*theirs, *ours, *before)):
            value, more = merge(
                before.get(name, ABSENT), ours.get(name, ABSENT), theirs.get(name, ABSENT), (*path, name)
            )
            conflicts += more
            if value is not ABSENT:
                made[name] = value
        return made, conflicts
    if isinstance(ours, list) and isinstance(theirs, list) and isinstance(old, list):
        if len(ours) == len(theirs) == len(old):
            items = [merge(o, a, b, (*path, i)) for i, (o, a, b) in enumerate(zip(old, ours, theirs, strict=True))]
            return [value for value, _ in items], [conflict for _, more in items for conflict in more]
        if path == ("history",) and ours[: len(old)] == old and theirs[: len(old)] == old:
            return [*theirs, *ours[len(old) :]], []  # a history only grows, on both sides
    return theirs, [Conflict(path, *(None if value is ABSENT else value for value in (old, theirs, ours)))]
