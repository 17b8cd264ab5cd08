"""The schemas that judge, as `claims build` packed them: there without pydantic, which takes longer to load than a small file to check.

They are those of `schema.plain_schema`. What was packed from other sources than those that are there now, as while a model is being
changed, is not used: the schema is then made from the models.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from typing import Any
from zlib import crc32

import orjson

PACKED_SCHEMAS = "schemas.json"
SCHEMA_OF = {"claim": "claim", "source": "source", "entity": "entity", "article": "article", "ledger": "ledger-info"}
"""Published schema of each kind of record; these are packed."""
_SOURCES = ("accepted", "article", "claim", "entity", "ledger", "payload", "record", "scalars", "schema", "source", "vocabulary")


def pack_schemas() -> bytes:
    """Return the packed schemas, made from the models."""
    from .schema import plain_schema

    value = {"sources": _sources(), "schemas": {name: plain_schema(name) for name in SCHEMA_OF.values()}}
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)


@cache
def packed_schema(name: str) -> dict[str, Any]:
    """Return the schema of a kind of record, without its words for people. It is shared: do not change it."""
    packed = _packed()
    if packed is None:
        from .schema import plain_schema

        return plain_schema(name)
    found: dict[str, Any] = packed[name]
    return found


@cache
def _packed() -> dict[str, Any] | None:
    try:
        value = orjson.loads(pkgutil.get_data("claims", f"data/{PACKED_SCHEMAS}") or b"null")
        return value["schemas"] if value["sources"] == _sources() else None
    except (OSError, ValueError, TypeError, KeyError):  # not built yet, or built by another version
        return None


def _sources() -> dict[str, int]:
    """Return a checksum of each module that shapes the schemas."""
    return {name: crc32((pkgutil.get_data("claims.model", f"{name}.py") or b"").replace(b"\r\n", b"\n")) for name in _SOURCES}
