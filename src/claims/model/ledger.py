"""A ledger's own record, and the whole ledger in one value."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .article import Article
from .claim import Claim
from .entity import Entity
from .record import Record
from .scalars import Edtf, Language, Maybe, Slug, Text, Url
from .source import Source

SCHEMA_VERSION = "1.0"


class Term(Record):
    """A word of a vocabulary that the ledger itself declares."""

    id: Slug
    """The word."""
    label: Text
    """How people see it."""
    description: Text
    """What it means."""


class LedgerInfo(Record):
    """What a ledger is: title, version, licence, and the vocabularies of its subject."""

    id: Slug
    """Prefix of the identifiers of its claims."""
    title: Text
    """Title."""
    description: Text
    """What it covers."""
    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    """Semantic version of its content."""
    schema_version: Annotated[str, Field(pattern=r"^1\.[0-9]+$")]
    """Version of the record schemas."""
    issued: Edtf
    """The day of this version."""
    language: Language
    """Language of its statements."""
    licence: Text
    """SPDX identifier of its licence."""
    creators: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Who made it."""
    homepage: Maybe[Url] = None
    """Where it lives."""
    policy: Text
    """Name and version of the assessment policy."""
    topics: Annotated[tuple[Term, ...], Field(min_length=1)]
    """The topics that claims may have."""
    sections: tuple[Term, ...] = ()
    """The sections of the article."""
    tags: tuple[Term, ...] = ()
    """The tags that claims may have."""
    sides: Annotated[tuple[Term, ...], Field(min_length=1)]
    """The sides that sources may serve."""
    grading: Maybe[Text] = None
    """Where the rules for grading sources are written down."""


class LedgerRecord(Record):
    """A whole ledger as one value: what the packed file and the JSON export hold."""

    ledger: LedgerInfo
    """The ledger's own record."""
    articles: Annotated[tuple[Article, ...], Field(min_length=1)]
    """The articles under review."""
    entities: tuple[Entity, ...] = ()
    """Entities, by identifier."""
    sources: tuple[Source, ...] = ()
    """Sources, by identifier."""
    claims: tuple[Claim, ...] = ()
    """Claims, by identifier."""


class ClaimsFile(Record):
    """A file of new claims, offered for checking against a ledger."""

    ledger: Maybe[Slug] = None
    """The ledger that they are for."""
    entities: tuple[Entity, ...] = ()
    """Entities that they bring along."""
    sources: tuple[Source, ...] = ()
    """Sources that they bring along."""
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]
    """The claims."""
