"""What changed between two ledgers, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.diff import Change, Diff
from ..model.ledger import LedgerRecord

_KINDS = (("claim", "claims"), ("source", "sources"), ("entity", "entities"), ("article", "articles"))


def diff(old: LedgerRecord, new: LedgerRecord) -> Diff:
    """Return every difference. Lists are compared item by item; a list whose length changed is one change."""
    changes = list(_fields("ledger", old.ledger.id, old.ledger.to_json_value(), new.ledger.to_json_value(), ""))
    for kind, name in _KINDS:
        before = {record.id: record for record in getattr(old, name)}
        after = {record.id: record for record in getattr(new, name)}
        for key in sorted(before.keys() | after.keys()):
            if key not in after:
                changes.append(Change(kind, key, "", before[key].to_json_value(), None))
            elif key not in before:
                changes.append(Change(kind, key, "", None, after[key].to_json_value()))
            elif before[key] != after[key]:
                changes += _fields(kind, key, before[key].to_json_value(), after[key].to_json_value(), "")
    return Diff(tuple(changes))


def _fields(kind: str, record: str, old: Any, new: Any, path: str) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys((*old, *new)):
            yield from _fields(kind, record, old.get(name), new.get(name), f"{path}.{name}" if path else name)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _fields(kind, record, before, after, f"{path}[{index}]")
    else:
        yield Change(kind, record, path, old, new)
