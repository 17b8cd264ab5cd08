"""Stages beside the rules (documents, git): their findings join a report under the same selection, severities and suppressions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from ..load.marks import Marks
from ..load.raw import RawRecord
from ..model.finding import Finding, in_order
from .context import Context
from .engine import Checked, locate
from .rule import Problem
from .selection import Selection
from .shown import rules_by_code

if TYPE_CHECKING:
    from ..model.accepted import Accepted

DOCUMENT_CODES = ("REF020", "REF021", "REF022", "REF023", "REF024", "REF025")
HISTORY_CODES = ("REF030", "REF031", "REF032", "REF033", "REF034", "REF035")
UNUSED = "REF012"
_NOT_MET = "is accepted here and does not occur"


def with_stage(
    checked: Checked,
    codes: Iterable[str],
    findings: Iterable[Finding],
    *,
    selection: Selection,
    not_run: Iterable[tuple[str, str]] = (),
    files: Iterable[str] = (),
    marks: Mapping[str, Marks] | None = None,
    unreadable: Iterable[str] = (),
) -> Checked:
    """Return what was checked with a stage's findings in it. `codes` are those that the stage can yield.

    A record may accept a stage's finding like any other, and an entry that matches nothing is reported, unless the code was not run.
    """
    report = checked.report
    skipped = [entry for entry in not_run if selection.wants(entry[0])]
    judged = {code for code in codes if selection.wants(code)} - {code for code, _ in skipped}
    found = list(findings)
    met = {(finding.record, finding.code) for finding in found}
    unused = [
        locate(rules_by_code()[UNUSED], Problem(raw, ("accepted", index), f"{entry.code} {_NOT_MET}", "remove the entry"))
        for raw, index, entry in _entries(checked)
        if entry.code in judged and (raw.id, entry.code) not in met
    ]
    kept, suppressed = selection.apply([*found, *unused], Context(), rules_by_code())
    entries = {(raw.id, entry.code) for raw, _, entry in _entries(checked)}
    accepted = {finding for finding in kept if (finding.record, finding.code) in entries}
    changed = attrs.evolve(
        report,
        findings=in_order([*report.findings, *(finding for finding in kept if finding not in accepted)]),
        suppressed=in_order([*report.suppressed, *suppressed, *accepted]),
        not_run=tuple(dict.fromkeys([*report.not_run, *skipped])),
        files=tuple(dict.fromkeys([*report.files, *files])),
        unreadable=tuple(dict.fromkeys([*report.unreadable, *unreadable])),
    )
    return attrs.evolve(checked, report=changed, marks={**checked.marks, **(marks or {})})


def streamed(checked: Checked) -> str:
    """Return why a stage that needs every record cannot run on a report; empty where it can."""
    if checked.report.records > len(checked.context.all_raw):
        return "a large file was checked line by line, so not every record is at hand; --all-rules runs this too"
    return ""


def _entries(checked: Checked) -> Iterator[tuple[RawRecord, int, Accepted]]:
    for raw, claim in checked.context.checked_claims():
        yield from ((raw, index, entry) for index, entry in enumerate(claim.accepted))
    for raw, source in checked.context.checked_sources():
        yield from ((raw, index, entry) for index, entry in enumerate(source.accepted))
