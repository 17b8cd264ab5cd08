"""The formula language: exact, small, and safe on anything that can be typed into it."""

from __future__ import annotations

import contextlib
import time
from decimal import Decimal

import pytest

from claims.assess.formula import FUNCTIONS, FormulaError, Value, evaluate, show, variables

VALUES: dict[str, Value] = {
    "a": Decimal("1.1"), "b": Decimal("2.2"), "zero": Decimal(0), "big": Decimal("123456789012345678901234567890.123456789012345678"),
    "month_of": "2021-06", "day": "2021-06-30", "before": "2021-06-01", "span": "2021-06-01/2021-07-15", "open": "../2021", "old": "-0044",
}  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("a + b == 3.3", "true"),
        ("0.1 + 0.2 == 0.3", "true"),
        ("0.1 + 0.2 != 0.3", "false"),
        ("big * 1 == big", "true"),
        ("big + a - a == big", "true"),
        ("0.12345678901234567890123 == 0.12345678901234568", "false"),
        ("0.12345678901234567890123 * 10**23 == 12345678901234567890123", "true"),
        ("b / a", "2"),
        ("1 / 3", "0.333333333333"),
        ("-a", "-1.1"),
        ("a - b < 0 and b > a", "true"),
        ("not a > b", "true"),
        ("a > b or b > a", "true"),
        ("a < b < 3", "true"),
        ("a < b < 2", "false"),
        ("2 ** 10", "1024"),
        ("2 ** -1", "0.5"),
        ("round(2.5)", "2"),
        ("round(3.5)", "4"),
        ("round(2.345, 2)", "2.34"),
        ("abs(a - b)", "1.1"),
        ("min(a, b, 0.5) + max(a, b)", "2.7"),
        ("1e3", "1000"),
        ("1.5E-3", "0.0015"),
        (".5 + 1.", "1.5"),
        ("10 ** -1000", "0"),
        ("10 ** 400 > 1", "true"),
        ("start(month_of)", "737942"),
        ("end(month_of) - start(month_of) + 1", "30"),
        ("days(before, day)", "30"),
        ("year(month_of) * 100 + month(month_of)", "202106"),
        ("year(span)", "2021"),
        ("weekday(day)", "3"),
        ("month_of == month_of", "true"),
        ("month_of != day", "true"),
        ("end(day) == end(month_of)", "true"),
        ("  a  ", "1.1"),
    ],
)
def test_results(formula: str, result: str) -> None:
    assert show(evaluate(formula, VALUES)) == result


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("", "is not an expression"),
        ("a +", "is not an expression"),
        ("a b", "is not an expression"),
        ("(" * 150 + "a", "is not an expression"),
        ("a) + (b", "is not an expression"),
        (")", "is not an expression"),
        ("a.real", "not part of the formula language"),
        ("a.__class__.__mro__", "not part of the formula language"),
        ("__import__('os')", "not part of the formula language"),
        ("'text'", "not part of the formula language"),
        ("f'{a}'", "not part of the formula language"),
        ("'2021' == month_of", "not part of the formula language"),
        ("(a := 1)", "not part of the formula language"),
        ("lambda: 1", "not part of the formula language"),
        ("[a]", "not part of the formula language"),
        ("{a}", "not part of the formula language"),
        ("[x for x in a]", "not part of the formula language"),
        ("(x for x in a)", "not part of the formula language"),
        ("(a, b)", "not part of the formula language"),
        ("a[0]", "not part of the formula language"),
        ("a if a > b else b", "not part of the formula language"),
        ("a # b", "not part of the formula language"),
        ("a; b", "not part of the formula language"),
        ("a = b", "not part of the formula language"),
        ("a % b", "not part of the formula language"),
        ("a // b", "not part of the formula language"),
        ("a @ b", "not part of the formula language"),
        ("a | b", "not part of the formula language"),
        ("~a", "not part of the formula language"),
        ("+a", "not part of the formula language"),
        ("0x10", "not part of the formula language"),
        ("1_000", "not part of the formula language"),
        ("1j", "not part of the formula language"),
        ("1if", "not part of the formula language"),
        ("...", "not part of the formula language"),
        ("None", "not part of the formula language"),
        ("True", "not True or False"),
        ("exec(a)", "not part of the formula language"),
        ("abs(number=a)", "not part of the formula language"),
        ("abs(*a)", "not part of the formula language"),
        ("abs(a)(b)", "not part of the formula language"),
        ("await a", "not part of the formula language|is not an expression"),
        ("a in b", "compare with"),
        ("a is b", "compare with"),
        ("a\n+ b", "not part of the formula language"),
        ("a\\\n+ b", "not part of the formula language"),
        ("a\0", "not part of the formula language"),
        ("a + \u0661", "at most 400 plain characters"),
        ("\u0430 + b", "at most 400 plain characters"),
        ("1" * 401, "at most 400 plain characters"),
        ("c", "the variable 'c' has no input"),
        ("abs", "the variable 'abs' has no input"),
        ("abs()", "wrong number or kind of arguments"),
        ("abs(a, b)", "wrong number or kind of arguments"),
        ("min()", "wrong number or kind of arguments"),
        ("round(a, -1)", "a whole n from 0 to 20"),
        ("round(a, 1.5)", "a whole n from 0 to 20"),
        ("round(a, 1e999)", "a whole n from 0 to 20"),
        ("a / zero", "the arithmetic fails"),
        ("zero ** zero", "the arithmetic fails"),
        ("(-8) ** (1/3)", "the arithmetic fails"),
        ("9 ** 9 ** 9", "an exponent beyond 1000"),
        ("9 ** 999 * 9 ** 999", "more than 100 digits"),
        ("2 ** 1000", "more than 100 digits"),
        ("1e400", "more than 100 digits"),
        ("1e999999999", "too large or too small"),
        ("1e-999999999", "too large or too small"),
        ("round(a, 1e999999999)", "too large or too small"),
        ("1" * 390, "more than 100 digits"),
        ("not a", "is not a comparison"),
        ("a and b", "is not a comparison"),
        ("a == (a == a)", "compare like with like"),
        ("a == day", "compare like with like"),
        ("day < month_of", "compare dates with"),
        ("(a < b) < (b < a)", "compare truth values with"),
        ("abs(a == b)", "is not a number"),
        ("day + 1", "is not a number"),
        ("-day", "is not a number"),
        ("day", "the formula gives a date"),
        ("start(a)", "take a date"),
        ("start(open)", "is open at that end"),
        ("year(open)", "has no single year"),
        ("year(old)", "has no single year"),
        ("month(span)", "has no single month"),
        ("weekday(month_of)", "is not one day"),
    ],
)
def test_what_cannot_be_computed_says_why(formula: str, reason: str) -> None:
    with pytest.raises(FormulaError, match=reason) as caught:
        evaluate(formula, VALUES)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "formula",
    [
        "9**9**9**9", "1000**1000**1000", "-" * 399 + "1", "not " * 98 + "a > b", "(" * 199 + "1" + ")" * 199, "+".join(["a"] * 200),
        "1e99**99", "**".join("9" * 130), "round(" * 60 + "1" + ")" * 60, "1" * 199 + "**" + "9" * 3, "2**0.5**0.5**0.5",
        "1.000001**1000**0.999",
    ],
)  # fmt: skip
def test_a_bomb_goes_off_at_once_or_not_at_all(formula: str) -> None:
    started = time.perf_counter()
    with contextlib.suppress(FormulaError):
        show(evaluate(formula, VALUES))
    assert time.perf_counter() - started < 0.5


def test_values_that_are_no_dates_are_a_formula_error() -> None:
    with pytest.raises(FormulaError, match="is not an EDTF date"):
        evaluate("year(x)", {"x": "tomorrow"})


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "true"), (False, "false"), (Decimal("-0"), "0"), (Decimal("0.000"), "0"), (Decimal("1.50"), "1.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0000000000004"), "0"), (Decimal("0.0000000000005"), "0"), (Decimal("0.0000000000015"), "0.000000000002"),
        (Decimal("100"), "100"), (Decimal(10) ** 99, "1" + "0" * 99),
    ],
)  # fmt: skip
def test_a_result_has_one_spelling(value: Decimal | bool, shown: str) -> None:
    assert show(value) == shown


def test_variables_are_names_that_are_no_functions() -> None:
    assert variables("round(exports / total, 2) == share and days(a, b) > 3") == {"exports", "total", "share", "a", "b"}
    assert variables(" + ".join(f"{name}(x)" for name in FUNCTIONS)) == {"x"}
    with pytest.raises(FormulaError):
        variables("a +")
