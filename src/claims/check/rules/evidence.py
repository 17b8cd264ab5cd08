"""EVI: what is cited, and whether it can bear a verdict."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.date import bounds, is_edtf
from ...model.finding import Severity
from ...model.vocabulary import Bearing, CitationRole, Reliability, Stance
from ..context import Context
from ..rule import Problem, rule

if TYPE_CHECKING:
    from ...model.article import Article
    from ...model.claim import Claim
    from ...model.source import Source


@rule("EVI003", "resting on the article itself", needs=("ledger",))
def resting_on_the_article(context: Context) -> Iterator[Problem]:
    """The article under review, or something that only copies it, is cited as evidence.

    Why: a claim cannot bear itself out, and a copy of the article adds nothing to it.
    Bad: {"source": "orbeli-2021-11-24", "role": "evidence", "stance": "supports"}
    Good: the same with {"role": "origin"}; evidence from elsewhere
    """
    from ...assess.ledger import origin_of

    for raw, claim in context.checked_claims():
        for index, citation in enumerate(claim.citations):
            if citation.role is CitationRole.ORIGIN:
                continue
            origin = origin_of(citation.source, context.sources)
            if citation.source in context.claimants:
                message = f"{citation.source} is the article under review and is cited as evidence"
            elif origin in context.claimants:
                message = f"{citation.source} goes back to {origin}, the article under review, and is cited as evidence"
            else:
                continue
            yield Problem(raw, ("citations", index, "source"), message, 'write "role": "origin", and cite something independent')


@rule("EVI007", "contradiction that does not say otherwise", severity=Severity.WARNING)
def empty_contradiction(context: Context) -> Iterator[Problem]:
    """A citation contradicts a figure without giving its own, gives the very value of the claim, or says what the statement says.

    Why: a reader must see in what the source differs.
    Bad: {"stance": "contradicts", "value": "12"} on a claim of 12
    Good: {"stance": "contradicts", "value": "21"}
    """
    for raw, claim in context.checked_claims():
        for index, citation in enumerate(claim.citations):
            if citation.stance is not Stance.CONTRADICTS:
                continue
            path = ("citations", index)
            if citation.value is None and claim.payload.kind == "quantity":
                yield Problem(raw, path, "it contradicts a figure and gives none", "say in `value` what the source has")
            elif citation.value is not None and citation.value in _own_values(claim):
                message = f"it is said to contradict the claim and gives its value, {citation.value}"
                yield Problem(raw, (*path, "value"), message, "mend the stance or the value")
            elif _words(citation.says) == _words(claim.statement):
                yield Problem(raw, (*path, "says"), "it is said to contradict the claim and says the same", "mend the stance or the words")


def _own_values(claim: Claim) -> set[str]:
    if claim.payload.kind == "quantity":
        return {format(claim.payload.value, "f"), format(claim.payload.amount, "f"), claim.payload.as_written or ""} - {""}
    return {claim.time} if claim.time is not None else set()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@rule("EVI008", "publisher graded unevenly", needs=("ledger",))
def uneven_grades(context: Context) -> Iterator[Problem]:
    """Publications of one publisher and one genre have different grades, and none is marked as an exception.

    Why: who grades the same paper B when it agrees and D when it does not, decides the verdict by the grade.
    Bad: two news reports of one agency, graded B and D
    Good: both B; or D with {"exception": true} and the reason
    """
    groups: dict[tuple[str, str], list[Source]] = {}
    for source in context.sources.values():
        if not source.grade.exception:
            groups.setdefault((source.publisher_id, source.genre), []).append(source)
    for (publisher, genre), members in sorted(groups.items()):
        counts: Counter[Reliability] = Counter(member.grade.reliability for member in members)
        if len(counts) < 2:
            continue
        usual = min(counts, key=lambda grade: (-counts[grade], grade.value))
        alone = counts[usual] > max(count for grade, count in counts.items() if grade is not usual)
        example = min((m for m in members if m.grade.reliability is usual), key=lambda member: member.id)
        for member in sorted(members, key=lambda member: member.id):
            raw = context.raw_of("source", member.id)
            if raw is not None and (member.grade.reliability is not usual or not alone):
                listed = ", ".join(f"{grade.value} ({counts[grade]})" for grade in sorted(counts, key=lambda grade: grade.value))
                message = f"{publisher} ({genre}) is graded {listed}; here {member.grade.reliability.value}"
                other = context.raw_of("source", example.id)
                related = ((other, ("grade", "reliability"), f"graded {usual.value}"),) if other is not None and other is not raw else ()
                yield Problem(raw, ("grade", "reliability"), message, "grade alike, or set `exception` and say why", related)


@rule("EVI014", "neither evidence nor search")
def no_evidence(context: Context) -> Iterator[Problem]:
    """A checkable claim has no evidence, no derivation that bears on it, and no note of what was looked for.

    Why: "not enough evidence" is a result only where somebody looked.
    Bad: {"checkable": true} without `citations` and `searched`
    Good: {"searched": [{"what": "minutes of the meeting", "result": "nothing found", "on": "2026-11-25"}]}
    """
    for raw, claim in context.checked_claims():
        cited = any(citation.role is CitationRole.EVIDENCE for citation in claim.citations)
        derived = any(derivation.bears is not Bearing.MENTIONS for derivation in claim.derivations)
        if claim.checkable and not cited and not derived and not claim.searched:
            message = "checkable, and neither evidence nor a search is recorded"
            yield Problem(raw, ("checkable",), message, "cite evidence, or say in `searched` what was looked for")


@rule("EVI015", "reason why not checkable")
def reason_not_checkable(context: Context) -> Iterator[Problem]:
    """A claim that is not checkable gives no reason, or a checkable one gives a reason why not.

    Why: "not checkable" without a reason is a way round the work.
    Bad: {"checkable": false}
    Good: {"checkable": false, "why_not_checkable": "A judgement without a stated measure."}
    """
    for raw, claim in context.checked_claims():
        if not claim.checkable and claim.why_not_checkable is None:
            yield Problem(raw, ("checkable",), "not checkable, and no reason is given", "say why in `why_not_checkable`")
        elif claim.checkable and claim.why_not_checkable is not None:
            message = "a reason why it is not checkable, and it is said to be checkable"
            yield Problem(raw, ("why_not_checkable",), message, "remove one of them")


@rule("EVI021", "one source on both sides")
def both_sides(context: Context) -> Iterator[Problem]:
    """One source is cited as supporting and as contradicting one claim.

    Why: then the claim holds two statements, or one of the stances is a slip.
    Bad: two citations of un-s-res-822-1993, one `supports`, one `contradicts`
    Good: two claims; or one citation with the stance `partial`
    """
    for raw, claim in context.checked_claims():
        stances: dict[str, dict[Stance, int]] = {}
        for index, citation in enumerate(claim.citations):
            stances.setdefault(citation.source, {}).setdefault(citation.stance, index)
        for source, places in stances.items():
            if {Stance.SUPPORTS, Stance.CONTRADICTS} <= places.keys():
                first, second = sorted((places[Stance.SUPPORTS], places[Stance.CONTRADICTS]))
                related = ((raw, ("citations", first, "stance"), "the other stance"),)
                message = f"{source} supports the claim and contradicts it"
                yield Problem(raw, ("citations", second, "stance"), message, "divide the claim, or mend a stance", related)


@rule("EVI022", "judged by what came later", needs=("ledger",))
def judged_by_later(context: Context) -> Iterator[Problem]:
    """A citation that weighs something gives a date after the article appeared, for a claim about what had happened by then.

    Why: a claim is judged as of its publication; what changed later is told in `assessment.later` and weighs nothing.
    Bad: {"stance": "contradicts", "value": "2023-05"} on a claim that an article of 2021 makes about 2021
    Good: {"stance": "mentions", "value": "2023-05"}, and the change told in `assessment.later`
    """
    for raw, claim in context.checked_claims():
        published = [bounds(article.source.issued)[1] for article in _articles(context, claim) if article.source.issued is not None]
        if not published or claim.kind == "plan" or claim.assessment.later is not None:
            continue
        for index, citation in enumerate(claim.citations):
            value = citation.value
            if citation.stance is Stance.MENTIONS or value is None or not re.match(r"(?:19|20)\d\d(?:-|$)", value) or not is_edtf(value):
                continue
            if bounds(value)[0] > max(published):
                message = f"{value} is after {max(published)}, when the article appeared, and weighs on its claim"
                help = "write `mentions` and tell the change in `assessment.later`"
                yield Problem(raw, ("citations", index, "value"), message, help)


def _articles(context: Context, claim: Claim) -> list[Article]:
    return [article for identifier in {a.source for a in claim.anchors} if (article := context.articles.get(identifier)) is not None]


@rule("EVI028", "source named as a derivation")
def named_as_a_derivation(context: Context) -> Iterator[Problem]:
    """A source has an identifier that the working of a verdict gives to derivations: `derivation-1` and so on.

    Why: evidence is weighed by groups of these names, so source and sum would count as one witness.
    Bad: {"id": "derivation-1", "publisher": "Statistics Office"}
    Good: {"id": "statistics-office-2020", "publisher": "Statistics Office"}
    """
    from ...assess.ledger import DERIVATION_GROUP

    for raw, source in context.checked_sources():
        if re.fullmatch(rf"{DERIVATION_GROUP}-[0-9]+", source.id):
            yield Problem(raw, ("id",), f"{source.id!r} is how the working names a derivation", "name it by publisher and date")


RULES = (
    resting_on_the_article, empty_contradiction, uneven_grades, no_evidence, reason_not_checkable, both_sides, judged_by_later,
    named_as_a_derivation,
)  # fmt: skip
