"""The texts of a record that people wrote for people, apart from codes, addresses and the article's own words."""

from __future__ import annotations

import re
from typing import Any

from ..load.marks import Path
from ..load.raw import RawRecord

NOT_PROSE = frozenset({
    "id", "digest", "content_digest", "url", "archived_url", "homepage", "origin", "entity", "agent", "claim", "target", "formula", "row",
    "kind", "fragment", "normalisation", "version", "schema_version", "licence", "policy", "language", "code", "publisher_id", "issued",
    "accessed", "retrieved", "period", "due", "time", "date", "on", "accepted", "source",
    "reasons", "places", "tags", "topic",
})  # fmt: skip
"""Fields that hold codes, dates, addresses, or the article's text."""
VERBATIM = frozenset({"quotation", "as_written", "title", "text", "name"})
"""Fields that keep another's spelling."""

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|(?<!\w)‘[^’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)")


def prose(raw: RawRecord) -> list[tuple[Path, str]]:
    """Return the path and text of each string that people wrote for people."""
    found: list[tuple[Path, str]] = []
    _collect(raw.value, (), found)
    return found


def _collect(value: Any, path: Path, found: list[tuple[Path, str]]) -> None:
    # A plain recursion that appends: a generator that yields from itself passes each text through every level.
    if isinstance(value, str):
        if value:
            found.append((path, value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_PROSE:
                _collect(inner, (*path, key), found)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _collect(inner, (*path, index), found)


def is_verbatim(path: Path) -> bool:
    """Whether the field keeps another's spelling: a quotation, a title, a name."""
    for step in reversed(path):
        if isinstance(step, str):
            return step in VERBATIM
    return False


def unquoted(text: str) -> str:
    """Return a text with what stands in quotation marks blanked out, so that offsets stay."""
    return _QUOTED.sub(lambda match: " " * len(match.group()), text)
