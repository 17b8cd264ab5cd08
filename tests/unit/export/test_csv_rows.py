"""CSV made column by column is that of the standard library, to the byte."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from claims.export.csv_rows import csv_rows
from claims.load.tables import Cell

TEXTS = st.text(st.sampled_from("ab ,;\t\"\r\n'é–😀=") | st.characters(exclude_categories=["Cs"]), max_size=8)
CELLS = st.one_of(st.none(), TEXTS, st.integers(), st.booleans())


ROWS = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1))


@given(ROWS, st.sampled_from(",;\t"))
def test_rows_are_those_of_the_standard_library(rows: list[list[Cell]], delimiter: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL).writerows(rows)
    assert csv_rows(list(zip(*rows, strict=True)), delimiter) == stream.getvalue()


@given(st.lists(st.tuples(TEXTS, st.sampled_from(["a, b", "plain", 'a "b"', ""])), min_size=1))
def test_columns_with_one_kind_of_mark_are_quoted_alike(rows: list[tuple[str, str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    assert csv_rows(list(zip(*rows, strict=True)), ",") == stream.getvalue()
