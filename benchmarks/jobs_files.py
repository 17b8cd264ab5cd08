"""Rows on other formats: YAML, CSV, workbooks, and a query."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from claims.export.exporter import ExportOptions, get_exporter
from claims.export.to_csv import write_table
from claims.load.read import read
from claims.load.tables import BY_NAME, Row, Table, rows_of
from claims.load.typed import load_ledger
from claims.load.yaml_text import parse_yaml
from claims.model.ledger import LedgerRecord
from claims.query.ledger import Ledger

from . import generate
from .timing import OURS, Contender, Goal, Job, installed


def jobs(folder: Path, size: int) -> Iterator[Job]:
    """Yield the rows; `size` is a number of claims."""
    lines = folder / "ledger.jsonl"
    generate.write(lines, size)
    ledger = load_ledger(lines)
    yield _yaml(10 * size)
    tables = folder / "tables"
    get_exporter("csv").write(ledger, tables, ExportOptions())
    yield from _csv(folder, tables, ledger)
    yield from _workbook(folder, ledger)
    yield _query(ledger)


def _yaml(size: int) -> Job:
    import yaml

    values = [generate.claim_value(number) for number in range(1, size + 1)]
    text = yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    contenders = {
        OURS: Contender(lambda: parse_yaml(text).marks.value((size - 1, "id")), size),
        "CSafeLoader (no places)": Contender(lambda: yaml.load(text, yaml.CSafeLoader), size),
    }
    if installed("ruamel.yaml"):
        from ruamel.yaml import YAML

        few = yaml.safe_dump([generate.claim_value(number) for number in range(1, 31)], allow_unicode=True, sort_keys=False)
        contenders["ruamel.yaml round trip"] = Contender(lambda: YAML(typ="rt").load(few), 30)
    return Job("YAML with the place of each value", "records", contenders, (Goal("CSafeLoader (no places)", 4),))


def _csv(folder: Path, tables: Path, ledger: LedgerRecord) -> Iterator[Job]:
    size = len(ledger.claims)
    contenders = {OURS: Contender(lambda: read(tables / "claims.csv"), size)}
    if installed("frictionless"):
        contenders["frictionless"] = Contender(lambda: _frictionless(tables / "datapackage.json"), size)
    yield Job("CSV read, with row and column", "rows", contenders, (Goal("frictionless", 2),) if len(contenders) > 1 else ())
    table = BY_NAME["claims"]
    rows = list(rows_of(table, ledger))
    contenders = {
        OURS: Contender(lambda: _write_ours(folder / "ours.csv", table, rows), size),
        "csv.writer": Contender(lambda: _write_csv(folder / "peer.csv", rows), size),
    }
    yield Job("CSV write, ready rows of the claims table", "rows", contenders, (Goal("csv.writer", 1),), 9)
    contenders = {
        OURS: Contender(lambda: get_exporter("csv").write(ledger, folder / "tables-again", ExportOptions()), size),
        "csv.writer, ready rows of the claims table alone": Contender(lambda: _write_csv(folder / "peer.csv", rows), size),
    }
    yield Job("CSV write, all tables, made from records", "claims", contenders)


def _frictionless(descriptor: Path) -> None:
    import frictionless

    with frictionless.system.use_context(trusted=True):
        package = frictionless.Package(str(descriptor))
        report = package.get_resource("claims").validate()
    if not report.valid or not report.tasks[0].stats.get("rows", 1):
        raise RuntimeError(f"frictionless read nothing: {report.flatten(['message'])[:1]}")


def _write_ours(path: Path, table: Table, rows: list[Row]) -> None:
    with open(path, "wb") as stream:
        write_table(stream, table, table.columns, rows)


def _write_csv(path: Path, rows: list[Row]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def _workbook(folder: Path, ledger: LedgerRecord) -> Iterator[Job]:
    if not installed("openpyxl", "xlsxwriter"):
        return
    import openpyxl
    import xlsxwriter

    size = len(ledger.claims)
    book = folder / "ledger.xlsx"
    get_exporter("xlsx").write(ledger, book, ExportOptions())
    opened = openpyxl.load_workbook(book, read_only=True)
    sheets = {sheet.title: [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)] for sheet in opened}
    yield Job(
        "styled workbook, all sheets",
        "claims",
        {
            OURS: Contender(lambda: get_exporter("xlsx").write(ledger, book, ExportOptions()), size),
            "XlsxWriter, the same cells unstyled": Contender(lambda: _xlsxwriter(xlsxwriter, folder / "peer.xlsx", sheets), size),
        },
        (Goal("XlsxWriter, the same cells unstyled", 1),),
    )
    contenders = {
        OURS: Contender(lambda: read(book), size),
        "openpyxl read-only": Contender(lambda: _openpyxl(openpyxl, book), size),
    }
    if installed("python_calamine"):
        contenders["calamine (no cell addresses)"] = Contender(lambda: _calamine(book), size)
    yield Job("workbook read, with cell addresses", "claims", contenders, (Goal("openpyxl read-only", 4),))


def _xlsxwriter(xlsxwriter: Any, path: Path, sheets: dict[str, list[list[str]]]) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write_string(number, column, value)


def _openpyxl(openpyxl: Any, path: Path) -> None:
    for sheet in openpyxl.load_workbook(path, read_only=True):
        for row in sheet.iter_rows():
            for cell in row:
                _ = cell.value


def _calamine(path: Path) -> None:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def _query(ledger: LedgerRecord) -> Job:
    view, size = Ledger(ledger), len(ledger.claims)
    values = [orjson.loads(orjson.dumps(claim.to_json_value())) for claim in ledger.claims]

    def loop() -> int:
        return sum(v["payload"]["kind"] == "quantity" and v["topic"] == "trade" and "copper" in v["statement"] for v in values)

    contenders = {
        OURS: Contender(lambda: len(view.where(kind="quantity", topic="trade", text="copper")), 1),
        "a loop over parsed records": Contender(loop, 1),
    }
    return Job(f"filter {size:,} claims by kind, topic and words", "ms", contenders, (), 9)
