"""What the README shows works when it is pasted."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from claims.cli.app import run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def test_the_python_lines_run(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks("python")
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert len(names["ledger"]) > 500  # type: ignore[arg-type]
    assert len(names["frame"]) == len(names["ledger"])  # type: ignore[arg-type]
    assert "azpk-0009" in str(names["claim"].id)  # type: ignore[attr-defined]


def test_the_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    shutil.copy(ROOT / "sources" / "azpk" / "claims" / "azpk-0009.json", tmp_path / "new-claims.yaml")
    monkeypatch.chdir(tmp_path)
    lines = [line.partition("  #")[0] for block in blocks("sh") for line in block.splitlines() if line.startswith("claims ")]
    assert len(lines) >= 5
    for line in lines:
        status = run(shlex.split(line)[1:])
        out, err = capsys.readouterr()
        # The copied claim is in the ledger already, which the check says; nothing else may go wrong.
        assert status == 0 or "new-claims" in line, f"{line}\n{out}{err}"
    assert (tmp_path / "claims.xlsx").is_file()
    assert (tmp_path / "economic" / "datapackage.json").is_file()
