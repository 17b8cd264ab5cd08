"""A publication that is cited, or the article under review: CSL-JSON's fields, and what a judge of evidence must know."""

from __future__ import annotations

from .accepted import Accepted
from .record import Record
from .scalars import Edtf, Language, Maybe, Sha256, Slug, Text, Url
from .vocabulary import Directness, OriginRelation, Reliability, SourceType


class Name(Record):
    """A contributor, as CSL-JSON names one: family and given name, or a literal."""

    family: Maybe[Text] = None
    """Family name."""
    given: Maybe[Text] = None
    """Given names."""
    literal: Maybe[Text] = None
    """The whole name, where it does not divide."""


class Grade(Record):
    """The Admiralty grade of a source and why it was given."""

    reliability: Reliability
    """A to F."""
    reason: Text
    """Why, by the ledger's written grading rules."""
    exception: bool = False
    """Set where the source is graded otherwise than its publisher's other publications; the reason says why."""


class Source(Record):
    """A publication, one record each."""

    id: Slug
    """Stable identifier."""
    type: SourceType
    """CSL type."""
    title: Maybe[Text] = None
    """Title as published; left out where it was not seen."""
    author: tuple[Name, ...] = ()
    """Authors, where named."""
    publisher: Text
    """Who published it."""
    publisher_id: Slug
    """The same for all publications of one publisher, so that they are graded alike."""
    issued: Maybe[Edtf] = None
    """When it was published; left out where that was not seen."""
    url: Url
    """Its address as found."""
    archived_url: Maybe[Url] = None
    """Address of an archived copy."""
    mirror_of: Maybe[Text] = None
    """Whose publication this address is a copy of, where it is not the publisher's own."""
    accessed: Maybe[Edtf] = None
    """When it was read."""
    content_digest: Maybe[Sha256] = None
    """SHA-256 of the copy that is held, where one is."""
    language: Maybe[Language] = None
    """Its language."""
    genre: Slug
    """What it is for the grading rules, for instance `news`, `wire`, `official`, `legal`, `statistics`, `reference`, `partisan`."""
    side: Slug
    """Whose interest its publisher serves, one of the sides that the ledger declares."""
    grade: Grade
    """Its reliability."""
    directness: Directness
    """Its usual distance from what it tells; a citation may judge otherwise."""
    origin: Maybe[Slug] = None
    """Identifier of the source that it copies or depends on: both count as one group of evidence."""
    origin_relation: Maybe[OriginRelation] = None
    """How it came from its origin."""
    accepted: tuple[Accepted, ...] = ()
    """Findings accepted for this record, each with a reason."""
    note: Maybe[Text] = None
    """What else a reader should know."""


