"""The researcher's workbook. What is on it is decided in `workbook/`."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from ..errors import MissingExtra
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
        try:
            from .workbook.book import write_book
        except ModuleNotFoundError as error:
            if not (error.name or "").startswith("xlsxwriter"):
                raise
            raise MissingExtra("workbooks need XlsxWriter: pip install 'factclaims[excel]'") from None
        # A book is millions of short-lived strings and tuples beside a ledger that the collector would go through again and again.
        with paused_collector():
            write_atomically(target, lambda stream: _discard(write_book(ledger, stream, options)))
        return (target,)


def _discard(_: object) -> None:
    """Notices stand on the Read me sheet."""
