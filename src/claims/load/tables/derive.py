"""Columns made from the models: type, vocabulary, requiredness and default are those of the field."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

import attrs
from pydantic.fields import FieldInfo
from typing_extensions import TypeAliasType

from ...model.payload import PAYLOADS, Payload
from ...model.record import Record
from ...model.vocabulary import meanings
from ..marks import Path
from .column import Cell, Column, ColumnType

_NAMED_TYPES = {
    "Text": ColumnType.TEXT,
    "Statement": ColumnType.TEXT,
    "Slug": ColumnType.ID,
    "ClaimId": ColumnType.ID,
    "Variable": ColumnType.ID,
    "Sha256": ColumnType.ID,
    "Language": ColumnType.ID,
    "Edtf": ColumnType.EDTF,
    "Url": ColumnType.URL,
    "DecimalString": ColumnType.DECIMAL,
}
_PLAIN_TYPES: dict[Any, ColumnType] = {bool: ColumnType.BOOLEAN, int: ColumnType.INTEGER, str: ColumnType.TEXT}


def columns_of(model: type[Record], inline: frozenset[str], packed: frozenset[str], path: Path = (), prefix: str = "") -> Iterator[Column]:
    """Yield the columns of a model's fields, nested records flattened.

    Fields of nested records named in `inline` keep their names, those of others are prefixed by the record's. Lists of words are one
    column; so are lists of records named in `packed`; other lists have tables of their own and are left out here.
    """
    for field, info in model.model_fields.items():
        here = (*path, field)
        annotation = _bare(info.annotation)
        if annotation is Payload:
            yield from _payload_columns(here)
        elif _is_record(annotation):
            inner_prefix = prefix if field in inline else f"{prefix}{field}_"
            inner = columns_of(annotation, inline, packed, here, inner_prefix)
            yield from inner if info.is_required() else (attrs.evolve(column, required=False) for column in inner)
        elif get_origin(annotation) is tuple:
            item = _bare(get_args(annotation)[0])
            if _is_record(item) and field not in packed:
                continue
            if not _is_record(item) and _scalar_type(item) is not ColumnType.ID:
                continue
            parts = tuple(item.model_fields) if _is_record(item) else ()
            yield Column(prefix + field, ColumnType.LIST, here, models=(model,), required=info.is_required(), items=parts)
        else:
            yield _scalar(prefix + field, here, model, info)


def lists_of(model: type[Record], inline: frozenset[str], packed: frozenset[str], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield path and item type of each list that `columns_of` leaves out."""
    for field, info in model.model_fields.items():
        annotation = _bare(info.annotation)
        if _is_record(annotation):
            yield from lists_of(annotation, inline, packed, (*path, field))
        elif get_origin(annotation) is tuple:
            item = _bare(get_args(annotation)[0])
            if (_is_record(item) and field not in packed) or (not _is_record(item) and _scalar_type(item) is not ColumnType.ID):
                yield (*path, field), item


def _payload_columns(path: Path) -> Iterator[Column]:
    found: dict[str, Column] = {}
    for kind, model in PAYLOADS.items():
        for column in columns_of(model, frozenset(), frozenset({"participants"}), path):
            known = found.get(column.name)
            if known is None:
                found[column.name] = attrs.evolve(column, required=False, kinds=(kind,))
            else:
                assert (known.type, known.codes, known.items) == (column.type, column.codes, column.items), column.name
                found[column.name] = attrs.evolve(known, kinds=(*known.kinds, kind), models=(*known.models, model))
    codes = tuple((kind, " ".join((model.__doc__ or "").split())) for kind, model in PAYLOADS.items())
    found["kind"] = attrs.evolve(found["kind"], required=True, kinds=(), codes=codes)
    yield from found.values()


def _scalar(name: str, path: Path, model: type[Record], info: FieldInfo) -> Column:
    annotation = _bare(info.annotation)
    codes: tuple[tuple[str, str], ...] = ()
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        codes = tuple(meanings(annotation).items())
    return Column(
        name, _scalar_type(annotation), path, models=(model,), required=info.is_required(), default=_default(info), codes=codes,
        max_length=_max_length(info, annotation),
    )  # fmt: skip


def _default(info: FieldInfo) -> Cell:
    if info.is_required():
        return None
    value = info.default
    if isinstance(value, StrEnum):
        return str(value.value)
    if isinstance(value, Decimal):
        return format(value, "f")
    assert value is None or isinstance(value, str | int)
    return value


def _scalar_type(annotation: Any) -> ColumnType:
    if isinstance(annotation, TypeAliasType):
        return _NAMED_TYPES[annotation.__name__]
    if get_origin(annotation) is Literal:
        return ColumnType.ENUM
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return ColumnType.ENUM
    return _PLAIN_TYPES[annotation]


def _max_length(info: FieldInfo, annotation: Any) -> int | None:
    limits: list[Any] = list(info.metadata)
    if isinstance(annotation, TypeAliasType):
        for argument in get_args(annotation.__value__):
            limits += argument.metadata if isinstance(argument, FieldInfo) else ()
    found = [limit.max_length for limit in limits if getattr(limit, "max_length", None) is not None]
    return min(found) if found else None


def _bare(annotation: Any) -> Any:
    """Return an annotation without its `Annotated` and `| None`."""
    if hasattr(annotation, "__metadata__"):
        return _bare(get_args(annotation)[0])
    arguments = get_args(annotation)
    if type(None) in arguments:
        (inner,) = [argument for argument in arguments if argument is not type(None)]
        return _bare(inner)
    return annotation


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Record)
