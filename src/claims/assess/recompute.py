"""Stored assessments against what the policy gives now."""

from __future__ import annotations

import attrs

from ..model.claim import Claim, Revision
from ..model.ledger import LedgerRecord
from ..model.vocabulary import Change, Verdict
from .ledger import reassess
from .policy import Policy
from .what_if import policy_of


@attrs.frozen
class Recomputed:
    """A claim whose stored assessment differs from what the policy gives."""

    old: Claim
    new: Claim
    fields: tuple[str, ...]
    """Fields of the assessment that differ, and `derivations` where a stored result does."""

    @property
    def verdict_changes(self) -> bool:
        """Whether the verdict that stands becomes another."""
        return self.old.verdict is not self.new.verdict


def recompute(ledger: LedgerRecord, policy: Policy | None = None) -> tuple[Recomputed, ...]:
    """Return the claims whose stored assessment differs, in order of identifier. Raises UnknownName for an unknown policy."""
    fresh = reassess(ledger, policy or policy_of(ledger))
    found = []
    for old, new in zip(ledger.claims, fresh.claims, strict=True):
        before, after = old.assessment.to_json_value(), new.assessment.to_json_value()
        fields = [name for name in type(old.assessment).model_fields if before.get(name) != after.get(name)]
        if [d.result for d in old.derivations] != [d.result for d in new.derivations]:
            fields.append("derivations")
        if fields:
            found.append(Recomputed(old, new, tuple(fields)))
    return tuple(found)


def brought_up_to_date(change: Recomputed, date: str) -> Claim:
    """Return the claim to store: the new assessment, and a history entry of that date (EDTF) where the verdict is another."""
    if not change.verdict_changes:
        return change.new
    was, policy = change.old.verdict.value, change.new.assessment.policy
    note = f"Recomputed under {policy}: was {was}." if _was_assessed(change.old) else f"Assessed under {policy}."
    entry = Revision(date=date, change=Change.ASSESSED, verdict=change.new.verdict, note=note)
    return change.new.model_copy(update={"history": (*change.new.history, entry)})


def _was_assessed(claim: Claim) -> bool:
    return claim.verdict is not Verdict.NOT_ENOUGH or any(revision.change is Change.ASSESSED for revision in claim.history)
