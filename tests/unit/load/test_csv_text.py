"""The strict CSV reader: what it takes, what it names, and where it says things stand."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.load.csv_text import open_csv


def fields(text: str) -> list[list[str]]:
    return [record.fields for record in open_csv(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_records_end_at_every_kind_of_line_end(end: str) -> None:
    assert fields(f"id,text{end}a,b{end}c,d") == [["id", "text"], ["a", "b"], ["c", "d"]]
    assert fields(f"id,text{end}a,b{end}") == [["id", "text"], ["a", "b"]]


def test_mixed_line_ends() -> None:
    assert fields("a\r\nb\nc\rd") == [["a"], ["b"], ["c"], ["d"]]


@pytest.mark.parametrize("inside", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0c"])
def test_line_ends_inside_quotes_are_content(inside: str) -> None:
    assert fields(f'a,"x{inside}y"\r\nb,c\r\n') == [["a", f"x{inside}y"], ["b", "c"]]


def test_separators_of_other_standards_end_no_record() -> None:
    assert fields("a\u2028b,c\x85d\n") == [["a\u2028b", "c\x85d"]]


def test_places_are_physical_lines_and_columns() -> None:
    text = open_csv('id,text,note\r\na,"one\r\ntwo",x\r\n\r\nb,c,d\r\n')
    records, marks = list(text), text.marks()
    assert [marks.at(record.start).line for record in records] == [1, 2, 4, 5]
    assert str(marks.at(text.field_start(records[1], 1))) == "2:3"
    assert str(marks.at(text.field_start(records[1], 2))) == "3:6"
    assert str(marks.at(text.field_start(records[3], 2))) == "5:5"
    assert [record.blank for record in records] == [False, False, True, False]


def problems(text: str) -> list[tuple[str, str]]:
    read = open_csv(text)
    list(read)
    return [(str(read.marks().at(problem.offset)), problem.message) for problem in read.problems]


def test_a_quote_that_is_never_closed_is_named_where_it_opens() -> None:
    text = open_csv('id,text\na,"never closed\nb,c\nd,e\n')
    assert [record.fields for record in text] == [["id", "text"]]
    ((place, message),) = problems('id,text\na,"never closed\nb,c\nd,e\n')
    assert place == "2:3"
    assert "never closed" in message


def test_quotes_in_the_wrong_place_are_named_and_the_rest_is_read() -> None:
    text = 'id,text\na,"x" y\nb,c "d"\ne,"f \\" g"\nh,i\n'
    assert [place for place, _ in problems(text)] == ["2:6", "3:5", "4:8"]
    assert fields(text)[1:] == [["a", "x y"], ["b", 'c "d"'], ["e", 'f \\ g"'], ["h", "i"]]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1;2;3;4", ","),
        ("a;b\n1,5;2,5", ";"),
        ("a\tb\nx,y,z\t", "\t"),
        ('"a;b;c",d\n', ","),
        ("a\n1;2", ","),
        ("sep=;\na,b;c\n", ";"),
    ],
)
def test_the_delimiter_is_told_from_the_header_only(text: str, delimiter: str) -> None:
    assert open_csv(text).delimiter == delimiter


def test_a_declared_separator_is_no_record() -> None:
    text = open_csv("sep=;\r\nid;text\r\na;b\r\n")
    assert [record.fields for record in text] == [["id", "text"], ["a", "b"]]
    assert text.marks().at(next(iter(text)).start).line == 2


def test_long_fields_have_no_limit() -> None:
    long = "x" * 200_000
    assert fields(f'a,b\n1,"{long}"\n')[1] == ["1", long]


CELLS = st.one_of(st.sampled_from(["", '"', "a", " ", ",", ";", "\t", "\r\n", "\n", "\r", '""', "sep=,", "'"]), st.text(max_size=5))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=4), st.sampled_from(["\r\n", "\n"]))
def test_what_the_standard_writer_writes_is_read_back(rows: list[list[str]], end: str) -> None:
    stream = io.StringIO()
    # The standard writer leaves a lone CR or LF bare where it is not in its own line end.
    quoting = csv.QUOTE_ALL if any(set(cell) & {"\r", "\n"} for row in rows for cell in row) else csv.QUOTE_MINIMAL
    csv.writer(stream, lineterminator=end, quoting=quoting).writerows(rows)
    read = open_csv("a,b\n" + stream.getvalue(), ",")
    assert [record.fields for record in read][1:] == rows
    assert read.problems == []


@given(st.text(alphabet='a,;"\r\n\t ', max_size=40))
def test_any_text_is_read_or_named_and_every_field_has_a_place(text: str) -> None:
    read = open_csv(text, ",")
    records = list(read)
    marks = read.marks()
    assert all(marks.at(read.field_start(record, index)).line >= 1 for record in records for index in range(len(record.fields)))
    starts = [read.field_start(record, index) for record in records for index in range(len(record.fields))]
    assert starts == sorted(starts)
    if not read.problems and '"' not in text:
        assert sum(len(record.fields) - 1 for record in records) == text.count(",")
