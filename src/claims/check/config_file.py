"""Reading a configuration file: TOML to `Configuration`, and words for what does not fit.

Apart from `claims.check.config`, so that a check without such a file loads no parser of TOML.
"""

from __future__ import annotations

import datetime
import difflib
import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

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


class _Misfit(Exception):
    """A value that its key cannot have."""


def _name(value: Any) -> str:
    if isinstance(value, datetime.date | datetime.time):  # TOML has dates without quotes; a file may be called so
        return str(value)
    if not isinstance(value, str):
        raise _Misfit
    return value


def _text(value: Any) -> str:
    return _name(value) or _refused()


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(_text, value)) if isinstance(value, list) else _refused()


def _one_or_more(value: Any) -> tuple[str, ...]:
    return _texts(value if isinstance(value, list) else [value])


def _severity(value: Any) -> Severity:
    found = _name(value)
    return Severity(found) if found in set(Severity) else _refused()


def _table_of(reader: Callable[[Any], Any]) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {key: reader(inner) for key, inner in value.items()} if isinstance(value, dict) else _refused()


def _refused() -> NoReturn:
    raise _Misfit


# By hand: the model that would do this takes pydantic, and that takes longer to load than a small file to check.
_READERS: dict[str, Callable[[Any], Any]] = {
    "paths": _texts, "ledger": _text, "article": _one_or_more, "select": _texts, "ignore": _texts, "per-file-ignores": _table_of(_texts),
    "severity": _table_of(_severity), "baseline": _text, "documents": _texts, "format": _name, "fail-on": _severity,
}  # fmt: skip


def read_configuration(path: Path) -> Configuration:
    """Return what a configuration file says. Raises UnreadableInput, naming file and key, where it is not what it should be."""
    table = read_table(path)
    if table is None:
        raise UnreadableInput(f"{_named(path)}: it has no table [tool.claims]")
    found: dict[str, Any] = {}
    problems: list[str] = []
    for key in (key for key in _READERS if key in table):
        try:
            found[key.replace("-", "_")] = _READERS[key](table[key])
        except _Misfit:
            problems.append(f"{_named(path)}: {key}: {table[key]!r} does not fit: write {_FORMS[key]}")
    problems += [_unknown(path, key) for key in table if key not in _READERS]
    if problems:
        raise UnreadableInput("\n".join(problems))
    values = Configuration(**found)
    if values.format not in {*REPORTS, AUTO}:
        raise UnreadableInput(f"{_named(path)}: format: {values.format!r} is not allowed: write {_FORMS['format']}")
    return values


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


def _unknown(path: Path, key: str) -> str:
    close = difflib.get_close_matches(key.replace("_", "-"), _FORMS, n=1)
    hint = f"did you mean {close[0]!r}? " if close else ""
    return f"{_named(path)}: unknown key {key!r}; {hint}there are {', '.join(_FORMS)}"
