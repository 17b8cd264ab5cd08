"""The workbook in LibreOffice: opened, calculated, saved, printed. Needs `soffice`, which is no package of Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from workbooks import SOFFICE, open_workbook, through_libreoffice, write_workbook

from claims.load.packed import load_packed
from claims.load.typed import load_ledger
from claims.model.ledger import LedgerRecord

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (Debian: apt-get install libreoffice-calc)")


@pytest.fixture(scope="module")
def ledger() -> LedgerRecord:
    return load_packed()


def part(ledger: LedgerRecord) -> LedgerRecord:
    """The first claims and all with amounts, so that there are figures."""
    claims = [claim for number, claim in enumerate(ledger.claims) if number < 12 or claim.kind == "quantity"]
    return ledger.model_copy(update={"claims": tuple(claims), "sources": ledger.sources[:40]})


@pytest.fixture(scope="module")
def saved(ledger: LedgerRecord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of a part, with one verdict changed and no stored results, as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("libreoffice")
    book = open_workbook(write_workbook(part(ledger), folder / "book.xlsx"))
    book["Claims"]["B2"] = "refuted"
    book.save(folder / "changed.xlsx")
    return through_libreoffice(folder / "changed.xlsx", folder)


def test_it_comes_back_from_libreoffice_as_the_same_ledger(ledger: LedgerRecord, tmp_path: Path) -> None:
    path = write_workbook(ledger, tmp_path / "book.xlsx")
    assert load_ledger(through_libreoffice(path, tmp_path)) == ledger


def test_counts_follow_an_edit(ledger: LedgerRecord, saved: Path) -> None:
    shown = {row[0]: row[1] for row in open_workbook(saved, data_only=True)["Read me"].iter_rows(values_only=True)}
    claims = part(ledger).claims
    assert claims[0].verdict != "refuted"
    assert (shown["☒ refuted"], shown["all"]) == (1 + sum(claim.verdict == "refuted" for claim in claims), len(claims))


def test_figures_are_calculated(saved: Path) -> None:
    rows = list(open_workbook(saved, data_only=True)["Figures"].iter_rows(values_only=True))
    start = next(index for index, row in enumerate(rows) if row[0] == "year")
    table = {row[0]: row[1:4] for row in rows[start + 1 :] if row[0]}
    assert rows[start][1:4] == ("exports", "imports", "trade turnover")
    assert table[2020] == (11_625_500, 1_657_600, 13_283_100)


def test_drop_downs_tables_looks_and_the_hidden_sheet_survive(saved: Path) -> None:
    book = open_workbook(saved)
    claims: Any = book["Claims"]
    assert "Claims" in claims.tables and book["Meta"].sheet_state == "hidden"
    assert any(rule.type == "list" and "Lists!" in rule.formula1 for rule in claims.data_validations.dataValidation)
    assert len(claims.conditional_formatting) == 1
