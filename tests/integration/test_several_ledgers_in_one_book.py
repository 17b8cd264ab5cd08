"""Two ledgers in one workbook, from the command line: out, checked, edited, and each back on its own."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from pathlib import Path

import attrs
import openpyxl
import pytest
from edited_books import EditedBook, curated

import claims
from claims.cli.app import run as run_command

DEMO = Path(__file__).parents[2] / "examples/claims-repository/sources/demo"


@attrs.frozen
class Result:
    exit_code: int
    output: str


def run(*words: object) -> Result:
    """Run the command line as the program does, and return its status and everything that it said."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = run_command([str(word) for word in words])
    return Result(status, said.getvalue())


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    shutil.copytree(DEMO, tmp_path / "demo")
    return curated(tmp_path / "pear")[0], tmp_path / "demo"


@pytest.fixture
def book(folders: tuple[Path, Path], tmp_path: Path) -> Path:
    pear, demo = folders
    result = run("export", "--ledger", pear, "--ledger", demo, "-o", tmp_path / "both.xlsx")
    assert result.exit_code == 0, result.output
    assert "7 claims of 2 ledgers" in result.output
    return tmp_path / "both.xlsx"


def test_each_comes_back_by_its_name(book: Path, folders: tuple[Path, Path]) -> None:
    for folder in folders:
        own = claims.load(folder)
        assert claims.load(book, ledger=own.info.id).record == own.record
    for wrong in (None, "plum"):
        with pytest.raises(claims.ClaimsError, match="holds several ledgers: pear, demo"):
            claims.load(book, ledger=wrong)
    with pytest.raises(claims.ClaimsError, match="holds the ledger 'demo', not 'pear'"):
        claims.load(folders[1], ledger="pear")


