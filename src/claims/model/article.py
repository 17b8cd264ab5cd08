"""The reviewed article without its text: bibliographic record, digest, and an inventory of its statements."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from . import derived
from .claim import Fragment, Offset, RowId
from .record import Record
from .scalars import Maybe, Sha256, Slug, Text
from .source import Source
from .vocabulary import RowRole


class InventoryRow(Record):
    """One statement, heading, caption or table row of the article."""

    id: RowId
    """Row identifier, in reading order."""
    role: RowRole
    """What it is."""
    section: Slug
    """The section it stands in."""
    start: Offset
    """First code point, counted from 0."""
    end: Offset
    """The code point after its last."""
    digest: Sha256
    """SHA-256 of the row under the named normalisation."""
    fragment: Fragment
    """Its first and last words."""
    no_claim: Maybe[Text] = None
    """Why it carries no claim, where none is wanted."""


class Article(Record):
    """An article under review."""

    source: Source
    """Its bibliographic record. It is the claimant and weighs nothing as evidence."""
    digest: Sha256
    """SHA-256 of the whole text under the named normalisation."""
    length: Offset
    """Length of the text in code points."""
    normalisation: Annotated[str, Field(pattern=r"^nfc-space-fold-1$")]
    """Name of the normalisation under which digests are taken."""
    inventory: Annotated[tuple[InventoryRow, ...], Field(min_length=1)]
    """Every row of the article, in reading order."""

    @property
    def id(self) -> str:
        """Identifier of the article's source record."""
        return derived.id_of(self)


__all__ = ["Article", "InventoryRow", "Text"]
