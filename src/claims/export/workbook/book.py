"""Puts the workbook together: which sheets in which order, document properties, the Meta sheet, and one deterministic file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import IO, Any

import attrs

from ...load.workbook_map import FORMAT, HEADER, META_SHEET, LedgerDigests, MappedColumn, Role, map_rows
from ...model.date import bounds
from ...model.ledger import LedgerRecord
from ..exporter import ExportOptions
from .claims_sheet import claims_plan
from .codebook import codebook_plan, codes_plan
from .figures import FIGURES_SHEET, figures, write_figures
from .findings_sheet import findings_plan
from .forms import form_plans
from .labels import labels_for
from .lists import LISTS_SHEET, Lists
from .places import Places
from .plan import PlannedRow, SheetColumn, SheetPlan
from .quantities import QUANTITIES_SHEET, quantities_plan
from .read_me import READ_ME_SHEET, Told, citation_of, write_read_me
from .record_sheets import detail_plans, main_plans
from .streamed import close_rows, new_workbook
from .styles import Styles
from .table_writer import MOST_ROWS, Surroundings, write_table
from .timeline_sheet import timeline_plan

SMALL_LEDGER = 5_000
"""Claims up to which a book is put together in memory."""


def write_book(ledger: LedgerRecord, stream: IO[bytes], options: ExportOptions, most_rows: int = MOST_ROWS) -> list[str]:
    """Write the workbook to a binary stream and return its notices.

    Raises CannotExport where a text does not fit into a cell, UnknownName for a column, form or language that there is not.
    `most_rows` is the number of rows of a sheet, smaller in tests.
    """
    labels = labels_for(options.language)
    lists, places = Lists(ledger), Places(ledger, most_rows)
    plans = _plans(ledger, options, lists, places)
    workbook = new_workbook(stream, in_memory=len(ledger.claims) <= SMALL_LEDGER)
    try:
        styles = Styles(workbook)
        footer = f"{ledger.ledger.id} {ledger.ledger.version}"
        freeze = bool(options.extra.get("freeze", True))
        around = Surroundings(workbook, styles, lists.ranges(), freeze, most_rows, footer)
        # Drop-downs and importing look at one sheet only, so these two are never split.
        whole = attrs.evolve(around, most_rows=MOST_ROWS)
        read_me = workbook.add_worksheet(READ_ME_SHEET)
        found = figures(ledger)
        for plan in plans:
            write_table(plan, around if plan.sheet != LISTS_SHEET else whole)
            if plan.sheet == QUANTITIES_SHEET and found:
                write_figures(found, ledger, workbook, styles, around.written[plan.sheet])
        write_table(meta_plan(ledger, options, plans, around), whole)
        told = Told(
            labels, options.selection, options.columns, around.notices, plans, around.written,
            frozenset(column.name for column in plans[0].columns), options.title or ledger.ledger.title,
            {QUANTITIES_SHEET: f"{FIGURES_SHEET}|Charts of amounts that several years have."} if found else {},
        )  # fmt: skip
        write_read_me(read_me, ledger, told, workbook, styles)
        read_me.activate()
        workbook.set_properties(properties(ledger, told.title))
        workbook.close()
    finally:
        close_rows(workbook)
    return around.notices


def _plans(ledger: LedgerRecord, options: ExportOptions, lists: Lists, places: Places) -> list[SheetPlan]:
    plans = [
        claims_plan(ledger, lists, places, options.columns),
        *main_plans(ledger, lists, places),
        quantities_plan(ledger, places),
        timeline_plan(ledger, places),
        findings_plan(ledger, places),
        *form_plans(ledger, places, options.extra.get("form")),
    ]
    details = list(detail_plans(ledger, lists, places))
    return [*plans, codebook_plan([*plans, *details], lists), codes_plan(ledger, lists), *details, lists.plan()]


def meta_plan(
    ledger: LedgerRecord, options: ExportOptions, plans: Sequence[SheetPlan], around: Surroundings, records: bool = True
) -> SheetPlan:  # fmt: skip
    """Return the plan of the hidden Meta sheet; `records`: with the digest of every record."""
    info, digests = ledger.ledger, LedgerDigests(ledger)
    settings = {
        "format": FORMAT,
        "kind": str(options.extra.get("kind", "ledger")),
        "schema_version": info.schema_version,
        "ledger": info.id,
        "version": info.version,
        "digest": digests.whole,
        "selection": options.selection,
        "complete": "false" if options.columns or options.extra.get("kind") == "template" else "true",
        "language": options.language,
        "form": str(options.extra.get("form") or ""),
    }
    columns = [
        MappedColumn(name, column.name, plan.table, column.source, column.role if plan.table else Role.COMPUTED)
        for plan in plans
        for name in around.written[plan.sheet]
        for column in plan.columns
    ]

    def rows() -> Iterator[PlannedRow]:
        mapped = map_rows(settings, columns, digests.records() if records else ())
        for row in islice(mapped, MOST_ROWS - 1):
            yield PlannedRow(tuple(cell or None for cell in row))

    heads = tuple(SheetColumn(name, "word", width=24) for name in HEADER)
    return SheetPlan(META_SHEET, "Meta", "What importing needs to know.", heads, rows, hidden=True)


def properties(ledger: LedgerRecord, title: str) -> dict[str, Any]:
    """Return a workbook's document properties; the ledger's day stands for the day of writing."""
    info = ledger.ledger
    day = max(bounds(info.issued)[0], datetime.date(1970, 1, 1))
    return {
        "title": title,
        "subject": info.description,
        "author": "; ".join(info.creators),
        "category": "fact-check",
        "keywords": "claims, evidence, fact-check",
        "comments": f"{citation_of(ledger)} Licence: {info.licence}.",
        "created": datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC),
    }


