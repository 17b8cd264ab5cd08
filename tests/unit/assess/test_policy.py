"""The constants of the default policy, as docs/confidence.md gives them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.assess.policy import DEFAULT_POLICY, POLICIES, Policy, likelihood, log_odds
from claims.model.vocabulary import Directness, Interest, Level, Likelihood, Reliability, Stance


@pytest.mark.parametrize(("grade", "weight"), [("A", 2.944), ("B", 1.735), ("C", 1.099), ("D", 0.405), ("E", 0), ("F", 0)])
def test_weight_of_each_grade(grade: str, weight: float) -> None:
    found = DEFAULT_POLICY.weight(Reliability(grade), Directness.PRIMARY, Interest.NEUTRAL, Stance.SUPPORTS)
    assert found == pytest.approx(weight, abs=5e-4)


@pytest.mark.parametrize(
    ("directness", "interest", "stance", "factor"),
    [
        ("primary", "neutral", "supports", 1),
        ("secondary", "neutral", "supports", 0.7),
        ("tertiary", "neutral", "supports", 0.5),
        ("primary", "self-serving", "supports", 0.5),
        ("primary", "against-interest", "supports", 1.3),
        ("primary", "neutral", "contradicts", -1),
        ("primary", "neutral", "partial", 0.5),
        ("primary", "neutral", "mentions", 0),
        ("secondary", "against-interest", "contradicts", -0.91),
        ("tertiary", "self-serving", "partial", 0.125),
    ],
)
def test_factors(directness: str, interest: str, stance: str, factor: float) -> None:
    found = DEFAULT_POLICY.weight(Reliability.B, Directness(directness), Interest(interest), Stance(stance))
    assert found == pytest.approx(log_odds(0.85) * factor)


def test_one_primary_source_of_grade_b_just_reaches_supported() -> None:
    assert DEFAULT_POLICY.supported_from == 0.85
    assert DEFAULT_POLICY.conflict_weight == pytest.approx(1.214, abs=5e-4)


@pytest.mark.parametrize(
    ("confidence", "groups", "level"),
    [
        (0, 9, "low"), (0.6999, 5, "low"), (0.7, 5, "moderate"), (0.8999, 5, "moderate"), (0.9, 2, "high"), (0.9, 1, "moderate"),
        (1, 0, "moderate"),
    ],
)  # fmt: skip
def test_levels(confidence: float, groups: int, level: str) -> None:
    assert DEFAULT_POLICY.level(confidence, groups) is Level(level)


@pytest.mark.parametrize(
    ("credence", "word"),
    [
        (0.01, "almost-no-chance"), (0.0499, "almost-no-chance"), (0.05, "very-unlikely"), (0.1999, "very-unlikely"), (0.2, "unlikely"),
        (0.4499, "unlikely"), (0.45, "roughly-even-chance"), (0.5, "roughly-even-chance"), (0.55, "roughly-even-chance"),
        (0.5501, "likely"), (0.8, "likely"), (0.8001, "very-likely"), (0.95, "very-likely"), (0.9501, "almost-certain"),
        (0.99, "almost-certain"),
    ],
)  # fmt: skip
def test_words_for_probabilities_meet_at_their_limits(credence: float, word: str) -> None:
    assert likelihood(credence) is Likelihood(word)
    assert likelihood(Decimal(str(credence))) is Likelihood(word)


def test_words_mirror_about_one_half() -> None:
    words = list(Likelihood)
    for step in range(1, 100):
        there, back = likelihood(step / 100), likelihood((100 - step) / 100)
        assert words.index(there) == len(words) - 1 - words.index(back)


def test_a_policy_is_known_by_its_name_and_can_be_replaced() -> None:
    assert POLICIES["claims-default/1"] is DEFAULT_POLICY
    strict = Policy(name="strict/1", supported_from=0.95)
    assert strict != DEFAULT_POLICY
    assert strict.weight(Reliability.A, Directness.PRIMARY, Interest.NEUTRAL, Stance.SUPPORTS) == DEFAULT_POLICY.weight(
        Reliability.A, Directness.PRIMARY, Interest.NEUTRAL, Stance.SUPPORTS
    )
