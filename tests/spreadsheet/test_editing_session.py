"""A researcher's session with the workbook, played through with openpyxl, from export to a ledger that the check accepts."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import openpyxl
import pytest
from edited_books import EditedBook, curated, exported

from claims.check.engine import check_paths
from claims.cli.app import run
from claims.intake.examine import examine
from claims.intake.options import ImportOptions
from claims.load.typed import load_ledger
from claims.model.finding import Severity

DAY = "2021-08-01"


def commit(repository: Path) -> None:
    for arguments in (["add", "."], ["-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "first"]):
        subprocess.run(["git", "-C", str(repository), *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty git repository."""
    place = tmp_path / "repository"
    place.mkdir()
    subprocess.run(["git", "init", "-q", str(place)], check=True, capture_output=True)
    return place


def edit(path: Path) -> dict[str, str]:
    """Make the sound edits of the session, in a book that is also sorted, filtered and has a column more. Returns places by name."""
    book = EditedBook(path)
    page = book.book["Claims"]
    book.sort("Claims", "statement")
    page.auto_filter.add_filter_column(book.column("Claims", "verdict") - 1, ["refuted"])
    page.row_dimensions[3].hidden = True
    page.insert_cols(3)
    page.cell(1, 3).value = "my notes"
    page.cell(2, 3).value = "look again"
    page.delete_rows(book.row("Claims", "pear-0005"))
    places = {
        "verdict": book.put("Claims", "pear-0001", "verdict", "refuted"),
        "time": book.put("Claims", "pear-0002", "time", "2016-06"),
        "value": book.put("Claims", "pear-0003", "multiplier_number", 1000),
    }
    book.put("Claims", "pear-0001", "override_reason", "The port office withdrew the table of that year.")
    book.put("Claims", "pear-0001", "corrected", "The corrected table has 900 tonnes.")
    row = book.add(
        "Claims", statement="The ministers' meeting of 5 May 2021 was useful.", kind="judgement", topic="politics", row="r003",
        holder="gazette", rationale="An opinion of the paper.", entities="gazette:holder",
    )  # fmt: skip
    places["new"] = f"Claims!A{row}"
    book.save()
    return places


def test_the_diff_shows_exactly_what_was_edited(tmp_path: Path) -> None:
    _, ledger = curated(tmp_path / "pear")
    path = exported(ledger, tmp_path / "book.xlsx")
    places = edit(path)
    found = examine(path, ledger, ImportOptions(day=DAY, reviewer="Ada Berg"))
    assert [f for f in found.findings if f.severity is not Severity.NOTE] == []
    told = {(change.record, change.field, change.old, str(change.new)[:8]) for change in found.changes}
    assert told == {
        ("pear-0001", "assessment.verdict", "supported", "refuted"),
        ("pear-0001", "assessment.override", None, "{'verdic"),
        ("pear-0001", "assessment.corrected", None, "The corr"),
        ("pear-0002", "time", "2016", "2016-06"),
        ("pear-0003", "payload.multiplier", None, "1000"),
    }
    assert {str(change.place) for change in found.changes} >= {places["verdict"], places["time"], places["value"]}
    assert [(one.key, str(one.raw.position())) for one in found.taken if one.new] == [(("claim", "pear-0006"), places["new"])]
    assert [(gone.kind, gone.record, gone.field, gone.done) for gone in found.gone] == [("claim", "pear-0005", "", "kept")]
    assert any("my notes" in f.message for f in found.findings)


def test_applying_gives_a_ledger_that_the_check_accepts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, ledger = curated(tmp_path / "pear")
    path = exported(ledger, tmp_path / "book.xlsx")
    edit(path)
    before = path.read_bytes()
    arguments = ["import", str(path), "--ledger", str(folder), "--date", DAY, "--reviewer", "Ada Berg", "--removed", "withdraw"]
    status = run([*arguments, "--reason", "Its row was a copy of another.", "--apply"])
    assert status == 0, capsys.readouterr().out
    assert path.read_bytes() == before
    after = load_ledger(folder)
    claims = {claim.id: claim for claim in after.claims}
    assert sorted(claims) == [f"pear-{number:04d}" for number in range(1, 7)]
    assert claims["pear-0001"].verdict == "refuted"
    assert claims["pear-0001"].assessment.computed_verdict == "supported"
    assert claims["pear-0001"].assessment.override is not None
    assert claims["pear-0001"].assessment.override.reviewer == "Ada Berg"
    assert [entry.change.value for entry in claims["pear-0001"].history] == ["created", "assessed", "revised", "assessed"]
    assert claims["pear-0002"].time == "2016-06"
    assert claims["pear-0005"].withdrawn
    assert claims["pear-0005"].history[-1].note == "Its row was a copy of another."
    assert claims["pear-0006"].anchors[0].row == "r003"
    assert claims["pear-0004"] == ledger.claims[3]
    report = check_paths([folder]).report
    assert [finding for finding in report.findings if finding.severity is Severity.ERROR] == []


