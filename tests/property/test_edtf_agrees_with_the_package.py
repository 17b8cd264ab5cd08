"""Our EDTF grammar against an independent one: the `edtf` package. What both accept must mean the same days.

Where they differ on purpose:

- the package skips blanks inside a value, lets days pass that no calendar has (2021-02-30) and takes 24:00:00: we refuse these;
- it reads the significant digits of "1950S2" as the one year 1950; the specification means 1900 to 1999;
- it guesses ten years for an unknown end ("/2000"); we take an unknown end as open;
- it knows only some combinations of masks and of qualifiers inside a date, no offset +00:00, and no qualified season: we accept these.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import re
from typing import Any

from edtf_strategies import exponential, intervals, long_years, open_intervals, plain, qualified, seasons, sets
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model.date import bounds, is_edtf
from claims.model.edtf_form import clipped

# The package takes about ten milliseconds a value.
few = settings(max_examples=40)


def parsed_by_the_package(text: str) -> Any:
    from edtf import parse_edtf

    with contextlib.redirect_stdout(io.StringIO()):  # it prints before some of its exceptions
        return parse_edtf(text)


def day_of(moment: Any, otherwise: datetime.date) -> datetime.date:
    return clipped(moment.tm_year, moment.tm_mon, moment.tm_mday) if hasattr(moment, "tm_year") else otherwise


right_masked = st.one_of(
    st.builds(lambda text, count: text[: 4 - count] + "X" * count, plain, st.integers(1, 2)),
    plain.map(lambda text: f"{text[:4]}-XX"),
    plain.map(lambda text: f"{text[:4]}-XX-XX"),
    plain.map(lambda text: f"{text[:4]}-05-XX"),
)
open_with_dots = open_intervals.filter(lambda text: ".." in text)
exact_long_years = long_years.map(lambda text: text.partition("S")[0])
both_accept = st.one_of(plain, qualified, seasons, right_masked, intervals, open_with_dots, sets, exponential, exact_long_years)


@few
@given(both_accept)
def test_same_days(text: str) -> None:
    value = parsed_by_the_package(text)
    expected = day_of(value.lower_strict(), datetime.date.min), day_of(value.upper_strict(), datetime.date.max)
    assert bounds(text) == expected


@few
@given(both_accept, st.integers(0, 40), st.sampled_from([*"0123456789XYES?~%.,:/+[]{}-", ""]))
def test_a_slip_that_the_package_refuses_we_refuse_too(text: str, place: int, char: str) -> None:
    slipped = text[:place] + char + text[place + 1 :]
    try:
        parsed_by_the_package(slipped)
    except Exception:
        inner_doubt = re.search(r"[?~%](?!$|[/,\]])|(?<![0-9X])[?~%]", slipped)
        assert not is_edtf(slipped) or inner_doubt or "X" in slipped or re.search(r"-(2[1-9]|3\d|4[01])\b", slipped)
