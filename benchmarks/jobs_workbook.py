"""Rows on one large data sheet: writing and reading it, ours and the peers, the same cells for all."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from claims.export.workbook.plan import PlannedRow, SheetColumn, SheetPlan
from claims.export.workbook.streamed import close_rows, new_workbook
from claims.export.workbook.styles import Styles
from claims.export.workbook.table_writer import Surroundings, write_table
from claims.load.atomic import write_atomically
from claims.load.collector import paused_collector
from claims.load.xlsx_file import read_xlsx_file

from . import generate
from .timing import OURS, Contender, Goal, Job, installed

Row = tuple[Any, ...]

COLUMNS: tuple[tuple[str, str], ...] = (
    ("id", "word"), ("verdict", "word"), ("statement", "text"), ("row", "word"), ("time", "word"), ("level", "word"),
    ("rationale", "text"), ("section", "word"), ("topic", "word"), ("kind", "word"), ("time_day", "date"), ("confidence", "word"),
    ("confidence_number", "number"), ("likelihood", "word"), ("citations", "integer"), ("main_source", "word"), ("checkable", "boolean"),
    ("speaker", "word"), ("value", "word"), ("value_number", "number"), ("unit", "word"), ("period", "word"), ("publisher", "text"),
    ("says", "text"), ("as_written", "text"),
)  # fmt: skip
"""Header and kind of each of the 25 columns."""
SLOW = 10
"""Peers that need minutes for the whole table write and read one row in so many."""


def rows_of_claims(count: int) -> list[Row]:
    """Return rows such as the Claims sheet has: texts with spaces and beyond ASCII, codes, exact decimals, numbers, days, blanks."""
    rng = random.Random(1)
    rows: list[Row] = []
    for number in range(1, count + 1):
        value = generate.claim_value(number)
        payload, assessment = value["payload"], value["assessment"]
        cited = value.get("citations", [])
        day = datetime.date(2000, 1, 1) + datetime.timedelta(days=rng.randrange(8000)) if rng.random() < 0.55 else None
        amount = f"{rng.randint(1, 90000)}.{rng.randint(1, 9)}" if payload["kind"] == "quantity" else None
        confidence = f"0.{rng.randint(5001, 9999)}" if cited else None
        rows.append(
            (
                value["id"], assessment["verdict"], value["statement"], value["anchors"][0]["row"],
                day.isoformat() if day else str(rng.randint(1992, 2021)), assessment.get("level"), assessment["rationale"], "economy",
                value["topic"], payload["kind"], day, confidence, float(confidence) if confidence else None,
                assessment.get("likelihood"), len(cited), cited[0]["source"] if cited else None, value["checkable"],
                payload.get("speaker"), amount, float(amount) if amount else None, payload.get("unit"), payload.get("period"),
                f"Vándor és Társa {rng.randrange(200)}" if cited else None, cited[0]["says"] if cited else None,
                f"${amount} thousand" if amount else None,
            )
        )  # fmt: skip
    return rows


def jobs(folder: Path, size: int) -> Iterator[Job]:
    """Yield the rows; `size` is a number of rows of the sheet."""
    if not installed("xlsxwriter", "openpyxl"):
        return
    rows = rows_of_claims(size)
    few = rows[:: SLOW if size >= 2 * SLOW else 1]
    yield Job("one data sheet of 25 columns", "rows", dict(_writers(folder, rows, few)), _goals())
    book, small = folder / "sheet.xlsx", folder / "few.xlsx"
    write_ours(rows, book)
    write_ours(few, small)
    yield Job(
        "the same sheet read, with cell addresses",
        "rows",
        dict(_readers(book, len(rows), small, len(few))),
        (Goal("openpyxl read-only", 4),),
    )


def _goals() -> tuple[Goal, ...]:
    goals = [Goal("XlsxWriter, constant_memory", 5)]
    return (*goals, Goal("pandas, to_excel by XlsxWriter", 10)) if installed("pandas") else tuple(goals)


def _writers(folder: Path, rows: list[Row], few: list[Row]) -> Iterator[tuple[str, Contender]]:
    yield OURS, Contender(lambda: write_ours(rows, folder / "ours.xlsx"), len(rows))
    yield "XlsxWriter, constant_memory", Contender(lambda: _xlsxwriter(few, folder / "xlsxwriter.xlsx"), len(few))
    yield "openpyxl, write-only", Contender(lambda: _openpyxl(few, folder / "openpyxl.xlsx"), len(few))
    if installed("pandas"):
        import pandas as pd

        frame = pd.DataFrame(few, columns=[name for name, _ in COLUMNS])
        for shown, engine in (("XlsxWriter", "xlsxwriter"), ("openpyxl", "openpyxl")):
            yield f"pandas, to_excel by {shown}", Contender(_pandas(frame, folder / f"pandas-{engine}.xlsx", engine), len(few))
    if installed("rustpy_xlsxwriter"):
        records = [dict(zip((name for name, _ in COLUMNS), row, strict=True)) for row in rows]
        yield "rustpy-xlsxwriter", Contender(lambda: _rustpy(records, folder / "rustpy.xlsx"), len(rows))


def write_ours(rows: Iterable[Row], path: Path) -> None:
    """Write rows as the exporter writes a data sheet: styles, table and filter, widths, row heights, frozen panes, print set-up."""
    columns = tuple(SheetColumn(name, style) for name, style in COLUMNS)
    plan = SheetPlan("Data", "Data", "", columns, lambda: map(PlannedRow, rows), "claims")

    def write(stream: Any) -> None:
        workbook = new_workbook(stream, in_memory=False)
        try:
            write_table(plan, Surroundings(workbook, Styles(workbook), {}))
            workbook.close()
        finally:
            close_rows(workbook)

    with paused_collector():
        write_atomically(path, write)


def _xlsxwriter(rows: Iterable[Row], path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        writers = {
            "integer": sheet.write_number, "number": sheet.write_number, "boolean": sheet.write_boolean,
            "date": lambda row, column, value: sheet.write_datetime(row, column, value, day),
        }  # fmt: skip
        write = [writers.get(style, sheet.write_string) for _, style in COLUMNS]
        for column, (name, _) in enumerate(COLUMNS):
            sheet.write_string(0, column, name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if value is not None:
                    write[column](number, column, value)


def _openpyxl(rows: Iterable[Row], path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append([name for name, _ in COLUMNS])
    for row in rows:
        sheet.append(row)
    book.save(path)


def _pandas(frame: Any, path: Path, engine: str) -> Callable[[], None]:
    return lambda: frame.to_excel(path, sheet_name="Data", index=False, engine=engine)


def _rustpy(records: list[dict[str, Any]], path: Path) -> None:
    from rustpy_xlsxwriter import write_worksheet

    write_worksheet(records, str(path), sheet_name="Data")


def _readers(book: Path, size: int, small: Path, few: int) -> Iterator[tuple[str, Contender]]:
    yield OURS, Contender(lambda: _read_ours(book, size), size)
    yield "openpyxl read-only", Contender(lambda: _read_openpyxl(small), few)
    if installed("python_calamine"):
        yield "calamine (no cell addresses)", Contender(lambda: _read_calamine(book), size)
    if installed("pandas"):
        for engine in ("openpyxl", "calamine") if installed("python_calamine") else ("openpyxl",):
            quick = engine == "calamine"
            yield f"pandas, read_excel by {engine}", Contender(_read_pandas(book if quick else small, engine), size if quick else few)


def _read_ours(path: Path, size: int) -> None:
    (sheet,) = read_xlsx_file(path).sheets
    assert len(sheet.rows) == size + 1 or len(sheet.rows) == size


def _read_openpyxl(path: Path) -> None:
    import openpyxl

    for sheet in openpyxl.load_workbook(path, read_only=True):
        for row in sheet.iter_rows():
            for cell in row:
                _ = cell.value


def _read_calamine(path: Path) -> None:
    import python_calamine

    python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def _read_pandas(path: Path, engine: Any) -> Callable[[], Any]:
    import pandas as pd

    return lambda: pd.read_excel(BytesIO(path.read_bytes()), engine=engine)
