"""Which rows of an article carry claims, and how much of each row their spans account for."""

from __future__ import annotations

import attrs

from ..model.article import Article, InventoryRow
from ..model.ledger import LedgerRecord
from ..model.vocabulary import RowRole

WANTED = frozenset({RowRole.SENTENCE, RowRole.LIST_ITEM, RowRole.TABLE_ROW, RowRole.TABLE_NOTE})
"""Roles of rows that must carry at least one claim."""


@attrs.frozen
class RowCoverage:
    """One row of an inventory and what stands on it."""

    row: InventoryRow
    claims: tuple[str, ...]
    share: float
    """Share of the row's code points within at least one claim's span, from 0 to 1."""

    @property
    def wanted(self) -> bool:
        """Whether the row must carry a claim."""
        return self.row.role in WANTED

    @property
    def explained(self) -> bool:
        """Whether the row carries a claim, or says why it carries none."""
        return bool(self.claims) or (not self.wanted and self.row.no_claim is not None)


@attrs.frozen
class Coverage:
    """The coverage of one article."""

    article: str
    rows: tuple[RowCoverage, ...]

    @property
    def wanted(self) -> int:
        """How many rows must carry a claim."""
        return sum(row.wanted for row in self.rows)

    @property
    def covered(self) -> int:
        """How many of them do."""
        return sum(bool(row.claims) for row in self.rows if row.wanted)

    @property
    def share(self) -> float:
        """`covered` of `wanted`; 1 where none is wanted."""
        return self.covered / self.wanted if self.wanted else 1.0

    @property
    def character_share(self) -> float:
        """Share of the code points of all wanted rows that claims' spans account for."""
        total = sum(row.row.end - row.row.start for row in self.rows if row.wanted)
        return sum(row.share * (row.row.end - row.row.start) for row in self.rows if row.wanted) / total if total else 1.0


def coverage(ledger: LedgerRecord) -> tuple[Coverage, ...]:
    """Return the coverage of each article, rows in reading order. Withdrawn claims do not count."""
    return tuple(_of(article, ledger) for article in ledger.articles)


def _of(article: Article, ledger: LedgerRecord) -> Coverage:
    spans: dict[str, list[tuple[int, int]]] = {}
    claims: dict[str, list[str]] = {}
    for claim in ledger.claims:
        if claim.withdrawn:
            continue
        for anchor in claim.anchors:
            if anchor.source == article.id:
                spans.setdefault(anchor.row, []).append((anchor.start, anchor.end))
                claims.setdefault(anchor.row, []).append(claim.id)
    return Coverage(
        article.id,
        tuple(
            RowCoverage(row, tuple(dict.fromkeys(claims.get(row.id, ()))), _share(row, spans.get(row.id, [])))
            for row in article.inventory
        ),
    )


def _share(row: InventoryRow, spans: list[tuple[int, int]]) -> float:
    covered = 0
    reached = row.start
    for start, end in sorted(spans):
        start, end = max(start, reached), min(end, row.end)
        if end > start:
            covered += end - start
            reached = end
    return covered / (row.end - row.start) if row.end > row.start else 1.0
