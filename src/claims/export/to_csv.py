"""A folder of CSV files, one a table, with a Data Package descriptor: RFC 4180, UTF-8, lossless.

Options (`ExportOptions.extra`): `for_excel` writes a byte-order mark and puts an apostrophe before text that a spreadsheet would run
(`load/guarded_text.py`; reading takes it away again); `delimiter` is "," (default), ";" or a tab.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, ClassVar

from ..errors import CannotExport
from ..load.guarded_text import guard
from ..load.json_text import dump_json
from ..load.tables import TABLES, Cell, Column, ColumnType, Row, Table, rows_of
from ..model.ledger import LedgerRecord
from .csv_rows import csv_rows
from .data_package import DESCRIPTOR, WrittenTable, descriptor
from .exporter import ExportOptions

DELIMITERS = (",", ";", "\t")
_NUMBERS = frozenset({ColumnType.DECIMAL, ColumnType.INTEGER})
_TRUTH: dict[Cell, Cell] = {None: None, True: "true", False: "false"}
_BATCH = 512
"""Rows that are made at once."""


class CsvExporter:
    """Writes every table that has rows as `<table>.csv`, and `datapackage.json`, into a folder."""

    name: ClassVar[str] = "csv"
    title: ClassVar[str] = "folder of CSV tables with a Data Package descriptor"
    suffix: ClassVar[str] = ""
    lossless: ClassVar[bool] = True
    extra: ClassVar[str] = ""

    def write(self, ledger: LedgerRecord, target: Path, options: ExportOptions) -> tuple[Path, ...]:
        """Write the folder. All files are complete before the first takes its place; tables of an earlier export that have no rows now go.

        Raises CannotExport for an unknown column or delimiter, or where the folder cannot be written.
        """
        guarded = bool(options.extra.get("for_excel"))
        delimiter = _delimiter(options.extra.get("delimiter") or ",")
        shown = {table.name: _columns(table, options) for table in TABLES}
        try:
            return _write_folder(ledger, target, options, shown, delimiter, guarded)
        except OSError as error:
            raise CannotExport(f"{target}: {error.strerror or error}") from None


def _delimiter(given: object) -> str:
    if given not in DELIMITERS:
        raise CannotExport(f"the delimiter {given!r}: allowed are a comma, a semicolon and a tab")
    return str(given)


def _columns(table: Table, options: ExportOptions) -> tuple[Column, ...]:
    if table.name != "claims" or not options.columns:
        return table.columns
    known = {column.name for column in table.columns}
    if unknown := [name for name in options.columns if name not in known]:
        raise CannotExport(f"the claims table has no column {unknown[0]!r}; it has {', '.join(sorted(known))}")
    return tuple(column for column in table.columns if column.name == "id" or column.name in options.columns)


def _write_folder(
    ledger: LedgerRecord, target: Path, options: ExportOptions, shown: dict[str, tuple[Column, ...]], delimiter: str, guarded: bool
) -> tuple[Path, ...]:
    if target.exists() and not target.is_dir():
        raise CannotExport(f"{target}: a file of that name is in the way of the folder")
    place = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".tmp"))
    try:
        written = []
        for table in TABLES:
            with open(place / f"{table.name}.csv", "wb") as stream:
                item = write_table(stream, table, shown[table.name], rows_of(table, ledger), delimiter, guarded)
            if item.rows:
                written.append(item)
            else:
                (place / f"{table.name}.csv").unlink()
        package = descriptor(ledger, written, delimiter=delimiter, guarded=guarded, part=_part(options))
        (place / DESCRIPTOR).write_bytes(dump_json(package).encode("utf-8"))
        names = [f"{item.table.name}.csv" for item in written] + [DESCRIPTOR]
        _put_in_place(place, target, names)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return tuple(target / name for name in names)


def _put_in_place(place: Path, target: Path, names: list[str]) -> None:
    """Move finished files to where they belong: a new folder in one step, into an old one file by file, the descriptor last."""
    if not target.exists():
        umask = os.umask(0)
        os.umask(umask)
        place.chmod(0o777 & ~umask)
        place.rename(target)
        return
    for name in names:
        os.replace(place / name, target / name)
    for table in TABLES:
        if f"{table.name}.csv" not in names:
            (target / f"{table.name}.csv").unlink(missing_ok=True)


def _part(options: ExportOptions) -> str:
    words = []
    if options.selection:
        words.append(f"A part of the ledger: claims selected by {options.selection}.")
    if options.columns:
        words.append("Not all columns of the claims table: these files do not load again as the same ledger.")
    return " ".join(words)


class _Target:
    """Where a table's text goes: into the file, counted and digested on the way."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, text: str) -> None:
        data = text.encode("utf-8")
        self.digest.update(data)
        self.size += len(data)
        self.stream.write(data)


def write_table(
    stream: IO[bytes], table: Table, columns: tuple[Column, ...], rows: Iterable[Row], delimiter: str = ",", guarded: bool = False
) -> WrittenTable:
    """Write rows of a table, of which `columns` are shown, and return what was written. `guarded`: as `for_excel` asks."""
    target = _Target(stream)
    if guarded:
        target.write("\ufeff")
    target.write(csv_rows([[column.name] for column in columns], delimiter))
    chosen = [table.columns.index(column) for column in columns]
    changes = [_change(column, guarded) for column in columns]
    references: dict[str, set[Cell]] = {column.name: set() for column in columns if column.refers and column.type is ColumnType.ID}
    identifiers: set[Cell] = set()
    count, given = 0, iter(rows)
    while batch := list(islice(given, _BATCH)):
        count += len(batch)
        by_column = list(zip(*batch, strict=True))
        if table.main:
            identifiers.update(by_column[0])
        shown: list[Sequence[Cell]] = []
        for index, column, change in zip(chosen, columns, changes, strict=True):
            cells = by_column[index]
            if column.name in references:
                references[column.name].update(cells)
            shown.append(cells if change is None else [change(cell) for cell in cells])
        target.write(csv_rows(shown, delimiter))
    found = {name: frozenset(map(str, seen - {None})) for name, seen in references.items()}
    return WrittenTable(table, columns, count, target.size, target.digest.hexdigest(), frozenset(map(str, identifiers)), found)


def _change(column: Column, guarded: bool) -> Callable[[Cell], Cell] | None:
    """Return how a column's cells are written, where they are not written as they are."""
    if column.type is ColumnType.BOOLEAN:
        return _TRUTH.__getitem__
    return _guarded if guarded and column.type not in _NUMBERS else None


def _guarded(cell: Cell) -> Cell:
    return guard(cell) if isinstance(cell, str) else cell
