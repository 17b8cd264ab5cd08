"""The short form of the mutation test: mistakes put into a copy of the shipped ledger are caught. docs/proof.md has the long one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COUNT = 50
FLOOR = 0.98


@pytest.fixture
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))


@pytest.mark.usefixtures("benchmarks")
def test_mistakes_are_caught_and_the_copy_is_whole_afterwards(tmp_path: Path) -> None:
    from benchmarks.mutation.ledger_copy import LedgerCopy
    from benchmarks.mutation.run import draw_mutations, share

    ledger = ROOT / "sources" / "azpk"
    copy = LedgerCopy(ledger, tmp_path)
    drawn = draw_mutations(copy.files, 2, COUNT)
    assert len({mutation.kind for mutation in drawn}) >= 45
    catches = [copy.try_out(mutation) for mutation in drawn]
    missed = [catch.mutation.told for catch in catches if not catch.codes()]
    assert share(catches) >= FLOOR, missed
    assert {path.relative_to(copy.folder): path.read_bytes() for path in copy.folder.rglob("*.json")} == {
        path.relative_to(ledger): path.read_bytes() for path in ledger.rglob("*.json")
    }


@pytest.mark.usefixtures("benchmarks")
def test_draws_are_those_of_the_seed() -> None:
    from benchmarks.mutation.run import draw_mutations

    ledger = ROOT / "sources" / "azpk"
    files = {path.relative_to(ledger).as_posix(): json.loads(path.read_bytes()) for path in sorted(ledger.rglob("*.json"))}
    first, again, other = (draw_mutations(files, seed, 120) for seed in (7, 7, 8))
    assert [m.told for m in first] == [m.told for m in again] != [m.told for m in other]
    assert all(value != files.get(name) for mutation in first for name, value in mutation.files.items())
