"""`claims check` as a repository uses it: configuration, fixes shown first, baseline, branch, documents, history; one status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import claim_value, ledger_value, write_curated
from repositories import ScratchRepository

from claims.cli.app import run

CLAIM = Path("pear/claims/pear-0002.json")


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ScratchRepository:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    found = ScratchRepository(tmp_path / "r")
    monkeypatch.chdir(found.folder)
    write_curated(Path("pear"), ledger_value(claims=[claim_value(), claim_value("pear-0002")]))
    settings = 'paths = ["pear"]\nselect = ["SYN", "SCH", "TYP", "REF02", "REF03"]\ndocuments = ["*.md"]\n'
    Path("claims.toml").write_text(settings, encoding="utf-8")
    Path("a.md").write_text("<!-- claims: reviewed 2022-01-01 -->\n[pear-0001]\n", encoding="utf-8")
    found.commit()
    return found


def edit(old: str, new: str) -> None:
    CLAIM.write_text(CLAIM.read_text("utf-8").replace(old, new), encoding="utf-8")


def test_paths_documents_and_selection_come_from_the_configuration(scratch: ScratchRepository, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 0
    assert "9 records in 10 files" in capsys.readouterr().out
    Path("a.md").write_text("[pear-0009]", encoding="utf-8")
    assert run(["check"]) == 1
    assert "a.md:1:2: REF020 there is no claim 'pear-0009'" in capsys.readouterr().out


def test_a_fix_is_shown_and_written_and_diff_only_shows(scratch: ScratchRepository, capsys: pytest.CaptureFixture[str]) -> None:
    edit('"time": "2020"', '"time": "2020/6/3"')
    before = CLAIM.read_bytes()
    assert run(["check", "--fix", "--diff"]) == 1
    assert '+  "time": "2020-06-03",\n' in capsys.readouterr().out
    assert CLAIM.read_bytes() == before
    assert run(["check", "--fix"]) == 0
    assert f"{CLAIM}: mended: time: '2020/6/3' became '2020-06-03'" in capsys.readouterr().out
    assert b'"time": "2020-06-03"' in CLAIM.read_bytes()


def test_a_report_for_programs_is_not_mixed_with_the_diff(scratch: ScratchRepository, capsys: pytest.CaptureFixture[str]) -> None:
    edit('"time": "2020"', '"time": "2020/6/3"')
    assert run(["check", "--fix", "--format", "json"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["ok"] is True
    assert captured.err.startswith("--- a/pear/claims/pear-0002.json")


def test_a_baseline_lets_known_findings_pass_and_fails_on_new_and_stale_ones(scratch: ScratchRepository) -> None:
    edit('"topic": "trade"', '"topic": "Trade Wind"')
    assert run(["check"]) == 1
    assert run(["check", "--write-baseline", "b.json"]) == 0
    assert run(["check", "--baseline", "b.json"]) == 0
    edit('"time": "2020"', '"time": "June"')
    assert run(["check", "--baseline", "b.json"]) == 1
    edit('"time": "June"', '"time": "2020"')
    edit('"topic": "Trade Wind"', '"topic": "trade"')
    assert run(["check", "--baseline", "b.json"]) == 1


def test_a_branch_is_checked_against_where_it_left(scratch: ScratchRepository, capsys: pytest.CaptureFixture[str]) -> None:
    scratch.git("checkout", "-q", "-b", "branch")
    CLAIM.unlink()
    scratch.commit("delete")
    scratch.commit("more")
    assert run(["check", "--changed-since", "main"]) == 1
    out = capsys.readouterr().out
    assert "pear/claims/pear-0002.json:1:1: REF030 the claim 'pear-0002' was deleted" in out
    assert "0 changed since main, 1 deleted" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--changed-since", "nowhere"], "git knows no revision 'nowhere'"),
        (["--baseline", "none.json"], "none.json: no such file"),
        (["--select", "XYZ"], "no rule has the code or prefix 'XYZ'"),
        (["--format", "html"], "no report format is called 'html'"),
        (["--config", "none.toml"], "none.toml: no such file"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(
    scratch: ScratchRepository, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert run(["check", *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line
