"""Words for people: what is allowed, and what was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

SHOWN = 30
"""How many allowed values are listed."""


def nearest(value: Any, allowed: Iterable[Any]) -> str:
    """Return what is allowed, led by the allowed value nearest to `value` where one is near."""
    words = [str(item) for item in allowed]
    close = difflib.get_close_matches(str(value), words, n=1, cutoff=0.6)
    listed = ", ".join(words[:SHOWN]) + (f" and {len(words) - SHOWN} more" if len(words) > SHOWN else "")
    return (f"did you mean {close[0]!r}? " if close else "") + f"allowed are {listed or 'none'}"


def did_you_mean(value: str, known: Iterable[str], otherwise: str) -> str:
    """Return a question naming the known value nearest to `value`, then `otherwise`; for registries too long to list."""
    close = difflib.get_close_matches(value, list(known), n=1, cutoff=0.6)
    return (f"did you mean {close[0]!r}? " if close else "") + otherwise
