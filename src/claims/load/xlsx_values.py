"""What a workbook's cells mean: shared strings, escapes, number formats, and the two calendars."""

from __future__ import annotations

import datetime
import math
import re
from decimal import Decimal
from enum import Enum

from .sheet import DateCell
from .tables.column import Cell
from .xlsx_package import Attributes, Package, local_name

_ESCAPE = re.compile(r"(?:_x[Dd][89ABab][0-9A-Fa-f]{2}__x[Dd][C-Fc-f][0-9A-Fa-f]{2}_)|_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_INTEGER = re.compile(r"-?[0-9]+")


class Format(Enum):
    """What a number format makes of a number."""

    NUMBER = 0
    DATE = 1
    DURATION = 2


class NotAValue(Exception):
    """A cell whose content cannot be taken as a value; the words say why."""


def unescape(text: str) -> str:
    """Return text with `_xHHHH_` escapes resolved, once: `_x005F_x0041_` is the text `_x0041_`. Half surrogate pairs stay as written."""
    return _ESCAPE.sub(_unescaped, text) if "_x" in text else text


def _unescaped(match: re.Match[str]) -> str:
    if match.group(1) is None:
        high, low = int(match.group()[2:6], 16), int(match.group()[9:13], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    code = int(match.group(1), 16)
    return match.group() if 0xD800 <= code <= 0xDFFF else chr(code)


def format_of(code: str) -> Format:
    """Return what a number format code makes of a number."""
    shown = _LITERAL.sub("", code.split(";")[0])
    if re.search(r"\[[hms]+\]", shown, re.IGNORECASE):
        return Format.DURATION
    return Format.DATE if re.search(r"[ymdhs]", shown, re.IGNORECASE) and "General" not in shown else Format.NUMBER


_DATE_IDS = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}


def read_formats(package: Package) -> list[Format]:
    """Return what each cell style makes of a number, by the style's index."""
    part = package.related("styles")
    custom: dict[str, Format] = {}
    found: list[Format] = []
    inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        name = local_name(name)
        if name == "numFmt":
            custom[attributes.get("numFmtId", "")] = format_of(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            identifier = attributes.get("numFmtId", "0")
            known = Format.DATE if identifier.isdigit() and int(identifier) in _DATE_IDS else Format.NUMBER
            found.append(custom.get(identifier, Format.DURATION if identifier == "46" else known))

    def end(name: str) -> None:
        nonlocal inside
        if local_name(name) == "cellXfs":
            inside = False

    if part is not None:
        package.parse(part, start, end, lambda text: None)
    return found


def read_strings(package: Package) -> list[str]:
    """Return the shared strings; runs of rich text joined, phonetic guides left out."""
    part = package.related("sharedStrings")
    found: list[str] = []
    pieces: list[str] = []
    taking = False
    phonetic = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal taking, phonetic
        name = local_name(name)
        if name == "si":
            pieces.clear()
        elif name == "rPh":
            phonetic += 1
        taking = name == "t" and not phonetic

    def end(name: str) -> None:
        nonlocal taking, phonetic
        name = local_name(name)
        taking = False
        if name == "rPh":
            phonetic -= 1
        elif name == "si":
            found.append(unescape("".join(pieces)))

    def text(data: str) -> None:
        if taking:
            pieces.append(data)

    if part is not None:
        package.parse(part, start, end, text)
    return found


def number(text: str) -> Cell:
    """Return a stored number exactly: whole numbers as int, others as the shortest decimal text that means the same double."""
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) < 310 else text
    try:
        value = float(text)
    except ValueError:
        raise NotAValue(f"{text[:40]!r} is not a number") from None
    if value != value or value in (float("inf"), float("-inf")):
        raise NotAValue(f"{text[:40]!r} is not a finite number")
    exact = Decimal(repr(value))
    return int(exact) if exact == exact.to_integral_value() else format(exact, "f")


def date(text: str, from_1904: bool) -> DateCell:
    """Return the ISO 8601 text of a stored serial date. Raises NotAValue where the calendar has no such day."""
    try:
        serial = float(text)
    except ValueError:
        raise NotAValue(f"{text[:40]!r} is not a date") from None
    if not math.isfinite(serial):
        raise NotAValue(f"{text[:40]!r} is not a finite number")
    day = int(serial // 1)
    seconds = round((serial - day) * 86400)
    if not from_1904:
        if day == 60:
            raise NotAValue("29 February 1900 is no day: it exists in spreadsheets only")
        if day < 1:
            raise NotAValue(f"{text[:40]!r} as a date is a time of day without a day, or before 1900; write the date as text")
        start = datetime.datetime(1899, 12, 31 if day < 60 else 30)
    else:
        start = datetime.datetime(1904, 1, 1)
    try:
        moment = start + datetime.timedelta(days=day, seconds=seconds)
    except OverflowError:
        raise NotAValue(f"{text[:40]!r} is out of the calendar") from None
    return DateCell(moment.date().isoformat() if moment.time() == datetime.time() else moment.isoformat())
