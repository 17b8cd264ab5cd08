"""Extended Date/Time Format (EDTF, ISO 8601-2:2019): validity, level, and the days a value can mean."""

from __future__ import annotations

import datetime
import re

from .edtf_form import FIRST_DAY, LAST_DAY, edtf_form

OPEN_START = FIRST_DAY
OPEN_END = LAST_DAY

_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_MONTH = "0[1-9]|1[0-2]"
_SEASON = "2[1-9]|3[0-9]|4[01]"
_DAY = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])"
_DATE = f"(?:[0-9]{{4}}(?:-(?:{_MONTH}|{_SEASON}|{_DAY}))?|{_LEAP_YEAR}-02-29)[?~%]?"
COMMON_FORMS = rf"^(?:{_DATE}(?:/|/\.\.)?|(?:\.\.)?/{_DATE}|[0-9]{{3}}X|[0-9]{{2}}XX)$"
"""A year, month, season or day that exists, perhaps uncertain, perhaps with an open end, or a decade or century: EDTF's commonest forms,
never anything that is not EDTF."""
_COMMON = re.compile(COMMON_FORMS)


def is_edtf(text: str) -> bool:
    """Whether `text` is an EDTF value of level 0, 1 or 2.

    As the Library of Congress profiles it; days and times must exist (no 2021-02-30, no 24:00:00), an interval must not end before it
    starts and has a date at one end at least.
    """
    # Bulk loads ask this several times a record, with few days twice: a pattern is forty times as fast as working out the bounds.
    return _COMMON.fullmatch(text) is not None or edtf_form(text) is not None


def edtf_level(text: str) -> int | None:
    """Return the EDTF level of `text`: 0, 1 or 2; None where it is not EDTF."""
    form = edtf_form(text)
    return None if form is None else form.level


def bounds(text: str) -> tuple[datetime.date, datetime.date]:
    """Return the earliest and the latest day that an EDTF value can mean, both inclusive.

    "2021-06" gives (2021-06-01, 2021-06-30). An open or unknown end gives `OPEN_START` or `OPEN_END`; years outside 1 to 9999 are
    clipped to them. Approximation ("~") does not widen the value, and seasons are those of the north unless the value says otherwise.
    Raises ValueError where `text` is not EDTF.
    """
    form = edtf_form(text)
    if form is None:
        raise ValueError(f"{text!r} is not an EDTF date; write for example 2021, 2021-06, 2021-06-30, 2021-01/2021-03 or ../2021")
    return form.first, form.last


def overlaps(first: str, second: str) -> bool:
    """Whether two EDTF values can share a day."""
    (low_a, high_a), (low_b, high_b) = bounds(first), bounds(second)
    return low_a <= high_b and low_b <= high_a


def is_day(text: str) -> bool:
    """Whether an EDTF value is one exact, unqualified calendar day."""
    return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)) and is_edtf(text)
