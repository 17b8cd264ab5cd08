"""`claims timeline`: claims by date, and the picture."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from builders import write_json
from hanging_ledger import hanging_ledger

from claims.cli.app import run


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    return str(write_json(tmp_path / "pear.json", hanging_ledger().to_json_value()))


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(["timeline", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_claims_stand_by_year_with_date_and_verdict(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = answer(capsys, "--ledger", ledger)
    assert status == 0
    assert [line for line in out.splitlines() if line.isdigit()] == ["2020", "2021"]
    assert re.search(r"^  about June 2020 +\+ pear-0002  Freedonia exported", out, re.MULTILINE)
    assert re.search(r"^  due May 2021 +\? pear-0007", out, re.MULTILINE)
    assert "8 dates of 7 claims; no claim is without a time" in out


def test_a_long_date_gets_its_own_line(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = answer(capsys, "--ledger", ledger)
    lines = out.splitlines()
    place = lines.index("  from 27 September 2020 on")
    assert lines[place + 1].lstrip().startswith("? pear-0005")


def test_conditions_select(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = answer(capsys, "--ledger", ledger, "--where", "verdict=refuted")
    assert "1 date of 1 claim;" in out


def test_json(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = answer(capsys, "--ledger", ledger, "--json")
    value = json.loads(out)
    (entry,) = (entry for entry in value["entries"] if entry["claim"] == "pear-0005")
    assert (entry["start"], entry["end"], entry["shape"], entry["words"]) == ("2020-09-27", None, "interval", "from 27 September 2020 on")
    assert value["undated"] == []


def test_the_picture(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new" / "pears.svg"
    status, out, _ = answer(capsys, "--ledger", ledger, "-o", str(target), "--where", "topic=trade")
    assert status == 0
    assert "drawn to" in out
    text = target.read_text(encoding="utf-8")
    assert text.startswith("<svg")
    assert "Part of the ledger: topic=trade" in text


def test_another_ending_is_refused(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = answer(capsys, "--ledger", ledger, "-o", str(tmp_path / "pears.png"))
    assert status == 2
    assert "ends in .svg" in err
    assert not (tmp_path / "pears.png").exists()
