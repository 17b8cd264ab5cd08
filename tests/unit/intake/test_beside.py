"""Numbers and days beside exact texts: an edit of one of the two is taken, two that disagree are a problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from edited_books import EditedBook, curated, exported

from claims.intake.beside import agree
from claims.intake.examine import examine
from claims.intake.options import ImportOptions
from claims.load.workbook_map import Role
from claims.model.finding import Severity


@pytest.mark.parametrize(
    ("exact", "shown", "same"),
    [
        ("1200", 1200, True), ("-0.02", "-0.02", True), ("1.50", "1.5", True), ("1200", 1201, False), ("1200", None, False),
        (None, None, True), (None, 5, False), ("12345678901234567890", None, True), ("12345678901234567890", 1, False),
    ],
)  # fmt: skip
def test_a_number_agrees_with_its_text(exact: str | None, shown: object, same: bool) -> None:
    assert agree(exact, shown, Role.NUMBER) is same  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("exact", "shown", "same"),
    [
        ("2021-05-05", "2021-05-05", True), ("2021-05-05", "2021-05-05T00:00:00", True), ("2021-05", None, True),
        ("1899-01-01", None, True), ("2021-05", "2021-05-01", False), ("2021-05-05", None, False),
    ],
)  # fmt: skip
def test_a_day_agrees_with_its_text(exact: str, shown: str | None, same: bool) -> None:
    assert agree(exact, shown, Role.DAY) is same


def test_each_way_of_editing_has_its_outcome(tmp_path: Path) -> None:
    _, ledger = curated(tmp_path / "pear")
    book = EditedBook(exported(ledger, tmp_path / "book.xlsx"))
    book.put("Claims", "pear-0001", "multiplier_number", 1000)  # the number only: it is the edit
    book.put("Claims", "pear-0002", "multiplier", "10")  # the text only: it is the edit
    book.put("Claims", "pear-0003", "multiplier", "10")  # both, and they disagree
    disagree = book.put("Claims", "pear-0003", "multiplier_number", 100)
    cleared = book.put("Claims", "pear-0004", "multiplier_number", None)  # cleared: the text stands
    wrong = book.put("Claims", "pear-0005", "multiplier_number", "ten")
    found = examine(book.save(), ledger, ImportOptions(day="2021-08-01"))
    taken = {change.record: change.new for change in found.changes if change.field == "payload.multiplier" and not change.held}
    assert taken == {"pear-0001": "1000", "pear-0002": "10"}
    errors = {str(finding.position) for finding in found.findings if finding.severity is Severity.ERROR}
    assert errors == {disagree, wrong}
    assert [str(f.position) for f in found.findings if f.severity is Severity.NOTE and "cleared" in f.message] == [cleared]
