"""The hidden Meta sheet of a workbook: what the book was made from and which cell column holds what. Its one writer and its one reader.

The sheet is a plain table of texts with the columns of `HEADER`, in three kinds of rows:

| kind | key | value | sheet | table | column | role |
|---|---|---|---|---|---|---|
| `setting` | its name | its value | | | | |
| `column` | header cell's text | | sheet | flat table, or blank for a view | column of the table | see `Role` |
| `record` | `claim:azpk-0042` | first 16 digits of the SHA-256 of its canonical bytes | | | | |

In a book of several ledgers (`kind` is `ledgers`), keys of settings and records that concern one of them begin with its identifier and a
slash: `azpk/digest`, `azpk/claim:azpk-0042`. `load/workbook_ledgers.py` takes such a book apart.

Settings: `format` (`factclaims-workbook/1`), `schema_version`, `ledger`, `version`, `digest` (SHA-256 of the packed bytes of what was
written), `selection` (words; blank for the whole ledger), `complete` (`true` where the book holds every column of every table, so that
it reads back as the same ledger), `language`, `form`, `kind` (`ledger`, `ledgers` or `template`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

import attrs
import orjson

from ..model.ledger import LedgerRecord
from ..model.record import Record
from .tables import BY_NAME, Part

META_SHEET = "Meta"
FORMAT = "factclaims-workbook/1"
HEADER = ("kind", "key", "value", "sheet", "table", "column", "role")
DIGEST_DIGITS = 16


class Role(StrEnum):
    """What a column of a workbook is for somebody who reads it back."""

    RECORD = "record"
    """It holds a column of a flat table: read it."""
    NUMBER = "number"
    """The number beside the exact text of `column`: not read, but a difference between the two is worth a word."""
    DAY = "day"
    """The real date beside the EDTF text of `column`: likewise."""
    LEDGER = "ledger"
    """Identifier of the ledger that the row belongs to, in a book of several."""
    COMPUTED = "computed"
    """Made from the records for readers: not read."""


@attrs.frozen
class MappedColumn:
    """Where a column of a sheet comes from."""

    sheet: str
    header: str
    table: str
    """Name of the flat table; empty for a sheet that is a view only."""
    column: str
    """Name of its column; for `number` and `day` the column that they stand beside; empty for `computed`."""
    role: Role


@attrs.frozen
class WorkbookMap:
    """What the Meta sheet says."""

    settings: Mapping[str, str]
    columns: tuple[MappedColumn, ...]
    records: Mapping[str, str] = attrs.Factory(dict)
    """`kind:identifier` to the short digest of the record as it was written."""

    def sheets(self) -> dict[str, str]:
        """Return the flat table of each sheet that is to be read back, in the order of the book."""
        return {column.sheet: column.table for column in self.columns if column.table}


def ledger_column(table: str) -> str | None:
    """Return the column of a flat table that says by itself which ledger a row belongs to; None where it has none."""
    found = BY_NAME[table]
    if found.origins[0].kind != "ledger":
        return None
    owner = found.key(Part.OWNER)
    return "id" if owner is None else owner.name


def ledger_digest(ledger: LedgerRecord) -> str:
    """Return the SHA-256 of a ledger's packed bytes, which are those of its JSON export, as 64 hexadecimal digits.

    The bytes are made record by record, so that a large ledger is not held twice.
    """
    digest = hashlib.sha256()
    for chunk in packed_chunks(ledger):
        digest.update(chunk)
    return digest.hexdigest()


def packed_chunks(ledger: LedgerRecord) -> Iterator[bytes]:
    """Yield, in pieces, what `load.packed.pack` returns."""
    return (chunk for chunk, _ in _chunks(ledger))


def _chunks(ledger: LedgerRecord) -> Iterator[tuple[bytes, bytes]]:
    """Yield the pieces, each with the JSON of the one record that it holds, empty for none."""
    own = _json(ledger.ledger)
    yield b'{\n  "ledger": ' + _indented(own, 1), own
    for name in ("articles", "entities", "sources", "claims"):
        records: Sequence[Record] = getattr(ledger, name)
        for number, record in enumerate(records):
            start = f',\n  "{name}": [\n    ' if number == 0 else ",\n    "
            own = _json(record)
            yield start.encode() + _indented(own, 2), own
        if records:
            yield b"\n  ]", b""
    yield b"\n}\n", b""


def record_digest(record: Record) -> str:
    """Return the first 16 digits of the SHA-256 of a record's canonical bytes: enough to tell whether it was changed."""
    return hashlib.sha256(_json(record) + b"\n").hexdigest()[:DIGEST_DIGITS]


