"""The template repository under examples/ works as its README says."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import claims

TEMPLATE = Path(__file__).parents[2] / "examples" / "claims-repository"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATE, tmp_path / "mine"))


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "claims", *arguments], cwd=folder, capture_output=True, text=True)


def test_the_configured_check_passes_without_arguments(copied: Path) -> None:
    done = run(copied, "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors; 8 records" in done.stdout


def test_the_offered_claim_passes_against_the_ledger_with_the_article_at_hand(copied: Path) -> None:
    done = run(copied, "check", "new-claims", "--article", "article.txt")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "not run: ANC" not in done.stdout


def test_a_mistake_is_found_at_its_line(copied: Path) -> None:
    path = copied / "sources" / "demo" / "claims" / "demo-0001.json"
    path.write_text(path.read_text().replace('"lower-ferry-minutes-2019"', '"lower-ferry-minutes-2091"', 1))
    done = run(copied, "check")
    assert done.returncode == 1
    line = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if "2091" in text)
    assert f"sources/demo/claims/demo-0001.json:{line}:" in done.stdout
    assert "did you mean 'lower-ferry-minutes-2019'" in done.stdout


def test_the_ledger_loads_builds_and_exports(copied: Path) -> None:
    ledger = claims.load(copied / "sources" / "demo")
    assert [claim.verdict.value for claim in ledger] == ["supported", "refuted"]
    done = run(copied, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in (copied / "exports").iterdir()} >= {"demo.json", "demo.xlsx", "demo-csv", "report.md"}
    assert run(copied, "build", "--check").returncode == 0
    (copied / "exports" / "report.md").write_text("edited by hand")
    stale = run(copied, "build", "--check")
    assert stale.returncode == 1
    assert "run: claims build" in stale.stdout
