"""Offsets to lines and columns, as editors count them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.load.marks import MISSING, Marks, line_starts, show_path, walk
from claims.model.finding import Position

texts = st.text(st.sampled_from("ab\n\r\u2028\x85\x0b\x0c\U0001f350"), max_size=30)


@pytest.mark.parametrize(
    ("text", "starts"),
    [("", [0]), ("a", [0]), ("a\n", [0, 2]), ("a\r\nb\rc\nd", [0, 3, 5, 7]), ("\r\r\n\n", [0, 1, 3, 4]), ("a\u2028b\x85c\x0bd\x0c", [0])],
)
def test_lines_end_as_in_editors(text: str, starts: list[int]) -> None:
    assert line_starts(text) == starts


@given(texts)
def test_every_offset_is_found_again_from_its_line_and_column(text: str) -> None:
    marks, lines = Marks(text, {}, {}), re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    for offset in range(len(text) + 1):
        place = marks.at(offset)
        assert sum(len(line) for line in lines[: place.line - 1]) + place.column - 1 == offset


@given(texts)
def test_the_text_of_a_line_has_no_end(text: str) -> None:
    marks = Marks(text, {}, {})
    lines = [marks.line_text(number) for number in range(1, len(line_starts(text)) + 1)]
    assert lines == [line.rstrip("\r\n") for line in re.split(r"\r\n|\r|\n", text)]
    assert (marks.line_text(0), marks.line_text(len(lines) + 1)) == ("", "")


def test_a_value_that_is_not_there_stands_where_its_parent_stands() -> None:
    marks = Marks('{"a": {}}', {(): 0, ("a",): 6}, {("a",): 1})
    assert marks.value(("a", "b", 3)) == Position(1, 7)
    assert marks.value(("z",)) == Position(1, 1)
    assert marks.key(("a",)) == Position(1, 2)
    assert marks.key(("a", "b")) == Position(1, 7)
    assert Marks("", {}, {}).value(("x",)) == Position(1, 1)


@pytest.mark.parametrize(
    ("path", "shown"), [((), ""), (("a",), "a"), (("a", 2, "b"), "a[2].b"), ((0, "a"), "[0].a"), (("a", 0, 1), "a[0][1]")]
)
def test_paths_as_people_write_them(path: tuple[str | int, ...], shown: str) -> None:
    assert show_path(path) == shown


def test_walking_reaches_every_value_once() -> None:
    assert dict(walk({"a": [1, {"b": None}]})) == {
        (): {"a": [1, {"b": None}]}, ("a",): [1, {"b": None}], ("a", 0): 1, ("a", 1): {"b": None}, ("a", 1, "b"): None,
    }  # fmt: skip


def test_nothing_read_is_told_from_null() -> None:
    assert MISSING is not None
    assert repr(MISSING) == "MISSING"
