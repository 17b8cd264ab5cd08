"""A blank workbook for new claims of a ledger: the same sheets and drop-downs, no rows, and one example of every kind of claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import attrs

from ...load.tables import BY_NAME, rows_of
from ...load.workbook_map import Role
from ...model.claim import Claim
from ...model.ledger import LedgerRecord
from ...model.payload import PAYLOADS
from ...query.ledger import Ledger
from ...query.scaffold import next_id
from ..exporter import ExportOptions
from .book import meta_plan, properties
from .codebook import codebook_plan, codes_plan
from .columns import Made, planned_rows, table_columns
from .heights import LINE, lines_in
from .labels import labels_for
from .lists import Lists
from .places import Places, sheet_of
from .plan import PlannedRow, SheetPlan
from .read_me import READ_ME_SHEET
from .streamed import close_rows, new_workbook
from .styles import Styles
from .table_writer import Surroundings, write_table

TABLES_TO_FILL = ("claims", "citations", "anchors", "attribution", "sources", "entities", "aliases", "relations", "searches", "history")
BLANK_ROWS = 300
"""Rows that have drop-downs."""
_FIRST = (
    "id", "kind", "statement", "topic", "time", "verdict", "rationale", "corrected", "checkable", "why_not_checkable", "tags", "entities",
)  # fmt: skip
_WIDTHS = {"statement": 50.0, "rationale": 50.0, "corrected": 34.0, "id": 14.0}


def write_template(ledger: LedgerRecord, stream: IO[bytes], options: ExportOptions) -> None:
    """Write the template to a binary stream. Raises UnknownName for a language that there is not."""
    labels = labels_for(options.language)
    lists, places = Lists(ledger), Places(ledger)
    blank = [_blank(name, lists, places) for name in TABLES_TO_FILL]
    plans = [*blank, *_examples(ledger, lists, places), codebook_plan(blank, lists), codes_plan([ledger], lists), lists.plan()]
    workbook = new_workbook(stream, in_memory=True)
    try:
        styles = Styles(workbook)
        around = Surroundings(workbook, styles, lists.ranges(), bool(options.extra.get("freeze", True)), footer=ledger.ledger.id)
        sheet = workbook.add_worksheet(READ_ME_SHEET)
        title = options.title or labels["template_title"].format(title=ledger.ledger.title)
        following = next_id(Ledger(ledger))
        steps = [labels[key].format(next=following) for key in sorted(labels) if key.startswith("template_step")]
        _guide(sheet, title, steps, styles)
        for plan in plans:
            write_table(plan, around)
        marked = attrs.evolve(options, extra={**options.extra, "kind": "template"})
        write_table(meta_plan([ledger], marked, plans, around, records=False), around)
        sheet.activate()
        workbook.set_properties(properties([ledger], title))
        workbook.close()
    finally:
        close_rows(workbook)


def _blank(name: str, lists: Lists, places: Places) -> SheetPlan:
    table = BY_NAME[name]
    made = _to_fill(name, lists, places)
    columns = tuple(attrs.evolve(one.column, fixed=False) for one in made)
    return SheetPlan(sheet_of(name), table.title, table.description, columns, lambda: (), table.name, spare_rows=BLANK_ROWS, printed=12)


def _to_fill(name: str, lists: Lists, places: Places) -> tuple[Made, ...]:
    own = {made.column.name: made for made in table_columns(BY_NAME[name], lists, places, linked=False)}
    own = {name: made for name, made in own.items() if made.column.role is Role.RECORD}
    if name != "claims":
        return tuple(own.values())
    own = {name: _sized(made) for name, made in own.items() if not name.startswith("override_")}
    return (*(own[name] for name in _FIRST), *(made for name, made in own.items() if name not in _FIRST))


def _sized(made: Made) -> Made:
    return attrs.evolve(made, column=attrs.evolve(made.column, width=_WIDTHS.get(made.column.name)))


def _examples(ledger: LedgerRecord, lists: Lists, places: Places) -> Iterator[SheetPlan]:
    """Yield views of the first claim of every kind that the ledger has, and of their citations."""
    chosen = [claim for kind in PAYLOADS if (claim := _first_of(ledger, kind))]
    part = ledger.model_copy(update={"claims": tuple(chosen)})
    for table, sheet in (("claims", "Examples"), ("citations", "Example_citations")):
        made = _to_fill(table, lists, places)

        def rows(table: str = table, made: tuple[Made, ...] = made) -> Iterator[PlannedRow]:
            return planned_rows(made, ((row, None) for row in rows_of(BY_NAME[table], part)))

        columns = tuple(attrs.evolve(one.column, choices="", fixed=False) for one in made)
        yield SheetPlan(sheet, sheet.replace("_", " "), "One claim of every kind, to look at; not read back.", columns, rows, printed=12)


def _first_of(ledger: LedgerRecord, kind: str) -> Claim | None:
    return next((claim for claim in ledger.claims if claim.kind == kind and not claim.withdrawn), None)


def _guide(sheet: Any, title: str, steps: list[str], styles: Styles) -> None:
    sheet.set_column(0, 0, 5, styles["text"])
    sheet.set_column(1, 1, 100, styles["text"])
    sheet.hide_gridlines(2)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.merge_range(0, 0, 0, 1, title, styles["title"])
    sheet.set_row(0, 26 * lines_in(title, 104 / 1.75))
    for number, step in enumerate(steps, 1):
        sheet.write_number(number, 0, number, styles["year"])
        sheet.write_string(number, 1, step, styles["text"])
        sheet.set_row(number, lines_in(step, 98) * LINE + 4)
