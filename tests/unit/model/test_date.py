"""EDTF: which strings are dates, of which level, and which days they can mean.

The published schemas use one format, `edtf`, and patterns for web addresses, identifiers and digests; JSON Schema's own formats
(`date`, `uri`, `uuid` and so on) appear in none of them, which `test_schema.py` holds. So this table and the property tests beside it
are the format tests of this project.
"""

from __future__ import annotations

import datetime
import time

import pytest

from claims.model.date import OPEN_END, OPEN_START, bounds, edtf_level, is_day, is_edtf, overlaps
from claims.model.edtf_form import MAX_LENGTH

LEVEL_0 = """
2021 0000 9999 2021-06 2021-06-30 2020-02-29 2021-06-30T10:20:30 2021-06-30T00:00:00Z 2021-06-30T23:59:59+04
2021-06-30T10:20:30-05:30 2021-06-30T10:20:30+00:00 2021-06-30T10:20:30+14:00 1999/2001 2021-01/2021-03 2021-01-13/2021-01-14
2020-02/2021-06-30 2020/2020
"""
LEVEL_1 = """
2021? 2021-06~ 2021-06-30% 202X 20XX 202X? 2021-XX 2021-06-XX 2021-XX-XX 2021-XX~ 2021-21 2021-24 2021-22? Y20210 Y-20210 -0044 -0001-12
../2021 2021/.. /2021-06 2021-06-30/ ../2021-06-30 2021~/.. 2020-06?/2021-07% -0300/-0200 2021-21/2021-23
"""
LEVEL_2 = """
Y-17E7 Y2E4 2020S2 -2020S3 Y202100S3 Y2E5S1 2021-25 2021-33 2021-41 [1990,1992,1995..1998] [..1990] [1990-06..] {1990,1991-05}
{..1990-01-01} [1990-01,1990-02,1990-12..] [1990~,1991] 2021-06~-30 2021?-06-30 ?2021-06-~30 2021-%06-30 2021?-06?-30? 2XXX X021 20X1
202X-06-30 XXXX-12-XX 2021-1X 2021-X2 2021-0X-3X 2XXX-02-29 202X-06/2021 2021-06-XX/2022 202X/203X 2021-06-~01/2021-06-~20
"""
NOT_EDTF = (
    "", " ", "2021 ", " 2021", "2021\n", "\n2021", "2021\t", "2021 /2022", "2021/ 2022", "2021-06 -30", "[1990, 1991]", "2021-6", "21",
    "202", "20210", "2021-00", "2021-13", "2021-20", "2021-42", "2021-06-00", "2021-06-31", "2021-02-29", "1900-02-29", "2021-?02-30",
    "-2021-02-30",
    "2021~-02-30", "[2021-02-30,2022]", "2021-02-30/2022", "2021-02-3X", "2021-21-01", "20210630", "2021-W25", "2021-W25-3", "2021-181",
    "30.06.2021", "06/30/2021", "30 June 2021", "2021-06-30T10:20", "2021-06-30T24:00:00", "2021-06-30T10:60:00", "2021-06-30T10:20:60",
    "2021-06-30T10:20:30+15", "2021-06-30T10:20:30+14:30", "2021-06-30 10:20:30", "2021-06T10:20:30", "2021-06-30t10:20:30",
    "2021-06-30T10:20:30.5", "2021-06-30T", "2022/2021", "2021-06-30/2021-06-29", "2021/2022/2023", "/", "../..", "/..", "../", "..", "...",
    "2021/...", "open/2021", "unknown/2021", "2021/open", "202u", "202x", "2021~~", "2021?~", "-0000", "Y2021", "Y02021", "Y", "Y-", "YE5",
    "Y2E", "Y2E0", "2021S", "2021S0", "2021S5", "2021-06S1", "Y20210S6", "[", "]", "[]", "[2021]", "{2021}", "[2020,2021", "[2020,2021}",
    "{2020,2021]", "[2020,,2021]", "[2020,]", "[,2020]", "[..]", "[2020..,2021]", "[2019,..2020]", "[2021..2020]", "[2020..2021-06]",
    "[[2020,2021]]", "[2020~..2021]", "2021-XX-15-", "XXXXX", "X", "2021-2X-01", "2021-X3-XX-XX", "2021-06-4X", "２０２１",
    "2021‑06", "2021−06",
    "٢٠٢١", "2021-06-30\u200b", "\ufeff2021", "2021\u00a0", "2O21", "202І", "1" * 5000, "X" * 5000, "[" * 5000, "2021/" * 1000,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "level"), [(text, level) for level, listed in enumerate((LEVEL_0, LEVEL_1, LEVEL_2)) for text in listed.split()]
)
def test_level(text: str, level: int) -> None:
    assert edtf_level(text) == level
    assert is_edtf(text)


