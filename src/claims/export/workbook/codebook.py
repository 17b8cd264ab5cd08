"""The Codebook and Codes sheets: every column with its meaning, and every code with its meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from ...load.tables import BY_NAME, TABLES, Column
from ...load.workbook_map import Role
from ...model.ledger import LedgerRecord
from .lists import Lists
from .plan import PlannedRow, SheetColumn, SheetPlan

_CODEBOOK = (
    SheetColumn("sheet", "word", words="Sheet that the column is on."),
    SheetColumn("column", "word", words="Its header."),
    SheetColumn("label", "text", words="Its name as people say it."),
    SheetColumn("type", "word", words="What its cells hold."),
    SheetColumn("unit", "text", words="Unit of its numbers."),
    SheetColumn("meaning", "text", words="What it means.", width=58),
    SheetColumn("allowed", "text", words="The words that it may hold, or the list on the Codes sheet that has them.", width=44),
    SheetColumn("blank", "text", words="What a blank cell means.", width=34),
    SheetColumn("read_back", "word", words="`yes` where importing the workbook reads it, `if changed` beside an exact text, else `no`."),
)
_CODES = (
    SheetColumn("list", "word", words="The list, as on the Lists sheet."),
    SheetColumn("code", "word", words="The word."),
    SheetColumn("label", "text", words="How people see it, where that differs."),
    SheetColumn("meaning", "text", words="What it means.", width=80),
)
_OF_LEDGER = SheetColumn("ledger", "word", words="The ledger that declares the word; blank where all have it.")
_TYPES = {
    "text": "text", "word": "word", "integer": "whole number", "number": "number", "boolean": "TRUE or FALSE", "date": "date",
}  # fmt: skip


def codebook_plan(plans: Sequence[SheetPlan], lists: Lists, several: bool = False) -> SheetPlan:
    """Return the plan of the Codebook for the sheets given, its own columns included; `several`: of a book of several ledgers."""

    def rows() -> Iterator[PlannedRow]:
        for plan in (*plans, own, codes_plan_columns(several)):
            for column in plan.columns:
                yield PlannedRow(_column_row(plan, column, lists))

    own = SheetPlan("Codebook", "Codebook", "Every column: what it holds and what a blank in it means.", _CODEBOOK, rows)
    return own


def codes_plan_columns(several: bool = False) -> SheetPlan:
    """Return the plan of the Codes sheet without rows, for the Codebook's sake; `several`: of a book of several ledgers."""
    columns = (*_CODES, _OF_LEDGER) if several else _CODES
    return SheetPlan("Codes", "Codes", "Every code and its meaning.", columns, lambda: ())


def _column_row(plan: SheetPlan, column: SheetColumn, lists: Lists) -> tuple[str | None, ...]:
    field = BY_NAME[plan.table].column(column.source) if plan.table and column.source else None
    if field is None or column.role is not Role.RECORD:
        label = column.name.replace("_", " ")
        shown = _TYPES[column.style]
        unit, words = _plain(column.unit) or None, _plain(column.words)
        read = {Role.NUMBER: "if changed", Role.DAY: "if changed", Role.LEDGER: "yes"}.get(column.role, "no")
        return plan.sheet, column.name, label[:1].upper() + label[1:], shown, unit, words, None, "Nothing to show.", read
    unit, words = _plain(field.unit) or None, _plain(field.description)
    return (
        plan.sheet, column.name, field.label, _type(field), unit, words, _allowed(field, lists), field.blank, "yes",
    )  # fmt: skip


def _plain(text: str) -> str:
    """Descriptions are written for documentation too, where backquotes mark code."""
    return text.replace("`", "")


def _type(field: Column) -> str:
    words = {"id": "word", "enum": "code", "edtf": "EDTF date", "url": "address", "decimal": "exact decimal number, as text",
             "integer": "whole number", "boolean": "TRUE or FALSE", "list": "words joined by “; ”"}  # fmt: skip
    return words.get(field.type.value, field.type.value)


def _allowed(field: Column, lists: Lists) -> str | None:
    if field.items:
        return "items of the form " + ":".join(field.items)
    if field.codes:
        return f"{'; '.join(code for code, _ in field.codes)} (Codes: {lists.for_column(field)[0]})"
    if field.declared:
        return f"Codes: {field.declared}"
    if field.refers:
        return f"an identifier on the sheet {BY_NAME[field.refers].title}"
    return f"at most {field.max_length} characters" if field.max_length else None


def codes_plan(ledgers: Sequence[LedgerRecord], lists: Lists) -> SheetPlan:
    """Return the plan of the Codes sheet: the fixed vocabularies, then each ledger's own."""
    several = len(ledgers) > 1

    def rows() -> Iterator[PlannedRow]:
        seen = set()
        for table in TABLES:
            for column in table.columns:
                name = lists.for_column(column)[0] if column.codes else ""
                if name and name not in seen:
                    seen.add(name)
                    for code, meaning in column.codes:
                        yield PlannedRow((name, code, None, _plain(meaning), *([None] if several else [])))
        for ledger in ledgers:
            for name in ("topics", "sections", "tags", "sides"):
                for term in getattr(ledger.ledger, name):
                    yield PlannedRow((name, term.id, term.label, term.description, *([ledger.ledger.id] if several else [])))

    return attrs.evolve(codes_plan_columns(several), rows=rows)
