"""The ledger with what came back in it: assessments recomputed, histories continued, and everything checked once more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from ..assess.ledger import apply_result, assess_ledger, claimants_of, reassess
from ..assess.what_if import policy_of
from ..check.selection import EVERYTHING, Selection
from ..load.typed import assemble
from ..model.claim import Claim, Revision
from ..model.finding import Finding, Severity, in_order
from ..model.ledger import LedgerRecord
from ..model.record import Record
from ..model.vocabulary import Change, Verdict
from .before import Key
from .changes import differences, without_computed_values
from .examine import Examined, Taken
from .options import ImportOptions
from .recheck import new_findings

_ASSESSED = frozenset({Verdict.SUPPORTED, Verdict.REFUTED, Verdict.CONFLICTING})


@attrs.frozen
class Recomputed:
    """A claim whose computed verdict or confidence became another."""

    claim: str
    old: str
    new: str


@attrs.frozen(eq=False)
class Outcome:
    """What would be written. Where `findings` has errors, it may not be."""

    ledger: LedgerRecord
    writes: tuple[tuple[Key, Record], ...]
    """Records that differ from the ledger's, new ones included."""
    recomputed: tuple[Recomputed, ...]
    findings: tuple[Finding, ...]


def outcome(examined: Examined, ledger: LedgerRecord, options: ImportOptions, selection: Selection = EVERYTHING) -> Outcome:
    """Return what an import makes of the ledger. With `options.partial`, records at which an error is found are left out.

    `selection` are the rules that the new ledger is checked with.

    Raises UnknownName where the ledger names an assessment policy that this version does not know.
    """
    left_out: set[Key] = set()
    reasons: list[Finding] = []
    while True:
        taken = [one for one in examined.taken if one.key not in left_out]
        found = _outcome(examined, taken, ledger, options, selection)
        about = [taken_of(finding, taken) for finding in found.findings if finding.severity is Severity.ERROR]
        more = {key for key in about if key is not None} - left_out
        if not options.partial or not more:
            return attrs.evolve(found, findings=in_order([*reasons, *found.findings]))
        left_out |= more
        reasons += [finding for finding in found.findings if taken_of(finding, taken) in more]


def taken_of(finding: Finding, taken: Iterable[Taken]) -> Key | None:
    """Return the record taken that a finding is about."""
    return next((one.key for one in taken if finding.record and one.key[1] == finding.record), None)


def _outcome(
    examined: Examined, taken: list[Taken], ledger: LedgerRecord, options: ImportOptions, selection: Selection
) -> Outcome:
    if not taken:
        return Outcome(ledger, (), (), ())
    now = examined.before.now
    records = now | {one.key: one.model for one in taken}
    merged, findings = _assessed(assemble(records.values()), taken, ledger)
    by_key = {one.key: one for one in taken}
    claims: list[Claim] = []
    recomputed: list[Recomputed] = []
    for claim in merged.claims:
        old = now.get(("claim", claim.id))
        assert old is None or isinstance(old, Claim)
        done = _with_history(claim, old, by_key.get(("claim", claim.id)), examined, options)
        if old is not None and done != old and (words := _recomputed(old, done)) is not None:
            recomputed.append(words)
        claims.append(done)
    merged = merged.model_copy(update={"claims": tuple(claims)})
    after = records | {("claim", claim.id): claim for claim in claims}
    writes = tuple((key, record) for key, record in sorted(after.items()) if record != now.get(key))
    if not findings:
        findings = new_findings(merged, ledger, dict(writes), by_key, selection)
    return Outcome(merged, writes, tuple(recomputed), in_order(findings))


