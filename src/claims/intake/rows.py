"""Rows of a book made ready to be records: edits of numbers and days taken over, new rows named, rows of absent records set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

from ..load.tables import BY_NAME, Cell, IncomingRow, IncomingTable, Part, Row, rows_of
from ..model.finding import Finding, Position, Severity
from ..model.ledger import LedgerRecord
from .before import Before, Key
from .beside import settle
from .book import Book, Sheet, cells_by_key

_PLACEHOLDER = re.compile(r"new(?:[ _-]?[0-9]+)?", re.IGNORECASE)
_CLAIM_NUMBER = re.compile(r"-([0-9]{4,8})$")


@attrs.frozen(eq=False)
class Prepared:
    """Tables ready for `unflatten`, and what must be known of them."""

    tables: tuple[IncomingTable, ...]
    findings: tuple[Finding, ...]
    mains: frozenset[str]
    """Tables of records that came back themselves; others were filled in from the ledger so that lists find their records."""
    present: frozenset[Key]
    """Kind and identifier of the records whose own rows came back."""
    article_rows: Mapping[str, tuple[str, Position]]
    """By claim: what the column `row` says, and where."""
    named: frozenset[str]
    """Identifiers given to new claims."""


def prepare(book: Book, ledger: LedgerRecord, before: Before) -> Prepared:
    """Return the tables of a book, ready to be put together as records."""
    findings: list[Finding] = []
    settled: list[tuple[Sheet, list[IncomingRow]]] = []
    for sheet in book.sheets:
        rows, problems = settle(sheet, _as_written(sheet, ledger, before))
        findings += problems
        settled.append((sheet, [row for row in rows if _filled(sheet, row)]))
    names = _Names(ledger, before)
    article_rows: dict[str, tuple[str, Position]] = {}
    tables: list[IncomingTable] = []
    for sheet, rows in settled:
        if sheet.table.main:
            named = [names.name(sheet, row) for row in rows]
            if sheet.article_row is not None:
                article_rows |= _article_rows(sheet, named, sheet.article_row)
            tables.append(IncomingTable(sheet.table, sheet.raw.file, sheet.columns, named))
    mains = frozenset(incoming.table.name for incoming in tables)
    known = {incoming.table.name: _identifiers(incoming) for incoming in tables}
    tables += _filled_in(book, ledger, mains)
    absent: list[tuple[Sheet, IncomingRow]] = []
    for sheet, rows in settled:
        if not sheet.table.main:
            renamed = [names.rename(sheet, row) for row in rows]
            kept, aside = _without_absent(sheet, renamed, known, before)
            absent += [(sheet, row) for row in aside]
            tables.append(IncomingTable(sheet.table, sheet.raw.file, sheet.columns, kept))
    findings += _set_aside(absent)
    present = frozenset((BY_NAME[table].origins[0].kind, identifier) for table, found in known.items() for identifier in found)
    return Prepared(tuple(tables), tuple(findings), mains, present, article_rows, frozenset(names.given))


class _OldRows:
    """Rows of a table as they were written, looked up only where a number or a day is in doubt."""

    def __init__(self, sheet: Sheet, ledger: LedgerRecord, before: Before) -> None:
        self.sheet, self.ledger, self.before = sheet, ledger, before
        self.now: Mapping[tuple[str, ...], Row] | None = None

    def __call__(self, key: tuple[str, ...]) -> Row | None:
        table = self.sheet.table
        tagged = table.key(Part.TAG) is not None
        kind = key[0] if tagged and key[0] in {"claim", "source", "article"} else table.origins[0].kind
        owner = (kind, key[1 if tagged else 0])
        if self.now is None:
            self.now = cells_by_key(table, self.ledger)
        old = self.before.as_written(owner)
        if old is None or old is self.before.now.get(owner):
            return None if old is None else self.now.get(key)
        part = {"claim": "claims", "source": "sources", "entity": "entities", "article": "articles", "ledger": "ledger"}[kind]
        alone = self.ledger.model_copy(update={part: old if kind == "ledger" else (old,)})
        return cells_by_key(table, alone).get(key)


def _as_written(sheet: Sheet, ledger: LedgerRecord, before: Before) -> _OldRows:
    return _OldRows(sheet, ledger, before)


def _filled(sheet: Sheet, row: IncomingRow) -> bool:
    """Whether anything that is read stands in the row."""
    return any(row.cells[index] not in (None, "") for index, column in enumerate(sheet.columns) if column is not None)


class _Names:
    """Gives identifiers to new claims: rows without one, or with `new`, `new-1` and so on, which rows of lists may refer to."""

    def __init__(self, ledger: LedgerRecord, before: Before) -> None:
        self.prefix = ledger.ledger.id
        written = (key.partition(":") for key in before.written or ())
        taken = [claim.id for claim in ledger.claims] + [identifier for kind, _, identifier in written if kind == "claim"]
        self.last = max((int(found[1]) for text in taken if (found := _CLAIM_NUMBER.search(text))), default=0)
        self.placeholders: dict[str, str] = {}
        self.given: list[str] = []

    def name(self, sheet: Sheet, row: IncomingRow) -> IncomingRow:
        """Return a row of records with its identifier filled in, where it is a new claim's."""
        index = sheet.position("id")
        if sheet.table.name != "claims" or index is None:
            return row
        written = _text(row.cells[index]).strip()
        if written and not _PLACEHOLDER.fullmatch(written):
            found = _CLAIM_NUMBER.search(written)
            self.last = max(self.last, int(found[1])) if found and written.startswith(f"{self.prefix}-") else self.last
            return row
        self.last += 1
        identifier = f"{self.prefix}-{self.last:04d}"
        self.given.append(identifier)
        if written:
            self.placeholders[written.casefold()] = identifier
        return _replaced(row, index, identifier)

    def rename(self, sheet: Sheet, row: IncomingRow) -> IncomingRow:
        """Return a row of a list with placeholders replaced."""
        for index, column in enumerate(sheet.columns):
            if column is not None and column.refers == "claims":
                identifier = self.placeholders.get(_text(row.cells[index]).strip().casefold())
                row = row if identifier is None else _replaced(row, index, identifier)
        return row


