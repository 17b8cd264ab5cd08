"""The one way in which a record is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model.record import Record
from .json_text import dump_json


def canonical_bytes(record: Record) -> bytes:
    """Return the bytes of a record's file: UTF-8, two spaces of indentation, fields in the model's order, defaults left out, final LF."""
    return dump_json(record.to_json_value()).encode("utf-8")
