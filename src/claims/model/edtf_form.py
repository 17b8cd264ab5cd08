"""The grammar of EDTF (ISO 8601-2:2019 as the Library of Congress profiles it): level, and first and last day, of a string.

Written out here, because what stands in a record must be decided in microseconds, alike on every machine, and without surprises: the
`edtf` package takes ten milliseconds a value and most of a second for a set of twenty years, reads past blanks inside a value, and
lets 2021-02-30 pass. It serves as the independent witness in tests/property/test_edtf_agrees_with_the_package.py.
"""

from __future__ import annotations

import datetime
import re
from calendar import isleap
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

MAX_LENGTH = 120
"""Longest EDTF value; the records' schema says the same."""

FIRST_DAY, LAST_DAY = datetime.date.min, datetime.date.max
"""What years outside 1 to 9999, and open ends, are clipped to."""

_MARK = "[?~%]?"
_DATE = re.compile(
    rf"({_MARK})(?P<year>-?[0-9X]{{4}})({_MARK})(?:-({_MARK})(?P<month>[0-9X]{{2}})({_MARK})(?:-({_MARK})(?P<day>[0-9X]{{2}})({_MARK}))?)?"
)
_TIME = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:Z|[+-](?:0[0-9]|1[0-3])(?::[0-5][0-9])?|[+-]14(?::00)?)?"
)
_LONG_YEAR = re.compile(r"(?P<sign>-?)(?P<digits>[0-9]+)(?:E(?P<exponent>[1-9][0-9]*))?(?:S(?P<significant>[1-9][0-9]{0,2}))?")
_RANGE_END = re.compile(r"-?[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")

_ALL_MONTHS = list(range(1, 13))
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Months of the sub-year groupings 21 to 41. A winter keeps to December, so that a value never leaves its year.
_NORTH, _SOUTH = ((3, 5), (6, 8), (9, 11), (12, 12)), ((9, 11), (12, 12), (3, 5), (6, 8))
_SEASONS = dict(
    enumerate((*_NORTH, *_NORTH, *_SOUTH, (1, 3), (4, 6), (7, 9), (10, 12), (1, 4), (5, 8), (9, 12), (1, 6), (7, 12)), start=21)
)


class Form(NamedTuple):
    """What an EDTF string is: its level, and the first and the last day that it can mean."""

    level: int
    first: datetime.date
    last: datetime.date


@lru_cache(maxsize=8192)
def edtf_form(text: str) -> Form | None:
    """Return level, first and last day of an EDTF string, or None where it is not one."""
    if not text or len(text) > MAX_LENGTH:
        return None
    if text[0] in "[{":
        return _set(text)
    if "/" in text:
        return _interval(text)
    if "T" in text:
        found = _TIME.fullmatch(text)
        return _date(found["date"]) if found else None
    if text[0] == "Y" or "S" in text:
        return _long_year(text)
    return _date(text)


def _date(text: str) -> Form | None:
    found = _DATE.fullmatch(text)
    if found is None or found["year"] == "-0000":
        return None
    year, month, day = found["year"], found["month"], found["day"]
    season = _SEASONS.get(int(month)) if month and month.isdigit() else None
    if season is not None:
        if day is not None:
            return None
        months: Sequence[int] = range(season[0], season[1] + 1)
    else:
        months = _fitting(month, 12) if month else _ALL_MONTHS
    first, last = _edge(year, months, day, False), _edge(year, months, day, True)
    if first is None or last is None:
        return None
    return Form(_level(found, season is not None), first, last)


def _level(found: re.Match[str], is_season: bool) -> int:
    """Level 1 qualifies the whole value at its end and masks from the right; everything else that level 0 lacks is level 2."""
    year, month, day = found["year"], found["month"], found["day"]
    marks = [group for number, group in enumerate(found.groups(default=""), 1) if number not in {2, 5, 8} and group]
    at_end = not marks or (len(marks) == 1 and found[0].endswith(marks[0]))
    parts = "-".join(part for part in (year.removeprefix("-"), month, day) if part)
    masked_right = re.fullmatch(r"[0-9]{2}(?:[0-9]{2}|[0-9]X|XX)|[0-9]{4}-(?:XX(?:-XX)?|[0-9]{2}(?:-(?:[0-9]{2}|XX))?)", parts)
    if not at_end or not masked_right or (is_season and int(month) > 24):
        return 2
    return 1 if marks or "X" in parts or year[0] == "-" or is_season else 0


