"""Single tables, packages, and what the marked copy does to hostile text."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from edited_books import EditedBook, curated, exported

from claims.cli.app import run
from claims.export.exporter import ExportOptions, get_exporter
from claims.intake.examine import examine
from claims.intake.options import ImportOptions
from claims.load.typed import load_ledger
from claims.model.finding import Severity
from claims.model.ledger import LedgerRecord

OPTIONS = ImportOptions(day="2021-08-01")


@pytest.fixture
def package(tmp_path: Path) -> tuple[Path, LedgerRecord, Path]:
    """A curated folder, its ledger, and a CSV package of it."""
    folder, ledger = curated(tmp_path / "pear")
    get_exporter("csv").write(ledger, tmp_path / "csv", ExportOptions())
    return folder, ledger, tmp_path / "csv"


def change(path: Path, row: int, column: str, value: str) -> None:
    """Change one cell of a CSV file; rows count from 0 below the header."""
    with open(path, newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    rows[row + 1][rows[0].index(column)] = value
    with open(path, "w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)


@pytest.mark.parametrize("table", ["claims", "citations", "sources", "history"])
def test_one_table_alone_changes_only_what_it_holds(table: str, package: tuple[Path, LedgerRecord, Path]) -> None:
    _, ledger, folder = package
    found = examine(folder / f"{table}.csv", ledger, OPTIONS)
    assert [finding for finding in found.findings if finding.severity is Severity.ERROR] == []
    assert (found.taken, found.changes, found.gone) == ((), (), ())


def test_an_edited_list_alone_is_taken(package: tuple[Path, LedgerRecord, Path]) -> None:
    _, ledger, folder = package
    change(folder / "citations.csv", 2, "says", "The table says so.")
    found = examine(folder / "citations.csv", ledger, OPTIONS)
    assert [(one.record, one.field, one.new) for one in found.changes] == [("pear-0002", "citations[0].says", "The table says so.")]


def test_problems_of_a_package_name_the_file_that_they_stand_in(
    package: tuple[Path, LedgerRecord, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, ledger, tables = package
    change(tables / "citations.csv", 2, "stance", "agrees")
    for path in (tables, tables / "datapackage.json"):
        assert run(["import", str(path), "--ledger", str(folder), "--apply"]) == 1
        assert "citations.csv:4:" in capsys.readouterr().out
    with open(tables.with_name("csv.problems.csv"), newline="", encoding="utf-8") as stream:
        (problem,) = csv.DictReader(stream)
    assert problem["place"].startswith("citations.csv:4:")
    assert load_ledger(folder) == ledger


@pytest.mark.parametrize("name", ["absent.xlsx", "notes.txt", "folder"])
def test_what_cannot_be_read_is_status_two(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("words")
    (tmp_path / "folder").mkdir()
    assert run(["import", str(tmp_path / name)]) == 2
    assert name in capsys.readouterr().err


def test_applying_needs_a_curated_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(tmp_path / "book.xlsx"), "--apply"]) == 2
    assert "--ledger" in capsys.readouterr().err


def test_the_marked_copy_makes_nothing_of_text_that_looks_like_a_formula(tmp_path: Path) -> None:
    folder, ledger = curated(tmp_path / "pear")
    book = EditedBook(exported(ledger, tmp_path / "book.xlsx"))
    cell = book.cell("Claims", "pear-0001", "rationale")
    cell.value, cell.data_type = "=1+1 is what it says", "s"
    place = book.cell("Claims", "pear-0002", "topic")
    place.value, place.data_type = "=cmd|' /C calc'!A0", "s"
    path = book.save()
    assert run(["import", str(path), "--ledger", str(folder), "--marked", str(tmp_path / "seen.xlsx")]) == 1
    seen = openpyxl.load_workbook(tmp_path / "seen.xlsx")
    for name in ("Claims", "Problems"):
        assert [cell.coordinate for row in seen[name].iter_rows() for cell in row if cell.data_type == "f"] == []
    assert run(["import", str(path), "--ledger", str(folder), "--marked", str(path)]) == 2
