"""Slips of the keyboard that no single field shows: what a record says in two places must agree, and names are spelt one way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ...model.finding import Severity
from ...model.vocabulary import Polarity
from ..context import Context
from ..rule import Problem, rule

_DATE_OF_ID = re.compile(r"(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?!\d)")
_NUMBER_OF_ID = re.compile(r"(?<!\d)\d{5,}(?!\d)")
_NAME = re.compile(r"[A-Z][a-z]{4,}(?!\w)")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|nobody|nothing|nowhere|cannot|hardly|fail(?:s|ed)?|refus\w+|den(?:y|ies|ied)|lack\w*"
    r"|reject\w*|absent|absence|ceased?|un\w{4,}|non-\w+)\b|n[’']t\b",
    re.IGNORECASE,
)
_MONEY = {"dollar": "D", "euro": "EUR", "manat": "AZN", "rupee": "R", "lira": "TRY", "rouble": "RUB", "ruble": "RUB", "dram": "AMD"}
"""Currency words, and what the code of such a currency ends with."""
MOST_MISSING = 3
"""A wider gap was left on purpose, for instance between the sections of an article."""
USUAL = 5
"""A word in this many records is a name that the ledger knows; one slip away from it and alone is a misspelling."""


@rule("VAL060", "date in the identifier differs", severity=Severity.WARNING)
def date_of_identifier(context: Context) -> Iterator[Problem]:
    """A source's identifier holds a year and month, or a full date, and `issued` is another one.

    Why: both were taken from one page; where they differ one was mistyped, and the citation may fall on the wrong side of the article.
    Bad: {"id": "dawn-2021-01-13-1601304", "issued": "2021-10-13"}
    Good: {"id": "dawn-2021-01-13-1601304", "issued": "2021-01-13"}
    """
    for raw, source in context.checked_sources():
        match = _DATE_OF_ID.search(source.id)
        if match and source.issued:
            date = "-".join(filter(None, match.groups()))
            if not _agree(source.issued, date):
                message = f"issued {source.issued}, the identifier says {date}"
                yield Problem(raw, ("issued",), message, "look at the page and mend one of them")


def _agree(issued: str, date: str) -> bool:
    plain = re.sub(r"[~?%]", "", issued)
    return any(part.startswith(date) or date.startswith(part) for part in plain.split("/") if part[:4].isdigit()) or "X" in plain


@rule("VAL061", "number in the identifier is not in the address", severity=Severity.WARNING)
def number_of_identifier(context: Context) -> Iterator[Problem]:
    """A source's identifier ends in a number of five digits or more, and its address holds other numbers, not this one.

    Why: such numbers are taken from the address; with one digit wrong it leads to another article.
    Bad: {"id": "dawn-2021-01-13-1601304", "url": "https://www.dawn.com/news/1601305"}
    Good: {"id": "dawn-2021-01-13-1601304", "url": "https://www.dawn.com/news/1601304"}
    """
    for raw, source in context.checked_sources():
        for number in _NUMBER_OF_ID.findall(source.id):
            if number not in source.url and re.search(r"\d{4}", source.url):
                message = f"the identifier has {number}, the address has not"
                yield Problem(raw, ("url",), message, "open the address, and mend it or the identifier")


@rule("VAL062", "publisher told two ways", severity=Severity.WARNING, needs=("ledger",))
def publisher_two_ways(context: Context) -> Iterator[Problem]:
    """One publisher stands on two sides, or one publisher's name has two identifiers.

    Why: sources are graded by publisher; a slip in one record takes it out of its publisher's company.
    Bad: {"publisher": "Dawn", "publisher_id": "dwan"} beside five with "dawn"
    Good: all with "dawn"
    """
    sides: dict[str, Counter[str]] = {}
    identifiers: dict[str, Counter[str]] = {}
    for source in context.sources.values():
        sides.setdefault(source.publisher_id, Counter())[source.side] += 1
        identifiers.setdefault(source.publisher, Counter())[source.publisher_id] += 1
    for raw, source in context.checked_sources():
        for field, own, counted in (
            ("side", source.side, sides[source.publisher_id]),
            ("publisher_id", source.publisher_id, identifiers[source.publisher]),
        ):
            if len(counted) > 1 and own != (usual := _usual(counted)):
                told = source.publisher_id if field == "side" else source.publisher
                message = f"{own!r}, and {counted[usual]} other source{'s' if counted[usual] > 1 else ''} of {told} have {usual!r}"
                yield Problem(raw, (field,), message, "one publisher, one identifier and one side")


def _usual(counted: Counter[str]) -> str:
    return min(counted, key=lambda value: (-counted[value], value))


@rule("VAL063", "negated without a word of negation", severity=Severity.WARNING)
def negated_without_a_word(context: Context) -> Iterator[Problem]:
    """`polarity` is negated, and the statement says no `not`, `never`, `without` or the like.

    Why: people read the statement and machines the polarity; both must say the same.
    Bad: {"statement": "The ferry ran on Sundays.", "polarity": "negated"}
    Good: {"statement": "The ferry did not run on Sundays.", "polarity": "negated"}
    """
    for raw, claim in context.checked_claims():
        if claim.polarity is Polarity.NEGATED and not _NEGATION.search(claim.statement):
            yield Problem(raw, ("polarity",), "negated, and the statement has no word of negation", "mend the polarity or the statement")


@rule("VAL064", "currency differs from the statement's", severity=Severity.WARNING)
def currency_of_statement(context: Context) -> Iterator[Problem]:
    """The statement gives the amount in a currency, and the unit is another one or none.

    Why: an amount in the wrong money is a wrong amount.
    Bad: "… exports were worth 1,703.0 thousand US dollars" with {"unit": "EUR"}
    Good: the same with {"unit": "USD"}
    """
    for raw, claim in context.checked_claims():
        if claim.payload.kind != "quantity" or claim.payload.unit.startswith(("%", "percent", "per cent")):
            continue
        unit = claim.payload.unit
        named = {word: ending for word, ending in _MONEY.items() if re.search(rf"\b{word}s?\b", claim.statement, re.IGNORECASE)}
        money = re.fullmatch(r"[A-Z]{3}", unit) is not None
        counted = not money and unit.lower() in claim.statement.lower()
        if named and not counted and not (money and unit.endswith(tuple(named.values()))):
            yield Problem(raw, ("payload", "unit"), f"the unit is {unit}, the statement speaks of {', '.join(named)}", "mend one of them")


@rule("REF060", "publisher misspelt", severity=Severity.WARNING)
def publisher_misspelt(context: Context) -> Iterator[Problem]:
    """A source's identifier begins nearly, and not quite, as its `publisher_id` reads.

    Why: a publisher under a misspelt identifier is graded apart from its other publications.
    Bad: {"id": "azernews-2022-200281", "publisher_id": "azenrews"}
    Good: {"id": "azernews-2022-200281", "publisher_id": "azernews"}
    """
    for raw, source in context.checked_sources():
        own = source.publisher_id
        if len(own) >= 4 and not source.id.startswith(own):
            starts = {source.id[: len(own) + more] for more in (-1, 0, 1)}
            if any(_one_slip(own, start) for start in starts):
                message = f"{own!r}, the identifier begins {source.id[: len(own) + 1]!r}"
                yield Problem(raw, ("publisher_id",), message, "mend the one that is misspelt")


@rule("REF061", "gap in the identifiers", severity=Severity.WARNING, needs=("ledger",))
def gap_in_identifiers(context: Context) -> Iterator[Problem]:
    """In a ledger that numbers its claims through, a number is missing below the last one.

    Why: a claim is withdrawn, never deleted; where git is not at hand, the gap is all that is left of it.
    Bad: demo-0041, demo-0043
    Good: demo-0041, demo-0042 with an entry `withdrawn` in its history, demo-0043
    """
    if not any(True for _ in context.under_check("ledger")):
        return
    broken = {name for kind, name in context.broken if kind == "claim" and name.rpartition("-")[2].isdecimal()}
    numbers = sorted({int(name.rpartition("-")[2]) for name in broken | set(context.claims)})
    before = dict(zip(numbers, [0, *numbers], strict=False))
    for raw, claim in context.checked_claims():
        prefix, _, digits = claim.id.rpartition("-")
        missing = range(before[int(digits)] + 1, int(digits))
        if 0 < len(missing) <= MOST_MISSING:
            shown = ", ".join(f"{prefix}-{number:0{len(digits)}}" for number in missing)
            yield Problem(raw, ("id",), f"no record of {shown}", "bring it back; a claim that no longer stands is withdrawn with a reason")


@rule("STY060", "name nearly as another", severity=Severity.WARNING, needs=("ledger",))
def name_nearly_as_another(context: Context) -> Iterator[Problem]:
    """A capitalised word of a statement or a name stands once in the ledger and is one slip away from one that stands in five records.

    Why: a misspelt name is found by no search.
    Bad: "Azerbaijan and Pakstan signed …"
    Good: "Azerbaijan and Pakistan signed …"
    """
    counted: Counter[str] = Counter()
    for text in (*(claim.statement for claim in context.claims.values()), *_names(context)):
        counted.update(set(_NAME.findall(text)))
    usual = [word for word, count in counted.items() if count >= USUAL]
    for raw, claim in context.checked_claims():
        if nearly := _nearly(claim.statement, counted, usual):
            yield Problem(raw, ("statement",), *nearly)
    for raw, entity in context.checked_entities():
        if nearly := _nearly(entity.name, counted, usual):
            yield Problem(raw, ("name",), *nearly)


def _names(context: Context) -> Iterator[str]:
    for entity in context.entities.values():
        yield " ".join((entity.name, *(alias.text for alias in entity.aliases)))


def _nearly(text: str, counted: Counter[str], usual: Iterable[str]) -> tuple[str, str] | None:
    for word in _NAME.findall(text):
        if counted[word] == 1 and (near := sorted(other for other in usual if _one_slip(word, other))):
            return f"{word!r} stands nowhere else; {near[0]!r} stands in {counted[near[0]]} places", f"did you mean {near[0]!r}?"
    return None


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter left out, added or changed, or two neighbours swapped, makes one word of the other; plural s does not count."""
    from rapidfuzz.distance import OSA

    if abs(len(one) - len(other)) > 1 or {one, other} & {one + "s", other + "s"}:
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1


RULES = (
    date_of_identifier, number_of_identifier, publisher_two_ways, negated_without_a_word, currency_of_statement, publisher_misspelt,
    gap_in_identifiers, name_nearly_as_another,
)  # fmt: skip
