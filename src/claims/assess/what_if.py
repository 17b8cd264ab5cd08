"""What would change if a source were dropped or graded otherwise: only the claims that this touches are assessed again."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

import attrs

from ..errors import UnknownName
from ..model.claim import Claim
from ..model.ledger import LedgerRecord
from ..model.source import Source
from ..model.vocabulary import Reliability, Verdict
from .evidence import Result, assess_items
from .formula import Outcome
from .ledger import assess_ledger, citation_items, claimants_of, derivation_items, origin_of
from .policy import POLICIES, Policy


def policy_of(ledger: LedgerRecord) -> Policy:
    """Return the policy that a ledger names. Raises UnknownName where it is not registered."""
    try:
        return POLICIES[ledger.ledger.policy]
    except KeyError:
        raise UnknownName(f"no policy is called {ledger.ledger.policy!r}; there are {', '.join(sorted(POLICIES))}") from None


@attrs.frozen
class Scenario:
    """A change of the sources: some are not believed at all, some are graded otherwise."""

    dropped: frozenset[str] = frozenset()
    """Sources whose citations no longer count. What copies a dropped source still counts; drop its whole origin to see it fall."""
    grades: Mapping[str, Reliability] = attrs.Factory(dict)
    """Sources and the letters that they get instead of theirs."""

    def __or__(self, other: Scenario) -> Scenario:
        return Scenario(self.dropped | other.dropped, {**self.grades, **other.grades})

    @property
    def sources(self) -> frozenset[str]:
        """Every source that the scenario changes."""
        return self.dropped | self.grades.keys()


@attrs.frozen
class Flip:
    """A claim whose verdict is another one in a scenario."""

    claim: str
    before: Verdict
    after: Verdict
    credence_before: float
    credence_after: float
    direct: bool
    """Whether the claim cites a changed source; otherwise the change reaches it through a derivation."""


class Standing:
    """A ledger's assessment as it stands, prepared for many questions of what would change.

    Formulas are computed once, because they read claims and not sources. A scenario then costs as much as the claims that it touches:
    those that cite a changed source, and those whose derivations read a claim that thereby becomes, or no longer is, supported.
    """

    def __init__(self, ledger: LedgerRecord, policy: Policy | None = None) -> None:
        self.policy = policy or policy_of(ledger)
        self.claims: dict[str, Claim] = {claim.id: claim for claim in ledger.claims}
        self.sources: dict[str, Source] = {source.id: source for source in ledger.sources}
        self.claimants = claimants_of(ledger)
        assessed = assess_ledger(ledger.claims, ledger.sources, self.policy, self.claimants)
        self.results: dict[str, Result | None] = assessed.results
        self._outcomes: dict[tuple[str, int], Outcome] = assessed.outcomes
        self._in_cycle = {claim_id for cycle in assessed.cycles for claim_id in cycle}
        # Results stand in the order in which derivations rest on one another.
        self._place = {claim_id: place for place, claim_id in enumerate(assessed.results)}
        self._order = list(assessed.results)
        self.citing: dict[str, list[str]] = {}
        self._readers: dict[str, list[str]] = {}
        for claim in ledger.claims:
            for source in dict.fromkeys(citation.source for citation in claim.citations):
                self.citing.setdefault(source, []).append(claim.id)
            for read in {v.claim for d in claim.derivations for v in d.inputs} - {claim.id}:
                self._readers.setdefault(read, []).append(claim.id)

    def results_under(self, scenario: Scenario) -> dict[str, Result | None]:
        """Return the new results of the claims that a scenario touches, by claim."""
        sources = ChainMap({i: _regraded(self.sources[i], letter) for i, letter in scenario.grades.items()}, self.sources)
        queue: list[int] = []
        queued: set[int] = set()

        def put(claim_ids: Iterable[str]) -> None:
            for claim_id in claim_ids:
                place = self._place[claim_id]
                if place not in queued:
                    queued.add(place)
                    heappush(queue, place)

        put(claim for source in scenario.sources for claim in self.citing.get(source, ()))
        changed: dict[str, Result | None] = {}
        while queue:
            claim_id = self._order[heappop(queue)]
            old, new = self.results[claim_id], self._result(claim_id, sources, scenario.dropped, changed)
            changed[claim_id] = new
            if (old is not None and old.verdict is Verdict.SUPPORTED) != (new is not None and new.verdict is Verdict.SUPPORTED):
                # In a circle of derivations a reader may come earlier; its derivations weigh nothing, so it is not asked again.
                put(i for i in self._readers.get(claim_id, ()) if i not in self._in_cycle)
        return changed

    def _result(
        self, claim_id: str, sources: Mapping[str, Source], dropped: frozenset[str], changed: Mapping[str, Result | None]
    ) -> Result | None:
        claim = self.claims[claim_id]
        if not claim.checkable:
            return None
        items = [i for i in citation_items(claim, sources, self.policy, self.claimants) if i.source not in dropped]
        if claim_id not in self._in_cycle and claim.derivations:
            read = {v.claim for d in claim.derivations for v in d.inputs}
            results = {i: changed.get(i, self.results.get(i)) for i in read}
            for index, derivation in enumerate(claim.derivations):
                items += derivation_items(claim, index, derivation, self._outcomes[claim_id, index], results, self.policy)
        return assess_items(items, self.policy)

    def flips(self, scenario: Scenario) -> tuple[Flip, ...]:
        """Return the claims whose standing verdict changes in a scenario, in order of identifier.

        A reviewer's verdict stands whatever the sources say, so it never flips.
        """
        found = []
        for claim_id, after in sorted(self.results_under(scenario).items()):
            before = self.results[claim_id]
            if before is None or after is None or before.verdict is after.verdict or self.claims[claim_id].assessment.override:
                continue
            direct = any(citation.source in scenario.sources for citation in self.claims[claim_id].citations)
            found.append(Flip(claim_id, before.verdict, after.verdict, before.credence, after.credence, direct))
        return tuple(found)


def _regraded(source: Source, letter: Reliability) -> Source:
    return source.model_copy(update={"grade": source.grade.model_copy(update={"reliability": letter})})


GROUPS = ("side", "publisher", "origin", "genre")
"""Words before a colon that stand for many sources at once."""


def parse_scenario(text: str, ledger: LedgerRecord) -> Scenario:
    """Return the scenario that a line describes.

    Lines: `drop WHAT` and `grade WHAT=LETTER`, where WHAT is a source's identifier, or `side:azerbaijan`, `publisher:azernews`,
    `genre:news`, or `origin:SOURCE` for a source with all that copies it. Raises UnknownName where no source is meant, ValueError
    where the line has another form.
    """
    verb, _, rest = text.strip().partition(" ")
    what, equals, letter = rest.strip().partition("=")
    what = what.strip()
    if verb == "drop" and what and not equals:
        return Scenario(dropped=_meant(what, ledger))
    if verb == "grade" and what and equals:
        try:
            grade = Reliability(letter.strip().upper())
        except ValueError:
            raise ValueError(f"{letter.strip()!r} is no grade; write one of {', '.join(Reliability)}") from None
        return Scenario(grades=dict.fromkeys(sorted(_meant(what, ledger)), grade))
    raise ValueError(f"{text!r}: write `drop SOURCE`, `grade SOURCE=D`, or for many sources `drop side:SIDE` ({', '.join(GROUPS)})")


def _group_of(source: Source, group: str, sources: Mapping[str, Source]) -> str:
    if group == "origin":
        return origin_of(source.id, sources)
    return {"side": source.side, "publisher": source.publisher_id, "genre": source.genre}[group]


def _meant(what: str, ledger: LedgerRecord) -> frozenset[str]:
    sources = {source.id: source for source in ledger.sources}
    group, colon, value = what.partition(":")
    if not colon:
        found, offered = ({what} & sources.keys()), set(sources)
    elif group in GROUPS:
        words = {source.id: _group_of(source, group, sources) for source in ledger.sources}
        found, offered = {source for source, word in words.items() if word == value}, set(words.values())
    else:
        raise UnknownName(f"{group!r} names no group of sources; there are {', '.join(GROUPS)}")
    if not found:
        import difflib

        close = difflib.get_close_matches(value if colon else what, sorted(offered), n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(sorted(offered)[:12])}"
        raise UnknownName(f"no {group if colon else 'source'} is called {value if colon else what!r}; {hint}")
    return frozenset(found)
