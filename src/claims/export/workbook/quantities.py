"""The Quantities sheet: one row an amount, with real numbers, ready for a pivot table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...model.claim import Claim
from ...model.ledger import LedgerRecord
from ...model.payload import Quantity
from .columns import real_number
from .places import Places
from .plan import PlannedRow, SheetColumn, SheetPlan

QUANTITIES_SHEET = "Quantities"
_YEAR = re.compile(r"[0-9]{4}")
_COLUMNS = (
    SheetColumn("claim", "word", words="Identifier of the claim; the link leads to it."),
    SheetColumn("measure", "word", words="What is measured."),
    SheetColumn("subject", "word", words="The entity whose amount it is."),
    SheetColumn("counterpart", "word", words="The other side, as in trade with it."),
    SheetColumn("period", "word", words="The period it is for, in EDTF."),
    SheetColumn("year", "integer", words="The year, where the period is one."),
    SheetColumn("amount", "number", words="Value times multiplier as a real number, where that keeps every digit.", unit="`unit`"),
    SheetColumn("unit", "word", words="Unit of the amount."),
    SheetColumn("qualifier", "word", words="How exactly it is claimed."),
    SheetColumn("verdict", "word", words="The claim's verdict.", verdict=True),
    SheetColumn("statement", "text", words="The claim's statement.", width=50),
    SheetColumn("corrected", "text", words="What is right, where the claim as stated is not.", width=34),
    SheetColumn("amount_text", "word", words="Value times multiplier, exactly, as text."),
    SheetColumn("value_text", "word", words="The number as claimed, exactly, as text."),
    SheetColumn("multiplier_text", "word", words="What it is multiplied by."),
    SheetColumn("as_written", "text", words="The number as it stands in the article."),
)


def year_of(period: str | None) -> int | None:
    """Return the year that a period is, where it is exactly one."""
    return int(period) if period and _YEAR.fullmatch(period) else None


def quantities(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Quantity]]:
    """Yield the claims that state an amount, withdrawn ones left out."""
    for claim in claims:
        if isinstance(claim.payload, Quantity) and not claim.withdrawn:
            yield claim, claim.payload


def quantities_plan(ledger: LedgerRecord, places: Places) -> SheetPlan:
    """Return the plan of the sheet."""

    def rows() -> Iterator[PlannedRow]:
        for claim, payload in quantities(ledger.claims):
            amount = format(payload.amount, "f")
            year, number = year_of(payload.period), real_number(amount)
            values = (
                claim.id, payload.measure, payload.subject, payload.counterpart, payload.period, year, number,
                payload.unit, payload.qualifier.value, claim.verdict.value, claim.statement, claim.assessment.corrected, amount,
                format(payload.value, "f"), format(payload.multiplier, "f"), payload.as_written,
            )  # fmt: skip
            target = places.record("claims", claim.id)
            yield PlannedRow(values, {0: target} if target else {})

    return SheetPlan(QUANTITIES_SHEET, "Quantities", "Every amount that the article states, one row each.", _COLUMNS, rows, printed=12)
