"""What a plain scalar means in YAML 1.2's core schema."""

from __future__ import annotations

import re
from typing import Any

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,63})")
_NUMBER_LIKE = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
MAY_MEAN = {"", *"~nNtTfF+-.0123456789"}
"""How a plain scalar begins that may be no text."""


class AsWritten(float):
    """A plain scalar that YAML reads as a number and that no record field wants: refused by its type, shown as it was written."""


def resolve(text: str) -> Any:
    """Return what a plain scalar says: None, a truth value, a whole number, `AsWritten` for other numbers, or the text itself."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.fullmatch(text):
        return int(text)
    if _NUMBER_LIKE.fullmatch(text) or _NOT_FINITE.fullmatch(text):
        return AsWritten(0.5)
    return text
