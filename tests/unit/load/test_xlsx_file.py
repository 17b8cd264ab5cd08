"""Workbooks from outside: what a cell means, and what is refused with a reason."""

from __future__ import annotations

import datetime
import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from claims.check.engine import check_paths
from claims.errors import UnreadableInput
from claims.load import xlsx_package
from claims.load.read import read
from claims.load.sheet import RawSheets
from claims.load.xlsx_file import column_index, column_letters, read_xlsx_file
from claims.load.xlsx_values import Format, format_of, number, unescape


def book(path: Path, fill: Callable[[Worksheet], None], title: str = "Entities") -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    fill(sheet)
    made.save(path)
    return path


def rows(*given: list[Any]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row in given:
            sheet.append(row)

    return fill


def cells(read: RawSheets) -> list[list[Any]]:
    (sheet,) = read.sheets
    return [list(row.cells) for row in sheet.rows]


def test_values_come_as_they_stand(tmp_path: Path) -> None:
    moment = datetime.datetime(2021, 3, 4, 10, 30)
    given = ["a", 3, 2.5, True, False, moment.date(), moment, 8595602512225, 0.1, -1e-7, "007", None]
    path = book(tmp_path / "b.xlsx", rows([f"c{index}" for index in range(len(given))], given))
    (found,) = cells(read_xlsx_file(path))
    assert found == ["a", 3, "2.5", True, False, "2021-03-04", "2021-03-04T10:30:00", 8595602512225, "0.1", "-0.0000001", "007", None]


def test_cells_have_addresses(tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", rows(["id", "type", "name"], ["quay", "palace", "Quay"]))
    (finding,) = [f for f in check_paths([path]).report.findings if f.code == "SCH004"]
    assert str(finding.position) == "Entities!B2"


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")])
def test_letters_of_columns(index: int, letters: str) -> None:
    assert column_letters(index) == letters
    assert column_index(letters) == index


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("_x0041_", "A"), ("_x005F_x0041_", "_x0041_"), ("a_x000D_b", "a\rb"), ("_xD83C__xDF50_", "\U0001f350"), ("_xD83C_", "_xD83C_"),
        ("_x41_", "_x41_"), ("no escape", "no escape"),
    ],
)  # fmt: skip
def test_escapes_are_resolved_once(stored: str, text: str) -> None:
    assert unescape(stored) == text


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("General", Format.NUMBER), ("0.00", Format.NUMBER), ('0 "days"', Format.NUMBER), ("[Red]0.0", Format.NUMBER),
        ("yyyy-mm-dd", Format.DATE), ("d.m.yy;@", Format.DATE), ("[$-409]mmm yy", Format.DATE), ("[h]:mm:ss", Format.DURATION),
        ("\\d0", Format.NUMBER), ("@", Format.NUMBER),
    ],
)  # fmt: skip
def test_number_formats(code: str, meaning: Format) -> None:
    assert format_of(code) is meaning


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        ("1", 1), ("1.0", 1), ("14781.799999999999", "14781.8"), ("1E-3", "0.001"), ("1e21", 10**21),
        ("123456789012345678", 123456789012345678),
    ],
)
def test_numbers_are_exact(stored: str, value: object) -> None:
    assert number(stored) == value


@pytest.mark.parametrize(
    ("value", "style", "words"),
    [
        (60, "yyyy-mm-dd", "29 February 1900"),
        (0.5, "hh:mm", "time of day"),
        (-3, "yyyy-mm-dd", "before 1900"),
        (99999999, "yyyy-mm-dd", "out of the calendar"),
        (1.5, "[h]:mm", "a duration"),
        ("=A1", "General", "without a stored result"),
        ("#DIV/0!", "General", "error value"),
    ],
)
def test_cells_without_a_usable_value_are_named_at_the_cell(value: Any, style: str, words: str, tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["id", "type", "name", "description"])
        sheet.append(["quay", "place", "Quay", value])
        sheet["D2"].number_format = style

    reading = read(book(tmp_path / "b.xlsx", fill))
    (finding,) = reading.findings
    assert (finding.code, str(finding.position)) == ("SYN017", "Entities!D2")
    assert words in finding.message
    assert [record.value for record in reading.records] == [{"id": "quay", "type": "place", "name": "Quay"}]


def test_both_calendars(tmp_path: Path) -> None:
    for early, name in ((False, "1900.xlsx"), (True, "1904.xlsx")):
        made = xlsxwriter.Workbook(str(tmp_path / name), {"date_1904": early})
        sheet = made.add_worksheet("Entities")
        sheet.write_row(0, 0, ["first", "second"])
        style = made.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 0, datetime.datetime(2021, 1, 1), style)
        sheet.write_number(1, 1, 1, style)
        made.close()
        assert cells(read_xlsx_file(tmp_path / name)) == [["2021-01-01", "1904-01-02" if early else "1900-01-01"]]


def test_a_formula_counts_as_its_stored_result(tmp_path: Path) -> None:
    made = xlsxwriter.Workbook(str(tmp_path / "b.xlsx"))
    sheet = made.add_worksheet("Entities")
    sheet.write_row(0, 0, ["id", "type", "name"])
    sheet.write_row(1, 0, ["quay", "place"])
    sheet.write_formula(1, 2, '="Qu"&"ay"', None, "Quay")
    made.close()
    reading = read(tmp_path / "b.xlsx")
    assert reading.findings == ()
    assert [record.value["name"] for record in reading.records] == ["Quay"]


