"""The names of XlsxWriter that are not public and that streaming stands on still do what it needs."""

from __future__ import annotations

import datetime
import io
import zipfile

from workbooks import open_workbook

from claims.export.workbook.streamed import StreamedWorksheet, close_rows, new_workbook


def test_streamed_rows_stand_below_the_header_with_heights_links_and_table() -> None:
    stream = io.BytesIO()
    workbook = new_workbook(stream, in_memory=True)
    sheet = workbook.add_worksheet("Data", worksheet_class=StreamedWorksheet)
    for number in range(2, 5):
        text, value = f'<c r="A{number}" t="inlineStr"><is><t>row {number}</t></is></c>', f'<c r="B{number}"><v>{number}</v></c>'
        height = ' ht="30" customHeight="1"' if number == 3 else ""
        sheet.append(f'<row r="{number}"{height}>{text}{value}</row>', 1)
    sheet.link("A2", "https://a.example/x?a=1&b=2#:~:text=y")
    sheet.link("A3", "internal:'Data'!A2")
    sheet.make_table("Data", [{"header": "name"}, {"header": "n"}])
    workbook.close()
    close_rows(workbook)
    read = open_workbook(stream)["Data"]
    assert [[cell.value for cell in row] for row in read["A1:B4"]] == [["name", "n"], ["row 2", 2], ["row 3", 3], ["row 4", 4]]
    assert read.row_dimensions[3].height == 30 and read.row_dimensions[2].height is None
    assert read["A2"].hyperlink.target == "https://a.example/x?a=1&b=2" and read["A2"].hyperlink.location == ":~:text=y"
    assert read["A3"].hyperlink.location == "'Data'!A2"
    assert read.tables["Data"].ref == "A1:B4"


def test_closing_gives_up_the_temporary_files_of_a_book_that_was_never_written() -> None:
    workbook = new_workbook(io.BytesIO(), in_memory=False)
    sheet = workbook.add_worksheet("Data", worksheet_class=StreamedWorksheet)
    sheet.append("", 0)
    close_rows(workbook)
    assert sheet._rows.closed and sheet._links.closed


def test_a_large_book_holds_the_same_parts_and_is_only_packed_less_tightly() -> None:
    packed = {}
    for in_memory in (True, False):
        stream = io.BytesIO()
        workbook = new_workbook(stream, in_memory)
        workbook.set_properties({"created": datetime.datetime(2021, 11, 24, tzinfo=datetime.UTC)})
        sheet = workbook.add_worksheet("Data", worksheet_class=StreamedWorksheet)
        for number in range(2, 2000):
            text = f"row {number * 7919 % 1000} – of {number * 104729 % 997} “pears”"
            sheet.append(f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{text}</t></is></c></row>', 1)
        sheet.make_table("Data", [{"header": "name"}])
        workbook.close()
        close_rows(workbook)
        packed[in_memory] = zipfile.ZipFile(stream)
    assert packed[True].namelist() == packed[False].namelist()
    assert all(packed[True].read(name) == packed[False].read(name) for name in packed[True].namelist())
    tight, quick = (packed[kind].getinfo("xl/worksheets/sheet1.xml").compress_size for kind in (True, False))
    assert tight < quick < 2 * tight
