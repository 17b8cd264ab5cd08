"""`claims assess`: recompute, write, ask what would change."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from builders import write_curated, write_json
from hanging_ledger import hanging_ledger, hanging_value

from claims.cli.app import run
from claims.load.canonical import canonical_bytes
from claims.load.typed import load_ledger


@pytest.fixture
def stale(tmp_path: Path) -> Path:
    """A curated ledger whose assessments were never computed."""
    return write_curated(tmp_path / "pear", hanging_value())


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The same, computed."""
    return write_curated(tmp_path / "pear", hanging_ledger().to_json_value())


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = run(["assess", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "claims").iterdir()}


def test_what_is_up_to_date_is_said_to_be(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = answer(capsys, "--ledger", fresh)
    assert (status, out) == (0, "8 claims: every stored assessment is what the policy gives\n")


def test_what_differs_is_listed_and_nothing_written(stale: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(stale)
    status, out, _ = answer(capsys, "--ledger", stale)
    assert status == 1
    assert "pear-0001  ? not-enough-evidence becomes + supported" in out
    assert "stored assessments differ, 5 in the verdict" in out
    assert files(stale) == before


def test_apply_writes_canonical_records_with_history(stale: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = answer(capsys, "--ledger", stale, "--apply", "--date", "2021-08-01")
    assert status == 0
    assert "5 with another verdict; run: claims build" in out
    written = {claim.id: claim for claim in load_ledger(stale).claims}
    assert {claim.id: claim.assessment for claim in hanging_ledger().claims} == {i: claim.assessment for i, claim in written.items()}
    assert [revision.date for revision in written["pear-0001"].history] == ["2021-07-02", "2021-08-01"]
    assert len(written["pear-0005"].history) == 1
    assert all(data == canonical_bytes(written[Path(name).stem]) for name, data in files(stale).items())
    assert answer(capsys, "--ledger", stale)[0] == 0


def test_apply_a_second_time_writes_nothing(stale: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(capsys, "--ledger", stale, "--apply", "--date", "2021-08-01")
    before = files(stale)
    status, out, _ = answer(capsys, "--ledger", stale, "--apply", "--date", "2021-08-02")
    assert (status, files(stale)) == (0, before)
    assert "every stored assessment" in out


def test_without_a_date_the_entry_is_of_today(stale: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = datetime.datetime.now(datetime.UTC).date().isoformat()
    answer(capsys, "--ledger", stale, "--apply")
    after = datetime.datetime.now(datetime.UTC).date().isoformat()
    assert before <= load_ledger(stale).claims[0].history[-1].date <= after


def test_apply_finds_the_ledger_of_the_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_curated(tmp_path / "sources" / "pear", hanging_value())
    monkeypatch.chdir(tmp_path)
    assert answer(capsys, "--apply", "--date", "2021-08-01")[0] == 0
    assert load_ledger(folder).claims[0].verdict == "supported"


def test_json_gives_stored_and_recomputed_values(stale: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = answer(capsys, "--ledger", stale, "--json")
    value = json.loads(out)
    first = next(change for change in value["differ"] if change["claim"] == "pear-0001")
    assert first["fields"]["verdict"] == {"stored": "not-enough-evidence", "recomputed": "supported"}
    assert (value["claims"], value["written"]) == (8, 0)


def test_what_if_shows_the_flips(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = answer(capsys, "--ledger", fresh, "--what-if", "drop office")
    assert status == 0
    assert "pear-0001  + supported becomes ? not-enough-evidence" in out
    assert "through a derivation" in " ".join(out.split())
    assert "1 source changed, cited by 2 claims; 3 of 8 verdicts flip" in out


def test_repeated_what_ifs_hold_together_and_answer_in_json(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = answer(capsys, "--ledger", fresh, "--what-if", "drop office", "--what-if", "grade daily=D", "--json")
    value: dict[str, Any] = json.loads(out)
    assert (value["dropped"], value["grades"]) == (["office"], {"daily": "D"})
    assert [flip["claim"] for flip in value["flips"]] == ["pear-0001", "pear-0002", "pear-0003", "pear-0004"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--what-if", "drop ofice"], "did you mean office"),
        (["--what-if", "forget office"], "write `drop SOURCE`"),
        (["--what-if", "grade office=Z"], "'Z' is no grade"),
        (["--what-if", "drop office", "--apply"], "--what-if only looks"),
        (["--date", "2021-08-01"], "--date goes with --apply"),
        (["--apply", "--date", "1 August"], "is not a day"),
    ],
)
def test_wrong_use_is_explained(stale: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    before = files(stale)
    status, _, err = answer(capsys, "--ledger", stale, *arguments)
    assert status == 2
    assert said in err
    assert files(stale) == before


def test_only_a_curated_ledger_can_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_json(tmp_path / "pear.json", hanging_value())
    status, _, err = answer(capsys, "--ledger", path, "--apply")
    assert status == 2
    assert "a folder with a ledger.json" in err
