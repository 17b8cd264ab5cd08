"""Which rules run, and which findings are taken out with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import claim_value, ledger_value, write_curated

from claims.check.engine import check_paths
from claims.check.rules import all_rules
from claims.check.selection import Selection, validate_codes
from claims.errors import UnknownName
from claims.model.finding import Severity

BY_CODE = {rule.code: rule for rule in all_rules()}
DOUBLED = {"tags": ["pears", "pears"]}


def ledger(folder: Path, **claim: object) -> Path:
    return write_curated(folder, ledger_value(claims=[claim_value(**claim)]))


@pytest.mark.parametrize(
    ("select", "ignore", "code", "wanted"),
    [
        ((), (), "VAL004", True),
        (("VAL",), (), "VAL004", True),
        (("REF",), (), "VAL004", False),
        (("VAL",), ("VAL004",), "VAL004", False),
        (("VAL004",), ("VAL",), "VAL004", True),
        ((), ("VAL",), "VAL004", False),
        (("VAL",), ("VAL",), "VAL004", False),
    ],
)
def test_the_longer_prefix_wins(select: tuple[str, ...], ignore: tuple[str, ...], code: str, wanted: bool) -> None:
    assert Selection(select, ignore).wants(code) is wanted


def test_only_selected_rules_find_anything(tmp_path: Path) -> None:
    path = ledger(tmp_path / "pear", **DOUBLED)
    assert check_paths([path], selection=Selection(select=("REF016",))).report.counts() == {"REF016": 1}
    assert "REF016" not in check_paths([path], selection=Selection(ignore=("REF",))).report.counts()


def test_an_acceptance_takes_the_finding_out_and_keeps_it_among_the_suppressed(tmp_path: Path) -> None:
    path = ledger(tmp_path / "pear", **DOUBLED, accepted=[{"code": "REF016", "reason": "Two kinds of pears."}])
    report = check_paths([path], selection=Selection(select=("REF016", "REF012"))).report
    assert report.findings == ()
    assert [finding.code for finding in report.suppressed] == ["REF016"]


def test_an_acceptance_of_a_rule_that_did_not_run_says_nothing(tmp_path: Path) -> None:
    path = ledger(tmp_path / "pear", accepted=[{"code": "ANC006", "reason": "The text changed."}])
    select = Selection(select=("ANC006", "REF012"))
    report = check_paths([path], selection=select).report
    assert report.findings == ()
    assert [code for code, _ in report.not_run] == ["ANC006"]
    assert check_paths([path], selection=Selection(select=("REF012",))).report.findings == ()


def test_per_file_ignores_and_severities_apply_to_unused_acceptances_too(tmp_path: Path) -> None:
    path = ledger(tmp_path / "pear", accepted=[{"code": "REF016", "reason": "Once it was doubled."}])
    chosen = Selection(select=("REF016", "REF012"))
    assert check_paths([path], selection=chosen).report.findings[0].severity is Severity.ERROR
    milder = Selection(select=chosen.select, severity=(("REF", Severity.WARNING), ("REF012", Severity.NOTE)))
    assert check_paths([path], selection=milder).report.findings[0].severity is Severity.NOTE
    quiet = Selection(select=chosen.select, per_file_ignores=(("*/claims/*", ("REF012",)),))
    report = check_paths([path], selection=quiet).report
    assert report.findings == ()
    assert [finding.code for finding in report.suppressed] == ["REF012"]


def test_codes_that_match_no_rule_are_refused() -> None:
    assert validate_codes(["VAL", "REF001"], BY_CODE) == ("VAL", "REF001")
    with pytest.raises(UnknownName, match="'VAX'"):
        validate_codes(["VAX"], BY_CODE)
