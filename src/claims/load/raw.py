"""Raw records: parsed values with their places, before they are known to be valid."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from ..model.finding import Finding, Position
from .marks import Marks, Path

KINDS = ("ledger", "article", "entity", "source", "claim")
"""Kinds of record, in the order in which a ledger is put together. `ledger` is the ledger's own record."""


@attrs.frozen(eq=False)
class RawRecord:
    """One record as it was read: its kind, its JSON value, and where each part of it stands."""

    kind: str
    """One of `KINDS`."""
    value: Any
    """Its parsed value; any JSON value, since nothing has been checked yet."""
    file: str
    """The file, as the user named it."""
    marks: Marks | None = None
    """Positions within the file; None where the record was not read from text."""
    at: Path = ()
    """Path of the record within the file."""
    expected_id: str | None = None
    """The identifier that its file name promises."""
    locator: Callable[[Path], Position] | None = None
    """How to find a place where the file is a table: path within the record to sheet and cell, or line and column."""
    spread: Callable[[Path], str] | None = None
    """Which file a part stands in, where a record is spread over several tables; None where all of it stands in `file`."""
    other_files: tuple[str, ...] = ()
    """The other files that parts of it stand in."""
    line: int | None = None
    """The line that it stands on, where its file holds a record a line; `marks` are then those of the line."""

    @property
    def id(self) -> str:
        """Its identifier, as far as it can be read."""
        value = self.value
        if isinstance(value, dict) and self.kind == "article":
            value = value.get("source")
        found = value.get("id") if isinstance(value, dict) else None
        return found if isinstance(found, str) else (self.expected_id or "")

    def file_of(self, path: Path = ()) -> str:
        """Return the file in which the value at `path` within the record stands."""
        return self.file if self.spread is None else self.spread(path)

    def position(self, path: Path = (), of_key: bool = False) -> Position:
        """Return where the value (or the key) at `path` within the record stands."""
        if self.locator is not None:
            return self.locator(path)
        if self.marks is None:
            return Position()
        whole = self.at + path
        place = self.marks.key(whole) if of_key else self.marks.value(whole)
        return place if self.line is None else Position(self.line, place.column)


@attrs.frozen(eq=False)
class Reading:
    """What reading files gave: records, findings about the text itself, and files that could not be read at all."""

    records: tuple[RawRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    files: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    marks: dict[str, Marks] = attrs.Factory(dict)
    """Positions by file, so that a report can show the line."""
    apart: tuple[Reading, ...] = ()
    """Further ledgers, each checked on its own: those of a workbook that holds several."""

    @property
    def every_record(self) -> tuple[RawRecord, ...]:
        """The records, those of further ledgers included."""
        return self.records + tuple(record for part in self.apart for record in part.every_record)

    @classmethod
    def joined(cls, parts: Iterable[Reading]) -> Reading:
        """Return what several files gave, in their order."""
        listed = list(parts)
        return cls(
            tuple(record for part in listed for record in part.records),
            tuple(finding for part in listed for finding in part.findings),
            tuple(name for part in listed for name in part.files),
            tuple(name for part in listed for name in part.unreadable),
            {name: marks for part in listed for name, marks in part.marks.items()},
            tuple(ledger for part in listed for ledger in part.apart),
        )

    def __add__(self, other: Reading) -> Reading:
        return Reading.joined((self, other))
