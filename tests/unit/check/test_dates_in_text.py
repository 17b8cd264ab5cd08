"""Dates as English texts write them."""

from __future__ import annotations

import pytest

from claims.check.dates_in_text import dates_in, spans_in


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on 30 April 1993", ["1993-04-30"]),
        ("on April 30, 1993", ["1993-04-30"]),
        ("in April 1993", ["1993-04"]),
        ("in 1993", ["1993"]),
        ("13–14 January 2021", ["2021-01-13", "2021-01-14"]),
        ("13 and 14 January 2021", ["2021-01-13", "2021-01-14"]),
        ("on 2021-01-13", ["2021-01-13"]),
        ("from 27 September to 9 November 2020", ["2020-11-09"]),
        ("resolution 822", []),
        ("1993 and 5 May 2001", ["1993", "2001-05-05"]),
        ("it may rain", []),
    ],
)
def test_dates_are_found_in_reading_order(text: str, dates: list[str]) -> None:
    assert dates_in(text)[0] == dates


def test_dates_are_blanked_so_that_other_numbers_remain() -> None:
    assert "36" in dates_in("By 24 November 2021 there were 36 documents")[1]
    assert not any(year in dates_in("By 24 November 2021 there were 36 documents")[1] for year in ("24", "2021"))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("by 24 November 2021", ["../2021-11-24"]),
        ("before the end of 2021", ["../2021"]),
        ("since the beginning of 2021", ["2021/.."]),
        ("after 5 May 2001", ["2001-05-05/.."]),
        ("in 2021", ["2021"]),
        ("standby 2021", ["2021"]),
    ],
)
def test_prepositions_make_spans(text: str, spans: list[str]) -> None:
    assert spans_in(text) == spans
