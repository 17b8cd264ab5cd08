"""The formula language of derivations: exact arithmetic, comparisons and dates, nothing else.

A formula is a Python expression restricted to numbers, variables, `+ - * / **`, comparisons, `and or not` and the functions in
`FUNCTIONS`. Numbers are decimals of 50 digits; a date is an EDTF value. Nothing in it can loop, call out or reach an attribute.
"""

from __future__ import annotations

import ast
import decimal
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import attrs

from ..model.date import OPEN_END, OPEN_START, bounds

PRECISION = 50
RESULT_PLACES = 12
MAX_EXPONENT = 1000

Value = Decimal | bool | str
"""A number, a truth value, or an EDTF date."""


class FormulaError(ValueError):
    """A formula that cannot be computed; the message says why, for people."""


def _day(value: Value, upper: bool) -> Decimal:
    if not isinstance(value, str):
        raise FormulaError("start(), end(), days(), year(), month() and weekday() take a date")
    low, high = bounds(value)
    day = high if upper else low
    if day in {OPEN_START, OPEN_END}:
        raise FormulaError(f"{value} is open at that end")
    return Decimal(day.toordinal())


def _whole(value: Value, part: str) -> Decimal:
    if not isinstance(value, str):
        raise FormulaError(f"{part}() takes a date")
    low, high = bounds(value)
    if getattr(low, part) != getattr(high, part) or (part == "month" and low.year != high.year):
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
    if digits != int(digits) or not 0 <= digits <= 20:
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
    "min": lambda *numbers: min(map(_number, numbers)),
    "max": lambda *numbers: max(map(_number, numbers)),
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
    return frozenset(n.id for n in ast.walk(_parse(formula)) if isinstance(n, ast.Name)) - FUNCTIONS.keys()


def evaluate(formula: str, values: Mapping[str, Value]) -> Decimal | bool:
    """Return what a formula gives for the values of its variables. Raises FormulaError where it gives nothing."""
    tree = _parse(formula)
    with decimal.localcontext(prec=PRECISION, rounding=decimal.ROUND_HALF_EVEN, Emax=99999, Emin=-99999):
        try:
            result = _evaluate(tree.body, values)
        except (decimal.DecimalException, ZeroDivisionError, OverflowError) as error:
            raise FormulaError(f"the arithmetic fails: {type(error).__name__}") from None
        except (TypeError, RecursionError):
            raise FormulaError("a function got the wrong number or kind of arguments") from None
    if isinstance(result, str):
        raise FormulaError("the formula gives a date; compare it, or use start(), end() or days()")
    return result


def show(result: Decimal | bool) -> str:
    """Return a result as records store it: `true`, `false`, or a decimal rounded to 12 places without trailing zeros."""
    if isinstance(result, bool):
        return "true" if result else "false"
    with decimal.localcontext(prec=PRECISION + 50):
        rounded = round(result, RESULT_PLACES)
    text = format(rounded, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _parse(formula: str) -> ast.Expression:
    if len(formula) > 400 or not formula.isascii():
        raise FormulaError("a formula has at most 400 plain characters")
    try:
        return ast.parse(formula.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError(f"{formula!r} is not an expression") from None


def _evaluate(node: ast.expr, values: Mapping[str, Value]) -> Value:
    match node:
        case ast.Constant(value=bool()):
            raise FormulaError("write comparisons, not True or False")
        case ast.Constant(value=int() as number):
            return Decimal(number)
        case ast.Constant(value=float() as number):
            return Decimal(repr(number))
        case ast.Name(id=name):
            if name not in values:
                raise FormulaError(f"the variable {name!r} has no input; inputs are {', '.join(sorted(values)) or 'none'}")
            return values[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_number(_evaluate(operand, values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _truth(_evaluate(operand, values))
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return _power(_number(_evaluate(left, values)), _number(_evaluate(right, values)))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            result: Decimal = _ARITHMETIC[type(op)](_number(_evaluate(left, values)), _number(_evaluate(right, values)))
            return result
        case ast.BoolOp(op=ast.And(), values=parts):
            return min(_truth(_evaluate(part, values)) for part in parts)
        case ast.BoolOp(values=parts):
            return max(_truth(_evaluate(part, values)) for part in parts)
        case ast.Compare(left=left, ops=ops, comparators=others):
            return _compare([_evaluate(part, values) for part in (left, *others)], ops)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](*[_evaluate(argument, values) for argument in arguments])
    raise FormulaError(f"{ast.unparse(node)[:60]!r} is not part of the formula language; functions are {', '.join(FUNCTIONS)}")


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
        if isinstance(left, str) and not isinstance(op, ast.Eq | ast.NotEq):
            raise FormulaError("compare dates with start(), end() or days()")
        if not _COMPARE[type(op)](left, right):
            return False
    return True


@attrs.frozen
class Outcome:
    """What a derivation gave: a result, or the reason why there is none."""

    result: str | None
    error: str | None = None
