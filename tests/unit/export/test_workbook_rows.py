"""Rows made column by column hold, cell for cell, what each value by itself would be."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import CannotExport
from claims.export.workbook.cells import BATCH, RowWriter
from claims.export.workbook.heights import height_of_lines, lines_in
from claims.export.workbook.plan import PlannedRow, SheetColumn
from claims.export.workbook.streamed import StreamedWorksheet, close_rows, new_workbook
from claims.export.workbook.styles import Styles
from claims.export.workbook.text_cells import inline_string, runs_right_to_left, unusual
from claims.model.vocabulary import Verdict

TRICKY = st.sampled_from(
    ["", " ", "a", "001", "=1+1", "_x0041_", "a_x", "x_", "<b>", "a & b", "\t", "\n", "a\rb", "\x1e", "\x1f a", "\ud800", "\uffff",
     "\u00a0", "a\u2003", "é – “x”", "سلام", "a سلام", "\U00010800", "\U0001f350", "中文", "\x85", "\x7f"]
)  # fmt: skip
TEXTS = st.one_of(TRICKY, st.text(max_size=40), st.just("the same word"))
VALUES = st.one_of(
    st.none(), TEXTS, st.booleans(), st.integers(-(10**17), 10**17), st.floats(allow_nan=False, allow_infinity=False),
    st.dates(datetime.date(1900, 3, 1)), st.sampled_from(Verdict),
)  # fmt: skip
KINDS = st.sampled_from([st.none(), TEXTS, TEXTS | st.none(), st.integers(-9, 9) | st.none(), st.floats(-1, 1), st.booleans(), VALUES])


def written(columns: Sequence[SheetColumn], rows: Sequence[PlannedRow], printed: int | None = None) -> tuple[str, str, list[str]]:
    """Return the XML of the rows and of the links, and the number of each column's format."""
    workbook = new_workbook(io.BytesIO(), in_memory=True)
    sheet = workbook.add_worksheet("Data", worksheet_class=StreamedWorksheet)
    styles = Styles(workbook)
    try:
        RowWriter(columns, [12.0] * len(columns), styles, sheet, printed).write_all(rows)
        sheet._rows.seek(0)
        sheet._links.seek(0)
        return sheet._rows.read().decode(), sheet._links.read().decode(), [str(styles.ruled(column.style)) for column in columns]
    finally:
        close_rows(workbook)


def expected_cell(value: Any) -> str:
    if isinstance(value, str):
        return inline_string(value)
    if isinstance(value, int) and abs(value) > 10**15 - 1:
        return f"<is><t>{value}</t></is>"
    if isinstance(value, datetime.date):
        return f"<v>{(value - datetime.date(1899, 12, 30)).days}</v>"
    return f"<v>{int(value) if isinstance(value, bool) else repr(value)}</v>"


@given(st.data(), st.lists(KINDS, min_size=1, max_size=4))
def test_every_cell_is_what_its_value_alone_would_be(data: st.DataObject, kinds: list[st.SearchStrategy[Any]]) -> None:
    rows = data.draw(st.lists(st.tuples(*kinds), max_size=12))
    columns = [SheetColumn(f"c{index}") for index in range(len(kinds))]
    xml, _, styles = written(columns, [PlannedRow(row) for row in rows], printed=1)
    expected = []
    for number, row in enumerate(rows, 2):
        cells, lines = [], 1
        for index, value in enumerate(row):
            start = f'<c r="{"ABCD"[index]}{number}" s="{{}}"'
            if value is None:
                cells.append(start.format(styles[index]) + "/>" if index == 0 else "")
                continue
            right = isinstance(value, str) and runs_right_to_left(value)
            inner = expected_cell(value)
            kind = ' t="inlineStr"' if inner.startswith("<is>") else ' t="b"' if isinstance(value, bool) else ""
            style = str(int(styles[0]) + 1) if right else styles[index]
            cells.append(f"{start.format(style)}{kind}>{inner}</c>")
            lines = max(lines, lines_in(value, 12.0)) if isinstance(value, str) else lines
        height = height_of_lines(lines)
        size = f' ht="{height:g}" customHeight="1"' if height else ""
        expected.append(f'<row r="{number}"{size}>{"".join(cells)}</row>')
    assert xml == "".join(expected)
    ElementTree.fromstring(f"<rows>{xml}</rows>")


@given(st.lists(TEXTS, min_size=1))
def test_texts_that_are_not_looked_at_stand_in_xml_as_they_are(texts: list[str]) -> None:
    looked_at = set(unusual(texts))
    for place, text in enumerate(texts):
        if place not in looked_at:
            assert inline_string(text) == f"<is><t>{text}</t></is>" and not runs_right_to_left(text)


def test_plain_texts_are_not_looked_at_one_by_one() -> None:
    assert list(unusual(["plain", "əlaqə – “x”", "a_b", "", "two\nlines", "2021-11-24"])) == []
    assert list(unusual(["a_b", "_x0041_", "a < b", " c", "d"])) == [0, 1, 2, 3]


def test_numbers_that_are_equal_but_not_the_same_stay_apart() -> None:
    values = [1, True, 1.0, 0, False, 0.0, -0.0] * 3
    xml, _, _ = written([SheetColumn("c")], [PlannedRow((value,)) for value in values])
    assert re.findall(r"(?: t=\"(b)\")?><v>([^<]*)</v>", xml) == [
        ("", "1"), ("b", "1"), ("", "1.0"), ("", "0"), ("b", "0"), ("", "0.0"), ("", "-0.0")
    ] * 3  # fmt: skip


def test_links_of_all_batches_stand_in_order_and_never_at_blanks() -> None:
    rows = [PlannedRow((f"r{number}", None, number % 3), {0: f"internal:'Data'!A{number}", 1: "https://a.example/", 2: f"https://a.example/{number}"})
            for number in range(2 * BATCH + 5)]  # fmt: skip
    xml, links, _ = written([SheetColumn("a"), SheetColumn("b"), SheetColumn("c", "integer")], rows)
    cells = re.findall(r'<hyperlink ref="([A-Z]+[0-9]+)"', links)
    assert cells == [f"{letter}{number + 2}" for number in range(2 * BATCH + 5) for letter in "AC"]
    assert re.findall(r'r:id="rId([0-9]+)"', links) == [str(number) for number in range(1, 2 * BATCH + 6)]
    assert xml.count("<row ") == 2 * BATCH + 5
    plain, _, _ = written([SheetColumn("a"), SheetColumn("b"), SheetColumn("c", "integer")], [PlannedRow(row.values) for row in rows])
    styles = [set(re.findall(rf'r="{letter}[0-9]+" s="([0-9]+)"', one)) for one in (xml, plain) for letter in "AC"]
    assert all(len(found) == 1 for found in styles) and styles[0] != styles[2] and styles[1] != styles[3]


@pytest.mark.parametrize("style", ["text", "number"])
def test_the_first_text_that_is_too_long_is_refused_wherever_it_stands(style: str) -> None:
    rows = [PlannedRow((f"id-{number}", "x" * 32_768 if number in {300, 301} else "short", "y" * (33_000 if number == 301 else 1)))
            for number in range(400)]  # fmt: skip
    with pytest.raises(CannotExport, match="the field b of id-300 has 32,768"):
        written([SheetColumn("a"), SheetColumn("b", style), SheetColumn("c")], rows)
