"""The published schemas in the form that gives a verdict fastest. tests/property/test_bulk_and_explaining_agree.py holds the two alike.

Three things differ from what `claims schema` prints, none in meaning. Patterns lose the look-ahead before their final `$`: there it
keeps Python and Perl from accepting a line feed, while the linear engine used here takes `$` for the very end, and runs three times as
fast without it. The common forms of dates are told by a pattern, leap days included, so that only unusual ones call into Python. What
is there for people (descriptions, examples) is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from ..model.date import COMMON_FORMS, is_edtf
from ..model.packed_schema import SCHEMA_OF, packed_schema

_FOR_PEOPLE = frozenset({"description", "markdownEnumDescriptions", "examples", "title", "default", "$id"})
_LOOK_AHEAD = "(?!\\n)$"


def _quickened(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_quickened(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found: dict[str, Any] = {}
    for key, part in schema.items():
        if key in {"properties", "$defs"}:  # what stands here are names, not keywords
            found[key] = {name: _quickened(inner) for name, inner in part.items()}
        elif key == "pattern":
            found[key] = part.removesuffix(_LOOK_AHEAD) + "$" if part.endswith(_LOOK_AHEAD) else part
        elif key in {"enum", "const"}:
            found[key] = part
        elif key not in _FOR_PEOPLE:
            found[key] = _quickened(part)
    if found.get("format") == "edtf":
        kind = found.pop("type")
        return {"type": kind, "anyOf": [{"pattern": COMMON_FORMS}, found]}
    return found


@cache
def quick_validator(kind: str) -> Callable[[Any], bool]:
    """Return a function that tells whether a JSON value fits the schema of a kind of record."""
    import jsonschema_rs

    schema = _quickened(packed_schema(SCHEMA_OF[kind]))
    engine = jsonschema_rs.RegexOptions()
    formats: dict[str, Callable[..., bool]] = {"edtf": is_edtf}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True, formats=formats, pattern_options=engine).is_valid


@cache
def has_numbers(kind: str) -> bool:
    """Whether any field of a kind of record is a JSON number."""
    return _mentions_numbers(packed_schema(SCHEMA_OF[kind]))


def _mentions_numbers(schema: Any) -> bool:
    if isinstance(schema, list):
        return any(map(_mentions_numbers, schema))
    if not isinstance(schema, dict):
        return False
    return schema.get("type") in ("integer", "number") or any(_mentions_numbers(part) for part in schema.values())
