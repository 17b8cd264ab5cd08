"""Text that a spreadsheet would take for a formula, made harmless and made itself again.

Excel and others run a CSV cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return. One apostrophe in front stops them.
Text that already has apostrophes before such a character gets one more, so that taking one away always gives back the original. Plain
numbers are left alone: -0.02 must stay a number.
"""

from __future__ import annotations

import re

from ..model.scalars import DECIMAL_PATTERN

GUARD = "'"
_STARTS = frozenset("=+-@\t\r")
_NUMBER = re.compile(DECIMAL_PATTERN.removesuffix("$") + r"\Z")


def guard(text: str) -> str:
    """Return `text` with an apostrophe in front where a spreadsheet would run it."""
    return GUARD + text if _is_taken_for_formula(text) and not _NUMBER.match(text) else text


def unguard(text: str) -> str:
    """Return what `guard` was given: `unguard(guard(text)) == text` for every text."""
    return text[1:] if text.startswith(GUARD) and _is_taken_for_formula(text) else text


def _is_taken_for_formula(text: str) -> bool:
    bare = text.lstrip(GUARD)
    return bool(bare) and bare[0] in _STARTS
