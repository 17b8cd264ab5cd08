"""Rows of a sheet as nearly every program writes them, taken from the text by one pattern.

Each event that expat tells costs a call into Python, and a cell has five of them. So expat is made to look whether the rows are well
formed without telling, and a pattern takes the cells; rows in which anything stands that it does not know are told event by event.
"""

from __future__ import annotations

import re

ROW_END = b"</row>"

_DECLARED = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0"(?: encoding="(?:utf-8|UTF-8)")?(?: standalone="(?:yes|no)")?\s*\?>)?\s*<[^?!]'
)
_CELL = re.compile(
    r"""
    <c\ r="([A-Z]{1,3}+)[0-9]{1,7}+"(?:\ s="([0-9]++)")?+(?:\ t="([A-Za-z]++)")?+
      (?: />
        | ><is><t(?:\ xml:space="preserve")?+>([^<]*+)</t></is></c>
        | ><v>([^<]*+)</v></c>
        | >(<f)(?:\ [^<>]*)?>(?:(?<=/>)|[^<]*+</f>)(?:<v>([^<]*+)</v>)?</c>
        | ></c>
      )
    | (?:</row>)?(<row(?:\ [A-Za-z0-9:]+="[^"<&\s]*")*\ ?/?>)
    | </row>
    | ([\s\S]+)
    """,
    re.VERBOSE,
)
_ROW_NUMBER = re.compile(r' r="([^"]*)"')
_HIDDEN = re.compile(r' hidden="(?:1|true)"')
_REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#0*([0-9]{1,7})|#x0*([0-9A-Fa-f]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}

Taken = tuple[str, str, str, str, str, str, str, str, str]
"""Column letters, style, type, inline text, stored value, `<f` for a formula, its stored result; or with no letters, the start of a row."""


def begins_plainly(head: bytes) -> bool:
    """Whether the start of a part is UTF-8, with no comment or the like but its declaration."""
    declared = _DECLARED.match(head)
    return declared is not None and not is_unusual(head[declared.end() :])


def is_unusual(data: bytes) -> bool:
    """Whether a comment, CDATA or an instruction may begin in a piece of XML."""
    return (b"!" in data and b"<!" in data) or (b"?" in data and b"<?" in data)  # one byte is found several times as fast as two


def take_cells(rows: bytes) -> list[Taken] | None:
    """Return the cells and the starts of rows in whole rows, None where something else stands among them."""
    if b"\r" in rows:  # XML reads it as LF
        return None
    try:
        found = _CELL.findall(rows.decode())
    except UnicodeDecodeError:
        return None
    return None if found[-1][8] else found


def row_start(written: str) -> tuple[str, bool]:
    """Return the number of a row as its start has it (empty for none), and whether the row is hidden."""
    number = _ROW_NUMBER.search(written)
    return number[1] if number else "", _HIDDEN.search(written) is not None


def resolved(text: str) -> str:
    """Return text with its references resolved, as far as they can stand in a well-formed part."""
    return _REFERENCE.sub(_referred, text) if "&" in text else text


def _referred(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if code <= 0x10FFFF else match.group()
