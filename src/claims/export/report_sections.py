"""The report's sections: what is wrong, what changed later, what could not be verified, what hangs on what, every claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..model.claim import Claim
from ..model.vocabulary import Verdict
from ..query.date_words import date_words
from ..query.report import ReportedClaim, ReportFacts
from .markdown_text import anchor, claim_link, code, escape, table
from .report_claims import full_account, in_article, says, short_source, status, verdict_words


def _by_section(facts: ReportFacts, found: tuple[ReportedClaim, ...], write: Callable[[ReportedClaim], list[str]]) -> list[str]:
    lines = []
    for section, claims in facts.sections(found).items():
        lines += [f"### {escape(facts.section_label(section))}", ""]
        for one in claims:
            lines += write(one)
        lines.append("")
    return lines


def wrong(facts: ReportFacts) -> list[str]:
    """Return the lines on the claims that are refuted, disputed or corrected: an overview, then each in full."""
    if not facts.wrong:
        return ["Nothing was found wrong."]
    lines = ["At a glance; each claim is told in full below, in the order of the article.", ""]
    findings = sorted({status(one.claim): one.claim for one in facts.wrong}.items(), key=lambda item: _ORDER.index(item[1].verdict))
    for finding, _ in findings:
        rows = [(claim_link(one.claim.id), escape(one.claim.statement)) for one in facts.wrong if status(one.claim) == finding]
        lines += [*table((f"{finding} ({len(rows)})", "what the article says, in our words"), rows), ""]
    return [*lines, *_by_section(facts, facts.wrong, lambda one: full_account(one, facts))]


_ORDER = [Verdict.REFUTED, Verdict.CONFLICTING, Verdict.SUPPORTED, Verdict.NOT_ENOUGH, Verdict.NOT_CHECKABLE]


def later(facts: ReportFacts) -> list[str]:
    """Return the lines on the claims that later events overtook."""
    if not facts.later:
        return ["No claim was overtaken."]
    lines = ["These claims are judged as of the day of publication. Later events are told here and change no verdict.", ""]
    for one in facts.later:
        lines.append(f"- {_told(one.claim)}, {in_article(one)}: {escape(one.claim.statement)}")
        lines.append(f"  - **Since then:** {escape(one.claim.assessment.later or '')}")
    return lines


def unverified(facts: ReportFacts) -> list[str]:
    """Return the lines on the claims that could not be decided, and what was looked for."""
    if not facts.unverified:
        return ["Every claim that can be checked was decided."]
    intro = (
        "Too little was found to decide these claims; that does not make them wrong. The words in brackets say how likely the claim is, "
        "given what was found. Imprecise ones among them are told in full above."
    )

    def write(one: ReportedClaim) -> list[str]:
        claim = one.claim
        if claim.assessment.corrected:
            return [f"- {claim_link(claim.id)}: {escape(claim.statement)}"]
        word = claim.assessment.likelihood.value.replace("-", " ") if claim.assessment.likelihood else "no credence"
        lines = [f"- {anchor(claim.id)}`{claim.id}` ({in_article(one)}; {word}) {says(claim, facts)}: {escape(claim.statement)}"]
        lines.append(f"  - {escape(claim.assessment.rationale)}")
        lines += [f"  - *Looked for* {escape(s.what)}: {escape(s.result)} ({escape(date_words(s.on))})." for s in claim.searched]
        cited = [short_source(e.source) for e in one.evidence if e.weight][:4]
        if cited:
            more = sum(bool(e.weight) for e in one.evidence) - len(cited)
            lines.append(f"  - Sources: {'; '.join(cited)}" + (f"; and {more} more" if more else ""))
        return lines

    return [intro, "", *_by_section(facts, facts.unverified, write)]


def hanging(facts: ReportFacts) -> list[str]:
    """Return the lines on the sources and origins on which verdicts hang."""
    found = facts.sensitivity
    lines = [
        "If the source were not believed, the verdicts beside it would change. The second count is for a grade one letter lower.",
        "",
    ]
    rows = [
        (short_source(facts.sources[w.source]), w.grade.value, len(w.dropped), len(w.lowered), _claims(f.claim for f in w.dropped))
        for w in found.sources
        if w.dropped
    ]
    if not rows:
        return ["No verdict hangs on a single source."]
    lines += table(("source", "grade", "dropped", "one lower", "verdicts that hang on it"), rows, frozenset({2, 3}))
    origins = [
        (_origin(o.origin, facts), len(o.sources), len(o.dropped), _claims(f.claim for f in o.dropped))
        for o in found.origins
        if o.dropped
    ]
    if origins:
        lines += ["", "The same for an origin with all that copies it or depends on it:", ""]
        lines += table(("origin", "publications", "dropped", "verdicts that hang on it"), origins, frozenset({1, 2}))
    if found.narrow:
        lines += ["", "Verdicts that have one group of evidence and no more; none of them can be of high confidence:", ""]
        for narrow in found.narrow:
            behind = "; ".join(short_source(facts.sources[s]) for s in narrow.sources) or f"the ledger's own arithmetic ({narrow.origin})"
            kind = "one source" if len(narrow.sources) == 1 else "one origin" if narrow.sources else "one derivation"
            claim = facts.claims[narrow.claim]
            statement, words = escape(claim.statement), verdict_words(claim)
            lines.append(f"- {claim_link(narrow.claim)} ({words}, {kind}): {statement} Behind it: {behind}.")
    return lines


def _origin(origin: str, facts: ReportFacts) -> str:
    return short_source(facts.sources[origin]) if origin in facts.sources else escape(origin)


def _claims(ids: Iterable[str]) -> str:
    return ", ".join(map(claim_link, ids))


def _told(claim: Claim) -> str:
    return f"{claim_link(claim.id)} ({verdict_words(claim)})"


def contradictions(facts: ReportFacts) -> list[str]:
    """Return the lines on pairs of claims that contradict each other, and derivations that fail."""
    lines = []
    if facts.contradictions:
        lines += ["Pairs of claims of which at most one can be true:", ""]
    for pair in facts.contradictions:
        lines.append(f"- {_told(pair.first)}: {escape(pair.first.statement)}")
        lines.append(f"  - against {_told(pair.second)}: {escape(pair.second.statement)}")
        if pair.note:
            lines.append(f"  - *{escape(pair.note)}*")
    if facts.failures:
        lines += ["", "Figures, dates and spans that do not come out as the claim needs them:", ""]
    for failure in facts.failures:
        lines.append(f"- {_told(failure.claim)}: {escape(failure.claim.statement)}")
        note = f" {escape(failure.derivation.note)}" if failure.derivation.note else ""
        lines.append(f"  - {code(failure.derivation.formula)} gives {failure.derivation.result}.{note}")
    return lines or ["No contradiction within the article was found."]


def register(facts: ReportFacts) -> list[str]:
    """Return the lines that list every claim in article order, so that each identifier in the report leads somewhere."""
    told = {one.claim.id for one in (*facts.wrong, *facts.unverified)}
    lines = []
    for section, claims in facts.sections(facts.everything).items():
        lines += [f"### {escape(facts.section_label(section))}", ""]
        rows = [
            (
                claim_link(one.claim.id) if one.claim.id in told else f"{anchor(one.claim.id)}{one.claim.id}",
                verdict_words(one.claim),
                escape(one.claim.statement),
            )
            for one in claims
        ]
        lines += [*table(("claim", "verdict", "what the article says, in our words"), rows), ""]
    return lines
