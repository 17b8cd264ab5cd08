"""Whole files through the command line: the folder decides the exit status, the file's name says the defect."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.cli.app import run

EXAMPLES = Path(__file__).parent / "examples"
LEDGER = Path(__file__).parent / "rules" / "base" / "demo"
VALID = sorted((EXAMPLES / "valid").iterdir())
INVALID = sorted((EXAMPLES / "invalid").iterdir())
UNREADABLE = {"SYN005"}
"""Codes of files that cannot be read at all, which ends the check with status 2."""


def check(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[tuple[str, str, int]]]:
    status = run(["check", str(path), "--ledger", str(LEDGER), "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    return status, [(finding["code"], finding["severity"], finding["line"]) for finding in report["findings"]]


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_valid(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(path, capsys) == (0, [])


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.name)
def test_invalid(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = path.name.partition("-")[0]
    status, found = check(path, capsys)
    assert {other for other, _, _ in found} == {code}
    assert status == (2 if code in UNREADABLE else 1)
    if path.stat().st_size:
        assert all(line >= 1 for _, _, line in found)


def test_there_are_enough_of_both() -> None:
    assert len(VALID) >= 4
    assert len(INVALID) >= 25
