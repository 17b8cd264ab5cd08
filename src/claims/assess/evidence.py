"""From weighed evidence to credence, verdict and confidence: a pure function of the items and the policy."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, fsum

import attrs

from ..model.vocabulary import Level, Likelihood, Verdict
from .policy import DEFAULT_POLICY, Policy, likelihood

PLACES = 4
"""Decimal places of credence and confidence. Thresholds are compared after rounding, so that .85 is .85 on every machine."""


@attrs.frozen(order=True)
class Item:
    """One piece of evidence: the group it traces back to, who says so, and its signed weight in log odds."""

    group: str
    source: str
    weight: float


@attrs.frozen
class Group:
    """The items of one origin. Only the weightiest on either side counts."""

    origin: str
    weight: float
    """Supporting minus contradicting weight that counts."""
    supporting: float
    contradicting: float
    sources: tuple[str, ...]
    """Sources of the items that count."""


@attrs.frozen
class Result:
    """What a policy makes of the evidence for one claim."""

    verdict: Verdict
    credence: float
    confidence: float
    level: Level
    likelihood: Likelihood
    groups: tuple[Group, ...]
    """Weightiest first."""


def group_items(items: Iterable[Item]) -> tuple[Group, ...]:
    """Return the groups that weigh something, weightiest first, ties by name."""
    by_group: dict[str, set[Item]] = {}
    for item in items:
        if item.weight:
            by_group.setdefault(item.group, set()).add(item)
    groups = []
    for origin, members in by_group.items():
        best = max(members, key=lambda item: (item.weight, item.source))
        worst = min(members, key=lambda item: (item.weight, item.source))
        supporting, contradicting = max(best.weight, 0.0), max(-worst.weight, 0.0)
        counted = ((best,) if supporting else ()) + ((worst,) if contradicting else ())
        sources = tuple(sorted({item.source for item in counted}))
        groups.append(Group(origin, supporting - contradicting, supporting, contradicting, sources))
    return tuple(sorted(groups, key=lambda group: (-abs(group.weight), group.origin)))


def assess_items(items: Iterable[Item], policy: Policy = DEFAULT_POLICY) -> Result:
    """Return credence, verdict and confidence for a claim, by the evidence alone.

    Laws (tests/property): order and repetition change nothing; an independent supporting group never lowers credence; swapping
    supports and contradicts mirrors credence about one half; no evidence gives exactly .5.
    """
    groups = group_items(items)
    credence = _sigmoid(fsum(group.weight for group in groups))
    credence = round(min(max(credence, policy.floor), 1 - policy.floor), PLACES)
    verdict = _verdict(credence, groups, policy)
    if verdict is Verdict.SUPPORTED:
        confidence = credence
    elif verdict is Verdict.REFUTED:
        confidence = round(1 - credence, PLACES)
    else:
        confidence = round(2 * min(credence, 1 - credence), PLACES)
    return Result(verdict, credence, confidence, policy.level(confidence, len(groups)), likelihood(credence), groups)


def _verdict(credence: float, groups: tuple[Group, ...], policy: Policy) -> Verdict:
    if credence >= policy.supported_from:
        return Verdict.SUPPORTED
    if credence <= policy.refuted_to:
        return Verdict.REFUTED
    limit = policy.conflict_weight - 1e-9
    # All groups of a side together: two ordinary reports against two others are a conflict as much as one good one against another.
    if fsum(group.supporting for group in groups) >= limit and fsum(group.contradicting for group in groups) >= limit:
        return Verdict.CONFLICTING
    return Verdict.NOT_ENOUGH


def _sigmoid(value: float) -> float:
    # Written so that sigmoid(-x) is exactly 1 - sigmoid(x) after rounding.
    return 1 / (1 + exp(-value)) if value >= 0 else 1 - 1 / (1 + exp(value))
