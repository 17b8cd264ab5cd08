"""Foreign tables by a map: the same from workbook and CSV, with every row accounted for."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
import yaml

from claims.cli.app import run
from claims.errors import ClaimsError
from claims.intake.foreign import draft
from claims.intake.foreign_map import read_foreign_map

MAP = """
header = 2
sheet = "Fakten"
id_prefix = "orchard"
skip_blank = ["عنوان"]
keep = ["places"]

[fields]
"عنوان" = "statement"
"حكم" = "verdict"
labels = "tags"

[constants]
kind = "judgement"

[values."حكم"]
"صحيح" = "supported"
"غير صحيح" = "refuted"

[split]
labels = ","

[source]
link = "url"
day = "issued"
"""
HEADER = ["link", "عنوان", "حكم", "day", "labels", "places"]
ROWS = [
    ["https://pears.example/1", "هل باعت فريدونيا الكمثرى؟", "صحيح", "2021-05-05", "pears, trade", "Osterlich\nSylvania"],
    ["https://pears.example/2", "", "صحيح", "2021-05-06", "", ""],
    ["https://pears.example/3", "=1+1 هو ادعاء", "غير صحيح", "2021-05-07", "pears", ""],
    ["https://pears.example/4", "ادعاء آخر", "ربما", "2021-05-08", "", ""],
    ["https://pears.example/1", "ادعاء ثالث", "غير صحيح", "2021-05-05", "", ""],
]


def files(folder: Path) -> dict[str, Path]:
    """Write the same table as workbook and as CSV, with a title above the header."""
    book = openpyxl.Workbook()
    book.active.title = "About"
    page = book.create_sheet("Fakten")
    title = ["Fact-checks of the orchard", *[""] * (len(HEADER) - 1)]
    for number, row in enumerate([title, HEADER, *ROWS], 1):
        for index, value in enumerate(row, 1):
            cell = page.cell(number, index)
            cell.value = value or None
            if value:
                cell.data_type = "s"
    # The reader takes a sheet's width from its first row.
    for index in range(2, len(HEADER) + 1):
        page.cell(1, index).value = f"c{index}"
    book.save(folder / "facts.xlsx")
    with open(folder / "facts.csv", "w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([["Fact-checks of the orchard", *(f"c{i}" for i in range(2, len(HEADER) + 1))], HEADER, *ROWS])
    (folder / "map.toml").write_text(MAP, encoding="utf-8")
    return {"xlsx": folder / "facts.xlsx", "csv": folder / "facts.csv", "map": folder / "map.toml"}


def test_workbook_and_csv_give_the_same_drafts(tmp_path: Path) -> None:
    given = files(tmp_path)
    found = read_foreign_map(given["map"])
    book, table = draft(given["xlsx"], found), draft(given["csv"], found)
    assert (book.claims, book.sources) == (table.claims, table.sources)
    assert (book.rows, book.skipped, len(book.claims)) == (5, 2, 3)
    assert [claim["assessment"]["verdict"] for claim in book.claims] == ["supported", "refuted", "refuted"]
    assert book.claims[0]["tags"] == ["pears", "trade"]
    assert "Osterlich Sylvania" in book.claims[0]["assessment"]["rationale"]
    assert [source["url"] for source in book.sources] == ["https://pears.example/1", "https://pears.example/3"]
    assert {(f.code, f.position.cell) for f in book.findings} == {("skipped", "B4"), ("unmapped", "C6")}


def test_every_row_is_accounted_for_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = files(tmp_path)
    for name in ("drafts.yaml", "drafts.json"):
        assert run(["import", str(given["xlsx"]), "--map", str(given["map"]), "-o", str(tmp_path / name)]) == 1
    out = capsys.readouterr().out
    assert "Fakten!C6: unmapped the map has no word for 'ربما'" in out
    assert "5 rows: 3 drafts" in out
    assert "2 rows passed over" in out
    assert yaml.safe_load((tmp_path / "drafts.yaml").read_text("utf-8")) == json.loads((tmp_path / "drafts.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nonsense = 1", "unknown setting 'nonsense'"),
        ('[fields]\na = "statment"', "did you mean 'statement'?"),
        ('[fields]\nheadline = "statement"', "the map names the column 'headline'"),
        ('sheet = "Other"', "there are 'About', 'Fakten'"),
        ("header = 0", "from 1"),
    ],
)
def test_a_map_that_does_not_fit_says_so(text: str, words: str, tmp_path: Path) -> None:
    given = files(tmp_path)
    book = openpyxl.load_workbook(given["xlsx"])
    book["About"]["A1"] = "About this book"
    book.save(given["xlsx"])
    given["map"].write_text(text, encoding="utf-8")
    with pytest.raises(ClaimsError, match=words.replace("?", r"\?")):
        draft(given["xlsx"], read_foreign_map(given["map"]))
