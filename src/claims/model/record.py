"""What every record has in common: frozen, strict, closed, and written with its unset fields left out."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A value that came in from outside and has been checked. Equal content makes equal records."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    def to_json_value(self) -> dict[str, Any]:
        """Return the record as JSON values, in field order; optional fields without a value are left out."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @classmethod
    def from_json_value(cls, value: object) -> Self:
        """Return the record that a parsed JSON value describes. Raises pydantic.ValidationError where it describes none."""
        import orjson

        return cls.model_validate_json(orjson.dumps(value))
