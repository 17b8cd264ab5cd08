"""The formula language: exact on the numbers that records hold, one spelling for each result, and no way out of it."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from claims.assess.formula import FUNCTIONS, FormulaError, evaluate, show, variables

decimals = st.from_regex(r"-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,18})?", fullmatch=True).map(Decimal)
"""Every number that a record can hold."""
tokens = st.sampled_from(
    [*"abcx0123456789.+-*/()<>=!,", "**", "==", "and", "or", "not", "1e9", "1e999", " ", *FUNCTIONS, "a.b", "[", "]", "{", "'", '"', "\\",
    "#", ":",
     "lambda", "if", "else", "for", "in", "is", "await", "__import__", "True", "None", "\n", "\0", "é", "@", "%", ";", ":=", "_", "0x", "j"]
)  # fmt: skip


@given(decimals, decimals, decimals)
def test_sums_and_products_are_exact(a: Decimal, b: Decimal, c: Decimal) -> None:
    values = {"a": a, "b": b, "c": c}
    exact = Fraction(a) * Fraction(b) + Fraction(c)
    result = evaluate("a * b + c", values)
    assert isinstance(result, Decimal)
    assert Fraction(result) == exact
    assert evaluate("a * b + c - c == b * a", values) is True
    assert evaluate("a < b or a == b or a > b", values) is True
    assert evaluate("(a < b) == (b > a)", values) is True


@given(decimals)
def test_a_number_written_in_a_formula_is_the_number(a: Decimal) -> None:
    assert evaluate(f"a == {a:f}", {"a": a}) is True
    assert evaluate(f"{a:f} - a == 0", {"a": a}) is True


@given(decimals, st.integers(1, 60))
def test_the_caller_s_decimal_context_makes_no_difference(a: Decimal, precision: int) -> None:
    with localcontext(prec=precision):
        narrow = show(evaluate("a * a / 7", {"a": a})) if abs(a) < Decimal(10) ** 40 else ""
    assert narrow == (show(evaluate("a * a / 7", {"a": a})) if abs(a) < Decimal(10) ** 40 else "")


@given(decimals)
def test_a_result_has_one_spelling(a: Decimal) -> None:
    shown = show(a)
    assert show(Decimal(shown)) == shown
    assert "E" not in shown
    assert not shown.endswith(".") and not ("." in shown and shown.endswith("0"))
    assert shown != "-0"
    assert abs(Decimal(shown) - a) <= Decimal("5e-13")
    zeros = "0" * 3 if "." in f"{a:f}" else ".000"
    assert show(Decimal(f"{a:f}{zeros}")) == shown


@given(st.lists(tokens, max_size=14))
def test_whatever_is_typed_gives_a_result_or_words(typed: list[str]) -> None:
    formula = "".join(typed)
    values = {"a": Decimal("1.5"), "b": Decimal(-2), "c": "2021-06"}
    try:
        shown = show(evaluate(formula, values))
    except FormulaError as error:
        assert str(error)
    else:
        assert shown in {"true", "false"} or show(Decimal(shown)) == shown
        assert variables(formula) <= values.keys()


@given(st.text(max_size=40))
def test_any_text_gives_a_result_or_words(formula: str) -> None:
    try:
        show(evaluate(formula, {"a": Decimal(1)}))
    except FormulaError as error:
        assert str(error)
