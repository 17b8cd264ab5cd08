"""Numbers with a fraction are found at any depth, and only they."""

from __future__ import annotations

from typing import Any

import pytest
from builders import claim_value
from hypothesis import given
from json_strategies import json_values

from claims.check.structure import _holds_float, build
from claims.load.marks import walk
from claims.load.raw import RawRecord


@given(json_values)
def test_the_quick_look_sees_what_the_walk_sees(value: Any) -> None:
    assert _holds_float(value) == any(isinstance(inner, float) for _, inner in walk(value))


@pytest.mark.parametrize("light", [False, True])
def test_a_fraction_deep_inside_is_told(light: bool) -> None:
    value = claim_value()
    value["anchors"][0]["start"] = 1.0
    model, problems = build(RawRecord("claim", value, "x.json"), light=light)
    assert model is None
    assert [(code, problem.path) for code, problem in problems if code == "TYP010"] == [("TYP010", ("anchors", 0, "start"))]
