"""The facts of the fact-check report, gathered once for every format that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from ..assess.ledger import citation_items, claimants_of
from ..assess.policy import Policy
from ..assess.sensitivity import Sensitivity, sensitivity
from ..assess.what_if import Standing, policy_of
from ..model.article import Article, InventoryRow
from ..model.claim import Citation, Claim, Derivation
from ..model.entity import Entity
from ..model.ledger import LedgerInfo, LedgerRecord
from ..model.source import Source
from ..model.vocabulary import Bearing, RelationType, Reliability, Stance, Verdict
from .summary import Summary, summarise


@attrs.frozen
class Evidence:
    """One citation with its source, and what it weighs."""

    citation: Citation
    source: Source
    weight: float
    """Signed, in log odds; 0 where it weighs nothing."""
    counted: bool
    """Whether it is the weightiest of its origin on its side."""


@attrs.frozen
class ReportedClaim:
    """A claim with where it stands and its evidence, weightiest first."""

    claim: Claim
    article: Article | None
    """The article that its first anchor names."""
    row: InventoryRow | None
    evidence: tuple[Evidence, ...]

    @property
    def section(self) -> str:
        """Section of its first anchor; `?` where the article has no such row."""
        return self.row.section if self.row else "?"


@attrs.frozen
class Contradiction:
    """Two claims of which at most one can be true, and why."""

    first: Claim
    second: Claim
    note: str | None


@attrs.frozen
class Failure:
    """A derivation whose result speaks against its claim."""

    claim: Claim
    derivation: Derivation


@attrs.frozen
class ReportFacts:
    """Everything that the report tells. Claims stand in article order; withdrawn ones are left out."""

    info: LedgerInfo
    articles: tuple[Article, ...]
    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    counts: Summary
    grades: dict[str, dict[str, int]]
    """Side to Admiralty letter to number of sources."""
    everything: tuple[ReportedClaim, ...]
    """Every claim."""
    wrong: tuple[ReportedClaim, ...]
    """Refuted claims, those on which sources conflict, and all that carry a correction."""
    later: tuple[ReportedClaim, ...]
    """Claims that later events overtook."""
    unverified: tuple[ReportedClaim, ...]
    """Claims for which not enough evidence was found."""
    sensitivity: Sensitivity
    contradictions: tuple[Contradiction, ...]
    failures: tuple[Failure, ...]
    policy: Policy

    @property
    def checkable(self) -> int:
        """How many claims evidence could decide."""
        return sum(claim.checkable for claim in self.claims.values())

    def sections(self, reported: Iterable[ReportedClaim]) -> dict[str, list[ReportedClaim]]:
        """Return claims by section, in article order."""
        found: dict[str, list[ReportedClaim]] = {}
        for one in reported:
            found.setdefault(one.section, []).append(one)
        return found

    def section_label(self, section: str) -> str:
        """Return how people see a section."""
        return next((term.label for term in self.info.sections if term.id == section), "Elsewhere" if section == "?" else section)


def is_wrong(claim: Claim) -> bool:
    """Whether a claim is refuted, contested by its sources, or carries a correction: what the article gets wrong or imprecise."""
    return claim.verdict in {Verdict.REFUTED, Verdict.CONFLICTING} or claim.assessment.corrected is not None


def report_facts(ledger: LedgerRecord) -> ReportFacts:
    """Return the facts of the report on a ledger. Raises UnknownName where it names a policy that is not registered."""
    kept = ledger.model_copy(update={"claims": tuple(claim for claim in ledger.claims if not claim.withdrawn)})
    standing = Standing(kept)
    rows = {(article.id, row.id): (article, row) for article in kept.articles for row in article.inventory}
    order = {key: place for place, key in enumerate(rows)}

    def place(claim: Claim) -> tuple[int, int, int, str]:
        anchor = claim.anchors[0]
        return order.get((anchor.source, anchor.row), len(order)), anchor.start, anchor.end, claim.id

    def reported(claim: Claim) -> ReportedClaim:
        article, row = rows.get((claim.anchors[0].source, claim.anchors[0].row), (None, None))
        return ReportedClaim(claim, article, row, evidence_of(claim, standing))

    claims = sorted(kept.claims, key=place)
    everything = tuple(map(reported, claims))
    return ReportFacts(
        info=kept.ledger,
        articles=kept.articles,
        claims={claim.id: claim for claim in claims},
        sources={source.id: source for source in kept.sources},
        entities={entity.id: entity for entity in kept.entities},
        counts=summarise(kept),
        grades=_grades(kept),
        everything=everything,
        wrong=tuple(one for one in everything if is_wrong(one.claim)),
        later=tuple(one for one in everything if one.claim.assessment.later),
        unverified=tuple(one for one in everything if one.claim.verdict is Verdict.NOT_ENOUGH),
        sensitivity=sensitivity(kept, standing),
        contradictions=_contradictions(claims),
        failures=_failures(claims),
        policy=policy_of(kept),
    )


def evidence_of(claim: Claim, standing: Standing) -> tuple[Evidence, ...]:
    """Return the citations of a claim with what they weigh: those that count first, then by weight, then background."""
    counted = {(reason.group, source) for reason in claim.assessment.reasons for source in reason.sources}
    found = []
    for citation in claim.citations:
        source = standing.sources.get(citation.source)
        if source is None:
            continue
        alone = claim.model_copy(update={"citations": (citation,)})
        items = citation_items(alone, standing.sources, standing.policy, standing.claimants)
        weight = items[0].weight if items else 0.0
        counts = bool(weight) and any((item.group, item.source) in counted for item in items)
        found.append(Evidence(citation, source, weight, counts))
    background = {Stance.MENTIONS: 1}
    return tuple(sorted(found, key=lambda e: (not e.counted, background.get(e.citation.stance, 0), -abs(e.weight), e.source.id)))


def _grades(ledger: LedgerRecord) -> dict[str, dict[str, int]]:
    under_review = claimants_of(ledger)
    table = {term.id: dict.fromkeys((letter.value for letter in Reliability), 0) for term in ledger.ledger.sides}
    for source in ledger.sources:
        if source.id not in under_review:
            row = table.setdefault(source.side, dict.fromkeys((letter.value for letter in Reliability), 0))
            row[source.grade.reliability.value] += 1
    return table


def _contradictions(claims: list[Claim]) -> tuple[Contradiction, ...]:
    by_id = {claim.id: claim for claim in claims}
    found: dict[frozenset[str], Contradiction] = {}
    for claim in claims:
        for relation in claim.relations:
            pair = frozenset({claim.id, relation.target})
            if relation.type is not RelationType.CONTRADICTS or relation.target not in by_id or len(pair) == 1:
                continue
            known = found.get(pair)
            if known is None:
                found[pair] = Contradiction(claim, by_id[relation.target], relation.note)
            elif known.note is None:
                found[pair] = attrs.evolve(known, note=relation.note)
    return tuple(found.values())


def _failures(claims: list[Claim]) -> tuple[Failure, ...]:
    against = {(Bearing.SUPPORTS, "false"), (Bearing.CONTRADICTS, "true")}
    return tuple(Failure(c, d) for c in claims for d in c.derivations if (d.bears, d.result) in against)