def _edge(year: str, months: Sequence[int], day: str | None, last: bool) -> datetime.date | None:
    """Return the first or last day that fits a year (perhaps masked), some months, and a day (perhaps masked or absent)."""
    days = _fitting(day, 31) if day else None
    for number in _years(year, last):
        for month in reversed(months) if last else months:
            length = _MONTH_LENGTHS[month - 1] + (month == 2 and isleap(number))
            if days is None:
                return clipped(number, month, length if last else 1)
            if days and days[0] <= length:
                return clipped(number, month, max(d for d in days if d <= length) if last else days[0])
    return None


def clipped(year: int, month: int, day: int) -> datetime.date:
    """Return a day, or the first or last one that Python can name where the year is outside 1 to 9999."""
    if 1 <= year <= 9999:
        return datetime.date(year, month, day)
    return FIRST_DAY if year < 1 else LAST_DAY


def _years(pattern: str, descending: bool) -> Iterator[int]:
    negative = pattern[0] == "-"
    digits = "9876543210" if descending != negative else "0123456789"
    for chosen in product(*(digits if char == "X" else char for char in pattern.removeprefix("-"))):
        number = int("".join(chosen))
        yield -number if negative else number


@cache
def _fitting(pattern: str, last: int) -> tuple[int, ...]:
    """Return the numbers from 1 to `last` that fit two digits, perhaps masked; there are few such patterns."""
    tens, units = pattern[0], pattern[1]
    return tuple(n for n in range(1, last + 1) if tens in ("X", str(n // 10)) and units in ("X", str(n % 10)))


def _long_year(text: str) -> Form | None:
    found = _LONG_YEAR.fullmatch(text.removeprefix("Y"))
    if found is None:
        return None
    digits, exponent, significant = found["digits"], found["exponent"], int(found["significant"] or 0)
    if text[0] == "Y":
        if digits[0] == "0" or (exponent is None and len(digits) < 5):
            return None
    elif len(digits) != 4 or exponent is not None:
        return None
    level = 1 if exponent is None and not significant else 2
    length = len(digits) + (int(exponent) if exponent and len(exponent) < 4 else 10_000 if exponent else 0)
    if significant > length:
        return None
    if length > 6:  # far outside what a calendar day can name; never multiplied out
        edge = FIRST_DAY if found["sign"] else LAST_DAY
        return Form(level, edge, edge)
    year = int(digits) * 10 ** (length - len(digits))
    unsure = 10 ** (length - significant) if significant else 1
    low = year - year % unsure
    ends = (low, low + unsure - 1)
    start, end = (-ends[1], -ends[0]) if found["sign"] else ends
    return Form(level, clipped(start, 1, 1), clipped(end, 12, 31))


def _interval(text: str) -> Form | None:
    head, _, tail = text.partition("/")
    open_ends = [end for end in (head, tail) if end in {"", ".."}]
    if len(open_ends) == 2:
        return None
    start = Form(1, FIRST_DAY, FIRST_DAY) if head in {"", ".."} else _date(head)
    end = Form(1, LAST_DAY, LAST_DAY) if tail in {"", ".."} else _date(tail)
    # Unsure ends are compared by their widest reading.
    if start is None or end is None or start.first > end.last:
        return None
    return Form(2 if "X" in text else max(start.level, end.level), start.first, end.last)


def _set(text: str) -> Form | None:
    if text[-1] != ("]" if text[0] == "[" else "}"):
        return None
    elements = text[1:-1].split(",")
    if len(elements) == 1 and ".." not in text:
        return None
    forms = []
    for number, element in enumerate(elements):
        form = _range(element, number == 0, number == len(elements) - 1) if ".." in element else _date(element)
        if form is None:
            return None
        forms.append(form)
    return Form(2, min(form.first for form in forms), max(form.last for form in forms))


def _range(text: str, is_first: bool, is_last: bool) -> Form | None:
    head, _, tail = text.partition("..")
    if (not head and not (tail and is_first)) or (not tail and not is_last):
        return None
    if any(end and not _RANGE_END.fullmatch(end) for end in (head, tail)):
        return None
    if head and tail and len(head.removeprefix("-")) != len(tail.removeprefix("-")):
        return None
    start = _date(head) if head else Form(2, FIRST_DAY, FIRST_DAY)
    end = _date(tail) if tail else Form(2, LAST_DAY, LAST_DAY)
    if start is None or end is None or start.first > end.last:
        return None
    return Form(2, start.first, end.last)
