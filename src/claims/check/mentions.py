"""What a record refers to, each with its place in the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..load.marks import Path

if TYPE_CHECKING:
    from ..model.claim import Claim
    from ..model.entity import Entity
    from ..model.source import Source

ENTITY_FIELDS: dict[str, tuple[str, ...]] = {
    "event": (), "utterance": ("speaker", "addressee"), "quantity": ("subject", "counterpart"), "state": ("subject", "object"),
    "provision": ("instrument",), "plan": ("actor",), "cause": (), "judgement": ("holder",),
}  # fmt: skip
"""Fields of each kind of payload that hold the identifier of an entity."""


def entities_of_claim(claim: Claim) -> Iterator[tuple[Path, str]]:
    """Yield the path and identifier of each entity that a claim refers to."""
    for index, place in enumerate(claim.places):
        yield ("places", index), place
    for index, part in enumerate(claim.entities):
        yield ("entities", index, "entity"), part.entity
    for index, step in enumerate(claim.attribution):
        yield ("attribution", index, "agent"), step.agent
    for name in ENTITY_FIELDS[claim.payload.kind]:
        if (value := getattr(claim.payload, name)) is not None:
            yield ("payload", name), value
    if claim.payload.kind == "event":
        for index, participant in enumerate(claim.payload.participants):
            yield ("payload", "participants", index, "entity"), participant.entity


def entities_of_entity(entity: Entity) -> Iterator[tuple[Path, str]]:
    """Yield the path and identifier of each entity that an entity refers to."""
    for index, office in enumerate(entity.offices):
        if office.organisation is not None:
            yield ("offices", index, "organisation"), office.organisation


def sources_of_claim(claim: Claim) -> Iterator[tuple[Path, str]]:
    """Yield the path and identifier of each source that a claim cites."""
    for index, citation in enumerate(claim.citations):
        yield ("citations", index, "source"), citation.source


def sources_of_entity(entity: Entity) -> Iterator[tuple[Path, str]]:
    """Yield the path and identifier of each source that an entity names."""
    for index, office in enumerate(entity.offices):
        if office.source is not None:
            yield ("offices", index, "source"), office.source


def sources_of_source(source: Source) -> Iterator[tuple[Path, str]]:
    """Yield the path and identifier of the source that a source copies."""
    if source.origin is not None:
        yield ("origin",), source.origin


def claims_of_claim(claim: Claim) -> Iterator[tuple[Path, str]]:
    """Yield the path and identifier of each claim that a claim refers to; formulas may read the claim itself."""
    for index, relation in enumerate(claim.relations):
        yield ("relations", index, "target"), relation.target
    for number, derivation in enumerate(claim.derivations):
        for index, variable in enumerate(derivation.inputs):
            yield ("derivations", number, "inputs", index, "claim"), variable.claim