def _assessed(merged: LedgerRecord, taken: list[Taken], ledger: LedgerRecord) -> tuple[LedgerRecord, list[Finding]]:
    """Return the ledger with the assessments recomputed of what came back and of what that reaches, and findings about verdicts."""
    policy = policy_of(merged)
    asked = {one.key[1]: one for one in taken if one.asked is not None}
    touched = {one.key[1] for one in taken if one.key[0] == "claim"}
    before = {claim.id: claim for claim in reassess(ledger, policy).claims}
    assessed = assess_ledger(merged.claims, merged.sources, policy, claimants_of(merged))
    findings: list[Finding] = []
    claims: list[Claim] = []
    for claim in merged.claims:
        result = assessed.results[claim.id]
        if (one := asked.get(claim.id)) is not None:
            claim, problem = _settled(claim, one, Verdict.NOT_CHECKABLE if result is None else result.verdict)
            findings += [problem] if problem else []
        fresh = apply_result(claim, result, assessed.outcomes, policy)
        was = before.get(claim.id)
        moved = was is None or (fresh.assessment, fresh.derivations) != (was.assessment, was.derivations)
        claims.append(fresh if claim.id in touched or moved else claim)
    return merged.model_copy(update={"claims": tuple(claims)}), findings


def _settled(claim: Claim, one: Taken, computed: Verdict) -> tuple[Claim, Finding | None]:
    """Return the claim without an override that it does not need, or a finding where the verdict asked for cannot stand."""
    assert one.asked is not None
    wanted = one.asked.verdict
    if wanted is computed:
        assessment = claim.assessment.model_copy(update={"override": None})
        return claim.model_copy(update={"assessment": assessment}), None
    if Verdict.NOT_CHECKABLE in {wanted, computed}:
        message = f"the verdict {wanted.value} does not fit `checkable`, which is {str(claim.checkable).lower()}"
        help = "change `checkable`, and say in `why_not_checkable` why where it is false"
    elif one.asked.lacks:
        message = f"the evidence gives {computed.value}; {wanted.value} instead needs {' and '.join(one.asked.lacks)}"
        help = "fill in override_reason and override_reviewer, or give --reason and --reviewer; or restore the verdict"
    else:
        return claim, None
    place = one.raw.position(("assessment", "verdict"))
    return claim, Finding("override", message, one.raw.file, place, "assessment.verdict", claim.id, help)


def _with_history(claim: Claim, old: Claim | None, one: Taken | None, examined: Examined, options: ImportOptions) -> Claim:
    """Return the claim with entries of the history that say what was revised and which verdict stands from now on."""
    if old is not None and claim == old:
        return claim
    entries: list[Revision] = []
    grown = old is not None and len(claim.history) > len(old.history)
    name = examined.book.file.rpartition("/")[2]
    if old is not None and one is not None and not grown:
        fields = dict.fromkeys(str(path[0]) for path, _, _ in _content(old, claim))
        if fields:
            note = f"Revised from {name}: {', '.join(fields)}."
            entries.append(Revision(date=options.day, change=Change.REVISED, verdict=None, note=note[:4000]))
    last = next((entry.verdict for entry in reversed((*claim.history, *entries)) if entry.verdict is not None), None)
    told = old.verdict if old is not None else None
    if claim.verdict is not (last or told) and (last is not None or claim.verdict in _ASSESSED or told is not None) and not claim.withdrawn:
        policy, was = claim.assessment.policy, f": was {told.value}" if told is not None else ""
        note = f"Overridden by a reviewer{was}." if claim.assessment.override else f"Recomputed under {policy}{was}."
        entries.append(Revision(date=options.day, change=Change.ASSESSED, verdict=claim.verdict, note=note))
    return claim.model_copy(update={"history": (*claim.history, *entries)}) if entries else claim


def _content(old: Claim, new: Claim) -> list[tuple[Any, Any, Any]]:
    """Return what differs but for what is computed."""
    before, after = (without_computed_values(claim.to_json_value()) for claim in (old, new))
    return list(differences(before, after))


def _recomputed(old: Claim, new: Claim) -> Recomputed | None:
    before, after = _told(old), _told(new)
    return None if before == after else Recomputed(old.id, before, after)


def _told(claim: Claim) -> str:
    level, credence = claim.assessment.level, claim.assessment.credence
    told = [claim.verdict.value, *([f"credence {credence:f}"] if credence is not None else []), *([level.value] if level else [])]
    return ", ".join(told)
