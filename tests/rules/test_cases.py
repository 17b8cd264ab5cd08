"""Each rule finds what its bad examples hold, at the place, and nothing else; and nothing in its good ones."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from red_team import ARTICLE_TEXT, BASE, CASES, Case, all_cases, check_quickly, lay_out, read_cases

from claims.check.engine import check_paths
from claims.check.rules import all_rules
from claims.check.rules.repository import RULES as REPOSITORY_RULES

OF_OTHER_STAGES = {rule.code for rule in REPOSITORY_RULES}
"""Codes whose findings need documents, git or a baseline; their stages have tests of their own."""

UNREADABLE = {"SYN000", "SYN005"}
"""Codes of files that could not be read at all, which ends the check with status 2."""

NEVER_SEEN = {"SCH009", "TYP000"}
"""Codes for disagreements between schema and model, of which none is known: there is no example to give."""


def test_the_base_ledger_is_without_findings() -> None:
    checked = check_paths([BASE], texts={"gazette-2020-05-04": ARTICLE_TEXT})
    assert checked.report.findings == ()
    assert checked.report.not_run == ()
    assert checked.report.records == 20


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_findings_are_those_expected_and_no_others(case: Case, tmp_path: Path) -> None:
    assert check_quickly(case, tmp_path) == case.expect


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_command_line_finds_what_the_first_bad_example_holds(path: Path, tmp_path: Path) -> None:
    case = read_cases(path)[0]
    ledger = lay_out(case, tmp_path)
    told = [str(ledger / edit["file"]) for edit in case.edits] if case.loose else [str(ledger)]
    against = ["--ledger", str(BASE)] if case.loose else ["--article", str(BASE.parent / "article.txt")] if case.article else []
    status, report = claims_check(*told, *against)
    found = {(finding["code"], finding["field"]) for finding in report["findings"]}
    assert found == {(code, field) for code, _, field in case.expect}
    failing = any(finding["severity"] == "error" for finding in report["findings"])
    assert status == (2 if path.stem in UNREADABLE else 1 if failing else 0)


def claims_check(*arguments: str) -> tuple[int, dict[str, Any]]:
    """Run `claims check` in this process; return its exit status and its report."""
    from claims.cli.app import run

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        status = run(["check", *arguments, "--format", "json"])
    return status, json.loads(out.getvalue())


def test_every_code_has_bad_and_good_examples() -> None:
    wanted = {rule.code for rule in all_rules()} - OF_OTHER_STAGES - NEVER_SEEN
    assert {path.stem for path in CASES.glob("*.yaml")} == wanted


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_file_of_cases_has_both_kinds_and_its_code_among_the_expected(path: Path) -> None:
    cases = read_cases(path)
    bad = [case for case in cases if case.bad]
    assert bad
    assert len(bad) < len(cases)
    for case in bad:
        assert any(code == path.stem for code, _, _ in case.expect), case.name


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_is_documented(rule: object) -> None:
    assert all(rule.section(title) for title in ("Summary", "Why", "Bad", "Good"))  # type: ignore[attr-defined]
