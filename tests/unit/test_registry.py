"""Plug-ins: ours load by name, others join by entry point, and a taken name is an error that names both owners."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from types import SimpleNamespace
from typing import Any

import pytest

from claims import registry
from claims.errors import NameTaken, UnknownName
from claims.registry import EXPORTERS, RULE_MODULES, load_plug_in, plug_ins


def entry_point(name: str, value: str, owner: str | None = "others-claims") -> Any:
    """Return an entry point as an installed distribution offers one; the real class takes no distribution by hand."""
    point = EntryPoint(name, value, "claims.exporters")
    return SimpleNamespace(name=point.name, value=point.value, dist=SimpleNamespace(name=owner) if owner else None)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    points: list[Any] = []
    monkeypatch.setattr(registry, "entry_points", lambda group: points)
    return points


@pytest.mark.parametrize(("group", "own"), [("claims.rules", RULE_MODULES), ("claims.exporters", EXPORTERS)])
def test_every_listed_plug_in_loads(group: str, own: dict[str, str]) -> None:
    for name in own:
        assert load_plug_in(group, own, name) is not None


def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(UnknownName, match="no exporter is called 'exel'; there are csv, json, jsonl"):
        load_plug_in("claims.exporters", EXPORTERS, "exel")


def test_another_distribution_s_plug_in_loads_beside_ours(offered: list[Any]) -> None:
    offered.append(entry_point("turtle", "json:dumps"))
    assert plug_ins("claims.exporters", {"json": "json:loads"}) == {"json": "json:loads", "turtle": "json:dumps"}
    assert load_plug_in("claims.exporters", {}, "turtle")([1]) == "[1]"


@pytest.mark.parametrize("owner", ["others-claims", None])
def test_a_taken_name_names_both_owners(offered: list[Any], owner: str | None) -> None:
    offered.append(entry_point("json", "others:Exporter", owner))
    with pytest.raises(NameTaken, match=f"'json' is offered by factclaims and by {owner or 'others:Exporter'}"):
        plug_ins("claims.exporters", EXPORTERS)


def test_the_same_plug_in_offered_twice_is_no_clash(offered: list[Any]) -> None:
    offered.append(entry_point("json", EXPORTERS["json"]))
    assert plug_ins("claims.exporters", EXPORTERS) == EXPORTERS


def test_a_plug_in_may_be_a_whole_module() -> None:
    assert load_plug_in("claims.rules", RULE_MODULES, "syntax").RULES