def test_a_date_is_taken_by_date_fields_only(tmp_path: Path) -> None:
    day = datetime.date(2020, 4, 3)
    path = book(tmp_path / "b.xlsx", rows(["id", "publisher", "issued", "note"], ["a", "P", day, day]), "Sources")
    reading = read(path)
    assert reading.records[0].value["issued"] == "2020-04-03"
    assert [(f.code, str(f.position)) for f in reading.findings] == [("SYN017", "Sources!D2")]


def test_what_is_hidden_or_merged_is_said(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["id", "type", "name"], ["quay", "place", "Quay"], ["pier", "place", "Pier"])(sheet)
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.merge_cells("B3:C3")

    reading = read(book(tmp_path / "b.xlsx", fill))
    told = {(f.code, str(f.position)): f.message for f in reading.findings}
    assert told[("SYN016", "Entities!C2")] == "hidden, and read like the rest: 1 row (first 2); column C"
    assert "B3:C3" in told[("SYN017", "Entities!B3")]
    assert len(reading.records) == 2


def test_rich_text_is_joined_and_phonetic_guides_are_left_out(tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", rows(["id", "type", "name"], ["quay", "place", "Quay"]))
    rich = "<is><r><t>Regular </t></r><r><t>Bold</t></r><rPh sb='0' eb='1'><t>guide</t></rPh></is>"
    repacked(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace("<is><t>Quay</t></is>", rich))
    assert read(path).records[0].value["name"] == "Regular Bold"


def test_shared_strings_are_read_like_inline_ones(tmp_path: Path) -> None:
    made = xlsxwriter.Workbook(str(tmp_path / "b.xlsx"))
    sheet = made.add_worksheet("Entities")
    sheet.write_row(0, 0, ["id", "type", "name"])
    sheet.write_row(1, 0, ["quay", "place"])
    sheet.write_rich_string(1, 2, made.add_format({"bold": True}), "Bold", " and not")
    made.close()
    assert read(tmp_path / "b.xlsx").records[0].value["name"] == "Bold and not"
    guide = '<rPh sb="0" eb="1"><t>guide</t></rPh></si>'
    repacked(tmp_path / "b.xlsx", "xl/sharedStrings.xml", lambda xml: xml.replace("</si>", guide))
    assert read(tmp_path / "b.xlsx").records[0].value["name"] == "Bold and not"


def repacked(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Write a workbook again with one part changed."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part].decode("utf-8")).encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def test_strict_open_xml_is_read_like_the_common_kind(tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", rows(["id", "type", "name"], ["quay", "place", "Quay"]))
    for part in ("_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"):
        repacked(path, part, lambda xml: re.sub(r"http://schemas.openxmlformats.org/\w+/2006", "http://purl.oclc.org/ooxml", xml))
    assert [record.value["name"] for record in read(path).records] == ["Quay"]


@pytest.mark.parametrize(
    ("part", "pattern", "new", "words"),
    [
        ("xl/workbook.xml", r"<sheets>.*</sheets>", "<sheets/>", "lists no sheets"),
        ("xl/workbook.xml", r"<workbook ", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook ', "document type"),
        ("xl/worksheets/sheet1.xml", r"</worksheet>", "", "not XML"),
        ("xl/worksheets/sheet1.xml", r"<sheetData>", "<sheetData>" + "<a>" * 100_000, "not XML"),
        ("xl/_rels/workbook.xml.rels", r"worksheets/sheet1.xml", "worksheets/gone.xml", "is missing"),
    ],
    ids=["no sheets", "doctype", "truncated", "deep", "missing part"],
)
def test_broken_workbooks_are_refused_in_one_line(part: str, pattern: str, new: str, words: str, tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", rows(["id", "type", "name"], ["quay", "place", "Quay"]))
    repacked(path, part, lambda xml: re.sub(pattern, new.replace("\\", r"\\"), xml, count=1, flags=re.DOTALL))
    report = check_paths([path]).report
    assert report.exit_status == 2
    assert words in report.findings[0].message
    assert "\n" not in report.findings[0].message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a workbook"), (b"id,type\n", "not a workbook"), (b"\xd0\xcf\x11\xe0" + b"x" * 99, "encrypted"),
        (b"PK\x03\x04rest", "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(data)
    report = check_paths([tmp_path / "b.xlsx"]).report
    assert report.exit_status == 2
    assert words in report.findings[0].message


def test_an_archive_that_unpacks_to_something_huge_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_package, "RATIO_FROM", 1000)
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 1_000_000)
    with pytest.raises(UnreadableInput, match="exhaust memory"):
        read_xlsx_file(tmp_path / "b.xlsx")


def test_a_cell_far_out_costs_nothing(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["id", "type", "name"], ["quay", "place", "Quay"])(sheet)
        sheet["XFD1048576"] = "far"

    reading = read(book(tmp_path / "b.xlsx", fill))
    assert [(f.code, str(f.position)) for f in reading.findings if f.code == "SYN012"] == [("SYN012", "Entities!XFD1048576")]


def _small_book() -> bytes:
    stream = io.BytesIO()
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Entities"
    sheet.append(["id", "type", "name"])
    sheet.append(["quay", "place", "Quay"])
    made.save(stream)
    # Stored, not deflated, so that damage reaches the XML and not only the compression.
    with zipfile.ZipFile(stream) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return stored.getvalue()


SMALL_BOOK = _small_book()


@settings(max_examples=60)
@given(st.integers(0, 2**30), st.integers(0, 255), st.booleans())
def test_no_damage_makes_the_reader_fail_otherwise_than_by_refusing(place: int, byte: int, cut: bool) -> None:
    made = SMALL_BOOK
    at = place % len(made)
    damaged = made[:at] if cut else made[:at] + bytes([byte]) + made[at + 1 :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "b.xlsx")
        path.write_bytes(damaged)
        assert read(path).files or read(path).unreadable
