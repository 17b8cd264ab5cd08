"""Rows of a workbook taken by a pattern against the same rows told event by event: the same cells, places, findings and refusals."""

from __future__ import annotations

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st

from claims.errors import UnreadableInput
from claims.load import xlsx_file, xlsx_package
from claims.load.xlsx_file import read_xlsx_file
from claims.load.xlsx_rows import take_cells

HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="str"><v>b</v></c><c r="C1" t="s"><v>0</v></c></row>'

attribute = st.sampled_from(
    [
        *("", "", ' s="1"', ' s="2"', ' s="3"', ' s="9"', ' t="s"', ' t="inlineStr"', ' t="b"', ' t="e"', ' t="d"', ' t="str"'),
        *(' s="1" t="n"', ' t="s" s="1"', " t='s'", ' x:y="z"'),
    ]
)
text = st.sampled_from(
    [
        *("", "0", "1", "2", "-1", " 1 ", "60", "0.5", "43000", "1e3", "1e999", "x", "true", "é", "_x0041_", "2021-01-01T00:00:00"),
        *("a&amp;b", "&#233;&#x41;", "&#38;lt;", "&e;", "<![CDATA[1]]>", "<!-- 1 -->1", "a\r\nb", "]]>"),
        *("&#00000000065;", "&#99999999999999999999;", "&#x110000;", "&#xD800;", "nan"),
    ]
)
content = st.one_of(
    text.map("<v>{}</v>".format),
    text.map("<is><t>{}</t></is>".format),
    text.map('<is><t xml:space="preserve">{}</t></is>'.format),
    text.map("<f>1</f><v>{}</v>".format),
    text.map('<f t="shared" si="0"/><v>{}</v>'.format),
    text.map("<is><r><t>{}</t></r><rPh><t>y</t></rPh></is>".format),
    st.sampled_from(["", "<f>1</f>", "<f/>", "<v/>", "<v>1</v><v>2</v>", "\n <v>1</v>\n", "<is><t>", "<c>", "</c>", "<row>"]),
)
address = st.sampled_from([' r="A2"', ' r="A2"', ' r="B2"', ' r="C2"', ' r="D2"', ' r="c2"', ' r="ZZZZ2"', ' r="2"', "", ' r="$A$2"'])
cell = st.one_of(
    st.tuples(address, attribute, content).map(lambda drawn: "<c{}{}>{}</c>".format(*drawn)),
    st.tuples(address, attribute).map(lambda drawn: "<c{}{}/>".format(*drawn)),
)
start = st.sampled_from(
    [
        *('<row r="2">', '<row r="3" spans="1:3">', '<row r="3" hidden="1">', "<row>", '<row hidden="true" r="5">', '<row r="x">'),
        *('<row r="6" hidden="0" x14ac:dyDescent="0.2">', '<row r="4"/><row>', '<row r="99999999">', "<row r='7'>", '<row r="8" r="9">'),
        '<x:row xmlns:x="y" r="2">',
    ]
)
row = st.tuples(start, st.lists(cell, max_size=4).map("".join)).map(lambda drawn: f"{drawn[0]}{drawn[1]}</row>")
between = st.sampled_from(
    ["", "", "", "", "", "\n", "<!-- <row> -->", "<!-- ", " -->", "<?pi?>", "<c><v>1</v></c>", '<c r="C3"><v>1</v></c>', "<v>", "<t>"]
)
rows = st.lists(st.tuples(row, between).map("".join), max_size=6).map("".join)
TAIL = st.sampled_from(["", '<mergeCells><mergeCell ref="A2:B3"/></mergeCells>', "<c><v>7</v></c>"])


@cache
def sound() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "shared")
        for index, number_format in enumerate(("yyyy-mm-dd", "[h]:mm", "0.00")):
            sheet.write(index + 1, 0, 1, book.add_format({"num_format": number_format}))
    return stream.getvalue()


def write(path: Path, sheet: str) -> None:
    with zipfile.ZipFile(io.BytesIO(sound())) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, sheet if entry.filename == "xl/worksheets/sheet1.xml" else old.read(entry))


def shown(path: Path) -> Any:
    try:
        read = read_xlsx_file(path)
    except UnreadableInput as error:
        return str(error)
    sheets = [
        (sheet.name, sheet.header, sheet.findings, [(row.place(0), row.place(1), repr(list(row.cells))) for row in sheet.rows])
        for sheet in read.sheets
    ]
    return sheets, read.findings


@given(rows=rows, tail=TAIL, bytes_taken=st.sampled_from([60, 300, 1 << 20]))
@example(rows='<!-- </row><row r="2"><c r="A2"><v>1</v></c></row> -->', tail="", bytes_taken=1 << 20)
@example(rows='<row r="2"><c r="B2"><v>1</v></c></row><c><v>2</v></c>', tail="", bytes_taken=1 << 20)
@example(rows='<row r="2"><rPh></row><row r="3"><c r="A3" t="inlineStr"><is><t>x</t></is></c></row></rPh>', tail="", bytes_taken=60)
def test_rows_taken_whole_are_rows_told_event_by_event(rows: str, tail: str, bytes_taken: int) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder, "drawn.xlsx")
        write(path, f"{HEAD}{HEADER}{rows}</sheetData>{tail}</worksheet>")
        patch.setattr(xlsx_package, "ROWS", bytes_taken)
        patch.setattr(xlsx_package, "CHUNK", max(bytes_taken, 600))
        taken = shown(path)
        patch.setattr(xlsx_file, "take_cells", lambda rows: None)
        assert taken == shown(path)


@pytest.mark.parametrize(
    "usual",
    [
        '<row r="2" spans="1:2" x14ac:dyDescent="0.25"><c r="A2" s="1" t="s"><v>0</v></c><c r="B2" s="3"/></row>',  # Excel
        '<row r="2" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false">'
        '<c r="A2" s="1" t="n"><f aca="false">1+1</f><v>2</v></c></row>',  # LibreOffice
        '<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c><c r="B2"><v>0.5</v></c></row>',  # XlsxWriter
        '<row r="2"><c r="A2" s="1" t="inlineStr"><is><t>a</t></is></c><c r="B2"/></row>',  # openpyxl
    ],
)
def test_rows_as_programs_write_them_are_taken_whole(usual: str) -> None:
    assert take_cells(usual.encode()) is not None


@pytest.mark.parametrize("stored", ["1e999", "nan", "-inf"])
def test_a_date_that_is_not_finite_is_named_at_its_cell(stored: str, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    write(path, f'{HEAD}{HEADER}<row r="2"><c r="B2" s="1"><v>{stored}</v></c></row></sheetData></worksheet>')
    (sheet,) = read_xlsx_file(path).sheets
    assert [(finding.code, finding.position.cell) for finding in sheet.findings] == [("SYN017", "B2")]


def test_a_text_number_that_is_negative_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    write(path, f'{HEAD}{HEADER}<row r="2"><c r="A2" t="s"><v>-1</v></c></row></sheetData></worksheet>')
    (sheet,) = read_xlsx_file(path).sheets
    assert [finding.message for finding in sheet.findings] == ["the cell refers to text number -1, which the workbook does not have"]
