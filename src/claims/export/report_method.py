"""The report's account of method: the policy with every constant, and how to cite."""

from __future__ import annotations

from ..model.date import bounds
from ..model.vocabulary import Reliability, meanings
from ..query.report import ReportFacts
from .markdown_text import code, escape, link, table


def method(facts: ReportFacts) -> list[str]:
    """Return the lines on how verdicts come about, with all constants of the policy."""
    policy = facts.policy
    words = meanings(Reliability)
    grade, directness = policy.conflict_grade
    lines = [
        f"Policy: `{policy.name}`. The article under review is the claimant and weighs nothing. Three numbers are kept apart: *credence*, "
        "the probability that a claim as stated is true, given the cited evidence; the *verdict* that follows from it; and *confidence*, "
        "the probability that the verdict is the right one.",
        "",
        "1. Each citation weighs the log odds of its source's reliability, ln(p / (1 − p)), times the factors for directness, interest "
        "and stance.",
        "2. Citations that trace back to one origin form a group. Of a group, only the weightiest for the claim and the weightiest "
        "against it count.",
        "3. Groups add up on an even prior. The sum becomes a probability, rounded to four places and kept within "
        f"{policy.floor:g} and {1 - policy.floor:g}: the credence.",
        f"4. Credence from {policy.supported_from:g}: supported; up to {policy.refuted_to:g}: refuted. Between them: conflicting "
        f"evidence, where each side's groups together weigh at least {policy.conflict_weight:.3f} (one neutral {directness.value} source "
        f"of grade {grade.value}); otherwise not enough evidence.",
        "5. Confidence is the credence of a supported claim, 1 less the credence of a refuted one, and otherwise twice the smaller of the "
        f"two. It is *low* below {policy.moderate_from:g}, *high* from {policy.high_from:g} on at least {policy.high_groups} groups, and "
        "otherwise *moderate*.",
        f"6. Arithmetic that the ledger recomputes weighs as a neutral primary source of grade {Reliability.A.value} with an origin of its "
        "own, where it reads other claims and each of them is itself supported.",
        "",
        *table(
            ("grade", "meaning", "probability of being right"),
            [(x.value, escape(words[x.value]), "none: weighs nothing" if p is None else f"{p:g}") for x, p in policy.reliability],
        ),
        "",
        *table(
            ("factor", "value", "times"),
            [
                *(("directness", word.value, f"{factor:g}") for word, factor in policy.directness),
                *(("interest", word.value, f"{factor:g}") for word, factor in policy.interest),
                *(("stance", word.value, f"{factor:g}") for word, factor in policy.stance),
            ],
            frozenset({2}),
        ),
        "",
        "A claim is judged as of the article's publication; what changed afterwards stands apart. `claims explain ID` prints the working "
        "of any verdict, `claims assess` recomputes all, and `claims assess --what-if` shows what other grades would give.",
    ]
    if facts.info.grading:
        lines += ["", f"The rules for grading sources: {code(facts.info.grading)}."]
    return lines


def how_to_cite(facts: ReportFacts) -> list[str]:
    """Return the lines on how to cite the ledger and one of its claims."""
    info = facts.info
    year = bounds(info.issued)[0].year
    home = f" {link(info.homepage, info.homepage)}." if info.homepage else ""
    example = next(iter(facts.claims), f"{info.id}-0001")
    return [
        f"> {escape(', '.join(info.creators))} ({year}). {escape(info.title)}. Version {info.version}, {info.issued}. "
        f"Licence {escape(info.licence)}.{home}",
        "",
        f"For a single claim, add its identifier, which never changes: “{example}, in: …, version {info.version}”. Verdicts may change "
        "from one version to the next, as evidence comes in.",
    ]
