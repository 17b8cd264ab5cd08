"""The policy: every constant of the assessment in one value that can be replaced."""

from __future__ import annotations

from decimal import Decimal
from math import log

import attrs

from ..model.vocabulary import Directness, Interest, Level, Likelihood, Reliability, Stance


def log_odds(probability: float) -> float:
    """Return ln(p / (1 − p)): I. J. Good's weight of evidence on an even prior, in nats."""
    return log(probability / (1 - probability))


@attrs.frozen
class Policy:
    """How evidence becomes a verdict and a confidence.

    The defaults are the ledger's default policy. Probabilities of reliability are this project's reading of the Admiralty letters,
    chosen so that one primary source of grade B just reaches the threshold of `supported`; docs/confidence.md argues each.
    """

    name: str = "claims-default/1"
    """Name and version, written into every assessment and export."""
    reliability: tuple[tuple[Reliability, float | None], ...] = (
        (Reliability.A, 0.95),
        (Reliability.B, 0.85),
        (Reliability.C, 0.75),
        (Reliability.D, 0.60),
        (Reliability.E, 0.50),
        (Reliability.F, None),
    )
    """Probability that a source of each grade is right; None counts apart and weighs nothing."""
    directness: tuple[tuple[Directness, float], ...] = (
        (Directness.PRIMARY, 1.0),
        (Directness.SECONDARY, 0.7),
        (Directness.TERTIARY, 0.5),
    )
    """Factor for distance."""
    interest: tuple[tuple[Interest, float], ...] = (
        (Interest.SELF_SERVING, 0.5),
        (Interest.NEUTRAL, 1.0),
        (Interest.AGAINST_INTEREST, 1.3),
    )
    """Factor for interest in the question at hand."""
    stance: tuple[tuple[Stance, float], ...] = (
        (Stance.SUPPORTS, 1.0),
        (Stance.CONTRADICTS, -1.0),
        (Stance.PARTIAL, 0.5),
        (Stance.MENTIONS, 0.0),
    )
    """Sign and size for stance."""
    floor: float = 0.01
    """Credence is capped to [floor, 1 − floor]."""
    supported_from: float = 0.85
    """Least credence of `supported`."""
    refuted_to: float = 0.15
    """Greatest credence of `refuted`."""
    conflict_grade: tuple[Reliability, Directness] = (Reliability.B, Directness.SECONDARY)
    """Both sides, their groups added up, need at least this grade's weight for `conflicting-evidence`."""
    moderate_from: float = 0.70
    """Least confidence of level `moderate`."""
    high_from: float = 0.90
    """Least confidence of level `high`."""
    high_groups: int = 2
    """Least number of independent groups of evidence for level `high`."""

    def weight(self, reliability: Reliability, directness: Directness, interest: Interest, stance: Stance) -> float:
        """Return the signed weight of one citation in log odds; 0 where it weighs nothing."""
        probability = dict(self.reliability)[reliability]
        if probability is None:
            return 0.0
        return log_odds(probability) * dict(self.directness)[directness] * dict(self.interest)[interest] * dict(self.stance)[stance]

    @property
    def conflict_weight(self) -> float:
        """Least weight of either side for `conflicting-evidence`."""
        grade, directness = self.conflict_grade
        return self.weight(grade, directness, Interest.NEUTRAL, Stance.SUPPORTS)

    def level(self, confidence: float, groups: int) -> Level:
        """Return the ICD 203 level of a confidence that rests on so many groups of evidence."""
        if confidence < self.moderate_from:
            return Level.LOW
        return Level.HIGH if confidence >= self.high_from and groups >= self.high_groups else Level.MODERATE


DEFAULT_POLICY = Policy()

POLICIES: dict[str, Policy] = {DEFAULT_POLICY.name: DEFAULT_POLICY}
"""Policies by name. A ledger names the one that it is assessed by."""

_WORDS: tuple[tuple[float, Likelihood], ...] = (
    (0.05, Likelihood.ALMOST_NO_CHANCE),
    (0.20, Likelihood.VERY_UNLIKELY),
    (0.45, Likelihood.UNLIKELY),
    (0.55, Likelihood.ROUGHLY_EVEN),
    (0.80, Likelihood.LIKELY),
    (0.95, Likelihood.VERY_LIKELY),
)


def likelihood(credence: float | Decimal) -> Likelihood:
    """Return ICD 203's word for a probability. Limits belong to the word nearer one half."""
    value = float(credence)
    below_half = value < 0.5
    for limit, word in _WORDS:
        if value < limit or (value == limit and not below_half):
            return word
    return Likelihood.ALMOST_CERTAIN
