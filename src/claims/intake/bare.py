"""Values as records are written: without the defaults that tables show."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, get_args

from typing_extensions import TypeAliasType

from ..load.typed import MODELS
from ..model.payload import PAYLOADS, Payload
from ..model.record import Record
from ..model.scalars import DECIMAL_PATTERN


def without_defaults(kind: str, value: Any) -> None:
    """Take out of a record's JSON value, in place, every field that holds its default. What does not fit its type stays."""
    _strip(value, MODELS[kind])


def _strip(value: Any, model: type[Record]) -> None:
    if not isinstance(value, dict):
        return
    for name, (default, inner) in _fields(model).items():
        found = value.get(name)
        if found is None:
            continue
        if inner is not None:
            for item in found if isinstance(found, list) else [found]:
                own = PAYLOADS.get(str(item.get("kind"))) if inner is Record and isinstance(item, dict) else inner
                if own is not None:
                    _strip(item, own)
        elif default is not None and _is(found, default):
            del value[name]


def _is(found: Any, default: Any) -> bool:
    if isinstance(default, Decimal):
        return isinstance(found, str) and re.fullmatch(DECIMAL_PATTERN, found) is not None and Decimal(found) == default
    return type(found) is type(default) and bool(found == default)


@cache
def _fields(model: type[Record]) -> dict[str, tuple[Any, type[Record] | None]]:
    """Return default and inner record type of each field; `Record` itself stands for the payload, whose kind decides."""
    found: dict[str, tuple[Any, type[Record] | None]] = {}
    for name, info in model.model_fields.items():
        default = None if info.is_required() else info.default
        found[name] = (str(default.value) if isinstance(default, StrEnum) else default, _inner(info.annotation))
    return found


def _inner(annotation: Any) -> type[Record] | None:
    if annotation is Payload:
        return Record
    if isinstance(annotation, TypeAliasType):
        return None
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((inner for argument in get_args(annotation) if (inner := _inner(argument)) is not None), None)
