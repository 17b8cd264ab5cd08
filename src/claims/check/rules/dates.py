"""VAL: can the dates of claims, sources and offices all be true."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...load.marks import Path
from ...model.date import bounds, is_day, overlaps
from ...model.finding import Severity
from ...model.vocabulary import PlanOutcome
from ..context import Context
from ..dates_in_text import dates_in, spans_in
from ..rule import Problem, rule
from ..texts import is_verbatim

if TYPE_CHECKING:
    from ...model.article import Article
    from ...model.claim import Claim
    from ...model.entity import Office
    from ...model.payload import State

SLACK = datetime.timedelta(days=3)
"""How far the date in an address and the date of publication may lie apart: time zones, and pages put up the evening before."""


@rule("VAL010", "later than its article")
def later_than_article(context: Context) -> Iterator[Problem]:
    """A claim that is no plan is dated after the article that makes it.

    Why: an article cannot report what had not happened; the year was mistyped, or the claim is a plan.
    Bad: an event of 2022 in an article of November 2021
    Good: the event of 2021; or kind `plan` with {"due": "2022"}; or a word on it in `assessment.later`
    """
    for raw, claim in context.checked_claims():
        published = [bounds(article.source.issued)[1] for article in _articles(context, claim) if article.source.issued is not None]
        if claim.payload.kind == "plan" or claim.assessment.later is not None or not published:
            continue
        for path, date in _dates(claim):
            if bounds(date)[0] > max(published):
                message = f"{date} is after {max(published)}, when the article appeared"
                yield Problem(raw, path, message, "mend the date, make the claim a plan, or say why in `assessment.later`")


@rule("VAL011", "source later than the ledger", severity=Severity.WARNING, needs=("ledger",))
def source_of_the_future(context: Context) -> Iterator[Problem]:
    """A source was published after the day of the ledger's version.

    Why: nobody could have read it then; one of the dates is wrong, or the version's date was not brought up to date.
    Bad: {"issued": "2062-01-05"} in a ledger of 2026
    Good: {"issued": "2026-01-05"}
    """
    if context.info is None:
        return
    limit = bounds(context.info.issued)[1]
    for raw, source in context.checked_sources():
        if source.issued is not None and bounds(source.issued)[0] > limit:
            yield Problem(raw, ("issued",), f"{source.issued} is after {context.info.issued}, the ledger's date", "mend one of the dates")


@rule("VAL012", "read before it was published", needs=("ledger",))
def read_before_published(context: Context) -> Iterator[Problem]:
    """A source was read, or cited, before it was published.

    Why: one of the dates is wrong.
    Bad: {"issued": "2021-11-24", "accessed": "2021-11-02"}
    Good: {"issued": "2021-11-24", "accessed": "2021-12-02"}
    """
    for raw, source in context.checked_sources():
        if source.issued is not None and source.accessed is not None and bounds(source.accessed)[1] < bounds(source.issued)[0]:
            yield Problem(raw, ("accessed",), f"read on {source.accessed}, published on {source.issued}", "mend one of the dates")
    for raw, claim in context.checked_claims():
        for index, citation in enumerate(claim.citations):
            issued = cited.issued if (cited := context.sources.get(citation.source)) is not None else None
            if issued is None:
                continue
            path: Path = ("citations", index)
            if citation.retrieved is not None and bounds(citation.retrieved)[1] < bounds(issued)[0]:
                yield Problem(raw, (*path, "retrieved"), f"read on {citation.retrieved}, published on {issued}", "mend one of the dates")
            elif all(bounds(entry.date)[1] < bounds(issued)[0] for entry in claim.history):
                message = f"{citation.source} was published on {issued}, after the last entry of the claim's history"
                yield Problem(raw, (*path, "source"), message, "mend the source's date, or add the entry that is missing")


@rule("VAL013", "office outside its period", needs=("ledger",))
def office_out_of_time(context: Context) -> Iterator[Problem]:
    """A claim has a person hold an office on a date outside every period that the registry gives for it.

    Why: titles stick to people in memory; a minister is quoted as such years after leaving.
    Bad: {"relation": "holds-office", "period": "2019"} where the office was held from 2020 to 2022
    Good: the same with {"period": "2021"}
    """
    for raw, claim in context.checked_claims():
        payload = claim.payload
        if payload.kind != "state" or payload.relation != "holds-office":
            continue
        person = context.entities.get(payload.subject)
        field, date = ("payload", "period") if payload.period is not None else ("time",), payload.period or claim.time
        if person is None or date is None:
            continue
        offices = [office for office in person.offices if _is_office(office, payload)]
        periods = [office.period for office in offices if office.period is not None]
        if offices and len(periods) == len(offices) and not any(overlaps(date, period) for period in periods):
            message = f"{date} is outside {', '.join(sorted(periods))}, when {person.name} was {offices[0].title}"
            yield Problem(raw, field, message, "mend the date, or the period in the registry")


def _is_office(office: Office, payload: State) -> bool:
    if payload.object_text is not None:
        title, wanted = office.title.casefold(), payload.object_text.casefold()
        return title in wanted or wanted in title
    return office.organisation is not None and office.organisation == payload.object


@rule("VAL020", "date differs from the statement's")
def date_of_statement(context: Context) -> Iterator[Problem]:
    """The statement names dates, and the claim's own date is none of them.

    Why: people read the statement and machines the date; both must say the same.
    Bad: "… on 30 April 1993 …" with {"time": "1993-03-30"}
    Good: "… on 30 April 1993 …" with {"time": "1993-04-30"}
    """
    for raw, claim in context.checked_claims():
        said = [date for date in spans_in(claim.statement) if _is_possible(date)]
        days = [date for date in said if is_day(date)]
        due = claim.payload.due if claim.payload.kind == "plan" else None
        for path, date in [(("payload", "due"), due)] if due is not None else _dates(claim):
            wanted = days if len(days) == len(said) and is_day(date) else said
            if wanted and not any(overlaps(date, other) for other in wanted):
                yield Problem(raw, path, f"{date}, and the statement has {', '.join(wanted)}", "mend one of them")
                break


def _is_possible(date: str) -> bool:
    try:
        bounds(date)
    except ValueError:
        return False
    return True


@rule("VAL026", "day that does not exist")
def impossible_day(context: Context) -> Iterator[Problem]:
    """A text names a day that no calendar has.

    Why: one of its digits is wrong, and nobody knows which.
    Bad: "on 31 September 2020"
    Good: "on 30 September 2020"
    """
    for raw, path, text in context.prose:
        if not is_verbatim(path) and ("19" in text or "20" in text):
            wrong = [date for date in dates_in(text)[0] if not _is_possible(date)]
            if wrong:
                yield Problem(raw, path, f"there is no day {wrong[0]}", "look the date up")


@rule("VAL021", "date and period disagree")
def time_and_period(context: Context) -> Iterator[Problem]:
    """`time` and the payload's `period` are both given, and neither lies within the other; or they are equally exact and differ.

    Why: both say when the claim holds.
    Bad: {"time": "2019-03-02", "payload": {"period": "2019-03-20"}}
    Good: {"time": "2019-03-02", "payload": {"period": "2019-03-02"}}, or {"period": "2019"}
    """
    for raw, claim in context.checked_claims():
        period = getattr(claim.payload, "period", None)
        if claim.time is None or not isinstance(period, str) or period == claim.time:
            continue
        alike = re.sub(r"\d", "0", period) == re.sub(r"\d", "0", claim.time)
        if alike or not (_within(period, claim.time) or _within(claim.time, period)):
            yield Problem(raw, ("payload", "period"), f"{period}, and the claim's time is {claim.time}", "mend one of them")


def _within(inner: str, outer: str) -> bool:
    (low, high), (first, last) = bounds(inner), bounds(outer)
    return first <= low and high <= last


@rule("VAL022", "date in the address differs", severity=Severity.WARNING)
def date_in_address(context: Context) -> Iterator[Problem]:
    """A source's address holds a full date more than three days away from the date of publication.

    Why: the address was given by the publisher and is rarely wrong.
    Bad: {"url": "https://news.example/2021/11/24/visit", "issued": "2021-10-24"}
    Good: {"url": "https://news.example/2021/11/24/visit", "issued": "2021-11-24"}
    """
    for raw, source in context.checked_sources():
        match = re.search(r"(?<!\d)((?:19|20)\d\d)([-/])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)", source.url)
        if source.issued is None or match is None:
            continue
        date = f"{match.group(1)}-{int(match.group(3)):02d}-{int(match.group(4)):02d}"
        low, high = bounds(source.issued)
        if _is_possible(date) and not low - SLACK <= bounds(date)[0] <= high + SLACK:
            yield Problem(raw, ("issued",), f"{source.issued}, and the address has {date}", "mend the date")


@rule("VAL025", "season in an interval", severity=Severity.WARNING)
def season_in_interval(context: Context) -> Iterator[Problem]:
    """An interval has a season (months 21 to 41 in EDTF) at one end and a month or day at the other.

    Why: "2021-21" is the spring of 2021 and most often a slip for 2021-12 or 2021-01.
    Bad: "2021-21/2021-11"
    Good: "2021-01/2021-11"
    """
    for raw, claim in context.checked_claims():
        for path, date in _dates(claim):
            ends = [end for end in date.split("/") if end not in {"", ".."}]
            seasons = [end for end in ends if re.search(r"^\d{4}-(?:2[1-9]|3\d|4[01])", end)]
            if len(ends) == 2 and len(seasons) == 1:
                yield Problem(raw, path, f"{seasons[0]} is a season, and {date} is an interval", "write months or days at both ends")


@rule("VAL023", "plan whose day has passed", severity=Severity.WARNING, needs=("ledger",))
def plan_overdue(context: Context) -> Iterator[Problem]:
    """A plan is said to be not yet due, and its day lies before the ledger's date.

    Why: a plan whose day has come can be checked.
    Bad: {"due": "2022", "later_outcome": "not-yet-due"} in a ledger of 2026
    Good: {"due": "2022", "later_outcome": "carried-out"}
    """
    if context.info is None:
        return
    today = bounds(context.info.issued)[0]
    for raw, claim in context.checked_claims():
        plan = claim.payload
        if plan.kind != "plan" or plan.due is None or plan.later_outcome is not PlanOutcome.NOT_YET_DUE:
            continue
        if bounds(plan.due)[1] < today:
            message = f"due {plan.due}, before the ledger's date of {context.info.issued}"
            yield Problem(raw, ("payload", "later_outcome"), message, "say what became of it")


def _dates(claim: Claim) -> Iterator[tuple[Path, str]]:
    if claim.time is not None:
        yield ("time",), claim.time
    if isinstance(period := getattr(claim.payload, "period", None), str):
        yield ("payload", "period"), period


def _articles(context: Context, claim: Claim) -> list[Article]:
    return [article for identifier in {a.source for a in claim.anchors} if (article := context.articles.get(identifier)) is not None]


RULES = (
    later_than_article, source_of_the_future, read_before_published, office_out_of_time, date_of_statement, time_and_period,
    date_in_address, plan_overdue, season_in_interval, impossible_day,
)  # fmt: skip
