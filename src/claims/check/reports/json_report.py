"""The report for programs: one JSON object, whose form is a promise.

| field | what it holds |
|---|---|
| `report_version` | version of this form; its first number grows when a field goes or changes its meaning |
| `ok`, `exit_status` | the verdict of the run, as the command's status tells it |
| `counts` | findings by severity (`error`, `warning`, `note`), and `suppressed` |
| `records`, `files`, `unreadable` | how many records were looked at, which files were read, which could not be |
| `not_run` | checks that could not run: `check`, `reason` |
| `notes` | what else a reader must know, for instance what was narrowed |
| `findings` | each with `code`, `name`, `severity`, `message`, `help`, `record`, `field`, `fingerprint`, `related` and its place |
| `suppressed` | the same, with `suppression`: `kind`, `reason` |

A place is `file`, with `line` and `column` (from 1, in code points) or, in a workbook, `sheet` and `cell`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ...load.json_text import dump_json
from ...model.finding import Finding, Position
from ..baseline import fingerprints
from ..engine import Checked
from ..shown import relative_file, rule_name, severity_counts, suppression

REPORT_VERSION = "1.0"

_SURROGATE = re.compile("[\ud800-\udfff]")


def render(checked: Checked, *, color: bool = False, root: Path | None = None) -> str:
    """Return the report as JSON."""
    # Half a surrogate pair cannot be written as UTF-8; escaped it can.
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", dump_json(as_value(checked, root)))


def as_value(checked: Checked, root: Path | None = None) -> dict[str, Any]:
    """Return the report as JSON values."""
    report = checked.report
    prints = fingerprints((*report.findings, *report.suppressed), root)
    return {
        "report_version": REPORT_VERSION,
        "ok": report.ok,
        "exit_status": report.exit_status,
        "counts": {**{grade.value: number for grade, number in severity_counts(checked).items()}, "suppressed": len(report.suppressed)},
        "records": report.records,
        "files": [relative_file(name, root) for name in report.files],
        "unreadable": [relative_file(name, root) for name in report.unreadable],
        "not_run": [{"check": name, "reason": reason} for name, reason in report.not_run],
        "notes": list(checked.notes),
        "findings": [_finding(finding, mark, root) for finding, mark in zip(report.findings, prints, strict=False)],
        "suppressed": [
            _finding(finding, mark, root) | {"suppression": dict(zip(("kind", "reason"), suppression(finding, checked), strict=True))}
            for finding, mark in zip(report.suppressed, prints[len(report.findings) :], strict=True)
        ],
    }


def _finding(finding: Finding, fingerprint: str, root: Path | None) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": rule_name(finding.code),
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        **_place(finding.file, finding.position, root),
        "record": finding.record,
        "field": finding.field,
        "fingerprint": fingerprint,
        "related": [_place(file, position, root) | {"message": words} for file, position, words in finding.related],
    }


def _place(file: str, position: Position, root: Path | None) -> dict[str, Any]:
    if position.cell is not None:
        return {"file": relative_file(file, root), "sheet": position.sheet, "cell": position.cell}
    return {"file": relative_file(file, root), "line": position.line, "column": position.column}
