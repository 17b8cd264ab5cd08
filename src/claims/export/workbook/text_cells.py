"""Text in cells: what XML and Excel need escaped, how long a cell may be, and which way its text runs.

Cells are written as inline strings, so nothing in a text can become a formula, a number or a link: those are other kinds of cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...errors import CannotExport

MOST_UNITS = 32_767
"""UTF-16 units that Excel keeps in one cell; it cuts the rest without a word."""

# Excel reads `_x0041_` in a stored string as "A", so a text that looks so has its first underscore escaped.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# What XML 1.0 cannot hold, and the carriage return, which every XML parser turns into a line feed. Records hold none of them.
_NOT_XML = re.compile(r"[\x00-\x08\x0B-\x1F\uD800-\uDFFF\uFFFE\uFFFF]")
_MARKED = re.compile(r"[&<>\x00-\x1F\uD800-\uDFFF\uFFFE\uFFFF]|_x|^\s|\s$")
_STRONG = re.compile(r"[^\W\d_]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\U00010800-\U00010FFF\U0001E800-\U0001EFFF]")

_SEPARATOR = "\x1e"
# Bytes of UTF-8 that may begin or make up a character that needs a closer look: control characters, `&`, `<`, `>`, and the first bytes
# of scripts that run from right to left (U+0580 to U+08FF, U+FB1D on, from U+10000 on), of surrogates, and of U+FFFE and U+FFFF.
_LOOKED_AT = frozenset((*range(0x20), *b"&<>", *range(0xD6, 0xE1), 0xED, *range(0xEF, 0x100))) - frozenset(b"\t\n")
_PLAIN = bytes(byte for byte in range(256) if byte not in _LOOKED_AT)
_PLAIN_BUT_FOR_UNDERSCORES = _PLAIN.replace(b"_", b"")


def unusual(texts: Sequence[str]) -> Iterable[int]:
    """Return the places of the texts that may need escaping or another direction; all others can stand in XML as they are.

    All texts are looked through at once, as bytes, which costs a tenth of a search in each.
    """
    joined = _SEPARATOR.join(texts)
    plain = _PLAIN_BUT_FOR_UNDERSCORES if "_x" in joined else _PLAIN
    left = joined.encode("utf-8", "surrogatepass").translate(None, plain)
    found: set[int] = set()
    if len(left) != len(texts) - 1:
        parts = left.split(_SEPARATOR.encode())
        if len(parts) != len(texts):
            return range(len(texts))
        found.update(place for place, part in enumerate(parts) if part)
    stripped = list(map(str.strip, texts))
    if stripped != texts:
        found.update(place for place, (text, bare) in enumerate(zip(texts, stripped, strict=True)) if text != bare)
    return sorted(found)


def utf16_units(text: str) -> int:
    """Return the length of a text as Excel counts it."""
    return len(text) + sum(character > "\uffff" for character in text) if not text.isascii() else len(text)


def inline_string(text: str) -> str:
    """Return the `<is>` element that holds a text."""
    if not _MARKED.search(text):
        return f"<is><t>{text}</t></is>"
    escaped = escape_literals(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = _NOT_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", escaped)
    preserve = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f"<is><t{preserve}>{escaped}</t></is>"


def escape_literals(text: str) -> str:
    """Return a text in which nothing looks like one of Excel's escapes: `_x0041_` becomes `_x005F_x0041_`."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def check_length(text: str, sheet: str, row: str, column: str) -> None:
    """Refuse a text that Excel would cut. Raises CannotExport with the record's identifier."""
    if len(text) > MOST_UNITS // 2 and (units := utf16_units(text)) > MOST_UNITS:
        raise CannotExport(
            f"{sheet}: the field {column} of {row} has {units:,} UTF-16 units; a cell of a workbook holds {MOST_UNITS:,}. "
            "Shorten it, or export to JSON or CSV"
        )


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter of a text belongs to a script that runs from right to left."""
    if text.isascii():
        return False
    first = _STRONG.search(text)
    return bool(first and _RIGHT_TO_LEFT.match(first[0]))
