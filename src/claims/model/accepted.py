"""Suppression in place: a finding that a person has looked at and accepts, with the reason."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .record import Record
from .scalars import Text


class Accepted(Record):
    """A finding of the checker that a person has looked at and accepts here."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{3}[0-9]{3}$")]
    """The rule's code."""
    reason: Text
    """Why it is right here."""
