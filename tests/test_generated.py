"""What is generated and committed is what the code generates."""

from __future__ import annotations

from pathlib import Path

from claims.export.build import build_all, stale_files

ROOT = Path(__file__).parents[1]


def test_committed_files_are_fresh_and_two_runs_give_the_same_bytes() -> None:
    first = build_all(ROOT / "sources" / "azpk", ROOT)
    assert stale_files(first, ROOT) == [], "run: claims build"
    assert build_all(ROOT / "sources" / "azpk", ROOT) == first
