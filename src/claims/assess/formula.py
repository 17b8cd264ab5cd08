"""The formula language of derivations: exact arithmetic, comparisons and dates, nothing else.

A formula is a Python expression restricted to numbers, variables, `+ - * / **`, comparisons, `and or not` and the functions in
`FUNCTIONS`. Numbers are decimals of 120 digits, so that sums and products of recorded values are exact; a date is an EDTF value.
Every part is computed (`and`, `or` do not cut short), so that a slip cannot hide. Nothing in it can loop, call out or reach an attribute.
"""

from __future__ import annotations

import ast
import datetime
import decimal
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import attrs

from ..model.date import OPEN_END, OPEN_START, bounds

PRECISION = 120
RESULT_PLACES = 12
RESULT_DIGITS = 100
MAX_EXPONENT = 1000

_NUMBER = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?![A-Za-z0-9_.])"
# What a formula may be written with. Python's parser sees nothing else: no strings, no attributes, no comments, no other numbers.
_TOKEN = re.compile(rf" *(?:{_NUMBER}|[A-Za-z_][A-Za-z0-9_]*|\*\*|[=!<>]=|[-+*/(),<>]) *")

Value = Decimal | bool | str
"""A number, a truth value, or an EDTF date."""


class FormulaError(ValueError):
    """A formula that cannot be computed; the message says why, for people."""


def _day(value: Value, upper: bool) -> Decimal:
    if not isinstance(value, str):
        raise FormulaError("start(), end(), days(), year(), month() and weekday() take a date")
    low, high = _bounds(value)
    day = high if upper else low
    if day in {OPEN_START, OPEN_END}:
        raise FormulaError(f"{value} is open at that end")
    return Decimal(day.toordinal())


def _bounds(value: str) -> tuple[datetime.date, datetime.date]:
    try:
        return bounds(value)
    except ValueError as error:
        raise FormulaError(str(error)) from None


def _whole(value: Value, part: str) -> Decimal:
    if not isinstance(value, str):
        raise FormulaError(f"{part}() takes a date")
    low, high = _bounds(value)
    if low == OPEN_START or high == OPEN_END or getattr(low, part) != getattr(high, part) or (part == "month" and low.year != high.year):
        raise FormulaError(f"{value} has no single {part}")
    return Decimal(getattr(low, part))


def _weekday(value: Value) -> Decimal:
    start, end = _day(value, False), _day(value, True)
    if start != end:
        raise FormulaError(f"{value} is not one day")
    return (start - 1) % 7 + 1


def _number(value: Value) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal):
        raise FormulaError(f"{value!s} is not a number")
    return value


def _round(value: Value, places: Value = Decimal(0)) -> Decimal:
    digits = _number(places)
    if not 0 <= digits <= 20 or digits != int(digits):
        raise FormulaError("round(x, n) takes a whole n from 0 to 20")
    return _number(value).quantize(Decimal(1).scaleb(-int(digits)), rounding=decimal.ROUND_HALF_EVEN)


FUNCTIONS: dict[str, Callable[..., Decimal]] = {
    "start": lambda date: _day(date, False),
    "end": lambda date: _day(date, True),
    "days": lambda first, last: _day(last, True) - _day(first, False) + 1,
    "year": lambda date: _whole(date, "year"),
    "month": lambda date: _whole(date, "month"),
    "weekday": _weekday,
    "round": _round,
    "abs": lambda number: abs(_number(number)),
    "min": lambda first, *others: min(map(_number, (first, *others))),
    "max": lambda first, *others: max(map(_number, (first, *others))),
}
"""Functions of the language. Day numbers count from 1 January of year 1 (proleptic Gregorian); weekdays from 1, Monday (ISO 8601)."""

_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def variables(formula: str) -> frozenset[str]:
    """Return the variables that a formula uses. Raises FormulaError where it does not parse."""
    return frozenset(n.id for n in ast.walk(_parse(formula.strip(" "))) if isinstance(n, ast.Name)) - FUNCTIONS.keys()


