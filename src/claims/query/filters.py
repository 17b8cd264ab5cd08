"""The conditions of `Ledger.where`, and what a set of claims drags along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import UnknownName
from ..model.claim import Claim
from ..model.date import bounds, overlaps
from ..model.entity import Entity
from ..model.payload import PAYLOADS
from ..model.source import Source
from ..model.vocabulary import Level, Verdict

if TYPE_CHECKING:
    from .ledger import Ledger

_ENTITY_FIELDS = ("speaker", "addressee", "subject", "counterpart", "object", "instrument", "actor", "holder")


@attrs.frozen
class Filters:
    """Checked conditions; `accepts` tells whether a claim meets all of them."""

    given: Mapping[str, Any]
    rows: frozenset[str] = frozenset()

    @classmethod
    def from_arguments(cls, given: Mapping[str, Any], ledger: Ledger) -> Filters:
        """Return the conditions. Raises UnknownName or ValueError for one that can match nothing by mistake."""
        checked = dict(given)
        info = ledger.info
        _known("kind", given, PAYLOADS)
        _known("verdict", given, [v.value for v in Verdict])
        _known("level", given, [v.value for v in Level])
        _known("topic", given, [t.id for t in info.topics])
        _known("tag", given, [t.id for t in info.tags])
        _known("source", given, ledger.sources)
        if "entity" in given:
            checked["entity"] = _entity(given["entity"], ledger.entities)
        if "during" in given:
            bounds(given["during"])
        rows: frozenset[str] = frozenset()
        inventory = [row for article in ledger.articles for row in article.inventory]
        if "section" in given:
            _known("section", given, {row.section: 1 for row in inventory})
            rows = frozenset(row.id for row in inventory if row.section == given["section"])
        _known("row", given, [row.id for row in inventory])
        return cls(checked, rows)

    def accepts(self, claim: Claim) -> bool:
        """Whether a claim meets every condition."""
        return all(_TESTS[name](claim, value, self) for name, value in self.given.items())


def entities_of(claim: Claim) -> set[str]:
    """Return the identifiers of every entity that a claim names, in whatever field."""
    found = {part.entity for part in claim.entities} | set(claim.places) | {step.agent for step in claim.attribution}
    # A field that this kind of payload does not have is looked up here, since a model takes long to say that it has none.
    values = vars(claim.payload)
    found |= {values[name] for name in _ENTITY_FIELDS if values.get(name)}
    found |= {part.entity for part in values.get("participants", ())}
    return found


def mentioned(
    claims: Iterable[Claim], sources: Mapping[str, Source], entities: Mapping[str, Entity]
) -> tuple[tuple[Source, ...], tuple[Entity, ...]]:
    """Return the sources and entities that claims use, with the origins of the sources and the bodies of the offices."""
    source_ids: set[str] = set()
    entity_ids: set[str] = set()
    for claim in claims:
        source_ids |= {citation.source for citation in claim.citations}
        entity_ids |= entities_of(claim)
    pending = [entities[i] for i in entity_ids if i in entities]
    for entity in pending:
        for office in entity.offices:
            source_ids |= {office.source} if office.source else set()
            entity_ids |= {office.organisation} if office.organisation else set()
    queue = list(source_ids)
    while queue:
        source = sources.get(queue.pop())
        if source is not None and source.origin and source.origin not in source_ids:
            source_ids.add(source.origin)
            queue.append(source.origin)
    return (
        tuple(source for key, source in sources.items() if key in source_ids),
        tuple(entity for key, entity in entities.items() if key in entity_ids),
    )


def _known(name: str, given: Mapping[str, Any], allowed: Iterable[str]) -> None:
    if name in given and given[name] not in (words := list(allowed)):
        import difflib

        close = difflib.get_close_matches(str(given[name]), words, n=1)
        hint = f"did you mean {close[0]!r}? " if close else ""
        shown = ", ".join(sorted(words)[:40]) + (" …" if len(words) > 40 else "")
        raise UnknownName(f"no {name} is called {given[name]!r}; {hint}there are {shown}")


def _entity(wanted: str, entities: Mapping[str, Entity]) -> str:
    if wanted in entities:
        return wanted
    folded = wanted.casefold()
    names = {entity.name.casefold(): key for key, entity in entities.items()}
    names = {alias.text.casefold(): key for key, entity in entities.items() for alias in entity.aliases} | names
    if folded in names:
        return names[folded]
    _known("entity", {"entity": wanted}, entities)
    raise AssertionError


def _during(claim: Claim, value: str, _: Filters) -> bool:
    time = claim.time or getattr(claim.payload, "period", None)
    return time is not None and overlaps(time, value)


def _confidence(claim: Claim) -> Decimal | None:
    return claim.assessment.confidence


def _at_least(claim: Claim, value: float, _: Filters) -> bool:
    return (found := _confidence(claim)) is not None and found >= Decimal(str(value))


def _at_most(claim: Claim, value: float, _: Filters) -> bool:
    return (found := _confidence(claim)) is not None and found <= Decimal(str(value))


def _text(claim: Claim, value: str, _: Filters) -> bool:
    wanted = value.casefold()
    return wanted in claim.statement.casefold() or wanted in claim.assessment.rationale.casefold()


_TESTS: dict[str, Any] = {
    "kind": lambda claim, value, _: claim.kind == value,
    "topic": lambda claim, value, _: claim.topic == value,
    "verdict": lambda claim, value, _: claim.verdict == value,
    "level": lambda claim, value, _: claim.assessment.level == value,
    "entity": lambda claim, value, _: value in entities_of(claim),
    "source": lambda claim, value, _: any(citation.source == value for citation in claim.citations),
    "tag": lambda claim, value, _: value in claim.tags,
    "row": lambda claim, value, _: any(anchor.row == value for anchor in claim.anchors),
    "section": lambda claim, _value, filters: any(anchor.row in filters.rows for anchor in claim.anchors),
    "during": _during,
    "min_confidence": _at_least,
    "max_confidence": _at_most,
    "text": _text,
    "checkable": lambda claim, value, _: claim.checkable is value,
}
