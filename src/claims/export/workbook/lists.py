"""The Lists sheet: every vocabulary that drop-downs choose from, one column each, so that no list has Excel's limit of 255 characters."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from xlsxwriter.utility import xl_col_to_name

from ...load.tables import TABLES, Column, ColumnType
from ...model.ledger import LedgerRecord
from .plan import PlannedRow, SheetColumn, SheetPlan, Value

LISTS_SHEET = "Lists"
LONGEST_REFERENCE_LIST = 10_000
"""Identifiers up to which a column that refers to records has a drop-down; nobody chooses from more."""
_REFERRED = ("claims", "sources", "entities", "articles")
LEDGERS_LIST = "ledgers"


class Lists:
    """The lists of one book: what all its ledgers have, each word once."""

    def __init__(self, *ledgers: LedgerRecord) -> None:
        self._words: dict[str, tuple[Value, ...]] = {"true_false": (True, False)}
        self._by_codes: dict[tuple[str, ...], str] = {}
        for table in TABLES:
            for column in table.columns:
                if column.codes:
                    self._add_codes(table.name, column)
        for name in ("topics", "sections", "tags", "sides"):
            self._words[name] = tuple(dict.fromkeys(term.id for ledger in ledgers for term in getattr(ledger.ledger, name)))
        for name in _REFERRED:
            identifiers = tuple(dict.fromkeys(record.id for ledger in ledgers for record in getattr(ledger, name)))
            if len(identifiers) <= LONGEST_REFERENCE_LIST:
                self._words[name] = identifiers
        if len(ledgers) > 1:
            self._words[LEDGERS_LIST] = tuple(ledger.ledger.id for ledger in ledgers)
        self._words = {name: words for name, words in self._words.items() if words}

    def _add_codes(self, table: str, column: Column) -> None:
        words = tuple(code for code, _ in column.codes)
        if words not in self._by_codes:
            name = column.name if column.name not in self._words else f"{table}_{column.name}"
            self._by_codes[words] = name
            self._words[name] = words

    def for_column(self, column: Column) -> tuple[str, bool]:
        """Return the list that a column's cells are chosen from, empty for none, and whether other words are refused."""
        if column.codes:
            return self._by_codes[tuple(code for code, _ in column.codes)], True
        if column.type is ColumnType.BOOLEAN:
            return "true_false", True
        if column.type is ColumnType.LIST:
            return "", False
        if column.declared:
            return (column.declared, True) if column.declared in self._words else ("", False)
        return (column.refers, False) if column.refers in self._words else ("", False)

    def ranges(self) -> dict[str, str]:
        """Return the range of each list, for drop-downs."""
        found = {}
        for index, (name, words) in enumerate(self._words.items()):
            letter = xl_col_to_name(index)
            found[name] = f"{LISTS_SHEET}!${letter}$2:${letter}${len(words) + 1}"
        return found

    def plan(self) -> SheetPlan:
        """Return the plan of the sheet."""
        columns = tuple(
            SheetColumn(name, "boolean" if name == "true_false" else "word", words="Words that drop-downs offer.") for name in self._words
        )

        def rows() -> Iterable[PlannedRow]:
            for values in zip_longest(*self._words.values()):
                yield PlannedRow(values)

        words = "Words that drop-downs offer, one list a column; the Codes sheet says what they mean."
        return SheetPlan(LISTS_SHEET, "Lists", words, columns, rows, printed=10)
