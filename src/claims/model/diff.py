"""What changed between two ledgers, as frozen values."""

from __future__ import annotations

from typing import Any

import attrs


@attrs.frozen
class Change:
    """One field of one record that differs."""

    kind: str
    """`claim`, `source`, `entity`, `article` or `ledger`."""
    record: str
    """Identifier of the record."""
    field: str
    """Path of the field; empty where the whole record came or went."""
    old: Any
    """Its value before, as JSON; None where it was absent."""
    new: Any
    """Its value after, as JSON; None where it is absent."""

    @property
    def action(self) -> str:
        """`added`, `removed` or `changed`."""
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed"


@attrs.frozen
class Diff:
    """Every difference between two ledgers, by kind, record and field."""

    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def records(self, action: str | None = None) -> tuple[str, ...]:
        """Identifiers of the records touched; with `action`, of those wholly `added` or `removed`, or `changed` in a field."""
        found = {}
        for change in self.changes:
            whole = "changed" if change.field else change.action
            if action is None or action == whole:
                found[change.record] = True
        return tuple(found)