def test_every_row_says_whose_it_is_and_every_link_leads_to_its_record(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    for name in ("Claims", "Citations", "Sources", "Entities", "Anchors", "Timeline", "Quantities", "Findings", "History"):
        assert opened[name]["B1"].value == "ledger", name
    citations = opened["Citations"]
    header = {cell.value: cell.column - 1 for cell in citations[1]}
    followed = 0
    for row in citations.iter_rows(min_row=2):
        for column, table in (("claim", "Claims"), ("source", "Sources")):
            cell = row[header[column]]
            sheet, place = cell.hyperlink.location.split("!")
            target = opened[sheet.strip("'")][place]
            assert (sheet.strip("'"), target.value) == (table, cell.value)
            assert opened[table].cell(target.row, 2).value == row[1].value
            followed += 1
    assert followed == 2 * (citations.max_row - 1) > 20


def test_read_me_counts_each_and_all(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    told = {row[0].value: row for row in opened["Read me"].iter_rows() if row[0].value}
    assert told["claims by ledger and verdict".capitalize()]
    formula = told["The bridge of Lower Ferry: a demonstration"][1].value
    assert 'Claims[ledger],"demo"' in formula and 'Claims[verdict],"supported"' in formula


def test_both_are_checked_each_on_its_own(book: Path) -> None:
    result = run("check", book, "--format", "json")
    report = json.loads(result.output)
    assert result.exit_code == 0, result.output
    assert report["records"] == 14 + 8
    # Broken in one of them, told once, at its cell.
    edited = EditedBook(book)
    place = edited.put("Citations", "demo-0002", "source", "nowhere", by="claim")
    edited.save()
    result = run("check", book)
    assert result.exit_code == 1
    assert f"{place}: REF0" in result.output
    assert result.output.count("nowhere") >= 1


def test_an_edit_reaches_the_ledger_whose_row_it_is(book: Path, folders: tuple[Path, Path]) -> None:
    pear, demo = folders
    edited = EditedBook(book)
    place = edited.put("Claims", "pear-0002", "rationale", "The harbour and the office agree.")
    edited.save()
    result = run("import", book, "--ledger", demo)
    assert "0 changed, 0 new, 0 problems" in result.output
    assert "read for demo only; import the book once more, with --ledger, for pear (" in result.output
    result = run("import", book, "--ledger", pear, "--apply")
    assert result.exit_code == 0, result.output
    assert f"{place}: claim pear-0002 assessment.rationale" in result.output
    assert claims.load(pear)["pear-0002"].assessment.rationale == "The harbour and the office agree."


def test_a_new_row_must_name_its_ledger(book: Path, folders: tuple[Path, Path]) -> None:
    pear, demo = folders
    cells = {"statement": "The bridge was painted in 2020.", "kind": "event", "topic": "building", "event": "painted"}
    edited = EditedBook(book)
    row = edited.add("Claims", **{name: cells[name] for name in ("statement", "kind", "topic")})
    edited.save()
    for command in (("check", book), ("import", book, "--ledger", demo), ("import", book, "--ledger", pear)):
        result = run(*command)
        assert result.exit_code == 1, result.output
        assert f"Claims!B{row}: SYN015 the row names no ledger" in result.output
        assert "write one of pear, demo" in result.output
    edited.book["Claims"].cell(row, 2).value = "plum"
    edited.save()
    assert "names the ledger 'plum', which is not in this book" in run("import", book, "--ledger", demo).output
    edited.book["Claims"].cell(row, 2).value = "demo"
    edited.save()
    result = run("import", book, "--ledger", demo)
    assert "demo-0003" in result.output
    assert "pear-0006" not in run("import", book, "--ledger", pear).output


def test_a_book_without_the_ledger_that_is_named_is_refused(book: Path) -> None:
    result = run("import", book)  # against the shipped ledger
    assert result.exit_code == 2
    assert "holds the ledgers pear, demo, not azpk" in result.output


def test_rows_that_are_all_gone_are_missed_in_their_ledger_only(book: Path, folders: tuple[Path, Path]) -> None:
    edited = EditedBook(book)
    page = edited.book["Claims"]
    for row in range(page.max_row, 1, -1):
        if page.cell(row, 2).value == "demo":
            page.delete_rows(row)
    edited.save()
    result = run("import", book, "--ledger", folders[1])
    assert result.output.count("claim demo-000") >= 2 and "Rows that are gone" in result.output
    assert "Rows that are gone" not in run("import", book, "--ledger", folders[0]).output


def test_what_cannot_be_put_together_is_refused(folders: tuple[Path, Path], tmp_path: Path) -> None:
    pear, demo = folders
    result = run("export", "--ledger", pear, "--ledger", pear, "-o", tmp_path / "a.xlsx")
    assert result.exit_code == 2 and "two ledgers are called 'pear'" in result.output
    result = run("export", "--ledger", pear, "--ledger", demo, "--to", "json", "-o", tmp_path / "a.json")
    assert result.exit_code == 2 and "holds one ledger; several go into xlsx" in result.output
    assert not list(tmp_path.glob("a.*"))


def test_a_part_and_the_wide_form_of_several(folders: tuple[Path, Path], tmp_path: Path) -> None:
    both = [claims.load(folder) for folder in folders]
    claims.export(both, tmp_path / "wide.xlsx", form="wide")
    opened = openpyxl.load_workbook(tmp_path / "wide.xlsx")
    rows = list(opened["Wide"].iter_rows(values_only=True))
    assert [row[1] for row in rows[1:]] == ["pear"] * 5 + ["demo"] * 2
    claims.export([one.where(verdict="supported") for one in both], tmp_path / "part.xlsx")
    assert all(claim.verdict == "supported" for claim in claims.load(tmp_path / "part.xlsx", ledger="demo"))


def test_the_same_bytes_again(folders: tuple[Path, Path], tmp_path: Path) -> None:
    both = [claims.load(folder) for folder in folders]
    made = [claims.export(both, tmp_path / name)[0].read_bytes() for name in ("a.xlsx", "b.xlsx")]
    assert made[0] == made[1]
