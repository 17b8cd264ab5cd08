"""What falls with a claim: everything that rests on it is in doubt until a person has looked again."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from ..model.date import bounds, is_edtf
from ..model.vocabulary import Change, RelationType, Verdict

if TYPE_CHECKING:
    from ..model.claim import Claim


@attrs.frozen
class Fall:
    """Why nobody should lean on a record any more, and since when (EDTF; empty where that is not known)."""

    reason: str
    since: str = ""


@attrs.frozen
class Doubt:
    """A claim in doubt: the chain from it down to what fell, both included, and why that fell."""

    chain: tuple[str, ...]
    fall: Fall

    def __str__(self) -> str:
        return f"{' rests on '.join(self.chain)}, which {self.fall.reason}"


def fall_of(claim: Claim) -> Fall | None:
    """Return how a claim fell, by its own record: withdrawn, or refuted; None where it stands."""
    if claim.withdrawn:
        return _fall("was withdrawn", [r.date for r in claim.history if r.change is Change.WITHDRAWN])
    if claim.verdict is Verdict.REFUTED:
        told = [r.date for r in claim.history if r.verdict is Verdict.REFUTED]
        return _fall("is refuted", told or [r.date for r in claim.history])
    return None


def _fall(reason: str, dates: list[str]) -> Fall:
    return Fall(f"{reason} since {dates[-1]}", dates[-1])


def doubts(claims: Mapping[str, Claim], fallen: Mapping[str, Fall] | None = None) -> dict[str, Doubt]:
    """Return the claims that are in doubt, by identifier.

    `fallen` are records that fell for another reason than their own verdict, for instance claims whose source changed; by default
    only withdrawn and refuted claims fall. A claim leans on another by a relation `rests_on`. An entry `reviewed` or `assessed` in its
    history, on the day of the fall or later, takes its doubt away, and that of what rests on it by this way.
    """
    falls = {claim.id: fall for claim in claims.values() if (fall := fall_of(claim))} | dict(fallen or {})
    leaning: dict[str, list[str]] = {}
    for claim in claims.values():
        for relation in claim.relations:
            if relation.type is RelationType.RESTS_ON:
                leaning.setdefault(relation.target, []).append(claim.id)
    found: dict[str, Doubt] = {}
    queue: deque[tuple[str, tuple[str, ...], Fall]] = deque((identifier, (identifier,), fall) for identifier, fall in sorted(falls.items()))
    seen: set[tuple[str, str]] = set()
    while queue:
        base, chain, fall = queue.popleft()
        for identifier in sorted(leaning.get(base, ())):
            if (identifier, chain[-1]) in seen or identifier in falls or _looked_again(claims[identifier], fall):
                continue
            seen.add((identifier, chain[-1]))
            longer = (identifier, *chain)
            found.setdefault(identifier, Doubt(longer, fall))
            queue.append((identifier, longer, fall))
    return dict(sorted(found.items()))


def _looked_again(claim: Claim, fall: Fall) -> bool:
    if not is_edtf(fall.since):
        return False
    since = bounds(fall.since)[0]
    return any(entry.change in {Change.REVIEWED, Change.ASSESSED} and bounds(entry.date)[1] >= since for entry in claim.history)
