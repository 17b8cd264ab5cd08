"""EDTF dates in words that people read: honest about what is approximate, uncertain or open."""

from __future__ import annotations

import re

from ..model.date import OPEN_END, OPEN_START, bounds

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_QUALIFIED = re.compile(r"(.+?)([~?%])")


def date_words(text: str) -> str:
    """Return an EDTF value in words: "2021-06~" gives "about June 2021", "../2020" gives "up to 2020".

    A form that has no plain words comes back as it stands. Raises ValueError where `text` is not EDTF.
    """
    bounds(text)
    head, slash, tail = text.partition("/")
    if not slash:
        return _single(text)
    if head in {"", ".."} and tail in {"", ".."}:
        return "at no stated time"
    if head in {"", ".."}:
        return f"up to {_single(tail)}" + (" (start not known)" if head == "" else "")
    if tail in {"", ".."}:
        return f"from {_single(head)} on" + (" (end not known)" if tail == "" else "")
    return _interval(head, tail)


def is_approximate(text: str) -> bool:
    """Whether an EDTF value, or a part of it, is marked as approximate."""
    return "~" in text or "%" in text


def is_uncertain(text: str) -> bool:
    """Whether an EDTF value, or a part of it, is marked as uncertain or has digits left open."""
    return "?" in text or "%" in text or "X" in text


def _interval(head: str, tail: str) -> str:
    first, last = _DATE.fullmatch(head), _DATE.fullmatch(tail)
    if first and last and first[3] and last[3] and first[1] == last[1]:
        if first[2] == last[2]:
            return f"{int(first[3])}–{_single(tail)}"
        return f"{int(first[3])} {MONTHS[int(first[2]) - 1]} – {_single(tail)}"
    if first and last and not (first[2] or last[2]):
        return f"{head}–{tail}"
    if first and last and first[2] and first[1] == last[1] and not (first[3] or last[3]) and max(first[2], last[2]) <= "12":
        return f"{MONTHS[int(first[2]) - 1]} – {_single(tail)}"
    return f"{_single(head)} – {_single(tail)}"


def _single(text: str) -> str:
    if text[0] in "[{" and "," in text and ".." not in text:
        parts = [_single(part.strip()) for part in text[1:-1].split(",")]
        return f"{', '.join(parts[:-1])} {'or' if text[0] == '[' else 'and'} {parts[-1]}"
    plain = _DATE.fullmatch(text)
    if plain:
        return _plain(*plain.groups())
    qualified = _QUALIFIED.fullmatch(text)
    if qualified and _DATE.fullmatch(qualified[1]):
        about = "about " if qualified[2] in "~%" else ""
        return f"{about}{_single(qualified[1])}" + (" (uncertain)" if qualified[2] in "?%" else "")
    if re.fullmatch(r"\d{3}X", text):
        return f"the {text[:3]}0s"
    if "X" in text and not set(text) - set("0123456789X-"):
        low, high = bounds(text)
        if low > OPEN_START and high < OPEN_END:
            return f"some time from {_single(low.isoformat())} to {_single(high.isoformat())}"
    return text


def _plain(year: str, month: str | None, day: str | None) -> str:
    if month is None:
        return year
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    if not "01" <= month <= "12":
        return f"{year}-{month}"
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}" if day else f"{MONTHS[int(month) - 1]} {year}"
