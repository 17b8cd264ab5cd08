"""Worked examples of credence, verdict, confidence and level."""

from __future__ import annotations

import pytest

from claims.assess.evidence import Item, assess_items, group_items
from claims.assess.policy import DEFAULT_POLICY, Policy, log_odds
from claims.model.vocabulary import Level, Likelihood, Verdict

A, B, C = log_odds(0.95), log_odds(0.85), log_odds(0.75)


@pytest.mark.parametrize(
    ("weights", "verdict", "credence", "confidence", "level"),
    [
        ((), "not-enough-evidence", 0.5, 1.0, "moderate"),
        ((B,), "supported", 0.85, 0.85, "moderate"),
        ((-B,), "refuted", 0.15, 0.85, "moderate"),
        ((A,), "supported", 0.95, 0.95, "moderate"),
        ((B, B), "supported", 0.9698, 0.9698, "high"),
        ((A, A), "supported", 0.99, 0.99, "high"),
        ((B * 0.7,), "not-enough-evidence", 0.771, 0.458, "low"),
        ((C, C), "supported", 0.9, 0.9, "high"),
        ((B, -B), "conflicting-evidence", 0.5, 1.0, "high"),
        ((B * 0.7, -B * 0.7), "conflicting-evidence", 0.5, 1.0, "high"),
        ((C * 0.7, C * 0.7, -B), "conflicting-evidence", 0.451, 0.902, "high"),
        ((B * 0.7, -C), "not-enough-evidence", 0.5289, 0.9422, "high"),
    ],
)
def test_worked_examples(weights: tuple[float, ...], verdict: str, credence: float, confidence: float, level: str) -> None:
    result = assess_items([Item(f"g{number}", f"s{number}", weight) for number, weight in enumerate(weights)])
    assert (result.verdict, result.level) == (Verdict(verdict), Level(level))
    assert (result.credence, result.confidence) == (credence, confidence)


def test_of_a_group_only_the_weightiest_on_either_side_counts() -> None:
    (group,) = group_items([Item("wire", "one", B), Item("wire", "two", C), Item("wire", "three", -C), Item("wire", "four", -0.1)])
    assert (group.supporting, group.contradicting, group.weight) == (B, C, B - C)
    assert group.sources == ("one", "three")


def test_groups_stand_weightiest_first_and_then_by_name() -> None:
    found = group_items([Item("b", "s", C), Item("a", "s", -C), Item("c", "s", A), Item("empty", "s", 0.0)])
    assert [group.origin for group in found] == ["c", "a", "b"]


def test_another_policy_gives_another_verdict() -> None:
    item = Item("g", "s", B)
    assert assess_items([item], Policy(supported_from=0.9)).verdict is Verdict.NOT_ENOUGH
    assert assess_items([Item("g", "s", 50.0)], Policy(floor=0.05)).credence == 0.95
    assert assess_items([item]).likelihood is Likelihood.VERY_LIKELY
    assert assess_items([item], DEFAULT_POLICY) == assess_items([item])
