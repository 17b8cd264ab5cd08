"""Laws of EDTF bounds: they are in order, they contain what a value names, and coarser values contain finer ones."""

from __future__ import annotations

import datetime
import re

from edtf_strategies import any_edtf, days, masked, plain, seasons
from hypothesis import given
from hypothesis import strategies as st

from claims.model.date import OPEN_END, OPEN_START, bounds, edtf_level, is_edtf, overlaps


@given(any_edtf)
def test_what_the_grammar_makes_is_edtf_with_a_level_and_bounds_in_order(text: str) -> None:
    assert edtf_level(text) in {0, 1, 2}
    low, high = bounds(text)
    assert OPEN_START <= low <= high <= OPEN_END
    assert overlaps(text, text)


@given(st.text(alphabet="0123456789XYESTZ?~%.,:/+[]{}- \n\u0660\uff11", max_size=30))
def test_any_text_has_both_a_level_and_bounds_or_neither(text: str) -> None:
    try:
        low, high = bounds(text)
    except ValueError:
        assert not is_edtf(text)
    else:
        assert is_edtf(text)
        assert low <= high


@given(days)
def test_a_day_lies_in_its_month_and_the_month_in_its_year(day: str) -> None:
    month, year = bounds(day[:7]), bounds(day[:4])
    assert bounds(day) == (datetime.date.fromisoformat(day),) * 2
    assert month[0] <= bounds(day)[0] <= month[1]
    assert year[0] <= month[0] <= month[1] <= year[1]


@given(seasons)
def test_a_season_lies_in_its_year(season: str) -> None:
    year = bounds(season[:4])
    assert year[0] <= bounds(season)[0] <= bounds(season)[1] <= year[1]


@given(plain, st.sampled_from("?~%"))
def test_doubt_changes_the_level_and_not_the_days(text: str, mark: str) -> None:
    assert bounds(text + mark) == bounds(text)
    assert edtf_level(text) == 0
    assert edtf_level(text + mark) == 1


@given(st.lists(plain, min_size=2, max_size=5))
def test_a_set_spans_its_members(members: list[str]) -> None:
    low, high = bounds("[" + ",".join(members) + "]")
    assert low == min(bounds(member)[0] for member in members)
    assert high == max(bounds(member)[1] for member in members)


@given(plain, plain)
def test_an_interval_spans_its_ends_and_never_ends_before_it_starts(first: str, last: str) -> None:
    in_order = bounds(first)[0] <= bounds(last)[1]
    assert is_edtf(f"{first}/{last}") is in_order
    if in_order:
        assert bounds(f"{first}/{last}") == (bounds(first)[0], bounds(last)[1])


@given(plain)
def test_an_open_end_reaches_as_far_as_days_have_names(text: str) -> None:
    assert bounds(f"../{text}") == bounds(f"/{text}") == (OPEN_START, bounds(text)[1])
    assert bounds(f"{text}/..") == bounds(f"{text}/") == (bounds(text)[0], OPEN_END)


@given(masked)
def test_a_masked_date_is_bounded_by_the_days_that_it_fits(text: str) -> None:
    low, high = bounds(text)
    pattern = re.compile(text.replace("X", "[0-9]") + "(-[0-9]{2})*")
    if low != OPEN_START:
        assert pattern.fullmatch(str(low))
    if high != OPEN_END:
        assert pattern.fullmatch(str(high))
    step = datetime.timedelta(days=1)
    near = [day for day in (low - step if low > OPEN_START else low, high + step if high < OPEN_END else high) if not low <= day <= high]
    assert not any(pattern.fullmatch(str(day)) for day in near)
