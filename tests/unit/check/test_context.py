"""What rules may look at."""

from __future__ import annotations

from pathlib import Path

from builders import claim_value, ledger_value, source_value, write_curated, write_json

from claims.check.engine import check_paths
from claims.load.typed import load_ledger


def test_records_of_the_other_ledger_are_known_and_not_reported_on(tmp_path: Path) -> None:
    ledger = load_ledger(write_curated(tmp_path / "pear", ledger_value(sources=[source_value(), source_value("unused-2021")])))
    plums = claim_value("pear-0002", statement="Freedonia exported 1,200 tonnes of plums to Sylvania in 2020.")
    new = write_json(tmp_path / "new.json", [plums])
    context = check_paths([new], against=ledger).context
    assert [claim.id for _, claim in context.checked_claims()] == ["pear-0002"]
    assert set(context.claims) == {"pear-0001", "pear-0002"}
    assert context.claimants == {"gazette-2021"}
    assert "REF010" not in check_paths([new], against=ledger).report.counts()


def test_without_a_ledger_rules_that_need_one_are_reported_as_not_run(tmp_path: Path) -> None:
    new = write_json(tmp_path / "new.json", [claim_value("pear-0002")])
    report = check_paths([new]).report
    not_run = dict(report.not_run)
    assert "REF005" in not_run
    assert "ledger" in not_run["REF005"]
    assert "REF005" not in report.counts()


def test_records_that_cannot_be_read_exist_nevertheless(tmp_path: Path) -> None:
    folder = write_curated(tmp_path / "pear")
    (folder / "entities" / "sylvania.json").write_text("{", encoding="utf-8")
    (folder / "sources" / "port-office-2021.json").write_text('{"id": "port-office-2021"}\n', encoding="utf-8")
    checked = check_paths([folder])
    assert checked.context.exists("entity", "sylvania")
    assert checked.context.exists("source", "port-office-2021")
    assert not checked.context.exists("entity", "ruritania")
    assert not checked.context.all_parsed
    assert {"REF005", "REF006"}.isdisjoint(checked.report.counts())
