"""The descriptor of a folder of tables: a Data Package (version 2) with every column's type, meaning and words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from ..load.tables import BY_NAME, Column, ColumnType, Part, Table
from ..model.ledger import LedgerRecord

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DESCRIPTOR = "datapackage.json"

_TYPES = {ColumnType.DECIMAL: "number", ColumnType.INTEGER: "integer", ColumnType.BOOLEAN: "boolean"}


@attrs.frozen(eq=False)
class WrittenTable:
    """A table as it was written: its file's facts, and which identifiers stand in it."""

    table: Table
    columns: tuple[Column, ...]
    rows: int
    bytes: int
    sha256: str
    identifiers: frozenset[str] = frozenset()
    """Identifiers of its records, where its rows are records."""
    references: Mapping[str, frozenset[str]] = attrs.Factory(dict)
    """Identifiers of other tables' records that it names, by column."""


def descriptor(ledger: LedgerRecord, written: Sequence[WrittenTable], *, delimiter: str, guarded: bool, part: str) -> dict[str, Any]:
    """Return the content of `datapackage.json`.

    `part` says in words what was left out, empty where the tables hold the whole ledger. A reference between tables is declared as a
    foreign key where every identifier is there; where one is not, declaring it would make the package invalid.
    """
    info = ledger.ledger
    known = {item.table.name: item for item in written}
    found: dict[str, Any] = {
        "$schema": PROFILE,
        "name": info.id,
        "title": info.title,
        "description": f"{info.description} {part}".strip(),
        "version": info.version,
        "licenses": [{"name": info.licence}] if re.fullmatch(r"[-a-zA-Z0-9._]+", info.licence) else [],
        "contributors": [{"title": name} for name in info.creators],
        "ledger": {"schema_version": info.schema_version, "complete": not part, "guard": "apostrophe" if guarded else "none"},
        "resources": [_resource(item, known, delimiter) for item in written],
    }
    return {key: value for key, value in found.items() if value != []}


def _resource(item: WrittenTable, known: Mapping[str, WrittenTable], delimiter: str) -> dict[str, Any]:
    table = item.table
    present = {column.name for column in item.columns}
    schema: dict[str, Any] = {"fields": [_field(column, table) for column in item.columns]}
    if present >= set(table.primary_key):
        schema["primaryKey"] = list(table.primary_key)
    if keys := _foreign_keys(item, known):
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "type": "table",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": item.bytes,
        "hash": f"sha256:{item.sha256}",
        "dialect": {"delimiter": delimiter, "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _foreign_keys(item: WrittenTable, known: Mapping[str, WrittenTable]) -> list[dict[str, Any]]:
    found = []
    for name, identifiers in item.references.items():
        target = BY_NAME[item.table.name].column(name).refers
        if target is not None and target in known and identifiers <= known[target].identifiers:
            found.append({"fields": [name], "reference": {"resource": target, "fields": ["id"]}})
    return found


def _field(column: Column, table: Table) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if table.main and column.name == "id":
        constraints["unique"] = True
    if column.codes:
        constraints["enum"] = [code for code, _ in column.codes]
    if column.part is Part.NUMBER:
        constraints["minimum"] = 1
    kind = _TYPES.get(column.type, "string")
    field: dict[str, Any] = {"name": column.name, "type": kind, "title": column.label, "description": _words(column)}
    if column.codes:
        field["categories"] = [{"value": code, "label": meaning} for code, meaning in column.codes]
    if column.type is ColumnType.BOOLEAN:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if constraints:
        field["constraints"] = constraints
    return field


def _words(column: Column) -> str:
    words = [column.description]
    if column.type is ColumnType.LIST:
        words.append(f'Items are joined by "; "{", each written " + ":".join(column.items) if column.items else ""}.')
    elif column.type is ColumnType.EDTF:
        words.append("EDTF (ISO 8601-2).")
    if column.unit:
        words.append(f"Unit: {column.unit}.")
    if column.kinds:
        words.append(f"Of claims of kind {', '.join(column.kinds)}.")
    if column.declared:
        words.append(f"Words are declared in the table terms, list {column.declared}.")
    if not column.required:
        words.append(column.blank)
    return " ".join(words)
