"""VAL: do the numbers of a claim agree with its words, its unit and one another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from ...load.raw import RawRecord
from ...model.finding import Severity
from ...model.vocabulary import EntityType, Qualifier
from ..context import Context
from ..dates_in_text import dates_in
from ..numbers_in_text import numbers_in
from ..rule import Problem, rule
from ..suggestion import did_you_mean

if TYPE_CHECKING:
    from ...model.claim import Claim
    from ...model.payload import Quantity

CURRENCY_WORDS: dict[str, str] = {
    "dollar": "USD", "dollars": "USD", "us dollars": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP",
    "manat": "AZN", "manats": "AZN", "rupee": "PKR or INR", "rupees": "PKR or INR", "lira": "TRY", "liras": "TRY", "rouble": "RUB",
    "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "dram": "AMD", "drams": "AMD", "rial": "IRR", "rials": "IRR", "yuan": "CNY",
}  # fmt: skip
"""Currencies by their names, and the codes to write instead."""
_NAMED_CURRENCIES = frozenset(code for code in CURRENCY_WORDS.values() if len(code) == 3)

OTHER_NAMES: dict[str, str] = {
    "RU": "Russia", "SY": "Syria", "LA": "Laos", "BN": "Brunei", "CI": "Ivory Coast", "VA": "Vatican", "PS": "Palestine",
    "CZ": "Czech Republic", "MK": "Macedonia", "TR": "Turkey", "TL": "East Timor", "GB": "Great Britain", "MM": "Burma",
}  # fmt: skip
"""Names in use that ISO 3166 does not give."""

QUALIFYING: dict[Qualifier, re.Pattern[str]] = {
    Qualifier.APPROXIMATE: re.compile(r"\b(?:about|around|approximately|roughly|nearly|almost|some|circa|ca)\b|~", re.IGNORECASE),
    Qualifier.AT_LEAST: re.compile(r"\b(?:at least|more than|over|no fewer than|not less than|minimum)\b", re.IGNORECASE),
    Qualifier.AT_MOST: re.compile(r"\b(?:at most|up to|fewer than|less than|under|no more than|maximum)\b", re.IGNORECASE),
}
"""Words that say how exact a number is."""

MOST_MONEY = Decimal(10) ** 14
"""More of any currency of trade than a claim can be about: the world's yearly product in US dollars."""


@rule("VAL006", "multiplier missing or another than in words")
def missing_multiplier(context: Context) -> Iterator[Problem]:
    """The text gives a number in thousands or millions, and the multiplier says otherwise.

    Why: a table in thousand dollars read as dollars is wrong by a factor of a thousand, and looks right.
    Bad: {"value": "1703.0", "as_written": "1703.0 thousand"} without `multiplier`
    Good: {"value": "1703.0", "multiplier": "1000", "as_written": "1703.0 thousand"}
    """
    for raw, claim, quantity in _quantities(context):
        for where, text in (("as_written", quantity.as_written), ("statement", claim.statement)):
            scaled = [number for number in numbers_in(text or "") if number.scale != 1 and quantity.value in number.readings]
            if scaled and all(quantity.amount not in number.scaled for number in scaled):
                path = ("payload", "multiplier") if quantity.multiplier != 1 else ("payload",)
                message = f"the multiplier is {quantity.multiplier:f}, `{where}` has {scaled[0].scale:f}"
                yield Problem(raw, path, message, f'write "multiplier": "{scaled[0].scale:f}"')
                break


@rule("VAL007", "implausible multiplier or amount")
def implausible_amount(context: Context) -> Iterator[Problem]:
    """A multiplier is no power of ten (nor a dozen), or an amount of money is more than the world makes in a year.

    Why: such a number is a slip of the keyboard.
    Bad: {"multiplier": "10001"}
    Good: {"multiplier": "1000"}
    """
    for raw, _, quantity in _quantities(context):
        if quantity.multiplier != 12 and not re.fullmatch(r"10*|0\.0*10*|10*\.0+", format(quantity.multiplier, "f")):
            yield Problem(raw, ("payload", "multiplier"), f"{quantity.multiplier:f} is no power of ten", "write 1, 1000, 1000000 …")
        elif abs(quantity.amount) > MOST_MONEY and _is_currency(quantity.unit):
            message = f"{quantity.value:f} × {quantity.multiplier:f} {quantity.unit} is more than the world makes in a year"
            yield Problem(raw, ("payload", "value"), message, "check value and multiplier")


@rule("VAL008", "unknown currency")
def unknown_currency(context: Context) -> Iterator[Problem]:
    """A unit of money is no ISO 4217 code.

    Why: a dollar is one of twenty currencies; the code is one of one.
    Bad: {"unit": "dollars"}, {"unit": "UDS"}
    Good: {"unit": "USD"}
    """
    for raw, _, quantity in _quantities(context):
        if (code := CURRENCY_WORDS.get(quantity.unit.lower())) is not None:
            yield Problem(raw, ("payload", "unit"), f"{quantity.unit!r} is no currency code", f"write {code}")
        elif re.fullmatch(r"[A-Z]{3}", quantity.unit) and not _is_currency(quantity.unit):
            help = did_you_mean(quantity.unit, _currencies(), "write a code of ISO 4217, or what is counted in lower case")
            yield Problem(raw, ("payload", "unit"), f"{quantity.unit!r} is no currency code", help)


