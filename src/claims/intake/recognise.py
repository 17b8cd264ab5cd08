"""Renamed columns, known again by what they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..load.sheet import RawSheet
from ..load.tables import Column, Row, Table

ALIKE = 0.8
"""Part of the filled cells that must be as they were for a column to be known again."""


def renamed_columns(
    raw: RawSheet,
    table: Table,
    columns: Sequence[Column | None],
    unknown: Sequence[int],
    before: Callable[[], Mapping[tuple[str, ...], Row]],
) -> dict[int, Column]:
    """Return the column of the table that each unknown column is, by its position, where its cells leave no doubt.

    `before` gives the rows of the ledger by key. A column is known again where at least two of its cells are as a missing column's were,
    and four in five of all that are filled in either.
    """
    present = {column.name: index for index, column in enumerate(columns) if column is not None}
    keys = [name for name in table.primary_key if name in present]
    missing = [(place, column) for place, column in enumerate(table.columns) if column.name not in present]
    if len(keys) < len(table.primary_key) or not missing or not unknown:
        return {}
    pairs = []
    rows_before = before()
    for row in raw.rows:
        old = rows_before.get(tuple(_text(row.cells[present[name]]) for name in keys))
        if old is not None:
            pairs.append((row.cells, old))
    scores: list[tuple[float, int, Column]] = []
    for index in unknown:
        for place, column in missing:
            filled = [(_text(cells[index]), _text(old[place])) for cells, old in pairs if _text(cells[index]) or old[place] is not None]
            same = sum(new == was for new, was in filled)
            if same > 1 and same / len(filled) >= ALIKE:
                scores.append((same / len(filled), index, column))
    found: dict[int, Column] = {}
    for _, index, column in sorted(scores, key=lambda score: (-score[0], score[1], score[2].name)):
        # Two columns that held the same cannot be told apart, so neither is taken.
        rivals = {other.name for value, place, other in scores if place == index and value >= ALIKE and other.name != column.name}
        if index not in found and column not in found.values() and not rivals:
            found[index] = column
    return found


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(cell)
