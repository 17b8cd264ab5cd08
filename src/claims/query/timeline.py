"""Claims in the order of the time that they are about."""

from __future__ import annotations

import datetime
from enum import StrEnum

import attrs

from ..model.claim import Claim
from ..model.date import OPEN_END, OPEN_START, bounds, is_day
from ..model.ledger import LedgerRecord
from .date_words import date_words, is_approximate, is_uncertain


class Basis(StrEnum):
    """Which date of a claim places it."""

    TIME = "time"
    PERIOD = "period"
    DUE = "due"


class Shape(StrEnum):
    """What kind of place in time a date gives."""

    DAY = "day"
    """One known day."""
    WITHIN = "within"
    """Some time within the bounds: a month, a year, one of several dates."""
    INTERVAL = "interval"
    """All the time between the bounds."""


@attrs.frozen
class Entry:
    """A claim at one place in time."""

    claim: Claim
    time: str
    """The EDTF value."""
    basis: Basis
    start: datetime.date | None
    """Earliest day; None where it is open or unknown."""
    end: datetime.date | None
    """Latest day; None where it is open or unknown."""

    @property
    def words(self) -> str:
        """The date in words."""
        return date_words(self.time)

    @property
    def shape(self) -> Shape:
        """Whether it is a day, an interval, or some time within bounds."""
        if "/" in self.time:
            return Shape.INTERVAL
        return Shape.DAY if is_day(self.time) else Shape.WITHIN

    @property
    def approximate(self) -> bool:
        """Whether the date is marked as approximate."""
        return is_approximate(self.time)

    @property
    def uncertain(self) -> bool:
        """Whether the date is marked as uncertain, or has digits left open."""
        return is_uncertain(self.time)

    @property
    def placed(self) -> datetime.date:
        """The day by which it is put in order: its start, or, where that is open, its end."""
        return self.start or self.end or OPEN_START


@attrs.frozen
class Timeline:
    """Dated claims in order of time, and those without a date."""

    entries: tuple[Entry, ...]
    """By start, the wider date first; a plan stands at the day it was told and again at the day it was due."""
    undated: tuple[str, ...]
    """Claims that name no time, by identifier."""


def timeline(ledger: LedgerRecord) -> Timeline:
    """Return the claims of a ledger in order of time. Withdrawn claims are left out."""
    entries: list[Entry] = []
    undated: list[str] = []
    for claim in ledger.claims:
        if claim.withdrawn:
            continue
        # Not every kind of payload has these, and a model takes long to say so.
        values = vars(claim.payload)
        period, due = values.get("period"), values.get("due")
        if claim.time:
            entries.append(_entry(claim, claim.time, Basis.TIME))
        elif period:
            entries.append(_entry(claim, period, Basis.PERIOD))
        if due:
            entries.append(_entry(claim, due, Basis.DUE))
        if not (claim.time or period or due):
            undated.append(claim.id)
    entries.sort(key=lambda e: (e.placed, -(e.end or OPEN_END).toordinal(), e.claim.id, e.basis))
    return Timeline(tuple(entries), tuple(undated))


def _entry(claim: Claim, time: str, basis: Basis) -> Entry:
    low, high = bounds(time)
    return Entry(claim, time, basis, None if low == OPEN_START else low, None if high == OPEN_END else high)
