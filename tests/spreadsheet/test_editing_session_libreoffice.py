"""The same session by way of LibreOffice: the book is opened and saved there before and after it is edited."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from edited_books import EditedBook, curated, exported

from claims.check.engine import check_paths
from claims.cli.app import run
from claims.intake.examine import examine
from claims.intake.options import ImportOptions
from claims.load.packed import load_packed
from claims.load.typed import load_ledger
from claims.model.finding import Severity

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed; nothing else writes its kind of xlsx")
DAY = "2021-08-01"


def through_libreoffice(path: Path, folder: Path) -> Path:
    """Open a workbook in LibreOffice, save it as xlsx into `folder`, and return the file."""
    folder.mkdir(exist_ok=True)
    profile = (folder / "profile").absolute().as_uri()
    command = [
        str(OFFICE), f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
        "--outdir", str(folder), str(path),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=240, check=False)
    target = folder / path.name
    assert target.is_file(), done.stderr.decode("utf-8", "replace")
    return target


def test_the_shipped_ledger_comes_back_equal(tmp_path: Path) -> None:
    ledger = load_packed()
    path = through_libreoffice(exported(ledger, tmp_path / "azpk.xlsx"), tmp_path / "saved")
    found = examine(path, ledger, ImportOptions(day=DAY))
    assert [finding for finding in found.findings if finding.severity is not Severity.NOTE] == []
    assert (found.taken, found.changes, found.gone) == ((), (), ())
    assert found.unchanged == 1 + sum(map(len, (ledger.articles, ledger.entities, ledger.sources, ledger.claims)))


def test_a_session_gives_what_was_edited_and_a_ledger_that_the_check_accepts(tmp_path: Path) -> None:
    folder, ledger = curated(tmp_path / "pear")
    path = through_libreoffice(exported(ledger, tmp_path / "book.xlsx"), tmp_path / "first")
    book = EditedBook(path)
    book.sort("Claims", "statement")
    book.book["Claims"].insert_cols(2)
    book.put("Claims", "pear-0001", "verdict", "refuted")
    book.put("Claims", "pear-0001", "override_reason", "The port office withdrew the table of that year.")
    book.put("Claims", "pear-0001", "corrected", "The corrected table has 900 tonnes.")
    book.put("Claims", "pear-0002", "time", "2016-06")
    book.put("Claims", "pear-0003", "multiplier_number", 1000)
    book.book["Claims"].delete_rows(book.row("Claims", "pear-0005"))
    book.add(
        "Claims", statement="The ministers' meeting of 5 May 2021 was useful.", kind="judgement", topic="politics", row="r003",
        holder="gazette", rationale="An opinion of the paper.", entities="gazette:holder",
    )  # fmt: skip
    again = through_libreoffice(book.save(tmp_path / "edited.xlsx"), tmp_path / "second")
    found = examine(again, ledger, ImportOptions(day=DAY, reviewer="Ada Berg"))
    assert [finding for finding in found.findings if finding.severity is not Severity.NOTE] == []
    assert {(change.record, change.field) for change in found.changes} == {
        ("pear-0001", "assessment.verdict"), ("pear-0001", "assessment.override"), ("pear-0001", "assessment.corrected"),
        ("pear-0002", "time"), ("pear-0003", "payload.multiplier"),
    }  # fmt: skip
    assert [one.key[1] for one in found.taken if one.new] == ["pear-0006"]
    assert [gone.record for gone in found.gone] == ["pear-0005"]
    assert run(["import", str(again), "--ledger", str(folder), "--date", DAY, "--reviewer", "Ada Berg", "--apply"]) == 0
    assert load_ledger(folder).claims[1].time == "2016-06"
    assert [finding for finding in check_paths([folder]).report.findings if finding.severity is Severity.ERROR] == []


def test_broken_cells_come_back_with_their_places(tmp_path: Path) -> None:
    folder, ledger = curated(tmp_path / "pear")
    book = EditedBook(exported(ledger, tmp_path / "book.xlsx"))
    places = {
        book.put("Claims", "pear-0001", "time", "=1/0"),
        book.put("Claims", "pear-0002", "verdict", "probably"),
        book.put("Sources", "harbour-book", "url", "port.example"),
    }
    path = through_libreoffice(book.save(), tmp_path / "saved")
    found = examine(path, ledger, ImportOptions(day=DAY), folder)
    assert {str(f.position) for f in found.findings if f.severity is Severity.ERROR} == places
    assert found.taken == ()
