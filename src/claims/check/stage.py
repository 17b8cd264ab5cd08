"""Stages beside the rules (documents, git): their findings join a report under the same selection, severities and suppressions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from ..load.marks import Marks
from ..model.finding import Finding, in_order
from .context import Context
from .engine import Checked
from .selection import Selection
from .shown import rules_by_code


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

    A record may accept a stage's finding like any other. The rules' run, which does not know the stage, took that entry for unused;
    here that finding goes.
    """
    report = checked.report
    mine = set(codes)
    kept, suppressed = selection.apply(findings, Context(), rules_by_code())
    accepted = [finding for finding in kept if finding.code in _accepted_codes(checked, finding.record)]
    standing = [finding for finding in report.findings if not (finding.code == "REF012" and _entry_code(checked, finding) in mine)]
    changed = attrs.evolve(
        report,
        findings=in_order([*standing, *(finding for finding in kept if finding not in set(accepted))]),
        suppressed=in_order([*report.suppressed, *suppressed, *accepted]),
        not_run=tuple(dict.fromkeys([*report.not_run, *(entry for entry in not_run if selection.wants(entry[0]))])),
        files=tuple(dict.fromkeys([*report.files, *files])),
        unreadable=tuple(dict.fromkeys([*report.unreadable, *unreadable])),
    )
    return attrs.evolve(checked, report=changed, marks={**checked.marks, **(marks or {})})


def _accepted_codes(checked: Checked, record: str) -> set[str]:
    found = checked.context.claims.get(record) or checked.context.sources.get(record)
    return {entry.code for entry in found.accepted} if found else set()


def _entry_code(checked: Checked, finding: Finding) -> str:
    """Return the code of the suppression that an `unused` finding is about."""
    found = checked.context.claims.get(finding.record) or checked.context.sources.get(finding.record)
    index = finding.field.removeprefix("accepted[").removesuffix("]")
    return found.accepted[int(index)].code if found and index.isdecimal() and int(index) < len(found.accepted) else ""
