"""How the report tells of single claims: what the article says, what the evidence says, on which sources, how surely."""

from __future__ import annotations

from urllib.parse import quote

from ..model.claim import Claim
from ..model.source import Source
from ..model.vocabulary import Act, Stance, Verdict
from ..query.date_words import date_words
from ..query.report import Evidence, ReportedClaim, ReportFacts
from .markdown_text import anchor, escape, link

LISTED_IN_FULL = 6
"""Up to so many citations are all listed with what they say; of more, only those that count, and the others in one line."""
MOST_IN_FULL = 10
"""Citations that count beyond this number go into that line too."""

_OPENING = {
    Act.ASSERTED: "The article says",
    Act.REPORTED: "The article reports",
    Act.QUOTED: "The article quotes",
    Act.HEDGED: "The article says with reserve",
    Act.DENIED: "The article denies",
}
_INNER = {
    Act.ASSERTED: "citing {}",
    Act.REPORTED: "as passed on by {}",
    Act.QUOTED: "in the words of {}",
    Act.HEDGED: "as {} said with reserve",
    Act.DENIED: "which {} denies",
}
_STANCES = {
    Stance.SUPPORTS: "says the same",
    Stance.CONTRADICTS: "says otherwise",
    Stance.PARTIAL: "bears it out in part",
    Stance.MENTIONS: "background",
}


def status(claim: Claim) -> str:
    """Return the verdict in a few words, with whether there is a correction."""
    words = {
        Verdict.SUPPORTED: "borne out",
        Verdict.REFUTED: "refuted",
        Verdict.CONFLICTING: "sources conflict",
        Verdict.NOT_ENOUGH: "not proven",
        Verdict.NOT_CHECKABLE: "opinion",
    }[claim.verdict]
    if claim.assessment.corrected and claim.verdict is Verdict.SUPPORTED:
        return f"{words}, with a correction"
    if claim.assessment.corrected and claim.verdict in {Verdict.NOT_ENOUGH, Verdict.NOT_CHECKABLE}:
        return f"{words}, and imprecise"
    return words


def verdict_words(claim: Claim) -> str:
    """Return the verdict as the report writes it."""
    return claim.verdict.value.replace("-", " ")


def says(claim: Claim, facts: ReportFacts) -> str:
    """Return who says it, as the opening of a sentence: "The article reports, citing Nawaz Sharif"."""
    first, *others = claim.attribution
    named = [_INNER[step.act].format(escape(_name(step.agent, facts))) for step in others]
    return ", ".join([_OPENING[first.act], *named])


def in_article(one: ReportedClaim) -> str:
    """Return the row that the claim stands in, linked to the passage where the article's address is known."""
    place = one.claim.anchors[0]
    if one.article is None:
        return escape(place.row)
    ends = [place.fragment.start] + ([place.fragment.end] if place.fragment.end else [])
    # In a text fragment a hyphen is syntax, so it is encoded with everything else.
    fragment = ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)
    joint = ":~:text=" if "#" in one.article.source.url else "#:~:text="
    return link(place.row, f"{one.article.source.url}{joint}{fragment}")


def full_account(one: ReportedClaim, facts: ReportFacts) -> list[str]:
    """Return the lines that tell of one refuted, disputed or corrected claim in full."""
    claim, assessment = one.claim, one.claim.assessment
    lines = [anchor(claim.id), f"#### {claim.id}: {status(claim)}", ""]
    lines += [f"**{says(claim, facts)}** ({in_article(one)}): {escape(claim.statement)}", ""]
    lines += [f"**The evidence:** {escape(assessment.rationale)}", ""]
    if assessment.corrected:
        lines += [f"**What is right:** {escape(assessment.corrected)}", ""]
    if assessment.later:
        lines += [f"**Since then:** {escape(assessment.later)}", ""]
    lines += [confidence(one), ""]
    lines += sources(one, facts)
    return [*lines, ""]


def confidence(one: ReportedClaim) -> str:
    """Return the sentence on how sure the verdict is, and a reviewer's reason where a reviewer decided."""
    assessment = one.claim.assessment
    if assessment.confidence is None:
        return f"**Not checked:** {escape(one.claim.why_not_checkable or 'it cannot be true or false')}"
    groups = len(assessment.reasons)
    behind = {0: "no evidence that weighs", 1: "one group of evidence"}.get(groups, f"{groups} independent groups of evidence")
    text = f"**Confidence in the verdict:** {assessment.level} ({assessment.confidence:.2f}), from {behind}."
    if assessment.override:
        o = assessment.override
        text += f" {escape(o.reviewer)} decided so on {escape(date_words(o.date))} against the computed verdict: {escape(o.reason)}"
    return text


def sources(one: ReportedClaim, facts: ReportFacts) -> list[str]:
    """Return the sources of a claim as a list: those that count with what they say, the others in one line."""
    full = [e for e in one.evidence if e.counted or len(one.evidence) <= LISTED_IN_FULL][:MOST_IN_FULL]
    rest = [e for e in one.evidence if e not in full]
    lines = [f"- {_evidence(e, facts)}" for e in full]
    if rest:
        lines.append("- Also cited: " + "; ".join(f"{link(_short(e.source), e.source.url)} ({_STANCES[e.citation.stance]})" for e in rest))
    lines += [f"- Looked for: {escape(search.what)}. Result: {escape(search.result)}." for search in one.claim.searched]
    return lines or ["- No source was found."]


def _evidence(e: Evidence, facts: ReportFacts) -> str:
    sides = {term.id: term.label for term in facts.info.sides}
    side = escape(sides.get(e.source.side, e.source.side))
    judged = f"grade {e.source.grade.reliability.value}; side: {side}; {e.citation.directness.value}"
    named = link(e.source.title or _short(e.source), e.source.url)
    when = f", {escape(date_words(e.source.issued))}" if e.source.issued else ""
    credit = f", {escape(e.source.publisher)}{when}" if e.source.title else ""
    where = f", {escape(e.citation.locator)}" if e.citation.locator else ""
    value = f" Value given: {escape(e.citation.value)}." if e.citation.value else ""
    archived = f" {link('Archived copy', e.source.archived_url)}." if e.source.archived_url else ""
    stance = _STANCES[e.citation.stance].capitalize()
    return f"*{stance}:* {named}{credit}{where} ({judged}). {escape(e.citation.says)}{value}{archived}"


def _short(source: Source) -> str:
    return f"{source.publisher}, {date_words(source.issued)}" if source.issued else source.publisher


def short_source(source: Source) -> str:
    """Return publisher and day of a source, linked to its address."""
    return link(_short(source), source.url)


def _name(agent: str, facts: ReportFacts) -> str:
    entity = facts.entities.get(agent)
    return entity.name if entity else agent
