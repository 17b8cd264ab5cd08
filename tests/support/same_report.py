"""Holding two ways of checking the same files to one report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from claims.check.bulk import RULES, check_bulk
from claims.check.engine import Checked, check_paths
from claims.check.selection import Selection
from claims.model.ledger import LedgerRecord

SHARED = Selection(select=("SYN", "SCH", "TYP", *sorted(RULES)))
"""What both paths check."""


def told(checked: Checked) -> dict[str, Any]:
    """Return everything that a report tells, in a form that shows where two differ."""
    report = checked.report
    return {
        "findings": report.findings, "records": report.records, "files": report.files, "unreadable": report.unreadable,
        "suppressed": report.suppressed, "not_run": report.not_run, "exit": report.exit_status,
    }  # fmt: skip


def assert_same_report(*paths: Path, against: LedgerRecord | None = None, processes: int = 1) -> Checked:
    """Check files in both ways, fail where they tell different things, and return what the bulk path told."""
    fast = check_bulk(paths, against=against, selection=SHARED, processes=processes, every_file=True)
    slow = check_paths(paths, against=against, selection=SHARED, all_rules=True)
    assert told(fast) == told(slow)
    return fast
