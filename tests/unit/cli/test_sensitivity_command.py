"""`claims sensitivity`: sources by the verdicts that hang on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import write_json
from hanging_ledger import hanging_ledger

from claims.cli.app import run


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    return str(write_json(tmp_path / "pear.json", hanging_ledger().to_json_value()))


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["sensitivity", *arguments]) == 0
    return capsys.readouterr().out


def test_the_table_ranks_sources(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = answer(capsys, "--ledger", ledger)
    rows = [line.split()[:6] for line in out.splitlines()[1:4]]
    assert rows[0] == ["office", "B", "2", "2", "3", "3"]
    assert {row[0] for row in rows[1:]} == {"daily", "wire"}
    assert "4 of 7 verdicts would flip for the loss of some one source; 3 sources flip none" in out
    assert "one source 2, several publications of one origin 0, one derivation 1" in out


def test_claims_lists_what_flips_and_why(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = answer(capsys, "--ledger", ledger, "--claims")
    office = out.partition("office (B)")[2].partition("\n\n")[0]
    assert "pear-0004  x refuted becomes ? not-enough-evidence" in office
    assert "pear-0003  + supported becomes ? not-enough-evidence (through a derivation)" in office
    assert "Verdicts with one group of evidence" in out


def test_a_short_list_says_that_it_is_short(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "… and 2 more sources (--all)" in answer(capsys, "--ledger", ledger, "--top", "1")
    assert "more sources" not in answer(capsys, "--ledger", ledger, "--top", "1", "--all")


def test_json_has_everything(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    value = json.loads(answer(capsys, "--ledger", ledger, "--json"))
    assert value["sources"][0]["source"] == "office"
    assert len(value["sources"]) == 6
    assert value["origins"][0]["sources"] == ["copy", "echo", "wire"]
    assert value["hanging"]["pear-0002"] == ["wire", "daily"]
    assert {one["claim"] for one in value["narrow"]} == {"pear-0001", "pear-0003", "pear-0004"}
