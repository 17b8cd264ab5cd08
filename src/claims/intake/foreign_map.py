"""A column map: how a foreign table becomes draft claims. Read from TOML or YAML; what it says is checked before a row is read.

```toml
sheet = "Sheet1"              # a sheet's name; left out, the first one
header = 1                    # the row that holds the headers
id_prefix = "libya"           # identifiers are libya-0001 and so on
skip_blank = ["title"]        # a row without one of these is passed over, and said

[fields]                      # column -> field of the claim, by the names of the flat tables
title = "statement"
label = "verdict"

[constants]                   # fields that are the same in every claim
kind = "judgement"

[values.label]                # words of a column -> our words; a word that is not listed is a problem at its cell
"true" = "supported"

[split]                       # columns that hold several values, and what stands between them
tags = ","

[source]                      # columns of a source that each claim cites
link = "url"
```

Further settings: `source_constants`, as `constants` for the source; `keep`, a list of columns that no field holds.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from ..errors import ClaimsError, UnreadableInput
from ..load.decode import decode, read_bytes, show_name
from ..load.tables import BY_NAME, normal_name

_KEYS = frozenset(
    {"sheet", "header", "id_prefix", "skip_blank", "fields", "constants", "values", "split", "source", "source_constants", "keep"}
)
FIELDS = {column.name: column for column in BY_NAME["claims"].columns}
SOURCE_FIELDS = {column.name: column for column in BY_NAME["sources"].columns}


@attrs.frozen
class ForeignMap:
    """What a map says. Names of columns are those of the foreign file."""

    sheet: str | None = None
    header: int = 1
    id_prefix: str = "draft"
    skip_blank: tuple[str, ...] = ()
    fields: Mapping[str, str] = attrs.Factory(dict)
    constants: Mapping[str, str] = attrs.Factory(dict)
    values: Mapping[str, Mapping[str, str]] = attrs.Factory(dict)
    split: Mapping[str, str] = attrs.Factory(dict)
    source: Mapping[str, str] = attrs.Factory(dict)
    """Column to field of the source that each claim cites."""
    source_constants: Mapping[str, str] = attrs.Factory(dict)
    keep: tuple[str, ...] = ()
    """Columns that no field holds, kept in words in the draft's rationale."""


def read_foreign_map(path: Path) -> ForeignMap:
    """Return the map in a TOML or YAML file. Raises UnreadableInput where it cannot be read, ClaimsError where it says what cannot be."""
    name = show_name(path)
    decoded = decode(read_bytes(path))
    if not decoded.readable:
        raise UnreadableInput(f"{name}: not UTF-8")
    if path.suffix.lower() == ".toml":
        try:
            value: Any = tomllib.loads(decoded.text)
        except tomllib.TOMLDecodeError as error:
            raise UnreadableInput(f"{name}: {error}") from None
    elif path.suffix.lower() in {".yaml", ".yml"}:
        from ..load.yaml_text import parse_yaml

        parsed = parse_yaml(decoded.text)
        if parsed.problems:
            first = parsed.problems[0]
            raise UnreadableInput(f"{name}:{parsed.marks.at(first.offset)}: {first.message}")
        value = parsed.value
    else:
        raise UnreadableInput(f"{name}: a map is a TOML or YAML file (.toml, .yaml)")
    return _checked(name, value)


def _checked(name: str, value: Any) -> ForeignMap:
    if not isinstance(value, dict):
        raise ClaimsError(f"{name}: a map is a table of settings; `claims import --help` and docs/import.md show one")
    if unknown := sorted(set(value) - _KEYS):
        raise ClaimsError(f"{name}: unknown setting {unknown[0]!r}; there are {', '.join(sorted(_KEYS))}")
    for key in ("fields", "constants", "values", "split", "source", "source_constants"):
        if not isinstance(value.get(key, {}), dict):
            raise ClaimsError(f"{name}: {key!r} must be a table of names")
    for key, allowed in (("fields", FIELDS), ("source", SOURCE_FIELDS)):
        for column, field in value.get(key, {}).items():
            _known(name, f"{key}.{column}", field, allowed)
    for key, allowed in (("constants", FIELDS), ("source_constants", SOURCE_FIELDS)):
        for field in value.get(key, {}):
            _known(name, key, field, allowed)
    header = value.get("header", 1)
    if not isinstance(header, int) or header < 1:
        raise ClaimsError(f"{name}: 'header' is the number of a row, from 1; found {header!r}")
    made: dict[str, Any] = {key: tuple(found) if isinstance(found, list) else found for key, found in value.items()}
    return ForeignMap(**made)


def _known(name: str, where: str, field: object, allowed: Mapping[str, object]) -> None:
    if not isinstance(field, str) or field not in allowed:
        import difflib

        near = difflib.get_close_matches(str(field), allowed, n=1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        raise ClaimsError(f"{name}: {where}: there is no field {field!r}; {hint}there are {', '.join(allowed)}")


def columns_named(found: ForeignMap) -> list[str]:
    """Return every column that a map names, once."""
    named = (*found.fields, *found.source, *found.values, *found.split, *found.skip_blank, *found.keep)
    return list(dict.fromkeys(named))


def same_header(one: str, other: str) -> bool:
    """Whether two headers are the same but for case and spaces."""
    return normal_name(one) == normal_name(other)
