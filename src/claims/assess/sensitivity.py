"""Which verdicts hang on which source."""

from __future__ import annotations

import attrs

from ..model.ledger import LedgerRecord
from ..model.vocabulary import Reliability, Verdict
from .ledger import DERIVATION_GROUP, origin_of
from .what_if import Flip, Scenario, Standing

_DOWN = {Reliability.A: Reliability.B, Reliability.B: Reliability.C, Reliability.C: Reliability.D, Reliability.D: Reliability.E}


def one_down(letter: Reliability) -> Reliability | None:
    """Return the next lower Admiralty grade; None from E, below which nothing weighs less, and from F, which is no degree."""
    return _DOWN.get(letter)


@attrs.frozen
class SourceWeight:
    """How much of the ledger hangs on one source."""

    source: str
    grade: Reliability
    claims: int
    """Checkable claims that cite it."""
    counts_in: int
    """Claims in whose verdict it counts: it is the weightiest of its origin on its side."""
    dropped: tuple[Flip, ...]
    """Verdicts that flip when it is not believed at all."""
    lowered: tuple[Flip, ...]
    """Verdicts that flip when it is graded one letter lower."""


@attrs.frozen
class OriginWeight:
    """How much hangs on one origin: a source together with everything that copies it."""

    origin: str
    sources: tuple[str, ...]
    """The cited sources that trace back to it, itself included where it is cited."""
    dropped: tuple[Flip, ...]
    """Verdicts that flip when none of them is believed."""


@attrs.frozen
class Narrow:
    """A verdict, other than not enough evidence, that has only one group of evidence behind it."""

    claim: str
    verdict: Verdict
    origin: str
    """The origin, or `derivation-N`."""
    sources: tuple[str, ...]
    """Cited sources of that origin that weigh something; one, or several publications that count as one."""


@attrs.frozen
class Sensitivity:
    """What hangs on what in a ledger."""

    sources: tuple[SourceWeight, ...]
    """Every cited source, those first on which most verdicts hang."""
    origins: tuple[OriginWeight, ...]
    """Origins with more than one cited source, those first on which most verdicts hang."""
    narrow: tuple[Narrow, ...]
    """Verdicts with one group of evidence, by claim."""

    @property
    def hanging(self) -> dict[str, tuple[str, ...]]:
        """Claims whose verdict flips when a single source is dropped, with every such source."""
        found: dict[str, list[str]] = {}
        for weight in self.sources:
            for flip in weight.dropped:
                found.setdefault(flip.claim, []).append(weight.source)
        return {claim: tuple(found[claim]) for claim in sorted(found)}


def sensitivity(ledger: LedgerRecord, standing: Standing | None = None) -> Sensitivity:
    """Return what hangs on each source of a ledger. `standing` may be given where it has been computed already."""
    standing = standing or Standing(ledger)
    counting: dict[str, int] = {}
    for result in standing.results.values():
        for source in {s for group in (result.groups if result else ()) for s in group.sources}:
            counting[source] = counting.get(source, 0) + 1
    weights = [_weigh(source_id, standing, counting) for source_id in standing.citing if source_id in standing.sources]
    weights.sort(key=lambda w: (-len(w.dropped), -len(w.lowered), -w.counts_in, -w.claims, w.source))
    members: dict[str, list[str]] = {}
    for source_id in sorted(standing.citing):
        if source_id in standing.sources:
            members.setdefault(origin_of(source_id, standing.sources), []).append(source_id)
    origins = [
        OriginWeight(origin, tuple(sources), standing.flips(Scenario(dropped=frozenset(sources))))
        for origin, sources in members.items()
        if len(sources) > 1
    ]
    origins.sort(key=lambda o: (-len(o.dropped), o.origin))
    return Sensitivity(tuple(weights), tuple(origins), _narrow(standing))


def _weigh(source_id: str, standing: Standing, counting: dict[str, int]) -> SourceWeight:
    grade = standing.sources[source_id].grade.reliability
    lower = one_down(grade)
    return SourceWeight(
        source_id,
        grade,
        sum(standing.claims[claim].checkable for claim in standing.citing[source_id]),
        counting.get(source_id, 0),
        standing.flips(Scenario(dropped=frozenset({source_id}))),
        standing.flips(Scenario(grades={source_id: lower})) if lower else (),
    )


def _narrow(standing: Standing) -> tuple[Narrow, ...]:
    found = []
    for claim_id, result in sorted(standing.results.items()):
        claim = standing.claims[claim_id]
        if result is None or result.verdict is Verdict.NOT_ENOUGH or len(result.groups) != 1 or claim.assessment.override:
            continue
        origin = result.groups[0].origin
        if origin.startswith(f"{DERIVATION_GROUP}-") and origin not in standing.sources:
            found.append(Narrow(claim_id, result.verdict, origin, ()))
            continue
        policy, cited = standing.policy, dict.fromkeys(c.source for c in claim.citations if c.source in standing.sources)
        weighing = {
            c.source
            for c in claim.citations
            if c.source in standing.sources
            and policy.weight(standing.sources[c.source].grade.reliability, c.directness, c.interest, c.stance)
        }
        sources = tuple(s for s in cited if s in weighing and origin_of(s, standing.sources) == origin)
        found.append(Narrow(claim_id, result.verdict, origin, sources))
    return tuple(found)
