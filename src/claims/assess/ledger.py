"""Assessing every claim of a ledger: derivations first, in the order in which they rest on one another, then the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from ..model.vocabulary import Bearing, CitationRole, DerivationField, Directness, Interest, Method, Reliability, Stance, Verdict
from .evidence import Item, Result, assess_items
from .formula import FormulaError, Outcome, Value, evaluate, show
from .policy import DEFAULT_POLICY, Policy

if TYPE_CHECKING:
    from ..model.claim import Claim, Derivation
    from ..model.ledger import LedgerRecord
    from ..model.source import Source

DERIVATION_GROUP = "derivation"


def origin_of(source_id: str, sources: Mapping[str, Source]) -> str:
    """Return the identifier of the source that `source_id` traces back to; of a cycle, its first member in alphabetical order."""
    seen = [source_id]
    while (source := sources.get(seen[-1])) is not None and source.origin is not None:
        if source.origin in seen:
            return min(seen[seen.index(source.origin) :])
        seen.append(source.origin)
    return seen[-1]


def value_of(claim: Claim, field: DerivationField) -> Value:
    """Return the value of a claim that a formula reads. Raises FormulaError where the claim has none."""
    payload = claim.payload
    if field is DerivationField.VALUE:
        if payload.kind == "quantity":
            return payload.amount
        raise FormulaError(f"{claim.id} is no quantity and has no value")
    found: str | None
    if field is DerivationField.TIME:
        found = claim.time
    elif field is DerivationField.DUE:
        found = payload.due if payload.kind == "plan" else None
    else:
        found = getattr(payload, "period", None)
    if found is None:
        raise FormulaError(f"{claim.id} has no {field.value}")
    return found


def compute(derivation: Derivation, claims: Mapping[str, Claim]) -> Outcome:
    """Return what a derivation gives when it is computed again."""
    values: dict[str, Value] = {}
    for variable in derivation.inputs:
        claim = claims.get(variable.claim)
        if claim is None:
            return Outcome(None, f"there is no claim {variable.claim}")
        try:
            values[variable.name] = value_of(claim, variable.field)
        except FormulaError as error:
            return Outcome(None, str(error))
    try:
        return Outcome(show(evaluate(derivation.formula, values)))
    except FormulaError as error:
        return Outcome(None, str(error))


@attrs.frozen
class Assessed:
    """The assessment of a whole ledger."""

    results: dict[str, Result | None]
    """By claim; None where the claim is not checkable."""
    outcomes: dict[tuple[str, int], Outcome]
    """By claim and place of the derivation in it."""
    cycles: tuple[tuple[str, ...], ...] = ()
    """Claims whose derivations rest on one another in a circle; their derivations weigh nothing."""


def assess_ledger(
    claims: Iterable[Claim], sources: Iterable[Source], policy: Policy = DEFAULT_POLICY, claimants: frozenset[str] = frozenset()
) -> Assessed:
    """Assess all claims.

    `claimants` are the sources under review: a citation of one weighs nothing, in whatever role. A derivation weighs as a primary
    source of grade A with its own origin, but only where it reads other claims and each is itself supported: arithmetic on figures
    that only the article vouches for shows that the article agrees with itself, not that it is right.
    """
    by_id = {claim.id: claim for claim in claims}
    by_source = {source.id: source for source in sources}
    order, cycles = _order(by_id)
    in_cycle = {claim_id for cycle in cycles for claim_id in cycle}
    results: dict[str, Result | None] = {}
    outcomes: dict[tuple[str, int], Outcome] = {}
    for claim_id in order:
        claim = by_id[claim_id]
        items = citation_items(claim, by_source, policy, claimants)
        for index, derivation in enumerate(claim.derivations):
            outcome = outcomes[claim_id, index] = compute(derivation, by_id)
            if claim_id not in in_cycle:
                items += derivation_items(claim, index, derivation, outcome, results, policy)
        results[claim_id] = assess_items(items, policy) if claim.checkable else None
    return Assessed(results, outcomes, cycles)


def citation_items(claim: Claim, sources: Mapping[str, Source], policy: Policy, claimants: frozenset[str] = frozenset()) -> list[Item]:
    """Return the weighed citations of a claim."""
    items = []
    for citation in claim.citations:
        source = sources.get(citation.source)
        if source is None or citation.role is CitationRole.ORIGIN:
            continue
        origin = origin_of(source.id, sources)
        if source.id in claimants or origin in claimants:
            continue
        weight = policy.weight(source.grade.reliability, citation.directness, citation.interest, citation.stance)
        items.append(Item(origin, source.id, weight))
    return items


def derivation_items(
    claim: Claim, index: int, derivation: Derivation, outcome: Outcome, results: Mapping[str, Result | None], policy: Policy
) -> list[Item]:
    """Return what one derivation weighs for its claim, given the results of the claims that it reads; empty where it weighs nothing."""
    if outcome.result not in {"true", "false"} or derivation.bears is Bearing.MENTIONS:
        return []
    others = {variable.claim for variable in derivation.inputs} - {claim.id}
    if not others:  # arithmetic on the claim's own values shows that it agrees with itself
        return []
    for other in others:
        result = results.get(other)
        if result is None or result.verdict is not Verdict.SUPPORTED:
            return []
    holds = outcome.result == "true"
    speaks_for = holds == (derivation.bears is Bearing.SUPPORTS)
    stance = Stance.SUPPORTS if speaks_for else Stance.CONTRADICTS
    weight = policy.weight(Reliability.A, Directness.PRIMARY, Interest.NEUTRAL, stance)
    # The same sum written down twice is one witness.
    first = next(i for i, other in enumerate(claim.derivations) if (other.formula, other.inputs) == (derivation.formula, derivation.inputs))
    return [Item(f"{DERIVATION_GROUP}-{first + 1}", f"{DERIVATION_GROUP}-{first + 1}", weight)]


def _order(claims: Mapping[str, Claim]) -> tuple[list[str], tuple[tuple[str, ...], ...]]:
    """Return claims so that each comes after those its derivations read, and the circles: claims that read one another.

    Tarjan's strongly connected components, without recursion and in the order of identifiers, so that neither the order of records nor
    a process's hash seed can tell a circle otherwise.
    """
    reads = {
        claim_id: sorted({v.claim for d in claims[claim_id].derivations for v in d.inputs if v.claim in claims and v.claim != claim_id})
        for claim_id in sorted(claims)
    }
    order: list[str] = []
    cycles: list[tuple[str, ...]] = []
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    settled: set[str] = set()
    for root in reads:
        path = [(root, iter(reads[root]))] if root not in number else []
        while path:
            claim_id, left = path[-1]
            if claim_id not in number:
                number[claim_id] = lowest[claim_id] = len(number)
                waiting.append(claim_id)
            for other in left:
                if other not in number:
                    path.append((other, iter(reads[other])))
                    break
                if other not in settled:
                    lowest[claim_id] = min(lowest[claim_id], number[other])
            else:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[claim_id])
                if lowest[claim_id] == number[claim_id]:
                    component = [waiting.pop()]
                    while component[-1] != claim_id:
                        component.append(waiting.pop())
                    settled.update(component)
                    order += sorted(component)
                    if len(component) > 1:
                        cycles.append(tuple(sorted(component)))
    return order, tuple(cycles)


def apply_result(claim: Claim, result: Result | None, outcomes: Mapping[tuple[str, int], Outcome], policy: Policy) -> Claim:
    """Return the claim with its assessment and derivation results brought up to date; rationale, correction and override stay."""
    from ..model.claim import Assessment, Reason

    old = claim.assessment
    derivations = tuple(
        d if (r := outcomes[claim.id, i].result) is None or r == d.result else d.model_copy(update={"result": r})
        for i, d in enumerate(claim.derivations)
    )
    kept = {"rationale": old.rationale, "corrected": old.corrected, "later": old.later, "override": old.override, "policy": policy.name}
    if result is None:
        assessment = Assessment.model_construct(**_complete(verdict=Verdict.NOT_CHECKABLE, **kept))
    else:
        override = old.override
        assessment = Assessment.model_construct(
            **_complete(
                verdict=override.verdict if override else result.verdict,
                credence=_decimal(result.credence),
                confidence=_decimal(result.confidence),
                level=result.level,
                likelihood=result.likelihood,
                method=Method.REVIEWER if override else Method.COMPUTED,
                computed_verdict=result.verdict if override else None,
                reasons=tuple(
                    Reason.model_construct(group=group.origin, weight=_decimal(group.weight), sources=group.sources)
                    for group in result.groups
                ),
                **kept,
            )
        )
    return claim.model_copy(update={"assessment": assessment, "derivations": derivations})


def _complete(**values: object) -> dict[str, Any]:
    from ..model.claim import Assessment

    return {name: info.default for name, info in Assessment.model_fields.items() if not info.is_required()} | values


def _decimal(value: float) -> Decimal:
    return Decimal(format(value, ".4f"))


def claimants_of(ledger: LedgerRecord) -> frozenset[str]:
    """Return the identifiers of the sources under review."""
    return frozenset(article.id for article in ledger.articles)


def reassess(ledger: LedgerRecord, policy: Policy = DEFAULT_POLICY) -> LedgerRecord:
    """Return the ledger with every assessment recomputed."""
    assessed = assess_ledger(ledger.claims, ledger.sources, policy, claimants_of(ledger))
    claims = tuple(apply_result(claim, assessed.results[claim.id], assessed.outcomes, policy) for claim in ledger.claims)
    return ledger.model_copy(update={"claims": claims})
