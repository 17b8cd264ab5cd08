"""Puts the workbook together: which sheets in which order, document properties, the Meta sheet, and one deterministic file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import IO, Any

import attrs

from ...load.tables import BY_NAME
from ...load.workbook_map import FORMAT, HEADER, META_SHEET, LedgerDigests, MappedColumn, Role, map_rows
from ...model.date import bounds
from ...model.ledger import LedgerRecord
from ..exporter import ExportOptions
from .claims_sheet import claims_plan
from .codebook import codebook_plan, codes_plan
from .figures import FIGURES_SHEET, write_figures
from .findings_sheet import findings_plan
from .forms import form_plans
from .labels import labels_for
from .lists import LISTS_SHEET, Lists
from .places import Places, places_of
from .plan import PlannedRow, SheetColumn, SheetPlan
from .quantities import QUANTITIES_SHEET, quantities_plan
from .read_me import READ_ME_SHEET, Told, citation_of, write_read_me
from .record_sheets import detail_plans, main_plans
from .stacked import stack
from .streamed import close_rows, new_workbook
from .styles import Styles
from .table_writer import MOST_ROWS, Surroundings, write_table
from .timeline_sheet import timeline_plan

_ORDER = {name: index for index, name in enumerate(BY_NAME)}
SMALL_LEDGER = 5_000
"""Claims up to which a book is put together in memory."""


def write_book(ledgers: Sequence[LedgerRecord], stream: IO[bytes], options: ExportOptions, most_rows: int = MOST_ROWS) -> list[str]:
    """Write the workbook of one ledger, or of several, to a binary stream and return its notices.

    Raises CannotExport where a text does not fit into a cell, UnknownName for a column, form or language that there is not.
    `most_rows` is the number of rows of a sheet, smaller in tests.
    """
    labels = labels_for(options.language)
    plans = _plans(ledgers, options, lists := Lists(*ledgers), most_rows)
    workbook = new_workbook(stream, in_memory=sum(len(ledger.claims) for ledger in ledgers) <= SMALL_LEDGER)
    try:
        styles = Styles(workbook)
        footer = ", ".join(f"{ledger.ledger.id} {ledger.ledger.version}" for ledger in ledgers)
        freeze = bool(options.extra.get("freeze", True))
        around = Surroundings(workbook, styles, lists.ranges(), freeze, most_rows, footer)
        # Drop-downs and importing look at one sheet only, so these two are never split.
        whole = attrs.evolve(around, most_rows=MOST_ROWS)
        read_me = workbook.add_worksheet(READ_ME_SHEET)
        drawn = False
        for plan in plans:
            write_table(plan, around if plan.sheet != LISTS_SHEET else whole)
            if plan.sheet == QUANTITIES_SHEET:
                drawn = write_figures(ledgers, workbook, styles, around.written[plan.sheet])
        write_table(meta_plan(ledgers, options, plans, around), whole)
        told = Told(
            labels, options.selection, options.columns, around.notices, plans, around.written,
            frozenset(column.name for column in plans[0].columns),
            options.title or "; ".join(ledger.ledger.title for ledger in ledgers),
            {QUANTITIES_SHEET: f"{FIGURES_SHEET}|Charts of amounts that several years have."} if drawn else {},
        )  # fmt: skip
        write_read_me(read_me, ledgers, told, workbook, styles)
        read_me.activate()
        workbook.set_properties(properties(ledgers, told.title))
        workbook.close()
    finally:
        close_rows(workbook)
    return around.notices


def _plans(ledgers: Sequence[LedgerRecord], options: ExportOptions, lists: Lists, most_rows: int) -> list[SheetPlan]:
    several = len(ledgers) > 1
    placed = list(zip(ledgers, places_of(ledgers, most_rows), strict=True))
    plans = [(ledger.ledger.id, _main(ledger, options, lists, places)) for ledger, places in placed]
    details = [(ledger.ledger.id, list(detail_plans(ledger, lists, places))) for ledger, places in placed]
    shown = stack(plans) if several else plans[0][1]
    below = sorted(stack(details), key=lambda plan: _ORDER[plan.table]) if several else details[0][1]
    return [*shown, codebook_plan([*shown, *below], lists, several), codes_plan(ledgers, lists), *below, lists.plan()]


def _main(ledger: LedgerRecord, options: ExportOptions, lists: Lists, places: Places) -> list[SheetPlan]:
    return [
        claims_plan(ledger, lists, places, options.columns),
        *main_plans(ledger, lists, places),
        quantities_plan(ledger, places),
        timeline_plan(ledger, places),
        findings_plan(ledger, places),
        *form_plans(ledger, places, options.extra.get("form")),
    ]


def meta_plan(
    ledgers: Sequence[LedgerRecord], options: ExportOptions, plans: Sequence[SheetPlan], around: Surroundings, records: bool = True
) -> SheetPlan:  # fmt: skip
    """Return the plan of the hidden Meta sheet; `records`: with the digest of every record."""
    several = len(ledgers) > 1
    digests = [LedgerDigests(ledger) for ledger in ledgers]
    prefixes = [f"{ledger.ledger.id}/" if several else "" for ledger in ledgers]
    settings = {
        "format": FORMAT,
        "kind": "ledgers" if several else str(options.extra.get("kind", "ledger")),
        "schema_version": ledgers[0].ledger.schema_version,
        **{
            prefix + key: value
            for prefix, ledger, own in zip(prefixes, ledgers, digests, strict=True)
            for key, value in (("ledger", ledger.ledger.id), ("version", ledger.ledger.version), ("digest", own.whole))
        },
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
        keyed = ((prefix + key, digest) for prefix, own in zip(prefixes, digests, strict=True) for key, digest in own.records())
        mapped = map_rows(settings, columns, keyed if records else ())
        for row in islice(mapped, MOST_ROWS - 1):
            yield PlannedRow(tuple(cell or None for cell in row))

    heads = tuple(SheetColumn(name, "word", width=24) for name in HEADER)
    return SheetPlan(META_SHEET, "Meta", "What importing needs to know.", heads, rows, hidden=True)


def properties(ledgers: Sequence[LedgerRecord], title: str) -> dict[str, Any]:
    """Return a workbook's document properties; the ledgers' last day stands for the day of writing."""
    infos = [ledger.ledger for ledger in ledgers]
    day = max(datetime.date(1970, 1, 1), *(bounds(info.issued)[0] for info in infos))
    told = [f"{citation_of(ledger)} Licence: {ledger.ledger.licence}." for ledger in ledgers]
    return {
        "title": title,
        "subject": " ".join(info.description for info in infos),
        "author": "; ".join(dict.fromkeys(name for info in infos for name in info.creators)),
        "category": "fact-check",
        "keywords": "claims, evidence, fact-check",
        "comments": " ".join(told),
        "created": datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC),
    }
