"""Dates as English texts write them, as EDTF."""

from __future__ import annotations

import re

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(name.capitalize() for name in MONTHS)
_YEAR = r"(?:1[5-9]|20)\d\d"

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:\s*[-–]\s*|\s+(?:and|to)\s+)(?P<d2>\d{{1,2}})\s+(?P<m>{_MONTH})\s+(?P<y>{_YEAR})",
        rf"(?<!\d)(?P<d>\d{{1,2}})\s+(?P<m>{_MONTH})\s+(?P<y>{_YEAR})",
        rf"(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}}),?\s+(?P<y>{_YEAR})",
        rf"(?<!\d)(?P<y>{_YEAR})-(?P<n>\d\d)-(?P<d>\d\d)(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})\s+(?P<m>{_MONTH})(?!\w)",
        rf"(?P<m>{_MONTH})\s+(?:of\s+)?(?P<y>{_YEAR})",
        rf"(?<!\d)(?P<y>{_YEAR})(?=\D|$)",
    )
)


_QUALIFIED = r"(?: the)?(?: (?:beginning|start|end|close) of| late| early| mid)?\s+\Z"
_BEFORE = re.compile(r"\b(?:before|by|until|till|up to|prior to|earlier than)" + _QUALIFIED, re.IGNORECASE)
_AFTER = re.compile(r"\b(?:since|after|from|later than|following)" + _QUALIFIED, re.IGNORECASE)


def spans_in(text: str) -> list[str]:
    """Return the dates of an English text as the spans that its prepositions make of them: "by June 2020" gives "../2020-06"."""
    found = []
    for start, date in _dates(text)[0]:
        before = text[:start]
        found.append(f"../{date}" if _BEFORE.search(before) else f"{date}/.." if _AFTER.search(before) else date)
    return found


def dates_in(text: str) -> tuple[list[str], str]:
    """Return the dates of an English text that have a year, as EDTF in reading order, and the text with every date blanked out.

    A day and month without a year is blanked and not returned. "13 and 14 January 2021" gives both days.
    """
    dates, rest = _dates(text)
    return [date for _, date in dates], rest


def _dates(text: str) -> tuple[list[tuple[int, str]], str]:
    found: list[tuple[int, str]] = []
    for pattern in _PATTERNS:
        match = pattern.search(text)
        while match:
            parts = match.groupdict()
            if parts.get("y"):
                found += ((match.start(), date) for date in _edtf(parts))
            text = text[: match.start()] + "\0" * (match.end() - match.start()) + text[match.end() :]
            match = pattern.search(text, match.end())
    return sorted(found), text.replace("\0", " ")


def _edtf(parts: dict[str, str | None]) -> list[str]:
    month = parts.get("n") or (f"{MONTHS.index(name.lower()) + 1:02d}" if (name := parts.get("m")) else None)
    days = [int(day) for key in ("d", "d2") if (day := parts.get(key))]
    if month is None:
        return [str(parts["y"])]
    return [f"{parts['y']}-{month}-{day:02d}" for day in days] or [f"{parts['y']}-{month}"]
