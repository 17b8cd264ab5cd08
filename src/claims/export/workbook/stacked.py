"""Several ledgers in one book: their tables one below the other, with a column that says which ledger a row belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from ...load.workbook_map import Role, ledger_column
from .lists import LEDGERS_LIST
from .plan import PlannedRow, SheetColumn, SheetPlan, Value

LEDGER = "ledger"
"""Header of the column."""
_BEHIND = 1
"""Index of the column: behind the first, which stays in sight."""


def stack(books: Sequence[tuple[str, Sequence[SheetPlan]]]) -> list[SheetPlan]:
    """Return one plan a sheet from those of several ledgers, each given with the ledger's identifier.

    Sheets come in the order in which they first appear. Where ledgers have other columns on a sheet, as in the wide form, it gets all.
    """
    by_sheet: dict[str, list[tuple[str, SheetPlan]]] = {}
    for ledger, plans in books:
        for plan in plans:
            by_sheet.setdefault(plan.sheet, []).append((ledger, plan))
    return [_stacked(plans) for plans in by_sheet.values()]


def _stacked(plans: Sequence[tuple[str, SheetPlan]]) -> SheetPlan:
    first = plans[0][1]
    columns = list({column.name: column for _, plan in plans for column in plan.columns}.values())
    named = first.table and ledger_column(first.table)
    if not named:
        role = Role.LEDGER if first.table else Role.COMPUTED
        words = "Identifier of the ledger that the row belongs to; identifiers of sources and entities are unique within it."
        columns.insert(_BEHIND, SheetColumn(LEDGER, "word", role, words=words, choices=LEDGERS_LIST if first.table else ""))
    printed = [plan.printed for _, plan in plans]
    return attrs.evolve(
        first,
        columns=tuple(columns),
        rows=_rows(plans, [column.name for column in columns], bool(named)),
        printed=None if None in printed else max(number or 0 for number in printed) + (not named),
        spare_rows=max(plan.spare_rows for _, plan in plans),
    )


def _rows(plans: Sequence[tuple[str, SheetPlan]], names: Sequence[str], named: bool) -> Callable[[], Iterable[PlannedRow]]:
    def rows() -> Iterator[PlannedRow]:
        for ledger, plan in plans:
            at = {name: index for index, name in enumerate(names)}
            moved = [at[column.name] for column in plan.columns]
            for row in plan.rows():
                values: list[Value] = [None] * len(names)
                if not named:
                    values[at[LEDGER]] = ledger
                for index, value in zip(moved, row.values, strict=True):
                    values[index] = value
                yield PlannedRow(tuple(values), {moved[index]: target for index, target in row.links.items()})

    return rows
