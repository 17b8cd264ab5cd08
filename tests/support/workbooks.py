"""Workbooks for tests: written from ledgers, opened with openpyxl, passed through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl

from claims.export.exporter import ExportOptions, get_exporter
from claims.model.ledger import LedgerRecord

SOFFICE = shutil.which("soffice")


def write_workbook(ledger: LedgerRecord, path: Path, name: str = "xlsx", **options: Any) -> Path:
    """Write a workbook; options that are not fields of ExportOptions go into its `extra`."""
    named = {key: options.pop(key) for key in ("title", "columns", "language", "selection") if key in options}
    (written,) = get_exporter(name).write(ledger, path, ExportOptions(extra=options, **named))
    return written


def open_workbook(path: Path, **options: Any) -> Any:
    """Open a workbook with openpyxl."""
    return openpyxl.load_workbook(path, **options)


def records_of(sheet: Any) -> list[dict[str, Any]]:
    """Return the rows of a sheet as dicts by header."""
    rows = sheet.iter_rows(values_only=True)
    header = next(rows)
    return [dict(zip(header, row, strict=True)) for row in rows]


def through_libreoffice(path: Path, folder: Path, to: str = "xlsx") -> Path:
    """Open a file in LibreOffice and save it in another format; the profile is a fresh one, so tests can run side by side."""
    assert SOFFICE is not None
    profile = (folder / "profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", to, "--outdir", str(folder / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / "out" / f"{path.stem}.{to.partition(':')[0]}"
