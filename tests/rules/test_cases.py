"""Each rule finds what its bad examples hold, at the place, and nothing else; and nothing in its good ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from red_team import ARTICLE_TEXT, BASE, CASES, Case, all_cases, check_case, read_cases

from claims.check.engine import check_paths
from claims.check.rules import all_rules
from claims.check.rules.repository import RULES as REPOSITORY_RULES

OF_OTHER_STAGES = {rule.code for rule in REPOSITORY_RULES}
"""Codes whose findings need documents, git or a baseline; their stages have tests of their own."""

NEVER_SEEN = {"SCH009", "TYP000"}
"""Codes for disagreements between schema and model, of which none is known: there is no example to give."""


def test_the_base_ledger_is_without_findings() -> None:
    checked = check_paths([BASE], texts={"gazette-2020-05-04": ARTICLE_TEXT})
    assert checked.report.findings == ()
    assert checked.report.not_run == ()
    assert checked.report.records == 20


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_findings_are_those_expected_and_no_others(case: Case, tmp_path: Path) -> None:
    _, found = check_case(case, tmp_path)
    assert found == case.expect


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
