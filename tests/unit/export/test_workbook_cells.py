"""Texts, dates, numbers and links in cells: each row of the spreadsheet conventions that a single cell can keep."""

from __future__ import annotations

import datetime
from decimal import Decimal
from urllib.parse import unquote

import pytest
from builders import anchor_value
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import CannotExport
from claims.export.workbook.columns import real_day, real_number
from claims.export.workbook.links import LONGEST_LINK, LinkBudget, statement_url
from claims.export.workbook.text_cells import MOST_UNITS, check_length, inline_string, runs_right_to_left, utf16_units
from claims.model.claim import Anchor


@pytest.mark.parametrize(
    ("text", "xml"),
    [
        ("plain", "<is><t>plain</t></is>"),
        ("a < b & c > d", "<is><t>a &lt; b &amp; c &gt; d</t></is>"),
        ("_x0041_", "<is><t>_x005F_x0041_</t></is>"),
        ("a_x000D_b_x", "<is><t>a_x005F_x000D_b_x</t></is>"),
        ("_x00G1_", "<is><t>_x00G1_</t></is>"),
        ("=1+1", "<is><t>=1+1</t></is>"),
        (" spaced ", '<is><t xml:space="preserve"> spaced </t></is>'),
        ("\x01\ud800\uffff", "<is><t>_x0001__xD800__xFFFF_</t></is>"),
    ],
)
def test_a_text_is_written_so_that_it_comes_back_as_it_is(text: str, xml: str) -> None:
    assert inline_string(text) == xml


@given(st.text())
def test_units_are_those_of_utf16(text: str) -> None:
    assert utf16_units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_a_text_that_excel_would_cut_is_refused_by_record_and_column() -> None:
    check_length("x" * MOST_UNITS, "Claims", "pear-0001", "rationale")
    with pytest.raises(CannotExport, match=r"Claims: the field rationale of pear-0001 has 32,768 UTF-16 units"):
        check_length("x" * (MOST_UNITS - 1) + "\U0001f350", "Claims", "pear-0001", "rationale")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("سلام world", True), ("2021: שלום", True), ("hello سلام", False), ("", False), ("123", False), ("əlaqə", False), ("《سلام》", True)],
)
def test_direction_is_that_of_the_first_letter(text: str, expected: bool) -> None:
    assert runs_right_to_left(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-11-24", datetime.date(2021, 11, 24)), ("1900-03-01", datetime.date(1900, 3, 1)), ("1900-02-28", None), ("1899-12-31", None),
        ("2021-11", None), ("2021-11-24~", None), ("2021-11-24/2021-11-25", None), ("2021-13-01", None), (None, None), (20211124, None),
    ],
)  # fmt: skip
def test_only_an_exact_day_that_spreadsheets_agree_on_is_a_real_date(text: object, expected: datetime.date | None) -> None:
    assert real_day(text) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1703.0", 1703.0), ("-0.02", -0.02), ("0.1", 0.1), ("123456789012345", 123456789012345.0), ("1234567890123456", None),
        ("0.1234567890123456", None), ("1000000000000000000000", 1e21), (None, None),
    ],
)  # fmt: skip
def test_a_number_stands_beside_its_text_only_where_it_keeps_every_digit(text: str | None, expected: float | None) -> None:
    assert real_number(text) == expected


@given(st.from_regex(r"-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,18})?", fullmatch=True))
def test_a_real_number_equals_its_text(text: str) -> None:
    number = real_number(text)
    assert number is None or Decimal(repr(number)) == Decimal(text)


def test_the_statement_is_linked_by_a_text_fragment_whose_words_cannot_be_read_as_its_punctuation() -> None:
    anchor = Anchor.from_json_value(anchor_value(fragment={"start": "44-day war, “so”", "end": "100 % & more"}))
    url = statement_url("https://gazette.example/a", anchor)
    prefix, _, words = url.partition("#:~:text=")
    assert prefix == "https://gazette.example/a"
    start, end = words.split(",")
    assert (unquote(start), unquote(end)) == ("44-day war, “so”", "100 % & more")
    assert not set("-& “”") & set(words)
    assert statement_url("https://gazette.example/a#top", anchor).startswith("https://gazette.example/a#top:~:text=44%2Dday")


def test_links_beyond_what_excel_keeps_are_given_up_with_one_notice() -> None:
    budget = LinkBudget(limit=2)
    long = "https://x.example/" + "a" * LONGEST_LINK
    targets = ("https://a.example", long, "https://b.example", "https://c.example")
    assert [budget.allows(target) for target in targets] == [True, False, True, False]
    notice = budget.notice("Sources")
    assert notice == (
        "Sources: some addresses stand as plain text: 1 are beyond the 2 links that a sheet can hold and 1 have more than 2,079 characters."
    )
    assert LinkBudget().notice("Sources") is None
