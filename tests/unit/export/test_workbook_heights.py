"""Row heights: never fewer lines than the words need in Arial, and seldom many more."""

from __future__ import annotations

from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from claims.export.workbook import heights
from claims.export.workbook.heights import LINE, TALLEST, RowLines, column_pixels, fitting_width, height_of_lines, lines_in, text_pixels

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
    lines = RowLines(3)
    lines.add(["short", "word " * 30, "word " * 5000], 30)
    lines.add(["also short", "word " * 40, "short"], 20)
    short, tall, endless = lines.most()
    assert height_of_lines(short) is None
    assert height_of_lines(tall) == lines_in("word " * 40, 20) * LINE + 2 > lines_in("word " * 30, 30) * LINE + 2
    assert height_of_lines(endless) == TALLEST and lines.longest == 25_000


@given(st.lists(st.text(), min_size=1, max_size=5), st.floats(8, 60))
def test_rows_need_as_many_lines_as_each_text_by_itself(texts: list[str], width: float) -> None:
    lines = RowLines(len(texts))
    lines.add(texts, width)
    assert lines.most() == [lines_in(text, width) for text in texts]


@given(st.text(max_size=50), st.integers(1, 60))
def test_the_width_of_a_text_is_the_sum_of_those_of_its_characters(text: str, times: int) -> None:
    widths = heights._widths(text * times)
    assert len(widths) == len(text) * times and heights._total(widths) == sum(widths)


@given(st.text(st.sampled_from("aW\u4e2dé–ə"), min_size=1))
def test_characters_beyond_ascii_are_as_wide_as_a_letter_or_a_full_em(text: str) -> None:
    each = {"a": 69, "W": 118, "\u4e2d": 125, "é": 69, "–": 69, "ə": 69}
    if not text.isascii():
        assert list(heights._widths(text)) == [each[character] for character in text]


def test_a_column_shows_its_whole_header_and_is_not_endless() -> None:
    assert fitting_width("grade_reliability", ["A"]) * 7 > text_pixels("grade_reliability", bold=True)
    assert fitting_width("says", ["word " * 200]) <= 60
    assert lines_in("word " * 60, fitting_width("says", ["word " * 60], most_lines=3)) <= 3
