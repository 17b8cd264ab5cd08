"""Dates in words, with their doubts."""

from __future__ import annotations

import pytest
from edtf_strategies import any_edtf
from hypothesis import given

from claims.query.date_words import date_words, is_approximate, is_uncertain


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021", "2021"),
        ("2021-06", "June 2021"),
        ("2021-06-03", "3 June 2021"),
        ("2021-22", "summer 2021"),
        ("2021-33", "2021-33"),
        ("2021-06~", "about June 2021"),
        ("2021-06?", "June 2021 (uncertain)"),
        ("2021%", "about 2021 (uncertain)"),
        ("199X", "the 1990s"),
        ("2021-1X", "some time from 1 October 2021 to 31 December 2021"),
        ("2021-02-XX", "some time from 1 February 2021 to 28 February 2021"),
        ("2021-01-13/2021-01-14", "13–14 January 2021"),
        ("2020-09-27/2020-11-09", "27 September – 9 November 2020"),
        ("2020-11-10/2021-11-24", "10 November 2020 – 24 November 2021"),
        ("2015/2020", "2015–2020"),
        ("2021-01/2021-09", "January – September 2021"),
        ("2020-11/2021-11", "November 2020 – November 2021"),
        ("2016-05/2021-11-24", "May 2016 – 24 November 2021"),
        ("../2020", "up to 2020"),
        ("/2020", "up to 2020 (start not known)"),
        ("2020-09-27/..", "from 27 September 2020 on"),
        ("2020/", "from 2020 on (end not known)"),
        ("2004-06~/2005", "about June 2004 – 2005"),
        ("[2020,2021-06]", "2020 or June 2021"),
        ("{2019,2020,2021}", "2019, 2020 and 2021"),
        ("-0044", "-0044"),
        ("Y170000002", "Y170000002"),
    ],
)
def test_words(edtf: str, words: str) -> None:
    assert date_words(edtf) == words


def test_doubt_is_told_apart() -> None:
    assert (is_approximate("2021~"), is_uncertain("2021~")) == (True, False)
    assert (is_approximate("2021?"), is_uncertain("2021?")) == (False, True)
    assert (is_approximate("2021%"), is_uncertain("2021%")) == (True, True)
    assert (is_approximate("199X"), is_uncertain("199X")) == (False, True)
    assert (is_approximate("2021"), is_uncertain("2021")) == (False, False)


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="not an EDTF date"):
        date_words("last June")


@given(any_edtf)
def test_every_date_has_words_on_one_line(edtf: str) -> None:
    words = date_words(edtf)
    assert words
    assert words == " ".join(words.split())