def _replaced(row: IncomingRow, index: int, value: Cell) -> IncomingRow:
    cells = list(row.cells)
    cells[index] = value
    return IncomingRow(cells, row.place)


def _article_rows(sheet: Sheet, rows: list[IncomingRow], at: int) -> dict[str, tuple[str, Position]]:
    index = sheet.position("id")
    return {} if index is None else {_text(row.cells[index]): (_text(row.cells[at]), row.place(at)) for row in rows}


def _identifiers(incoming: IncomingTable) -> set[str]:
    index = next(index for index, column in enumerate(incoming.columns) if column is not None and column.name == "id")
    return {_text(row.cells[index]) for row in incoming.rows}


def _filled_in(book: Book, ledger: LedgerRecord, mains: frozenset[str]) -> Iterator[IncomingTable]:
    """Yield tables of records from the ledger, where only lists of them came back."""
    kinds = {origin.kind for sheet in book.sheets if not sheet.table.main for origin in sheet.table.origins}
    for table in BY_NAME.values():
        if table.main and table.origins[0].kind in kinds and table.name not in mains:
            place = book.sheets[0].raw.place
            rows = [IncomingRow(row, place) for row in rows_of(table, ledger)]
            yield IncomingTable(table, book.file, table.columns, rows)


def _without_absent(
    sheet: Sheet, rows: list[IncomingRow], known: Mapping[str, set[str]], before: Before
) -> tuple[list[IncomingRow], list[IncomingRow]]:
    """Set aside rows whose record is not in the book but is, or was, in the ledger: they went with their record's row."""
    owner, tag = sheet.key_index(Part.OWNER), sheet.key_index(Part.TAG)
    kept: list[IncomingRow] = []
    aside: list[IncomingRow] = []
    for row in rows:
        text = "" if owner is None else _text(row.cells[owner])
        kind = _text(row.cells[tag]) if tag is not None else ""
        origin = next((o for o in sheet.table.origins if o.tag == kind), sheet.table.origins[0])
        table = next(table.name for table in BY_NAME.values() if table.main and table.origins[0].kind == origin.kind)
        key: Key = (origin.kind, text)
        absent = table in known and text not in known[table] and (key in before.now or before.digest(key) is not None)
        (aside if absent else kept).append(row)
    return kept, aside


def _set_aside(absent: list[tuple[Sheet, IncomingRow]]) -> list[Finding]:
    if not absent:
        return []
    sheet, row = absent[0]
    tables = ", ".join(dict.fromkeys(sheet.table.name for sheet, _ in absent))
    message = f"not read, since their record's own row is gone: {len(absent)} row{'s' if len(absent) > 1 else ''} of {tables}"
    return [Finding("ignored", message, sheet.raw.file, row.place(0), severity=Severity.NOTE)]


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
