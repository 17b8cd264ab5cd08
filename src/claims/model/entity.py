"""Who and what the claims are about."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .record import Record
from .scalars import Edtf, Maybe, Slug, Text
from .vocabulary import EntityType


class Alias(Record):
    """Another name or spelling."""

    text: Text
    """The name."""
    script: Annotated[str, Field(pattern=r"^[A-Z][a-z]{3}$")] = "Latn"
    """Its script, by ISO 15924."""
    article_spelling: bool = False
    """Whether the article under review writes it so."""


class Office(Record):
    """An office held."""

    title: Text
    """Its title."""
    organisation: Maybe[Slug] = None
    """Identifier of the body."""
    period: Maybe[Edtf] = None
    """When it was held, where known."""
    source: Maybe[Slug] = None
    """Identifier of the source that says so."""


class Entity(Record):
    """A person, organisation, state, place, instrument, event, piece of equipment, group or project."""

    id: Slug
    """Stable identifier."""
    type: EntityType
    """What it is."""
    name: Text
    """Its name, as the registry spells it."""
    description: Maybe[Text] = None
    """One line on who or what it is."""
    aliases: tuple[Alias, ...] = ()
    """Other names and spellings."""
    iso_3166: Maybe[Annotated[str, Field(pattern=r"^[A-Z]{2}$")]] = None
    """ISO 3166-1 alpha-2 code, of states only, verified against pycountry."""
    offices: tuple[Office, ...] = ()
    """Offices held, of persons only."""