def test_three_broken_cells_come_back_marked_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, ledger = curated(tmp_path / "pear")
    path = exported(ledger, tmp_path / "book.xlsx")
    book = EditedBook(path)
    broken = {
        book.put("Claims", "pear-0001", "time", "the year 2015"),
        book.put("Claims", "pear-0002", "topic", "politics and trade"),
        book.put("Citations", "pear-0003", "stance", "=1/0", by="claim"),
    }
    book.put("Claims", "pear-0004", "rationale", "Both offices agree.")
    book.save()
    before = path.read_bytes()
    files = {file: file.read_bytes() for file in folder.rglob("*.json")}
    assert run(["import", str(path), "--ledger", str(folder), "--date", DAY, "--apply", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    errors = [finding for finding in told["findings"] if finding["severity"] == "error"]
    assert {finding["place"] for finding in errors} == broken
    assert [(c["record"], c["field"], c["held"]) for c in told["changes"]] == [("pear-0004", "assessment.rationale", False)]
    assert told["applied"] == []
    assert {file: file.read_bytes() for file in folder.rglob("*.json")} == files
    assert path.read_bytes() == before
    marked = openpyxl.load_workbook(told["marked"])
    for place in broken:
        sheet, _, cell = place.partition("!")
        assert marked[sheet][cell].comment is not None
        assert marked[sheet][cell].fill.fill_type == "solid"
    listed = list(marked["Problems"].iter_rows(min_row=2))
    assert {row[0].value for row in listed} == broken
    assert {row[0].hyperlink.location.replace("'", "") for row in listed} == broken


def test_what_is_sound_can_be_taken_alone(tmp_path: Path) -> None:
    folder, ledger = curated(tmp_path / "pear")
    path = exported(ledger, tmp_path / "book.xlsx")
    book = EditedBook(path)
    book.put("Claims", "pear-0001", "topic", "no-such-topic")
    book.put("Claims", "pear-0004", "rationale", "Both offices agree.")
    book.save()
    assert run(["import", str(path), "--ledger", str(folder), "--date", DAY, "--apply", "--partial"]) == 1
    after = load_ledger(folder)
    assert after.claims[0] == ledger.claims[0]
    assert after.claims[3].assessment.rationale == "Both offices agree."


def test_a_ledger_that_moved_on_is_merged_field_by_field(tmp_path: Path, repository: Path) -> None:
    folder, ledger = curated(repository / "pear")
    commit(repository)
    path = exported(ledger, tmp_path / "book.xlsx")
    claim = json.loads((folder / "claims/pear-0001.json").read_text())
    claim["time"] = "2015-05"
    other = json.loads((folder / "claims/pear-0002.json").read_text())
    other["time"] = "2016-05"
    for value in (claim, other):
        (folder / f"claims/{value['id']}.json").write_text(json.dumps(value))
    moved = load_ledger(folder)
    book = EditedBook(path)
    book.put("Claims", "pear-0001", "rationale", "Both offices agree.")
    place = book.put("Claims", "pear-0002", "time", "2016-09")
    book.save()
    found = examine(path, moved, ImportOptions(day=DAY), folder)
    errors = [finding for finding in found.findings if finding.severity is Severity.ERROR]
    assert [(finding.code, str(finding.position)) for finding in errors] == [("conflict", place)]
    assert "2016-05" in errors[0].message
    assert "2016-09" in errors[0].message
    assert [(change.record, change.field) for change in found.changes if not change.held] == [("pear-0001", "assessment.rationale")]
    (taken,) = found.taken
    assert taken.model.to_json_value()["time"] == "2015-05"


def test_a_part_of_the_ledger_leaves_the_rest_untouched(tmp_path: Path) -> None:
    _, ledger = curated(tmp_path / "pear")
    part = ledger.model_copy(update={"claims": ledger.claims[1:2]})
    path = exported(part, tmp_path / "part.xlsx", selection="text=2016", columns=("id", "statement", "rationale"))
    book = EditedBook(path)
    book.put("Claims", "pear-0002", "rationale", "Both offices agree.")
    book.save()
    found = examine(path, ledger, ImportOptions(day=DAY))
    assert [finding for finding in found.findings if finding.severity is Severity.ERROR] == []
    assert [(change.record, change.field) for change in found.changes] == [("pear-0002", "assessment.rationale")]
    assert found.gone == ()


def test_renamed_sheets_and_columns_are_known_again(tmp_path: Path) -> None:
    _, ledger = curated(tmp_path / "pear")
    path = exported(ledger, tmp_path / "book.xlsx")
    book = EditedBook(path)
    page = book.book["Claims"]
    page.cell(1, book.column("Claims", "statement")).value = "What is claimed"
    page.cell(1, book.column("Claims", "topic")).value = " TOPIC "
    page.title = "My claims"
    del book.book["Timeline"]
    book.book.move_sheet("My claims", 5)
    book.save()
    found = examine(path, ledger, ImportOptions(day=DAY))
    assert (found.taken, found.changes, found.gone) == ((), (), ())
    assert any("What is claimed" in finding.message for finding in found.findings)


INJECTIONS = ("=1+1", '=HYPERLINK("http://evil.example","x")', "+cmd|' /C calc'!A0", "@SUM(A1)")


def test_text_that_looks_like_a_formula_stays_text_all_the_way(tmp_path: Path) -> None:
    folder, ledger = curated(tmp_path / "pear")
    path = exported(ledger, tmp_path / "book.xlsx")
    book = EditedBook(path)
    for number, text in enumerate(INJECTIONS, 1):
        cell = book.cell("Claims", f"pear-000{number}", "rationale")
        cell.value, cell.data_type = f"{text} is what it says", "s"
    book.save()
    assert run(["import", str(path), "--ledger", str(folder), "--date", DAY, "--apply"]) == 0
    again = exported(load_ledger(folder), tmp_path / "again.xlsx")
    opened = openpyxl.load_workbook(again)
    cells = [cell for row in opened["Claims"].iter_rows(min_row=2) for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert sum(str(cell.value).endswith("is what it says") for cell in cells) == 4


def test_importing_a_book_that_was_applied_changes_nothing_more(tmp_path: Path) -> None:
    folder, ledger = curated(tmp_path / "pear")  # no repository: nobody remembers the records as they were written
    path = exported(ledger, tmp_path / "book.xlsx")
    book = EditedBook(path)
    book.put("Claims", "pear-0002", "rationale", "Both offices agree.")
    book.put("Citations", "pear-0003", "says", "The table of 2017 gives it.", by="claim")
    book.put("Sources", "harbour-book", "publisher", "Harbour Office of Osterlich")
    book.save()
    assert run(["import", str(path), "--ledger", str(folder), "--apply"]) == 0
    found = examine(path, load_ledger(folder), ImportOptions(day=DAY), folder)
    assert [finding for finding in found.findings if finding.severity is Severity.ERROR] == []
    assert (found.taken, found.changes, found.gone) == ((), (), ())
    # An edit on top of that meets a record whose old state nobody knows, and says so.
    book.put("Claims", "pear-0002", "rationale", "The offices agree, and so does the harbour.")
    book.save()
    found = examine(path, load_ledger(folder), ImportOptions(day=DAY), folder)
    assert {finding.code for finding in found.findings if finding.severity is Severity.ERROR} == {"conflict"}


def test_an_import_is_checked_as_the_repository_configures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, ledger = curated(tmp_path / "pear")
    path = exported(ledger, tmp_path / "book.xlsx")
    book = EditedBook(path)
    book.put("Claims", "pear-0002", "statement", "Freedonia exported 1,200 tonnes of pears to Sylvania in 2016")
    book.save()
    monkeypatch.chdir(tmp_path)
    for grade, status in (("error", 1), ("warning", 0)):
        (tmp_path / "claims.toml").write_text(f'severity = {{ STY006 = "{grade}" }}\n')
        assert run(["import", str(path), "--ledger", str(folder)]) == status
        assert "STY006" in capsys.readouterr().out
    (tmp_path / "claims.toml").write_text('ignore = ["STY006"]\n')
    assert run(["import", str(path), "--ledger", str(folder)]) == 0
    assert "STY006" not in capsys.readouterr().out
