"""Verdicts that were typed over become a reviewer's with a reason; what is computed is not typed over."""

from __future__ import annotations

from pathlib import Path

import pytest
from edited_books import EditedBook, curated, exported

from claims.intake.examine import examine
from claims.intake.options import ImportOptions
from claims.intake.outcome import Outcome, outcome
from claims.model.finding import Severity
from claims.model.ledger import LedgerRecord


@pytest.fixture
def pear(tmp_path: Path) -> tuple[LedgerRecord, EditedBook]:
    _, ledger = curated(tmp_path / "pear")
    return ledger, EditedBook(exported(ledger, tmp_path / "book.xlsx"))


def result(ledger: LedgerRecord, path: Path, **options: str) -> tuple[Outcome, list[tuple[str, str]]]:
    """Return the outcome and the errors as code and place."""
    chosen = ImportOptions(**({"day": "2021-08-01"} | options))  # type: ignore[arg-type]
    found = examine(path, ledger, chosen)
    made = outcome(found, ledger, chosen)
    errors = [f for f in (*found.findings, *made.findings) if f.severity is Severity.ERROR]
    return made, [(f.code, str(f.position)) for f in errors]


def test_a_verdict_without_a_reason_is_a_problem_at_its_cell(pear: tuple[LedgerRecord, EditedBook]) -> None:
    ledger, book = pear
    place = book.put("Claims", "pear-0001", "verdict", "refuted")
    assert result(ledger, book.save())[1] == [("override", place)]


def test_reason_and_reviewer_may_come_from_the_command(pear: tuple[LedgerRecord, EditedBook]) -> None:
    ledger, book = pear
    book.put("Claims", "pear-0001", "verdict", "refuted")
    made, errors = result(ledger, book.save(), reviewer="Ada Berg", reason="The table was withdrawn by the office.")
    assert errors == []
    override = made.ledger.claims[0].assessment.override
    assert override is not None
    assert (override.verdict.value, override.reviewer, override.date) == ("refuted", "Ada Berg", "2021-08-01")


@pytest.mark.parametrize("header", ["credence", "confidence", "likelihood", "policy", "level"])
def test_what_is_computed_is_refused_at_its_cell(header: str, pear: tuple[LedgerRecord, EditedBook]) -> None:
    ledger, book = pear
    word = {"credence": "0.5", "confidence": "0.5", "likelihood": "unlikely", "policy": "mine/1", "level": "low"}[header]
    place = book.put("Claims", "pear-0001", header, word)
    assert result(ledger, book.save())[1] == [("refused", place)]


def test_a_history_is_not_rewritten(pear: tuple[LedgerRecord, EditedBook]) -> None:
    ledger, book = pear
    book.put("History", "pear-0001", "note", "It was always so.", by="claim")
    assert [code for code, _ in result(ledger, book.save())[1]] == ["refused"]


def test_a_citation_that_changes_the_verdict_is_recomputed_and_told(pear: tuple[LedgerRecord, EditedBook]) -> None:
    ledger, book = pear
    page = book.book["Citations"]
    for row in range(2, page.max_row + 1):
        if page.cell(row, book.column("Citations", "claim")).value == "pear-0001":
            page.cell(row, book.column("Citations", "stance")).value = "contradicts"
    book.put("Claims", "pear-0001", "corrected", "It was 900 tonnes.")
    made, errors = result(ledger, book.save())
    assert errors == []
    assert [one.claim for one in made.recomputed] == ["pear-0001"]
    assert made.ledger.claims[0].verdict == "refuted"
    assert made.ledger.claims[0].history[-1].verdict == "refuted"


def test_a_citation_whose_row_is_gone_stays_unless_it_is_let_go(pear: tuple[LedgerRecord, EditedBook]) -> None:
    ledger, book = pear
    page = book.book["Citations"]
    page.delete_rows(book.row("Citations", "harbour-book", "source"))
    path = book.save()
    kept, errors = result(ledger, path)
    assert (kept.writes, errors) == ((), [])
    # Nothing changes, and yet it is told: a row that somebody took out is never put back silently.
    told = examine(path, ledger, ImportOptions()).gone
    assert [(one.kind, one.record, one.field, one.done) for one in told] == [("claim", "pear-0001", "citations[1]", "kept")]
    gone, errors = result(ledger, path, removed="withdraw")
    assert errors == []
    assert [len(claim.citations) for claim in gone.ledger.claims] == [1, 2, 2, 2, 2]


def test_an_identifier_that_was_changed_or_doubled_is_a_problem(pear: tuple[LedgerRecord, EditedBook]) -> None:
    ledger, book = pear
    changed = book.put("Claims", "pear-0001", "id", "pear-0099")
    doubled = book.put("Claims", "pear-0003", "id", "pear-0002")
    assert sorted(result(ledger, book.save())[1]) == [("REF001", doubled), ("refused", changed)]
