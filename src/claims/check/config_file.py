"""Reading a configuration file: TOML to `Configuration`, and words for what does not fit.

Apart from `claims.check.config`, so that a check without such a file loads neither pydantic nor a parser of TOML.
"""

from __future__ import annotations

import difflib
import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ..errors import UnreadableInput
from ..load.decode import decode, read_bytes, show_name
from ..model.finding import Severity
from .config import Configuration
from .reports import AUTO, REPORTS

_FORMS = {
    "paths": 'a list of files and folders: ["sources/azpk"]',
    "ledger": 'the path of a ledger: "sources/azpk"',
    "article": 'a file, or a list of files: ["article.txt"]',
    "select": 'a list of codes or prefixes: ["REF", "VAL001"]',
    "ignore": 'a list of codes or prefixes: ["STY004"]',
    "per-file-ignores": 'a table of file patterns, each with a list of codes or prefixes: { "drafts/*.yaml" = ["EVI"] }',
    "severity": 'a table of codes or prefixes, each with "error", "warning" or "note": { STY = "note" }',
    "baseline": 'the path of a baseline: "claims-baseline.json"',
    "documents": 'a list of patterns of Markdown files: ["docs/**/*.md"]',
    "format": f"one of {', '.join([*REPORTS, AUTO])}",
    "fail-on": 'the least severity that fails: "error", "warning" or "note"',
}


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


Texts = tuple[Annotated[str, Field(min_length=1)], ...]


class _Keys(BaseModel):
    """The keys of a configuration file, strict and closed, as `Configuration` describes them."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    paths: Texts = ()
    ledger: Annotated[str, Field(min_length=1)] | None = None
    article: Annotated[Texts, BeforeValidator(_listed)] = ()
    select: Texts = ()
    ignore: Texts = ()
    per_file_ignores: dict[str, Texts] = Field(default={}, alias="per-file-ignores")
    severity: dict[str, Severity] = {}
    baseline: Annotated[str, Field(min_length=1)] | None = None
    documents: Texts = ()
    format: str = AUTO
    fail_on: Severity = Field(default=Severity.ERROR, alias="fail-on")


def read_configuration(path: Path) -> Configuration:
    """Return what a configuration file says. Raises UnreadableInput, naming file and key, where it is not what it should be."""
    table = read_table(path)
    if table is None:
        raise UnreadableInput(f"{_named(path)}: it has no table [tool.claims]")
    try:
        keys = _Keys.model_validate_json(json.dumps(table, default=str))
    except ValidationError as error:
        raise UnreadableInput("\n".join(dict.fromkeys(_words(path, table, item) for item in error.errors(include_url=False)))) from None
    if keys.format not in {*REPORTS, AUTO}:
        raise UnreadableInput(f"{_named(path)}: format: {keys.format!r} is not allowed: write {_FORMS['format']}")
    return Configuration(**{name: getattr(keys, name) for name in _Keys.model_fields})


def read_table(path: Path) -> dict[str, Any] | None:
    """Return the keys of a configuration file; None for a pyproject.toml without `[tool.claims]`. Raises UnreadableInput."""
    decoded = decode(read_bytes(path))
    if not decoded.readable:
        raise UnreadableInput(f"{_named(path)}: {decoded.problem[2] if decoded.problem else 'not UTF-8'}")
    try:
        value = tomllib.loads(decoded.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableInput(f"{_named(path)}: not TOML: {error}") from None
    if path.name != "pyproject.toml":
        return value
    tools = value.get("tool")
    table = tools.get("claims") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise UnreadableInput(f"{_named(path)}: tool.claims is no table: write [tool.claims]")
    return table


def _named(path: Path) -> str:
    return show_name(os.path.relpath(path))


def _words(path: Path, table: Mapping[str, Any], error: Any) -> str:
    key = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        close = difflib.get_close_matches(key.replace("_", "-"), _FORMS, n=1)
        hint = f"did you mean {close[0]!r}? " if close else ""
        return f"{_named(path)}: unknown key {key!r}; {hint}there are {', '.join(_FORMS)}"
    return f"{_named(path)}: {key}: {table.get(key)!r} does not fit: write {_FORMS.get(key, 'another value')}"