@pytest.mark.parametrize("text", NOT_EDTF)
def test_refused(text: str) -> None:
    assert not is_edtf(text)
    assert edtf_level(text) is None
    with pytest.raises(ValueError, match="is not an EDTF date; write for example"):
        bounds(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-02-XX", "2021-02-01", "2021-02-28"),
        ("2021-06-30T23:59:59-05:00", "2021-06-30", "2021-06-30"),
        ("2021~", "2021-01-01", "2021-12-31"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("20XX-02-29", "2000-02-29", "2096-02-29"),
        ("2021-1X", "2021-10-01", "2021-12-31"),
        ("2021-X2-1X", "2021-02-10", "2021-12-19"),
        ("2021-0X-31", "2021-01-31", "2021-08-31"),
        ("2021-21", "2021-03-01", "2021-05-31"),
        ("2021-24", "2021-12-01", "2021-12-31"),
        ("2021-29", "2021-09-01", "2021-11-30"),
        ("2021-34", "2021-04-01", "2021-06-30"),
        ("2021-38", "2021-05-01", "2021-08-31"),
        ("2021-41", "2021-07-01", "2021-12-31"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("1953S3", "1950-01-01", "1959-12-31"),
        ("2021-01/2021-02", "2021-01-01", "2021-02-28"),
        ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
        ("{1991,1990-06}", "1990-06-01", "1991-12-31"),
        ("../2021", None, "2021-12-31"),
        ("2021-06-30/", "2021-06-30", None),
        ("[1760-12..]", "1760-12-01", None),
        ("{..1984}", None, "1984-12-31"),
    ],
)
def test_bounds(text: str, first: str | None, last: str | None) -> None:
    day = datetime.date.fromisoformat
    assert bounds(text) == (day(first) if first else OPEN_START, day(last) if last else OPEN_END)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-0044-03-15", (OPEN_START, OPEN_START)),
        ("0000", (OPEN_START, OPEN_START)),
        ("0000/0002", (OPEN_START, datetime.date(2, 12, 31))),
        ("Y17E8", (OPEN_END, OPEN_END)),
        ("Y-17E8", (OPEN_START, OPEN_START)),
        ("Y2E3", (datetime.date(2000, 1, 1), datetime.date(2000, 12, 31))),
        ("Y9E999999999999999", (OPEN_END, OPEN_END)),
        ("-XXXX", (OPEN_START, OPEN_START)),
        ("XXXX", (OPEN_START, OPEN_END)),
    ],
)
def test_years_that_python_has_no_date_for_are_clipped(text: str, expected: tuple[datetime.date, datetime.date]) -> None:
    assert bounds(text) == expected


def test_overlap_is_sharing_a_day() -> None:
    assert overlaps("2021", "2021-12-31/2022")
    assert overlaps("../2021", "2020~")
    assert not overlaps("2021-01", "2021-02")
    with pytest.raises(ValueError, match="is not an EDTF date"):
        overlaps("2021", "soon")


@pytest.mark.parametrize("text", ["2021-06-31", "2021-06", "2021-06-30~", "2021-06-30/2021-06-30", "2021-06-30\n", "٢٠٢١-06-30"])
def test_a_day_is_one_exact_calendar_day(text: str) -> None:
    assert is_day("2021-06-30")
    assert not is_day(text)


def test_hostile_values_take_no_time() -> None:
    longest = "[" + ",".join(f"19{number:02}" for number in range(23)) + "]"
    assert len(longest) <= MAX_LENGTH
    started = time.perf_counter()
    for number in range(300):
        is_edtf(longest.replace("1900", f"1{number:03}"))
        is_edtf(f"XXX1-02-{number % 10}9")
        is_edtf("9" * number)
    assert time.perf_counter() - started < 2
