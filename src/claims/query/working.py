"""How a verdict came about, in lines that a reader can redo by hand."""

from __future__ import annotations

from math import exp

import attrs

from ..assess.ledger import DERIVATION_GROUP, citation_items
from ..assess.policy import DEFAULT_POLICY, POLICIES
from ..model.claim import Claim
from .ledger import Ledger


@attrs.frozen
class WorkingLine:
    """One citation in the working."""

    group: str
    source: str
    publisher: str
    grade: str
    directness: str
    interest: str
    stance: str
    weight: float
    counted: bool
    """Whether it is the weightiest of its group on its side."""


def working(ledger: Ledger, claim: Claim) -> tuple[WorkingLine, ...]:
    """Return the weighed citations of a claim, by group, weightiest first."""
    policy = POLICIES.get(ledger.info.policy, DEFAULT_POLICY)
    claimants = frozenset(article.id for article in ledger.articles)
    counted = {(reason.group, source) for reason in claim.assessment.reasons for source in reason.sources}
    items = {}
    for citation in claim.citations:
        single = claim.model_copy(update={"citations": (citation,)})
        for item in citation_items(single, ledger.sources, policy, claimants):
            source = ledger.sources[citation.source]
            items[item, citation.says] = WorkingLine(
                item.group, item.source, source.publisher, source.grade.reliability.value, citation.directness.value,
                citation.interest.value, citation.stance.value, item.weight, bool(item.weight) and (item.group, item.source) in counted,
            )  # fmt: skip
    return tuple(sorted(items.values(), key=lambda line: (-abs(line.weight), line.group, line.source)))


def explain_lines(ledger: Ledger, claim: Claim) -> list[str]:
    """Return the account of one verdict: evidence by group, the sum, the credence, the verdict, the level."""
    assessment = claim.assessment
    lines = [f"{claim.id}  {claim.statement}", ""]
    if not claim.checkable:
        lines += [f"not checkable: {claim.why_not_checkable}", f"Why: {assessment.rationale}"]
        return lines
    policy = POLICIES.get(ledger.info.policy, DEFAULT_POLICY)
    rows = working(ledger, claim)
    if rows:
        lines.append("weight   counts  grade directness interest          stance       source (group)")
        for row in rows:
            group = "" if row.group == row.source else f" ({row.group})"
            mark = "yes" if row.counted else "no"
            lines.append(
                f"{row.weight:+7.3f}  {mark:6}  {row.grade:5} {row.directness:10} {row.interest:17} {row.stance:12} {row.source}{group}"
            )
    for index, derivation in enumerate(claim.derivations, 1):
        weight = next((r.weight for r in assessment.reasons if r.group == f"{DERIVATION_GROUP}-{index}"), None)
        shown = f"{float(weight):+7.3f}  yes   " if weight is not None else "      0  no    "
        note = f": {derivation.note}" if derivation.note else ""
        lines.append(f"{shown}  derivation {derivation.formula} gives {derivation.result} ({derivation.bears.value}){note}")
    if not rows and not claim.derivations:
        lines.append("no evidence cited")
    for search in claim.searched:
        lines.append(f"looked for ({search.on}): {search.what}: {search.result}")
    total = sum(float(reason.weight) for reason in assessment.reasons)
    raw = 1 / (1 + exp(-total)) if total > -700 else 0.0
    lines += [
        "",
        f"sum of groups {total:+.3f} log odds, probability {raw:.4f}, capped to [{policy.floor}, {1 - policy.floor}]: "
        f"credence {assessment.credence} ({assessment.likelihood})",
        f"verdict {assessment.verdict.value}, confidence {assessment.confidence}, level {assessment.level}, policy {assessment.policy}",
    ]
    if assessment.override:
        lines.append(f"overridden by {assessment.override.reviewer} on {assessment.override.date}: {assessment.override.reason}")
    lines.append(f"Why: {assessment.rationale}")
    if assessment.corrected:
        lines.append(f"Corrected: {assessment.corrected}")
    if assessment.later:
        lines.append(f"Later: {assessment.later}")
    return lines
