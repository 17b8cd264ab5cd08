"""Counts: verdicts by topic and section, sources by side and grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs

from ..model.claim import Claim
from ..model.ledger import LedgerRecord
from ..model.vocabulary import Verdict


@attrs.frozen
class Summary:
    """Counts of a ledger. Every mapping is in the order in which people read it."""

    claims: int
    sources: int
    entities: int
    citations: int
    derivations: int
    by_verdict: dict[str, int]
    by_level: dict[str, int]
    by_kind: dict[str, int]
    by_topic: dict[str, dict[str, int]]
    """Topic to verdict to count."""
    by_section: dict[str, dict[str, int]]
    """Section of a claim's first anchor to verdict to count."""
    citations_by_side: dict[str, dict[str, int]]
    """Side of the source to stance to count."""
    by_grade: dict[str, int]
    """Admiralty letter to number of sources."""


def summarise(ledger: LedgerRecord) -> Summary:
    """Return the counts of a ledger."""
    sections = {row.id: row.section for article in ledger.articles for row in article.inventory}
    sides = {source.id: source.side for source in ledger.sources}
    verdicts = [verdict.value for verdict in Verdict]

    def table(keys: Iterable[str], pairs: Iterable[tuple[str, str]], columns: list[str]) -> dict[str, dict[str, int]]:
        counted = Counter(pairs)
        return {key: {column: counted[key, column] for column in columns} for key in keys}

    stances = ["supports", "partial", "contradicts", "mentions"]
    return Summary(
        claims=len(ledger.claims),
        sources=len(ledger.sources),
        entities=len(ledger.entities),
        citations=sum(len(claim.citations) for claim in ledger.claims),
        derivations=sum(len(claim.derivations) for claim in ledger.claims),
        by_verdict=_in_order((claim.verdict.value for claim in ledger.claims), verdicts),
        by_level=_in_order((str(claim.assessment.level) for claim in ledger.claims if claim.assessment.level), ["high", "moderate", "low"]),
        by_kind=dict(sorted(Counter(claim.kind for claim in ledger.claims).items())),
        by_topic=table([t.id for t in ledger.ledger.topics], ((c.topic, c.verdict.value) for c in ledger.claims), verdicts),
        by_section=table(dict.fromkeys(sections.values()), ((_section(c, sections), c.verdict.value) for c in ledger.claims), verdicts),
        citations_by_side=table(
            [t.id for t in ledger.ledger.sides],
            ((sides.get(x.source, "?"), x.stance.value) for c in ledger.claims for x in c.citations),
            stances,
        ),
        by_grade=dict(sorted(Counter(source.grade.reliability.value for source in ledger.sources).items())),
    )


def _section(claim: Claim, sections: dict[str, str]) -> str:
    return sections.get(claim.anchors[0].row, "?")


def _in_order(values: Iterable[str], order: list[str]) -> dict[str, int]:
    counted = Counter(values)
    return {value: counted[value] for value in order}