def _json(record: Record) -> bytes:
    # orjson indents as the canonical writer does and is far quicker; a test holds that both give the same bytes.
    return orjson.dumps(record.to_json_value(), option=orjson.OPT_INDENT_2)


def _indented(written: bytes, steps: int) -> bytes:
    return written.replace(b"\n", b"\n" + b"  " * steps)


def record_digests(ledger: LedgerRecord) -> Iterator[tuple[str, str]]:
    """Yield `kind:identifier` and short digest of every record of a ledger."""
    for key, record in _keyed(ledger):
        yield key, record_digest(record)


def _keyed(ledger: LedgerRecord) -> Iterator[tuple[str, Record]]:
    yield f"ledger:{ledger.ledger.id}", ledger.ledger
    parts: tuple[tuple[str, Sequence[Record]], ...] = (
        ("article", ledger.articles), ("entity", ledger.entities), ("source", ledger.sources), ("claim", ledger.claims)
    )  # fmt: skip
    for kind, records in parts:
        for record in records:
            yield f"{kind}:{getattr(record, 'id', '')}", record


class LedgerDigests:
    """The digest of a ledger and those of its records, made in one pass; kept are eight bytes a record."""

    def __init__(self, ledger: LedgerRecord) -> None:
        whole, self._own, self._ledger = hashlib.sha256(), bytearray(), ledger
        for chunk, record in _chunks(ledger):
            whole.update(chunk)
            if record:
                self._own += hashlib.sha256(record + b"\n").digest()[: DIGEST_DIGITS // 2]
        self.whole = whole.hexdigest()
        """What `ledger_digest` returns."""

    def records(self) -> Iterator[tuple[str, str]]:
        """Yield what `record_digests` yields."""
        size = DIGEST_DIGITS // 2
        for number, (key, _) in enumerate(_keyed(self._ledger)):
            yield key, self._own[number * size : (number + 1) * size].hex()


def map_rows(settings: Mapping[str, str], columns: Iterable[MappedColumn], records: Iterable[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the Meta sheet below its header, in the order of `HEADER`."""
    for key, value in settings.items():
        yield ("setting", key, value, "", "", "", "")
    for column in columns:
        yield ("column", column.header, "", column.sheet, column.table, column.column, column.role.value)
    for key, value in records:
        yield ("record", key, value, "", "", "", "")


def read_map(rows: Iterable[Sequence[object]]) -> WorkbookMap | None:
    """Return what the rows of a Meta sheet say, its header row included; None where they are no such sheet or of another format.

    Rows of an unknown kind are passed over, so that later formats can add some.
    """
    settings: dict[str, str] = {}
    columns: list[MappedColumn] = []
    records: dict[str, str] = {}
    given = iter(rows)
    header = [_text(cell) for cell in next(given, ())][: len(HEADER)]
    if tuple(header) != HEADER:
        return None
    for row in given:
        kind, key, value, sheet, table, column, role = ([_text(cell) for cell in row] + [""] * len(HEADER))[: len(HEADER)]
        if kind == "setting":
            settings[key] = value
        elif kind == "column" and role in set(Role):
            columns.append(MappedColumn(sheet, key, table, column, Role(role)))
        elif kind == "record":
            records[key] = value
    return WorkbookMap(settings, tuple(columns), records) if settings.get("format") == FORMAT else None


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
