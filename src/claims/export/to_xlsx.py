"""The researcher's workbook. What is on it is decided in `workbook/`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from ..errors import CannotExport, MissingExtra
from ..load.atomic import write_atomically
from ..load.collector import paused_collector
from ..model.ledger import LedgerRecord
from .exporter import ExportOptions


class XlsxExporter:
    """Writes a ledger as a workbook for people: every record without loss, and views that can be read at once."""

    name: ClassVar[str] = "xlsx"
    title: ClassVar[str] = "workbook for researchers: tables, charts, codebook; edit it and import it"
    suffix: ClassVar[str] = ".xlsx"
    lossless: ClassVar[bool] = True
    extra: ClassVar[str] = "excel"

    def write(self, ledger: LedgerRecord, target: Path, options: ExportOptions) -> tuple[Path, ...]:
        """Write the workbook. `options.extra`: `freeze` (default true), `form` (`long` or `wide` adds a joined table).

        The same ledger and options give the same bytes. Raises CannotExport, naming record and field, where a text is too long for a
        cell; MissingExtra without XlsxWriter.
        """
        return self.write_several((ledger,), target, options)

    def write_several(self, ledgers: Sequence[LedgerRecord], target: Path, options: ExportOptions) -> tuple[Path, ...]:
        """Write one workbook of several ledgers: each table once, with a column `ledger`. Options and errors are those of `write`.

        Raises CannotExport where two of them have the same identifier.
        """
        names = [ledger.ledger.id for ledger in ledgers]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise CannotExport(f"two ledgers are called {twice!r}: in one book each needs an identifier of its own")
        try:
            from .workbook.book import write_book
        except ModuleNotFoundError as error:
            if not (error.name or "").startswith("xlsxwriter"):
                raise
            raise MissingExtra("workbooks need XlsxWriter: pip install 'factclaims[excel]'") from None
        # A book is millions of short-lived strings and tuples beside a ledger that the collector would go through again and again.
        with paused_collector():
            write_atomically(target, lambda stream: _discard(write_book(ledgers, stream, options)))
        return (target,)


def _discard(_: object) -> None:
    """Notices stand on the Read me sheet."""
