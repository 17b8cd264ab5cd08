"""How an import is done."""

from __future__ import annotations

import datetime
from enum import StrEnum

import attrs


class Removed(StrEnum):
    """What becomes of records and items whose row is gone."""

    KEEP = "keep"
    """They stay as they are."""
    WITHDRAW = "withdraw"
    """Claims get a history entry `withdrawn`; items of a record's lists go. Sources and entities stay."""


@attrs.frozen
class ImportOptions:
    """How an import is done. `day` is the date of history entries and overrides, in EDTF."""

    removed: Removed = Removed.KEEP
    reviewer: str | None = None
    reason: str | None = None
    """Why verdicts are overridden, or claims withdrawn, where the file does not say so."""
    day: str = attrs.Factory(lambda: str(datetime.date.today()))
    partial: bool = False
    """Whether records without problems are taken where others have some."""
