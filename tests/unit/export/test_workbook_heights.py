"""Row heights: never fewer lines than the words need in Arial, and seldom many more."""

from __future__ import annotations

from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from claims.export.workbook.heights import LINE, TALLEST, column_pixels, fitting_width, lines_in, row_height, text_pixels

WORDS = st.lists(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzWMil"), min_size=1, max_size=12), min_size=1, max_size=60)


@given(WORDS, st.floats(20, 80))
def test_lines_are_enough_for_the_words_and_at_most_one_a_word(words: list[str], width: float) -> None:
    lines = lines_in(" ".join(words), width)
    room = column_pixels(width)
    assert lines * room >= sum(text_pixels(word) for word in words)
    assert lines <= sum(1 + int(text_pixels(word) // (room - 17)) for word in words)


@given(WORDS, st.floats(20, 60))
def test_a_wider_column_never_needs_more_lines(words: list[str], width: float) -> None:
    text = " ".join(words)
    assert lines_in(text, width * 1.5) <= lines_in(text, width)


def test_a_word_longer_than_the_column_is_broken() -> None:
    fitting = (column_pixels(20) - 17) // text_pixels("m")
    assert lines_in("m" * 100, 20) == ceil(100 / fitting)


def test_a_row_is_as_tall_as_its_tallest_cell_and_no_taller_than_excel_allows() -> None:
    assert row_height([("short", 20), ("also short", 20)]) is None
    tall = row_height([("word " * 30, 30), ("short", 20)])
    assert tall is not None and tall == lines_in("word " * 30, 30) * LINE + 2
    assert row_height([("word " * 5000, 20)]) == TALLEST


def test_a_column_shows_its_whole_header_and_is_not_endless() -> None:
    assert fitting_width("grade_reliability", ["A"]) * 7 > text_pixels("grade_reliability", bold=True)
    assert fitting_width("says", ["word " * 200]) <= 60
    assert lines_in("word " * 60, fitting_width("says", ["word " * 60], most_lines=3)) <= 3
