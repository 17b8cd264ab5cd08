"""The blank workbook for new claims: drop-downs, examples, and that it becomes claims when it is filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from builders import claim_value, make_ledger
from workbooks import open_workbook, records_of, write_workbook

from claims.load.tables import BY_NAME, rows_of
from claims.load.typed import to_model
from claims.load.workbook_map import read_map
from claims.model.claim import Claim


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_workbook(make_ledger(), tmp_path_factory.mktemp("template") / "new.xlsx", "xlsx-template")


def test_the_sheets_to_fill_are_blank_and_have_drop_downs_for_many_rows(path: Path) -> None:
    book = open_workbook(path)
    for name in ("Claims", "Citations", "Anchors", "Attribution", "Sources", "Entities", "History"):
        assert not [cell for row in book[name].iter_rows(min_row=2) for cell in row if cell.value is not None], name
        assert any(area.max_row > 300 for rule in book[name].data_validations.dataValidation for area in rule.sqref.ranges), name
    assert [row["id"] for row in records_of(book["Examples"])] == ["pear-0001"]
    assert "pear-0002" in book["Read me"]["B2"].value


def test_it_says_that_it_is_a_template_and_maps_what_it_holds(path: Path) -> None:
    found = read_map(open_workbook(path)["Meta"].iter_rows(values_only=True))
    assert found is not None and found.settings["kind"] == "template" and found.settings["complete"] == "false"
    assert "Examples" not in found.sheets() and found.sheets()["Claims"] == "claims" and not found.records


def test_filled_in_it_reads_as_claims(path: Path, tmp_path: Path) -> None:
    from claims.load.read import read

    wanted = make_ledger(claims=[claim_value("pear-0002", time="2021-05-05")])
    book = open_workbook(path)
    for name in ("claims", "anchors", "attribution", "citations", "history"):
        table = BY_NAME[name]
        sheet = book[table.title]
        header = [cell.value for cell in sheet[1]]
        for number, row in enumerate(rows_of(table, wanted), 2):
            for column, value in zip(table.columns, row, strict=True):
                if value is not None:
                    sheet.cell(number, header.index(column.name) + 1, value)
    book.save(tmp_path / "filled.xlsx")
    reading = read(tmp_path / "filled.xlsx")
    claims: list[Any] = [model for raw in reading.records if isinstance(model := to_model(raw), Claim)]
    assert claims == list(wanted.claims)
