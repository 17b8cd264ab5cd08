"""The whole ledger as one JSON value, lossless: the form that the package itself carries."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from ..load.atomic import write_bytes
from ..load.packed import pack
from ..model.ledger import LedgerRecord
from .exporter import ExportOptions


class JsonExporter:
    """Writes a ledger as one indented JSON file."""

    name: ClassVar[str] = "json"
    title: ClassVar[str] = "JSON, the whole ledger in one file"
    suffix: ClassVar[str] = ".json"
    lossless: ClassVar[bool] = True
    extra: ClassVar[str] = ""

    def write(self, ledger: LedgerRecord, target: Path, options: ExportOptions) -> tuple[Path, ...]:
        """Write the file; a part of a ledger is written as a smaller ledger."""
        write_bytes(target, pack(ledger))
        return (target,)