def _is_currency(unit: str) -> bool:
    # The codes above are told without the registry, whose loading takes a tenth of the time that a small file does.
    return unit in _NAMED_CURRENCIES or unit in _currencies()


@cache
def _currencies() -> frozenset[str]:
    import pycountry

    return frozenset(currency.alpha_3 for currency in pycountry.currencies)


@rule("VAL009", "number differs from the article's")
def other_number(context: Context) -> Iterator[Problem]:
    """`as_written` holds numbers, and none of them is the value.

    Why: the article's own digits are kept to catch a slip in copying them.
    Bad: {"value": "1730.0", "as_written": "1 703,0"}
    Good: {"value": "1703.0", "as_written": "1 703,0"}
    """
    for raw, _, quantity in _quantities(context):
        numbers = list(numbers_in(quantity.as_written or ""))
        if numbers and not any({quantity.value, quantity.amount} & number.values for number in numbers):
            message = f"the value is {quantity.value:f}, the article has {quantity.as_written!r}"
            yield Problem(raw, ("payload", "value"), message, "mend the one that was copied wrongly")


@rule("VAL019", "number differs from the statement's")
def number_of_statement(context: Context) -> Iterator[Problem]:
    """The statement holds numbers beside its dates, and none of them is the value.

    Why: people read the statement and machines the payload; both must say the same.
    Bad: "… carried 12,000 passengers …" with {"value": "21000"}
    Good: "… carried 12,000 passengers …" with {"value": "12", "multiplier": "1000"}
    """
    for raw, claim, quantity in _quantities(context):
        wanted = {quantity.value, quantity.amount}
        if any(wanted & number.values for number in numbers_in(claim.statement)):
            continue
        others = [number for number in numbers_in(dates_in(claim.statement)[1]) if min(number.readings, default=0) > 2]
        if others:
            shown = ", ".join(f"{max(number.values):f}" for number in others)
            yield Problem(raw, ("payload", "value"), f"the value is {quantity.value:f}, the statement has {shown}", "mend one of them")


@rule("VAL027", "exactness differs from the words", severity=Severity.WARNING)
def exactness(context: Context) -> Iterator[Problem]:
    """The article or the statement says "about", "at least" or "at most" of a number, and the qualifier says otherwise.

    Why: "about 30" is not refuted by 31, and "30" is.
    Bad: {"value": "30", "qualifier": "exact", "as_written": "about 30 years"}
    Good: {"value": "30", "qualifier": "approximate", "as_written": "about 30 years"}
    """
    for raw, _, quantity in _quantities(context):
        said = [qualifier for qualifier, words in QUALIFYING.items() if words.search(quantity.as_written or "")]
        if said and quantity.qualifier not in said:
            message = f"{quantity.qualifier.value}, and the article has {quantity.as_written!r}"
            path = ("payload", "qualifier") if quantity.qualifier is not Qualifier.EXACT else ("payload",)
            yield Problem(raw, path, message, f"write {said[0].value}")


@rule("VAL014", "ISO 3166 code")
def country_code(context: Context) -> Iterator[Problem]:
    """A country code is unknown, belongs to another state, stands twice, or stands on what is no state.

    Why: maps and joins with other data go by the code.
    Bad: {"type": "state", "name": "Turkey", "iso_3166": "TM"}
    Good: {"type": "state", "name": "Turkey", "iso_3166": "TR"}
    """
    bearers: dict[str, list[str]] = {}
    for entity in context.entities.values():
        if entity.iso_3166 is not None:
            bearers.setdefault(entity.iso_3166, []).append(entity.id)
    for raw, entity in context.checked_entities():
        code = entity.iso_3166
        if code is None:
            continue
        country = _country(code)
        names = [entity.name, *(alias.text for alias in entity.aliases)]
        if entity.type is not EntityType.STATE:
            yield Problem(raw, ("iso_3166",), f"{entity.id} is of type {entity.type.value}", "only states have a country code")
        elif country is None:
            yield Problem(raw, ("iso_3166",), f"ISO 3166-1 has no code {code}", "look it up; leave the field out where there is none")
        elif not any(_same_name(name, own) for name in names for own in _names(country)):
            yield Problem(raw, ("iso_3166",), f"{code} is {country.name}, not {entity.name}", "mend the code, or add that name as an alias")
        elif len(bearers[code]) > 1:
            yield Problem(raw, ("iso_3166",), f"{code} stands on {', '.join(sorted(bearers[code]))}", "one state, one record")


def _country(code: str) -> Any:
    import pycountry

    return pycountry.countries.get(alpha_2=code)


def _names(country: Any) -> list[str]:
    named = [name for key in ("name", "official_name", "common_name") if (name := getattr(country, key, None))]
    return [*named, OTHER_NAMES.get(country.alpha_2, named[0])]


def _same_name(first: str, second: str) -> bool:
    def plain(text: str) -> str:
        decomposed = unicodedata.normalize("NFKD", text.casefold())
        return " ".join(re.findall(r"[^\W\d_]+", "".join(char for char in decomposed if not unicodedata.combining(char))))

    one, other = plain(first), plain(second)
    return one == other or one in other.split(" of ") or other.startswith((f"{one} islamic", f"{one} republic"))


def _quantities(context: Context) -> Iterator[tuple[RawRecord, Claim, Quantity]]:
    for raw, claim in context.checked_claims():
        if claim.payload.kind == "quantity":
            yield raw, claim, claim.payload


RULES = (missing_multiplier, implausible_amount, unknown_currency, other_number, number_of_statement, country_code, exactness)
