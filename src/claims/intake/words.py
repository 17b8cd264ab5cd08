"""An import told in words, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..model.finding import Finding, Position, Severity
from .changes import FieldChange
from .examine import Examined, Taken
from .outcome import Outcome


def lines(examined: Examined, result: Outcome, findings: tuple[Finding, ...], width: int = 90) -> Iterator[str]:
    """Yield the lines that tell what would change, what was passed over, and what is wrong."""
    written = {key for key, _ in result.writes}
    wrong_records = {finding.record for finding in findings if finding.severity is Severity.ERROR}
    changes = [
        change
        for change in examined.changes
        if not change.held and (change.kind, change.record) in written and change.record not in wrong_records
    ]
    held = [change for change in examined.changes if change not in changes]
    new = [one for one in examined.taken if one.new and one.key in written]
    yield from _part("Changed", [_change(change, width) for change in changes])
    yield from _part("Changed, but held back since something in the record is wrong", [_change(change, width) for change in held])
    yield from _part("New", [_new(one, width) for one in new])
    gone = [f"{g.kind} {g.record}{' ' + g.field if g.field else ''}: {g.label}: {g.done}" for g in examined.gone]
    yield from _part("Rows that are gone", gone)
    yield from _part("Recomputed", [f"claim {one.claim}: {one.old} -> {one.new}" for one in result.recomputed])
    notes = [finding for finding in findings if finding.severity is Severity.NOTE]
    yield from _part("Notes", [_finding(finding) for finding in notes])
    wrong = [finding for finding in findings if finding.severity is not Severity.NOTE]
    yield from _part("Problems", [line for finding in wrong for line in finding_lines(finding)])


def summary(examined: Examined, result: Outcome, findings: tuple[Finding, ...]) -> str:
    """Return one line of counts."""
    new = sum(one.new for one in examined.taken)
    changed = sum(not one.new for one in examined.taken)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    parts = [f"{examined.unchanged} records as they were", f"{changed} changed", f"{new} new"]
    parts += [f"{len(examined.gone)} rows gone"] if examined.gone else []
    parts += [f"{errors} problem{'' if errors == 1 else 's'}"]
    return ", ".join(parts)


def as_json(examined: Examined, result: Outcome, findings: tuple[Finding, ...], applied: list[str]) -> dict[str, Any]:
    """Return the whole import as JSON values."""
    return {
        "file": examined.book.file,
        "unchanged": examined.unchanged,
        "changes": [
            {
                "kind": c.kind, "record": c.record, "field": c.field, "old": c.old, "new": c.new,
                "place": told_place(c.place) if c.place else None, "held": c.held,
            }
            for c in examined.changes
        ],
        "new": [
            {"kind": one.key[0], "record": one.key[1], "place": told_place(one.raw.position()), "value": one.model.to_json_value()}
            for one in examined.taken
            if one.new
        ],
        "gone": [{"kind": g.kind, "record": g.record, "field": g.field, "label": g.label, "done": g.done} for g in examined.gone],
        "recomputed": [{"claim": one.claim, "old": one.old, "new": one.new} for one in result.recomputed],
        "findings": [
            {
                "code": f.code, "severity": f.severity.value, "file": f.file, "place": told_place(f.position), "record": f.record,
                "field": f.field, "message": f.message, "help": f.help,
            }
            for f in findings
        ],
        "applied": applied,
    }  # fmt: skip


def _part(title: str, told: list[str]) -> Iterator[str]:
    if told:
        yield title
        yield from (f"  {line}" for line in told)
        yield ""


def _change(change: FieldChange, width: int) -> str:
    place = f"{told_place(change.place)}: " if change.place else ""
    field = f" {change.field}" if change.field else ""
    return f"{place}{change.kind} {change.record}{field}: {show(change.old, width)} -> {show(change.new, width)}"


def _new(one: Taken, width: int) -> str:
    value = one.model.to_json_value()
    label = value.get("statement") or value.get("title") or value.get("name") or ""
    return f"{told_place(one.raw.position())}: {one.key[0]} {one.key[1]}: {show(label, width)}"


def _finding(finding: Finding) -> str:
    record = f"{finding.record}: " if finding.record and finding.record not in finding.message else ""
    return f"{_where(finding)}: {record}{finding.message}"


def finding_lines(finding: Finding) -> Iterator[str]:
    """Yield a finding in a line, and how to mend it in another."""
    mark = "" if finding.severity is Severity.ERROR else f" [{finding.severity.value}]"
    record = f" ({finding.record})" if finding.record and finding.record not in finding.message else ""
    yield f"{_where(finding)}: {finding.code} {finding.message}{record}{mark}"
    if finding.help:
        yield f"    = {finding.help}"


def _where(finding: Finding) -> str:
    """Return file and place; in a folder of tables the place's own file, since a record's lists stand in files of their own."""
    place = finding.position
    if place.sheet and not place.cell:
        return f"{finding.file.rpartition('/')[0]}/{told_place(place)}".removeprefix("/")
    whole = place == Position()
    return finding.file if whole else f"{finding.file}:{place}"


def told_place(place: Position) -> str:
    """Return a place in words: sheet and cell, or line and column, with the file where there are several."""
    return str(place) if place.cell or not place.sheet else f"{place.sheet}:{place}"


def show(value: Any, width: int = 90) -> str:
    """Return a value of a record in short."""
    if value is None:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= width else text[: width - 1] + "…"
