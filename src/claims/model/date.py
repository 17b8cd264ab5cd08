"""Extended Date/Time Format (EDTF, ISO 8601-2:2019): validity, level, and the days a value can mean.

Validity and bounds come from the `edtf` package (levels 0 to 2 of the Library of Congress specification of 2019). It is imported on
first use, because most of what this library does needs no date arithmetic.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import re
from functools import lru_cache
from typing import Any

OPEN_START = datetime.date.min
OPEN_END = datetime.date.max

# Level 2 allows one masked digit in a month ("1984-1X"); the package knows only both masked.
_HALF_MASKED_MONTH = re.compile(r"\b(?P<year>-?[\dX]{4})-(?:[01]X|X\d)(?![\dX])")
_PLAIN_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Any:
    from edtf import parse_edtf

    # The package prints a line to stdout before some of its own exceptions.
    with contextlib.redirect_stdout(io.StringIO()):
        return parse_edtf(_HALF_MASKED_MONTH.sub(r"\g<year>-XX", text))


def _is_real(text: str) -> bool:
    """Whether the plain calendar dates in `text` exist: the grammar of `edtf` lets 2021-02-30 pass."""
    for part in re.findall(r"(?<![\d-])\d{4}-\d\d-\d\d(?!\d)", text):
        try:
            datetime.date.fromisoformat(part)
        except ValueError:
            return part.startswith("0000") and _exists_in_year_zero(part)
    return True


def _exists_in_year_zero(part: str) -> bool:
    # Year 0000 is a leap year of the proleptic Gregorian calendar, and so is 2000; datetime has no year 0.
    try:
        datetime.date.fromisoformat("2000" + part[4:])
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def is_edtf(text: str) -> bool:
    """Whether `text` is an EDTF value of level 0, 1 or 2."""
    plain = _PLAIN_DATE.fullmatch(text)
    if plain and text.isascii():
        _, month, day = plain.groups()
        if month is None:
            return True
        if day is None:
            return 1 <= int(month) <= 12 or 21 <= int(month) <= 41
        return _is_real(text)
    if not text or not text.isascii() or text != text.strip() or "\n" in text or "T24" in text:
        return False
    try:
        _parsed(text)
    except Exception:
        return False
    return _is_real(text) and _is_ordered(text)


def _is_ordered(text: str) -> bool:
    """Whether an interval starts before it ends; uncertain ends are compared by the widest reading."""
    head, slash, tail = text.partition("/")
    if not slash or head in {"", ".."} or tail in {"", ".."}:
        return True
    return bounds(head)[0] <= bounds(tail)[1]


def _clip(moment: Any, bound: datetime.date) -> datetime.date:
    year = getattr(moment, "tm_year", None)
    if year is None:
        return bound
    if year < 1:
        return OPEN_START
    if year > 9999:
        return OPEN_END
    return datetime.date(year, moment.tm_mon, moment.tm_mday)


@lru_cache(maxsize=4096)
def bounds(text: str) -> tuple[datetime.date, datetime.date]:
    """Return the earliest and the latest day that an EDTF value can mean, both inclusive.

    "2021-06" gives (2021-06-01, 2021-06-30). An open or unknown end gives `OPEN_START` or `OPEN_END`; years outside 1 to 9999 are
    clipped to them. Approximation ("~") does not widen the value. Raises ValueError where `text` is not EDTF.
    """
    if not is_edtf(text):
        raise ValueError(f"{text!r} is not an EDTF date; write for example 2021, 2021-06, 2021-06-30, 2021-01/2021-03 or ../2021")
    head, slash, tail = text.partition("/")
    if slash:
        low = OPEN_START if head in {"", ".."} else bounds(head)[0]
        high = OPEN_END if tail in {"", ".."} else bounds(tail)[1]
        return low, high
    value = _parsed(text)
    return _clip(value.lower_strict(), OPEN_START), _clip(value.upper_strict(), OPEN_END)


def overlaps(first: str, second: str) -> bool:
    """Whether two EDTF values can share a day."""
    (low_a, high_a), (low_b, high_b) = bounds(first), bounds(second)
    return low_a <= high_b and low_b <= high_a


def is_day(text: str) -> bool:
    """Whether an EDTF value is one exact, unqualified calendar day."""
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and is_edtf(text)
