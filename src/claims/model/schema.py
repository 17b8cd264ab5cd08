"""JSON Schema (draft 2020-12), generated from the models.

pydantic's own output is turned into what editors and other validators read best: a dialect and an `$id`; alternatives told apart by
`if`/`then` on the discriminator, so that an error names the inner field and not "none of the alternatives"; patterns that refuse a
trailing line feed in every regular-expression dialect; no nulls; vocabularies with each member's meaning.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from typing_extensions import TypeAliasType

from .article import Article
from .claim import Claim
from .docstring import attribute_docstrings
from .entity import Entity
from .ledger import ClaimsFile, LedgerInfo, LedgerRecord
from .record import Record
from .source import Source
from .vocabulary import VOCABULARIES, meanings

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BASE = "urn:factclaims:schema:1.0:"

SCHEMAS: dict[str, type[Record]] = {
    "claim": Claim,
    "source": Source,
    "entity": Entity,
    "article": Article,
    "ledger-info": LedgerInfo,
    "ledger": LedgerRecord,
    "claims-file": ClaimsFile,
}
"""Published schemas by name."""


@cache
def _plain(name: str) -> dict[str, Any]:
    schema = SCHEMAS[name].model_json_schema(mode="validation")
    for part in list(_objects(schema)):
        _drop_noise(part)
        _prefer_if_then(part)
        _close_pattern(part)
    return {"$schema": DIALECT, "$id": f"{BASE}{name}", **schema}


@cache
def _generated(name: str) -> dict[str, Any]:
    schema = copy.deepcopy(_plain(name))
    _describe_fields(schema, SCHEMAS[name])
    for vocabulary in VOCABULARIES:
        definition = schema.get("$defs", {}).get(vocabulary.__name__)
        if definition is not None:
            _explain(definition, meanings(vocabulary))
    return schema


def json_schema(name: str) -> dict[str, Any]:
    """Return the published JSON Schema called `name` (see `SCHEMAS`), as a fresh value. Raises KeyError for another name."""
    return copy.deepcopy(_generated(name))


def plain_schema(name: str) -> dict[str, Any]:
    """Return the schema called `name` without its words for people, which take longer to gather than a small file to check."""
    return copy.deepcopy(_plain(name))


def _describe_fields(schema: dict[str, Any], root: type[Record]) -> None:
    for model in record_types(root):
        part = schema if model is root else schema["$defs"][model.__name__]
        words = attribute_docstrings(model)
        for field, subschema in part["properties"].items():
            subschema["description"] = words[field]


@cache
def record_types(root: type[Record]) -> tuple[type[Record], ...]:
    """Return `root` and every record type that its fields reach, each once, in the order of first mention."""
    found: dict[type[Record], None] = {}

    def visit(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, Record):
            if annotation not in found:
                found[annotation] = None
                for info in annotation.model_fields.values():
                    visit(info.annotation)
        elif isinstance(annotation, TypeAliasType):
            visit(annotation.__value__)
        else:
            for inner in get_args(annotation):
                visit(inner)

    visit(root)
    return tuple(found)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in list(value.values()):
            yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)


def _drop_noise(part: dict[str, Any]) -> None:
    # `title` repeats the field's name; a default of null cannot be written, since an absent field has no other spelling.
    if isinstance(part.get("title"), str) and ("type" in part or "$ref" in part or "const" in part) and "properties" not in part:
        del part["title"]
    if part.get("default", 0) is None:
        del part["default"]


def _prefer_if_then(part: dict[str, Any]) -> None:
    if "discriminator" not in part or "oneOf" not in part:
        return
    rule = part.pop("discriminator")
    del part["oneOf"]
    name = rule["propertyName"]
    part["type"] = "object"
    part["required"] = [name]
    part["properties"] = {name: {"enum": list(rule["mapping"])}}
    part["allOf"] = [
        {"if": {"properties": {name: {"const": value}}, "required": [name]}, "then": {"$ref": reference}}
        for value, reference in rule["mapping"].items()
    ]


def _close_pattern(part: dict[str, Any]) -> None:
    # In Python and Perl "$" also matches before a final line feed.
    pattern = part.get("pattern")
    if isinstance(pattern, str) and pattern.endswith("$"):
        part["pattern"] = pattern[:-1] + "(?!\\n)$"


def _explain(definition: dict[str, Any], words: dict[str, str]) -> None:
    listed = "; ".join(f"{value}: {meaning.rstrip('.')}" for value, meaning in words.items())
    definition["description"] = f"{' '.join(str(definition.get('description', '')).split())} Values: {listed}."
    definition["markdownEnumDescriptions"] = list(words.values())
