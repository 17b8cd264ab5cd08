"""Findings and positions: what a check tells, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import attrs


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    """Fails the check."""
    WARNING = "warning"
    """Shown; fails the check only when asked for."""
    NOTE = "note"
    """Shown for information."""


@attrs.frozen(order=True)
class Position:
    """A place in a file: line and column from 1 (columns count Unicode code points), or a sheet and cell of a workbook."""

    line: int = 1
    column: int = 1
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else f"{self.line}:{self.column}"


@attrs.frozen
class Finding:
    """One thing that is wrong, where it is, and how to mend it."""

    code: str
    """Stable code, for instance `VAL004`."""
    message: str
    """What is wrong, with the value found."""
    file: str
    """The file, as the user named it."""
    position: Position = Position()
    """Where in the file."""
    field: str = ""
    """Path of the field within its record, for instance `citations[2].stance`."""
    record: str = ""
    """Identifier of the record, where known."""
    help: str = ""
    """How to mend it, and what is allowed."""
    severity: Severity = Severity.ERROR
    """How grave it is."""
    related: tuple[tuple[str, Position, str], ...] = ()
    """Other places that matter: file, position, and what is there."""

    @property
    def line(self) -> int:
        """Line from 1."""
        return self.position.line

    @property
    def column(self) -> int:
        """Column from 1, in code points."""
        return self.position.column

    def sort_key(self) -> tuple[object, ...]:
        """The order in which findings are shown: by file, place, code."""
        place = self.position
        return (self.file, place.sheet or "", place.line, place.column, place.cell or "", self.code, self.field, self.message)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings in reading order, without repetition."""
    return tuple(sorted(dict.fromkeys(findings), key=Finding.sort_key))


@attrs.frozen
class Report:
    """What a check found, and what it looked at. A check that could not run stands in `not_run` and is never counted as passed."""

    findings: tuple[Finding, ...]
    """All findings, in reading order."""
    records: int
    """How many records were looked at."""
    files: tuple[str, ...] = ()
    """The files that were read."""
    not_run: tuple[tuple[str, str], ...] = ()
    """Checks that could not run: name and reason."""
    suppressed: tuple[Finding, ...] = ()
    """Findings that the configuration, a baseline or a suppression with a reason took out."""
    unreadable: tuple[str, ...] = ()
    """Files that could not be read at all."""

    @property
    def ok(self) -> bool:
        """Whether there was something to look at and no error in it."""
        return self.exit_status == 0

    @property
    def exit_status(self) -> int:
        """0 where all is well, 1 where there are errors, 2 where input could not be read or nothing was selected."""
        if self.unreadable or (self.records == 0 and not self.findings):
            return 2
        return 1 if any(f.severity is Severity.ERROR for f in self.findings) else 0

    def counts(self) -> dict[str, int]:
        """How many findings of each code."""
        found: dict[str, int] = {}
        for finding in self.findings:
            found[finding.code] = found.get(finding.code, 0) + 1
        return dict(sorted(found.items()))
