"""Short lists in one cell: items joined by "; ", the parts of an item by ":" (`azerbaijan:host; pakistan:guest`).

Only words without spaces, semicolons and colons are packed, so unpacking gives back what was packed. Reading is lenient about spaces
and a final semicolon, and passes everything else on for the schema to judge.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

BETWEEN_ITEMS = "; "
BETWEEN_PARTS = ":"


def pack_items(items: Iterable[Any], parts: tuple[str, ...]) -> str | None:
    """Return the cell of a list of words, or of records with the fields `parts`; None for an empty list."""
    if not parts:
        return BETWEEN_ITEMS.join(items) or None
    return BETWEEN_ITEMS.join(BETWEEN_PARTS.join(str(getattr(item, part)) for part in parts) for item in items) or None


def unpack_items(cell: str, parts: tuple[str, ...]) -> list[Any]:
    """Return the JSON values of the items of a cell: words, or objects with as many of the fields `parts` as are given."""
    items = [item.strip() for item in cell.split(";")]
    if len(items) > 1 and not items[-1]:
        items.pop()
    if not parts:
        return list(items)
    return [dict(zip(parts, map(str.strip, item.split(BETWEEN_PARTS, len(parts) - 1)), strict=False)) for item in items]
