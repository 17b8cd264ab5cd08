"""A blank workbook for new claims, with the drop-downs of a ledger and examples."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from ..errors import MissingExtra
from ..load.atomic import write_atomically
from ..model.ledger import LedgerRecord
from .exporter import ExportOptions


class XlsxTemplateExporter:
    """Writes the workbook of a ledger without its records: fill it in and import it."""

    name: ClassVar[str] = "xlsx-template"
    title: ClassVar[str] = "blank workbook for new claims, with drop-downs and examples"
    suffix: ClassVar[str] = ".xlsx"
    lossless: ClassVar[bool] = False
    extra: ClassVar[str] = "excel"

    def write(self, ledger: LedgerRecord, target: Path, options: ExportOptions) -> tuple[Path, ...]:
        """Write the template. Raises MissingExtra without XlsxWriter."""
        try:
            from .workbook.template import write_template
        except ModuleNotFoundError as error:
            if not (error.name or "").startswith("xlsxwriter"):
                raise
            raise MissingExtra("workbooks need XlsxWriter: pip install 'factclaims[excel]'") from None
        write_atomically(target, lambda stream: write_template(ledger, stream, options))
        return (target,)
