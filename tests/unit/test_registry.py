"""Plug-ins: ours load by name, others join by entry point, and a taken name is an error that names both owners."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.metadata import EntryPoint
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import claims
from claims.errors import NameTaken, UnknownName
from claims.registry import EXPORTERS, RULE_MODULES, load_plug_in, plug_ins


def entry_point(name: str, value: str, owner: str | None = "others-claims") -> Any:
    """Return an entry point as an installed distribution offers one; the real class takes no distribution by hand."""
    point = EntryPoint(name, value, "claims.exporters")
    return SimpleNamespace(name=point.name, value=point.value, dist=SimpleNamespace(name=owner) if owner else None)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    points: list[Any] = []
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points)
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


# In a fresh Python, where nothing has loaded importlib.metadata yet.
PROGRAM = (
    "import sys; from claims.registry import plug_ins; "
    "found = plug_ins('claims.rules', {}); print(*found, 'importlib.metadata' in sys.modules)"
)


def fresh(*places: Path) -> list[str]:
    """Return the plug-ins that a fresh Python finds with these places on its path, and whether it loaded importlib.metadata."""
    paths = [str(Path(claims.__file__).parent.parent), *map(str, places)]
    run = [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {paths!r}; {PROGRAM}"]
    return subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()


def distribution(folder: Path, group: str, suffix: str = ".dist-info") -> Path:
    info = folder / f"others_claims-1.0{suffix}"
    info.mkdir(parents=True)
    (info / ("METADATA" if suffix == ".dist-info" else "PKG-INFO")).write_text("Metadata-Version: 2.1\nName: others-claims\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{group}]\nours = others.rules\n")
    return folder


def test_where_nobody_offers_a_plug_in_none_is_looked_up(tmp_path: Path) -> None:
    assert fresh(distribution(tmp_path, "others.group"), tmp_path / "absent") == ["False"]


@pytest.mark.parametrize("suffix", [".dist-info", ".egg-info", ".DIST-INFO"])
def test_a_plug_in_is_found_by_its_file(suffix: str, tmp_path: Path) -> None:
    assert fresh(distribution(tmp_path, "claims.rules", suffix)) == ["ours", "True"]


def test_a_plug_in_in_an_archive_is_found(tmp_path: Path) -> None:
    folder = distribution(tmp_path / "unpacked", "claims.rules")
    archive = tmp_path / "others.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in folder.rglob("*"):
            packed.write(path, path.relative_to(folder))
    assert fresh(archive) == ["ours", "True"]