def evaluate(formula: str, values: Mapping[str, Value]) -> Decimal | bool:
    """Return what a formula gives for the values of its variables. Raises FormulaError where it gives nothing."""
    formula = formula.strip(" ")
    tree = _parse(formula)
    with decimal.localcontext(prec=PRECISION, rounding=decimal.ROUND_HALF_EVEN, Emax=99999, Emin=-99999):
        try:
            result = _evaluate(tree.body, values, formula)
        except (decimal.DecimalException, ZeroDivisionError, OverflowError) as error:
            raise FormulaError(f"the arithmetic fails: {type(error).__name__}") from None
        except TypeError:
            raise FormulaError("a function got the wrong number or kind of arguments") from None
        except RecursionError:
            raise FormulaError("the formula is nested too deep") from None
    if isinstance(result, str):
        raise FormulaError("the formula gives a date; compare it, or use start(), end() or days()")
    if not isinstance(result, bool) and result.adjusted() >= RESULT_DIGITS:
        raise FormulaError(f"the result has more than {RESULT_DIGITS} digits")
    return result


def show(result: Decimal | bool) -> str:
    """Return a result as records store it: `true`, `false`, or a decimal rounded to 12 places without trailing zeros."""
    if isinstance(result, bool):
        return "true" if result else "false"
    with decimal.localcontext(prec=PRECISION, rounding=decimal.ROUND_HALF_EVEN):
        rounded = round(result, RESULT_PLACES)
    text = format(rounded, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _parse(formula: str) -> ast.Expression:
    """Parse a formula without blanks at either end."""
    if len(formula) > 400 or not formula.isascii():
        raise FormulaError("a formula has at most 400 plain characters")
    at = 0
    while at < len(formula):
        token = _TOKEN.match(formula, at)
        if token is None:
            raise _foreign(formula[at:])
        at = token.end()
    try:
        return ast.parse(formula, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError(f"{formula!r} is not an expression") from None


def _foreign(found: str) -> FormulaError:
    return FormulaError(f"{found[:60]!r} is not part of the formula language; functions are {', '.join(FUNCTIONS)}")


def _literal(node: ast.Constant, formula: str) -> Decimal:
    # Read from the text: a Python float would keep sixteen digits.
    written = formula[node.col_offset : node.end_col_offset]
    number = Decimal(written)
    if abs(number.adjusted()) > MAX_EXPONENT:
        raise FormulaError(f"the number {written[:40]} is too large or too small")
    return number


def _evaluate(node: ast.expr, values: Mapping[str, Value], formula: str) -> Value:
    match node:
        case ast.Constant(value=bool()):
            raise FormulaError("write comparisons, not True or False")
        case ast.Constant(value=int() | float()):
            return _literal(node, formula)
        case ast.Name(id=name):
            if name not in values:
                raise FormulaError(f"the variable {name!r} has no input; inputs are {', '.join(sorted(values)) or 'none'}")
            return values[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_number(_evaluate(operand, values, formula))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _truth(_evaluate(operand, values, formula))
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return _power(_number(_evaluate(left, values, formula)), _number(_evaluate(right, values, formula)))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            result: Decimal = _ARITHMETIC[type(op)](_number(_evaluate(left, values, formula)), _number(_evaluate(right, values, formula)))
            return result
        case ast.BoolOp(op=ast.And(), values=parts):
            return min(_truth(_evaluate(part, values, formula)) for part in parts)
        case ast.BoolOp(values=parts):
            return max(_truth(_evaluate(part, values, formula)) for part in parts)
        case ast.Compare(left=left, ops=ops, comparators=others):
            return _compare([_evaluate(part, values, formula) for part in (left, *others)], ops)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](*[_evaluate(argument, values, formula) for argument in arguments])
    raise _foreign(ast.unparse(node))


def _truth(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    raise FormulaError(f"{value!s} is not a comparison")


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    if abs(exponent) > MAX_EXPONENT:
        raise FormulaError(f"an exponent beyond {MAX_EXPONENT}")
    return base**exponent


def _compare(parts: list[Value], ops: list[ast.cmpop]) -> bool:
    for left, op, right in zip(parts, ops, parts[1:], strict=False):
        if type(op) not in _COMPARE:
            raise FormulaError("compare with == != < <= > >=")
        if isinstance(left, str) != isinstance(right, str) or isinstance(left, bool) != isinstance(right, bool):
            raise FormulaError("compare like with like: number with number, date with date")
        if isinstance(left, str | bool) and not isinstance(op, ast.Eq | ast.NotEq):
            way = "truth values with == and !=" if isinstance(left, bool) else "dates with start(), end() or days()"
            raise FormulaError(f"compare {way}")
        if not _COMPARE[type(op)](left, right):
            return False
    return True


@attrs.frozen
class Outcome:
    """What a derivation gave: a result, or the reason why there is none."""

    result: str | None
    error: str | None = None
