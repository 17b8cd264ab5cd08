"""What is allowed, and what was probably meant."""

from __future__ import annotations

from claims.check.suggestion import SHOWN, did_you_mean, nearest


def test_the_nearest_allowed_value_leads() -> None:
    assert nearest("suported", ["refuted", "supported"]) == "did you mean 'supported'? allowed are refuted, supported"


def test_nothing_near_lists_what_is_allowed() -> None:
    assert nearest("xyz", ["refuted", "supported"]) == "allowed are refuted, supported"
    assert nearest("xyz", []) == "allowed are none"


def test_long_lists_are_cut_and_say_so() -> None:
    assert nearest("zz", range(SHOWN + 5)).endswith(f"{SHOWN - 1} and 5 more")


def test_registries_are_not_listed() -> None:
    assert did_you_mean("pakistn", ["pakistan", "azerbaijan"], "add it") == "did you mean 'pakistan'? add it"
    assert did_you_mean("fiji", ["pakistan"], "add it") == "add it"
