"""A baseline: findings that a team knows and has put off. It fails on new findings, and on entries that no longer occur.

An entry is told by its fingerprint: rule, record (the file where there is none), field without list positions, and message. Line
numbers are no part of it, so what is added above a known finding does not make it new.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from ..errors import UnreadableInput
from ..load.atomic import write_bytes
from ..load.decode import decode, read_bytes
from ..load.json_text import dump_json, parse_json
from ..load.marks import MISSING, Marks
from ..model.finding import Finding, Position, in_order
from .engine import Checked
from .selection import EVERYTHING, Selection
from .shown import relative_file, rules_by_code

BASELINE_VERSION = "1.0"
STALE = "REF040"
"""Code of the finding that a stale entry makes."""

_FIELDS = ("fingerprint", "code", "file", "record", "field", "message")
_WRITE_ANEW = "write the baseline anew with --write-baseline"
_INDEX = re.compile(r"\[\d+\]")


@attrs.frozen
class Entry:
    """One known finding: what tells it, and what a reviewer reads."""

    fingerprint: str
    code: str
    file: str
    record: str
    field: str
    message: str


@attrs.frozen(eq=False)
class Baseline:
    """A baseline file: its name, its entries, and where each stands."""

    name: str
    entries: tuple[Entry, ...] = ()
    positions: tuple[Position, ...] = ()
    marks: Marks | None = None


def fingerprints(findings: Iterable[Finding], root: Path | None = None) -> tuple[str, ...]:
    """Return a fingerprint for each finding: 32 hexadecimal digits. Findings that are alike get numbers in reading order."""
    listed = list(findings)
    prints: list[str] = [""] * len(listed)
    seen: dict[str, int] = {}
    for index in sorted(range(len(listed)), key=lambda i: listed[i].sort_key()):
        finding = listed[index]
        bearer = finding.record or relative_file(finding.file, root)
        identity = "\0".join((finding.code, bearer, _INDEX.sub("", finding.field), finding.message))
        number = seen[identity] = seen.get(identity, 0) + 1
        prints[index] = hashlib.sha256(f"{identity}\0{number}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return tuple(prints)


def baseline_bytes(checked: Checked, root: Path | None = None) -> bytes:
    """Return a baseline that knows what was found. What could not be read, and stale entries, are never known."""
    known = checked.known or frozenset()
    findings = in_order(f for f in (*checked.report.findings, *known) if f.file not in checked.report.unreadable and f.code != STALE)
    entries = [
        Entry(mark, f.code, relative_file(f.file, root), f.record, _INDEX.sub("", f.field), f.message)
        for f, mark in zip(findings, fingerprints(findings, root), strict=True)
    ]
    entries.sort(key=lambda e: (e.file, e.record, e.code, e.field, e.message, e.fingerprint))
    value = {"baseline_version": BASELINE_VERSION, "findings": [attrs.asdict(entry) for entry in entries]}
    return dump_json(value).encode("utf-8", "replace")


def write_baseline(path: Path, checked: Checked, root: Path | None = None) -> bool:
    """Write a baseline of what was found, in one step. Returns whether the file changed."""
    return write_bytes(path, baseline_bytes(checked, root))


def read_baseline(path: Path, root: Path | None = None) -> Baseline:
    """Read a baseline. Raises UnreadableInput, naming file and place, where it is none."""
    name = relative_file(str(path), root)
    decoded = decode(read_bytes(path))
    parsed = parse_json(decoded.text)
    if not decoded.readable or parsed.value is MISSING or parsed.problems:
        place = parsed.marks.at(parsed.problems[0].offset) if parsed.problems else Position()
        words = parsed.problems[0].message if parsed.problems else "not UTF-8"
        raise UnreadableInput(f"{name}:{place}: not a baseline: {words}; {_WRITE_ANEW}")
    value = parsed.value
    if not isinstance(value, dict) or value.get("baseline_version") != BASELINE_VERSION or not isinstance(value.get("findings"), list):
        raise UnreadableInput(
            f"{name}: not a baseline: expected an object with `baseline_version` {BASELINE_VERSION!r} and a list `findings`; {_WRITE_ANEW}"
        )
    entries, positions = [], []
    for index, item in enumerate(value["findings"]):
        position = parsed.marks.value(("findings", index))
        entries.append(_entry(item, f"{name}:{position}"))
        positions.append(position)
    return Baseline(name, tuple(entries), tuple(positions), parsed.marks)


def _entry(item: Any, place: str) -> Entry:
    if not isinstance(item, dict) or set(item) != set(_FIELDS) or not all(isinstance(value, str) for value in item.values()):
        raise UnreadableInput(f"{place}: not an entry of a baseline: it has the texts {', '.join(_FIELDS)}; {_WRITE_ANEW}")
    return Entry(**item)


def apply_baseline(checked: Checked, baseline: Baseline, *, selection: Selection = EVERYTHING, root: Path | None = None) -> Checked:
    """Take known findings out of a report and add a finding for each stale entry.

    An entry is stale where its rule ran, its file was checked (or is gone), and the finding did not occur. An entry that this run
    could not have found says nothing.
    """
    report = checked.report
    wanted = {entry.fingerprint for entry in baseline.entries}
    prints = fingerprints(report.findings, root)
    known = frozenset(f for f, mark in zip(report.findings, prints, strict=True) if mark in wanted and f.file not in report.unreadable)
    still = [f for f in report.findings if f not in known]
    met = set(prints)
    for entry, position in zip(baseline.entries, baseline.positions, strict=True):
        if entry.fingerprint not in met and _could_be_found(entry, checked, selection, root):
            still.append(_stale(baseline, entry, position, root))
    marks = checked.marks | ({baseline.name: baseline.marks} if baseline.marks else {})
    changed = attrs.evolve(report, findings=in_order(still), suppressed=in_order((*report.suppressed, *known)))
    return attrs.evolve(checked, report=changed, marks=marks, known=known)


def _could_be_found(entry: Entry, checked: Checked, selection: Selection, root: Path | None) -> bool:
    if not selection.wants(entry.code) or entry.code in {code for code, _ in checked.report.not_run}:
        return False
    read = {relative_file(name, root) for name in checked.report.files} - {relative_file(name, root) for name in checked.report.unreadable}
    return entry.file in read or not Path(root or ".", entry.file).exists()


def _stale(baseline: Baseline, entry: Entry, position: Position, root: Path | None) -> Finding:
    where = entry.record or entry.file
    gone = "no longer occurs" if entry.code in rules_by_code() else "has a code that no rule has"
    message = f"stale entry: {entry.code} at {where} {gone} ({entry.message})"
    help = f"remove the entry, or {_WRITE_ANEW}"
    before = (relative_file(str((root or Path()) / entry.file)), Position(), "found here before")
    return Finding(STALE, message, baseline.name, position, record=entry.record, help=help, related=(before,))
