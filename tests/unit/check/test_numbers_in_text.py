"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.check.numbers_in_text import numbers_in


@pytest.mark.parametrize(
    ("text", "readings", "scale"),
    [
        ("36 documents", {"36"}, 1),
        ("1 703,0", {"1703.0"}, 1),
        ("33 302 678,5", {"33302678.5"}, 1),
        ("33,302,678.5", {"33302678.5"}, 1),
        ("1.703.000", {"1703000"}, 1),
        ("12,000 people", {"12", "12000"}, 1),
        ("293.6 thousand US dollars", {"293.6"}, 1000),
        ("12-million", {"12"}, 10**6),
        ("two hundred thousand", {"2"}, 10**5),
        ("forty-four days", {"44"}, 1),
        ("a dozen boats", {"1"}, 12),
        ("twice", {"2"}, 1),
        ("the second anniversary", {"2"}, 1),
        ("the 44-day war", {"44"}, 1),
    ],
)
def test_one_number_is_read_with_its_scale(text: str, readings: set[str], scale: int) -> None:
    (number,) = numbers_in(text)
    assert number.readings == {Decimal(reading) for reading in readings}
    assert number.scale == scale
    assert number.values == number.readings | {reading * scale for reading in number.readings}


@pytest.mark.parametrize("text", ["", "no number", "JF-17x", "a boat", "someone"])
def test_words_without_a_number_give_none(text: str) -> None:
    assert list(numbers_in(text)) == []


def test_two_numbers_are_not_run_together() -> None:
    assert [sorted(number.readings) for number in numbers_in("20 2015 and 7")] == [[20], [2015], [7]]
