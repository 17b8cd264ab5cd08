"""The Findings sheet: what the article gets wrong or imprecise."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.claim import Claim
from ...model.ledger import LedgerRecord
from ...model.vocabulary import Stance
from ...query.report import is_wrong
from .places import Places
from .plan import PlannedRow, SheetColumn, SheetPlan

MOST_AGAINST = 4
"""Sources named in a cell; the Citations sheet has all."""

_COLUMNS = (
    SheetColumn("claim", "word", words="Identifier of the claim; the link leads to it."),
    SheetColumn("verdict", "word", words="The claim's verdict.", verdict=True, width=23),
    SheetColumn("statement", "text", words="What the article says.", width=46),
    SheetColumn("corrected", "text", words="What is right, where that is known.", width=46),
    SheetColumn("rationale", "text", words="Why.", width=50),
    SheetColumn("against", "text", words="Sources that contradict the claim or bear out a part of it.", width=34),
    SheetColumn("level", "word", words="Confidence in the verdict."),
    SheetColumn("row", "word", words="Row of the article's inventory."),
    SheetColumn("later", "text", words="What changed after the article appeared.", width=34),
)


def findings_plan(ledger: LedgerRecord, places: Places) -> SheetPlan:
    """Return the plan of the sheet: refuted claims, those on which sources conflict, and all that carry a correction."""
    keys = ((article.id, row.id) for article in ledger.articles for row in article.inventory)
    order = {key: place for place, key in enumerate(keys)}

    def rows() -> Iterator[PlannedRow]:
        wrong = [claim for claim in ledger.claims if not claim.withdrawn and is_wrong(claim)]
        for claim in sorted(wrong, key=lambda claim: _position(claim, order)):
            assessment = claim.assessment
            values = (
                claim.id, claim.verdict.value, claim.statement, assessment.corrected, assessment.rationale, _against(claim),
                assessment.level and assessment.level.value, claim.anchors[0].row, assessment.later,
            )  # fmt: skip
            target = places.record("claims", claim.id)
            yield PlannedRow(values, {0: target} if target else {})

    return SheetPlan("Findings", "Findings", "Claims that the evidence refutes, contests or corrects.", _COLUMNS, rows, printed=8)


def _position(claim: Claim, order: dict[tuple[str, str], int]) -> tuple[int, int, str]:
    anchor = claim.anchors[0]
    return order.get((anchor.source, anchor.row), len(order)), anchor.start, claim.id


def _against(claim: Claim) -> str | None:
    sources = [citation.source for citation in claim.citations if citation.stance in {Stance.CONTRADICTS, Stance.PARTIAL}]
    told = list(dict.fromkeys(sources))
    rest = f"; and {len(told) - MOST_AGAINST} more" if len(told) > MOST_AGAINST else ""
    return "; ".join(told[:MOST_AGAINST]) + rest if told else None
