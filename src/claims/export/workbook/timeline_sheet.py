"""The Timeline sheet: dated claims in order of the time that they are about."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ...model.ledger import LedgerRecord
from ...query.timeline import timeline
from .places import Places
from .plan import PlannedRow, SheetColumn, SheetPlan
from .table_writer import FIRST_REAL_DAY

_COLUMNS = (
    SheetColumn("when", "text", words="The date in words.", width=28),
    SheetColumn("claim", "word", words="Identifier of the claim; the link leads to it."),
    SheetColumn("verdict", "word", words="The claim's verdict.", verdict=True),
    SheetColumn("statement", "text", words="The claim's statement.", width=60),
    SheetColumn("start", "date", words="Earliest day that the date can mean; blank where open. Days before 1900-03-01 are text."),
    SheetColumn("end", "date", words="Latest day that the date can mean; blank where open. Days before 1900-03-01 are text."),
    SheetColumn("time", "word", words="The date in EDTF."),
    SheetColumn("basis", "word", words="Which date of the claim it is: the time it is about, its period, or the day it was due."),
    SheetColumn("shape", "word", words="`day` one day, `within` some time between start and end, `interval` all of it."),
    SheetColumn("doubt", "word", words="`approximate` or `uncertain`, where the date is marked so."),
    SheetColumn("topic", "word", words="The claim's topic."),
)


def timeline_plan(ledger: LedgerRecord, places: Places) -> SheetPlan:
    """Return the plan of the sheet."""

    def rows() -> Iterator[PlannedRow]:
        for entry in timeline(ledger).entries:
            claim = entry.claim
            doubt = "approximate" if entry.approximate else "uncertain" if entry.uncertain else None
            values = (
                entry.words, claim.id, claim.verdict.value, claim.statement, _day(entry.start), _day(entry.end), entry.time,
                entry.basis.value, entry.shape.value, doubt, claim.topic,
            )  # fmt: skip
            target = places.record("claims", claim.id)
            yield PlannedRow(values, {1: target} if target else {})

    return SheetPlan("Timeline", "Timeline", "Dated claims in order of the time that they are about.", _COLUMNS, rows, printed=6)


def _day(day: datetime.date | None) -> datetime.date | str | None:
    return day.isoformat() if day and day < FIRST_REAL_DAY else day
