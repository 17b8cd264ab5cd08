"""A sound ledger to edit in workbooks, and the means to edit them as a researcher would, with openpyxl."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from builders import citation_value, claim_value, entity_value, ledger_value, source_value, write_curated

from claims.assess.ledger import reassess
from claims.export.exporter import ExportOptions, get_exporter
from claims.load.typed import load_ledger
from claims.model.ledger import LedgerRecord


def sound_value() -> dict[str, Any]:
    """Return the JSON value of a ledger of five claims in which `claims check` finds no error."""
    def quantity(number: int, tonnes: str, period: str) -> dict[str, Any]:
        shown = f"{int(tonnes):,} tonnes"
        return claim_value(
            f"pear-{number:04d}",
            statement=f"Freedonia exported {shown} of pears to Sylvania in {period}.",
            payload={
                "kind": "quantity", "measure": "exports", "value": tonnes, "unit": "tonnes", "period": period, "subject": "freedonia",
                "counterpart": "sylvania", "as_written": shown,
            },
            time=period,
            citations=[
                citation_value(says=f"The table of {period} gives this figure."),
                citation_value("harbour-book", says=f"The harbour's book of {period} agrees.", directness="secondary"),
            ],
        )  # fmt: skip

    value = ledger_value(
        entities=[
            entity_value("freedonia"), entity_value("gazette", type="organisation"), entity_value("harbour", type="organisation"),
            entity_value("port-office", type="organisation"), entity_value("sylvania"),
        ],
        sources=[source_value("harbour-book", publisher="Harbour of Osterlich", publisher_id="harbour"), source_value()],
        claims=[quantity(n, str(1000 + 100 * n), str(2014 + n)) for n in range(1, 6)],
    )  # fmt: skip
    ledger = reassess(LedgerRecord.from_json_value(value))
    value = ledger.to_json_value()
    for claim in value["claims"]:
        claim["assessment"]["rationale"] = "Two offices that count for themselves give the figure."
        entry = {"date": "2021-07-03", "change": "assessed", "verdict": claim["assessment"]["verdict"], "note": "Assessed at first."}
        claim["history"].append(entry)
    return value


def curated(folder: Path) -> tuple[Path, LedgerRecord]:
    """Write the sound ledger as a curated folder, and return folder and ledger."""
    write_curated(folder, sound_value())
    return folder, load_ledger(folder)


def exported(ledger: LedgerRecord, target: Path, **options: Any) -> Path:
    """Write a ledger as a workbook."""
    get_exporter("xlsx").write(ledger, target, ExportOptions(**options))
    return target


class EditedBook:
    """A workbook opened with openpyxl; cells are found by sheet, key and header, wherever they stand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def column(self, sheet: str, header: str) -> int:
        return next(cell.column for cell in self.book[sheet][1] if cell.value == header)

    def row(self, sheet: str, key: str, header: str = "id") -> int:
        """Return the first row whose cell under `header` holds `key`."""
        column = self.column(sheet, header)
        return next(row for row in range(2, self.book[sheet].max_row + 1) if self.book[sheet].cell(row, column).value == key)

    def cell(self, sheet: str, key: str, header: str, by: str = "id") -> Any:
        return self.book[sheet].cell(self.row(sheet, key, by), self.column(sheet, header))

    def put(self, sheet: str, key: str, header: str, value: Any, by: str = "id") -> str:
        """Write into a cell and return its place: `Claims!B2`."""
        cell = self.cell(sheet, key, header, by)
        cell.value = value
        return f"{sheet}!{cell.coordinate}"

    def add(self, sheet: str, **cells: Any) -> int:
        """Add a row below the last and return its number."""
        row = self.book[sheet].max_row + 1
        for header, value in cells.items():
            self.book[sheet].cell(row, self.column(sheet, header)).value = value
        return row

    def sort(self, sheet: str, header: str) -> None:
        """Sort the rows by a column, from the greatest down."""
        page = self.book[sheet]
        column = self.column(sheet, header)
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        rows.sort(key=lambda cells: str(cells[column - 1]), reverse=True)
        for number, cells in enumerate(rows, 2):
            for index, value in enumerate(cells, 1):
                page.cell(number, index).value = value

    def save(self, path: Path | None = None) -> Path:
        self.book.save(path or self.path)
        return path or self.path
