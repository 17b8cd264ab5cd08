"""Valid records read without their models, for checks that are over before pydantic would be loaded.

A light record has the fields of its model, read by the published schema: the same values of the same types, nested ones light too.
Whatever else is asked of it, it hands to the model, which it then makes: so `isinstance`, comparing, copying and every method work as
with the model itself. tests/property/test_light_records_are_their_models.py holds the two to one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from ..model import vocabulary
from ..model.derived import DERIVED
from ..model.packed_schema import SCHEMA_OF, packed_schema
from .raw import RawRecord

if TYPE_CHECKING:
    from ..model.record import Record

_Reader = Callable[[Any], Any]


def light_record(raw: RawRecord) -> Record:
    """Return a raw record that fits its schema as a light record. What it gives for one that does not fit is not defined."""
    schema = packed_schema(SCHEMA_OF[raw.kind])
    return cast("Record", _Light(_shape(SCHEMA_OF[raw.kind], schema["title"]), raw.value))


class _Shape:
    """One type of record: how each field is read, what it is where it is absent, and the properties that follow from fields."""

    __slots__ = ("absent", "derived", "name", "readers")

    def __init__(self, schema: str, name: str) -> None:
        root = packed_schema(schema)
        part = root if root["title"] == name else root["$defs"][name]
        self.name = name
        self.readers = {field: _reader(schema, inner) for field, inner in part["properties"].items()}
        self.absent = {
            field: self.readers[field](inner["default"]) if "default" in inner else None
            for field, inner in part["properties"].items()
            if field not in part.get("required", ())
        }
        self.derived = DERIVED.get(name, {})


@cache
def _shape(schema: str, name: str) -> _Shape:
    return _Shape(schema, name)


def _reader(schema: str, part: dict[str, Any]) -> _Reader:
    if part.get("type") == "array":
        inner = _reader(schema, part["items"])
        return tuple if inner is _as_it_is else lambda value: tuple(map(inner, value))
    if "$ref" not in part:
        return _as_it_is
    name = part["$ref"].rpartition("/")[2]
    definition = packed_schema(schema)["$defs"][name]
    if name == "DecimalString":
        return Decimal
    if "enum" in definition:
        return cast("_Reader", getattr(vocabulary, name))
    if "allOf" in definition:
        chosen = {rule["if"]["properties"]["kind"]["const"]: rule["then"]["$ref"].rpartition("/")[2] for rule in definition["allOf"]}
        return lambda value: _Light(_shape(schema, chosen[value["kind"]]), value)
    if "properties" in definition:
        return lambda value: _Light(_shape(schema, name), value)
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


@cache
def _field_names() -> frozenset[str]:
    """Every field and property that some type of record has: one that a record lacks need not be looked for on its model."""
    schemas = [packed_schema(name) for name in SCHEMA_OF.values()]
    parts = [part for schema in schemas for part in (schema, *schema["$defs"].values())]
    return frozenset(name for part in parts for name in part.get("properties", ())).union(*DERIVED.values())


@cache
def _model(name: str) -> type[Record]:
    from ..model.schema import SCHEMAS, record_types

    return next(found for root in SCHEMAS.values() for found in record_types(root) if found.__name__ == name)


class _Light:
    """A record by its JSON value. It has no dictionary of its own: whoever asks for one compares or copies, and gets the model's."""

    __slots__ = ("_fields", "_real", "_shape", "_value")

    _fields: dict[str, Any]
    _real: Record | None
    _shape: _Shape
    _value: dict[str, Any]

    def __init__(self, shape: _Shape, value: dict[str, Any]) -> None:
        object.__setattr__(self, "_shape", shape)
        object.__setattr__(self, "_value", value)
        object.__setattr__(self, "_fields", {})
        object.__setattr__(self, "_real", None)

    def __getattr__(self, name: str) -> Any:
        fields = self._fields
        if name in fields:
            return fields[name]
        shape = self._shape
        if name in shape.readers:
            value = self._value
            found = shape.readers[name](value[name]) if name in value else shape.absent[name]
        elif name in shape.derived:
            found = shape.derived[name](self)
        elif name in _field_names():
            raise AttributeError(f"{shape.name!r} object has no attribute {name!r}")
        else:
            return getattr(_real(self), name)
        fields[name] = found
        return found

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return _model(self._shape.name)

    def __eq__(self, other: object) -> bool:
        return _real(self) == (_real(other) if type(other) is _Light else other)

    def __hash__(self) -> int:
        return hash(_real(self))

    def __repr__(self) -> str:
        return repr(_real(self))

    def __str__(self) -> str:
        return str(_real(self))

    def __iter__(self) -> Iterator[Any]:
        return iter(_real(self))

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(_real(self), name, value)  # which refuses: records are frozen

    def __delattr__(self, name: str) -> None:
        delattr(_real(self), name)

    def __reduce__(self) -> tuple[_Reader, tuple[Record]]:
        return _as_it_is, (_real(self),)


def _real(light: _Light) -> Record:
    if light._real is None:
        object.__setattr__(light, "_real", _model(light._shape.name).from_json_value(light._value))
    assert light._real is not None
    return light._real
