"""EVI: is the verdict the one that evidence and policy give, and does it agree with the ledger's other verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ...load.raw import RawRecord
from ...model.finding import Severity
from ...model.vocabulary import Level, RelationType, Verdict
from ..context import Context
from ..rule import Problem, rule
from ..suggestion import nearest

COMPUTED = ("verdict", "credence", "confidence", "level", "likelihood", "method", "policy", "computed_verdict", "reasons")
"""Fields of an assessment that the policy fills in."""
CLASHES: dict[RelationType, set[Verdict]] = {
    RelationType.CONTRADICTS: {Verdict.SUPPORTED},
    RelationType.SAME_AS: {Verdict.SUPPORTED, Verdict.REFUTED},
}
"""Verdicts of two claims that cannot both stand, by how the claims are related."""
APPLY = "run `claims assess --apply`"


@rule("EVI001", "assessment is not what the evidence gives", needs=("ledger",))
def other_assessment(context: Context) -> Iterator[Problem]:
    """The stored verdict, credence, confidence, level, likelihood or reasons are not what the policy computes from the evidence.

    Why: a verdict that its own evidence does not give is an opinion in a verdict's clothes.
    Bad: {"verdict": "supported"} on citations that give not-enough-evidence
    Good: what `claims assess --apply` writes; or an `override` with reason, reviewer and date
    """
    from ...assess.ledger import apply_result
    from ...assess.policy import POLICIES

    if context.info is not None and context.info.policy not in POLICIES:
        return
    unsure = _unsure(context)
    for raw, claim in context.checked_claims():
        if claim.id in unsure:
            continue
        wanted = apply_result(claim, context.assessed.results[claim.id], context.assessed.outcomes, context.policy).assessment
        differing = [name for name in COMPUTED if getattr(claim.assessment, name) != getattr(wanted, name)]
        if differing:
            pairs = [(name, _show(getattr(claim.assessment, name)), _show(getattr(wanted, name))) for name in differing]
            listed = "; ".join(f"{name} is {stored}, the evidence gives {computed}" for name, stored, computed in pairs)
            yield Problem(raw, ("assessment", differing[0]), listed, APPLY)


def _unsure(context: Context) -> set[str]:
    """Claims whose evidence is not all known, and those whose formulas read them: nothing can be computed for them."""
    unsure = {
        claim.id
        for claim in context.claims.values()
        if any(c.source not in context.sources and c.source not in context.articles for c in claim.citations)
        or any(v.claim not in context.claims for d in claim.derivations for v in d.inputs)
    }
    while True:
        more = {
            claim.id
            for claim in context.claims.values()
            if claim.id not in unsure and any(v.claim in unsure for d in claim.derivations for v in d.inputs)
        }
        if not more:
            return unsure
        unsure |= more


def _show(value: Any) -> str:
    if value is None:
        return "absent"
    if isinstance(value, tuple):  # of reasons
        return ", ".join(f"{item.group} {item.weight}" for item in value) or "empty"
    return format(value, "f") if isinstance(value, Decimal) else str(getattr(value, "value", value))


@rule("EVI002", "override that changes nothing", needs=("ledger",))
def idle_override(context: Context) -> Iterator[Problem]:
    """A reviewer's override has the verdict that the policy gives anyway.

    Why: it would hide the next change of the evidence.
    Bad: {"override": {"verdict": "supported", …}} where the policy gives supported
    Good: the override removed
    """
    for raw, claim in context.checked_claims():
        override = claim.assessment.override
        if override is None:
            continue
        result = context.assessed.results[claim.id]
        if override.verdict is (result.verdict if result is not None else Verdict.NOT_CHECKABLE):
            message = f"the override and the policy both give {override.verdict.value}"
            yield Problem(raw, ("assessment", "override"), message, f"remove it, then {APPLY}")


@rule("EVI004", "high confidence on a single origin", needs=("ledger",))
def high_on_one(context: Context) -> Iterator[Problem]:
    """The level is high, and all the evidence traces back to one origin.

    Why: ten papers that copy one agency are one report.
    Bad: {"level": "high"} with one entry in `reasons`
    Good: {"level": "moderate"}; or a second, independent source
    """
    for raw, claim in context.checked_claims():
        result = context.assessed.results[claim.id]
        groups = len(result.groups) if result is not None else 0
        if claim.assessment.level is Level.HIGH and groups < context.policy.high_groups:
            origin = result.groups[0].origin if result is not None and result.groups else "nothing"
            help = "find independent evidence, or lower the level"
            yield Problem(raw, ("assessment", "level"), f"high confidence on {origin} alone", help)


@rule("EVI005", "both of two that exclude each other", needs=("ledger",))
def both_supported(context: Context) -> Iterator[Problem]:
    """Two claims that are said to contradict each other are both supported; or one is supported and the other its equal refuted.

    Why: both cannot be true; equals cannot differ.
    Bad: azpk-0001 (supported) contradicts azpk-0002 (supported)
    Good: one of them refuted, or the relation mended
    """
    told = set()
    for raw, claim in context.checked_claims():
        for index, relation in enumerate(claim.relations):
            other = context.claims.get(relation.target)
            if other is None or other.id == claim.id or claim.withdrawn or other.withdrawn:
                continue
            pair = (relation.type, *sorted((claim.id, other.id)))
            if CLASHES.get(relation.type) == {claim.verdict, other.verdict} and pair not in told:
                told.add(pair)
                words = "contradicts" if relation.type is RelationType.CONTRADICTS else "is the same as"
                message = f"{claim.id} ({claim.verdict.value}) {words} {other.id} ({other.verdict.value})"
                yield Problem(raw, ("relations", index), message, "mend a verdict or the relation", _verdict_of(context, other.id))


def _verdict_of(context: Context, claim_id: str) -> tuple[tuple[RawRecord, tuple[str | int, ...], str], ...]:
    raw = context.raw_of("claim", claim_id)
    return ((raw, ("assessment", "verdict"), "the other verdict"),) if raw is not None else ()


@rule("EVI006", "refuted without saying what is right", severity=Severity.WARNING)
def nothing_corrected(context: Context) -> Iterator[Problem]:
    """A claim is refuted, and `corrected` does not say what is right.

    Why: a reader who learns that something is wrong asks what is right.
    Bad: {"verdict": "refuted"} without `corrected`
    Good: {"verdict": "refuted", "corrected": "Pakistan joined the Council in January 1993."}
    """
    for raw, claim in context.checked_claims():
        if claim.verdict is Verdict.REFUTED and claim.assessment.corrected is None:
            yield Problem(raw, ("assessment",), "refuted, and nothing says what is right", "say in `corrected` what the evidence shows")


@rule("EVI023", "unknown policy")
def unknown_policy(context: Context) -> Iterator[Problem]:
    """The ledger names an assessment policy that this version does not know.

    Why: its verdicts cannot be recomputed.
    Bad: {"policy": "claims-default/9"}
    Good: {"policy": "claims-default/1"}
    """
    from ...assess.policy import POLICIES

    for raw, _ in context.under_check("ledger"):
        if context.info is not None and context.info.policy not in POLICIES:
            yield Problem(raw, ("policy",), f"there is no policy {context.info.policy!r}", nearest(context.info.policy, POLICIES))


RULES = (other_assessment, idle_override, high_on_one, both_supported, nothing_corrected, unknown_policy)
