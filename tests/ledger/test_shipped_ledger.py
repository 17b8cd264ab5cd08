"""What the shipped ledger promises."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from claims.assess.ledger import assess_ledger, claimants_of, reassess
from claims.check.engine import check_paths
from claims.load.packed import load_packed
from claims.model.ledger import LedgerRecord
from claims.model.payload import Quantity
from claims.model.vocabulary import CitationRole, Level, RelationType, Stance, Verdict
from claims.query.coverage import coverage

ROOT = Path(__file__).parents[2]

TRADE_TABLE = {
    "2015": ("1703.0", "293.6", "1996.6"),
    "2016": ("5862.2", "1433.2", "7295.4"),
    "2017": ("6424.7", "1826.4", "8251.1"),
    "2018": ("10359.4", "808.1", "11167.5"),
    "2019": ("14487.3", "294.5", "14781.8"),
    "2020": ("11625.5", "1657.6", "13283.1"),
}
"""Exports, imports and turnover by year as the article's table has them, in thousand US dollars."""


def test_the_check_finds_no_error() -> None:
    report = check_paths([ROOT / "sources" / "azpk"]).report
    assert [str(f) for f in report.findings if f.severity == "error"] == []
    assert report.exit_status == 0
    assert report.records > 1000


def test_every_statement_of_the_article_carries_a_claim(shipped: LedgerRecord) -> None:
    (report,) = coverage(shipped)
    assert report.wanted == 106
    assert report.covered == report.wanted
    assert all(row.explained for row in report.rows)
    assert report.character_share > 0.9


def test_the_trade_table_is_there_to_the_digit(shipped: LedgerRecord) -> None:
    found: dict[tuple[str, str], Quantity] = {}
    rows = {row.id for article in shipped.articles for row in article.inventory if row.role == "table-row"}
    for claim in shipped.claims:
        if isinstance(claim.payload, Quantity) and claim.anchors[0].row in rows and claim.payload.period:
            found[claim.payload.period, claim.payload.measure] = claim.payload
    assert len(found) == 18
    for year, values in TRADE_TABLE.items():
        for measure, value in zip(("exports", "imports", "trade-turnover"), values, strict=True):
            quantity = found[year, measure]
            assert str(quantity.value) == value
            assert (quantity.unit, quantity.multiplier) == ("USD", Decimal(1000))


def test_the_direction_of_trade_is_reported_as_wrong(shipped: LedgerRecord) -> None:
    header = [claim for claim in shipped.claims if claim.anchors[0].row == "s093"]
    assert header
    assert all(claim.verdict is Verdict.REFUTED and claim.assessment.corrected for claim in header)


def test_no_verdict_rests_on_the_article_itself(shipped: LedgerRecord) -> None:
    articles = claimants_of(shipped)
    origins = {source.id: source.origin for source in shipped.sources}
    for claim in shipped.claims:
        for citation in claim.citations:
            if citation.role is CitationRole.EVIDENCE:
                assert citation.source not in articles
                assert origins.get(citation.source) not in articles


def test_high_confidence_never_hangs_on_one_origin(shipped: LedgerRecord) -> None:
    high = [claim for claim in shipped.claims if claim.assessment.level is Level.HIGH]
    assert high
    assert all(len(claim.assessment.reasons) >= 2 for claim in high)


def test_stored_assessments_are_those_that_the_policy_computes(shipped: LedgerRecord) -> None:
    again = reassess(shipped)
    assert [c.id for c, d in zip(shipped.claims, again.claims, strict=True) if c != d] == []


def test_every_derivation_computes_and_there_are_many(shipped: LedgerRecord) -> None:
    outcomes = assess_ledger(shipped.claims, shipped.sources, claimants=claimants_of(shipped)).outcomes
    assert len(outcomes) >= 30
    assert {key: outcome.error for key, outcome in outcomes.items() if outcome.error} == {}


def test_every_checkable_claim_has_evidence_or_says_what_was_looked_for(shipped: LedgerRecord) -> None:
    bare = [c.id for c in shipped.claims if c.checkable and not (c.citations or c.searched or c.derivations)]
    assert bare == []


def test_refuted_claims_carry_the_correction(shipped: LedgerRecord) -> None:
    assert [c.id for c in shipped.claims if c.verdict is Verdict.REFUTED and not c.assessment.corrected] == []


def test_contradictions_are_linked_both_ways(shipped: LedgerRecord) -> None:
    pairs = {(c.id, r.target) for c in shipped.claims for r in c.relations if r.type is RelationType.CONTRADICTS}
    assert pairs
    assert {(b, a) for a, b in pairs} == pairs


def test_publications_of_one_publisher_and_genre_are_graded_alike_unless_a_reason_is_given(shipped: LedgerRecord) -> None:
    grades: dict[tuple[str, str], set[str]] = {}
    for source in shipped.sources:
        if not source.grade.exception:
            grades.setdefault((source.publisher_id, source.genre), set()).add(source.grade.reliability.value)
    assert {key: found for key, found in grades.items() if len(found) > 1} == {}


def test_a_publisher_serves_one_side(shipped: LedgerRecord) -> None:
    sides: dict[str, set[str]] = {}
    for source in shipped.sources:
        sides.setdefault(source.publisher_id, set()).add(source.side)
    assert {key: found for key, found in sides.items() if len(found) > 1} == {}


@pytest.mark.parametrize("stance", [Stance.SUPPORTS, Stance.CONTRADICTS])
def test_both_stances_are_used(shipped: LedgerRecord, stance: Stance) -> None:
    assert any(citation.stance is stance for claim in shipped.claims for citation in claim.citations)


def test_the_packed_ledger_is_the_curated_one(shipped: LedgerRecord) -> None:
    assert load_packed() == shipped
