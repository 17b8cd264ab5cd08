"""Configuration of a repository: `[tool.claims]` in pyproject.toml, or claims.toml with the same keys at its top.

```toml
[tool.claims]
paths = ["sources/azpk"]            # what `claims check` checks when it is given no path
ledger = "sources/azpk"             # what new claims refer to
article = ["article.txt"]           # texts to verify anchors with
select = ["REF", "VAL"]             # codes or prefixes; all by default
ignore = ["STY004"]
per-file-ignores = { "drafts/*.yaml" = ["EVI"] }
severity = { STY = "note", VAL003 = "warning" }
baseline = "claims-baseline.json"
documents = ["docs/**/*.md"]        # Markdown that cites claims as [azpk-0042]
format = "auto"
fail-on = "warning"                 # the least severity that fails; `error` by default
```

Names of files are read from the folder that the file stands in.
"""

from __future__ import annotations

import difflib
import json
import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import attrs
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ..errors import UnknownName, UnreadableInput
from ..load.decode import decode, read_bytes, show_name
from ..model.finding import Report, Severity
from .reports import AUTO, REPORTS
from .selection import Selection, validate_codes
from .shown import rules_by_code

FILES = ("claims.toml", "pyproject.toml")
"""Names of configuration files, the first wins within a folder."""

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


class Configuration(BaseModel):
    """The keys of a configuration file. Strict and closed; what is left out has its default."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    paths: Texts = ()
    """Files and folders that are checked where the command names none."""
    ledger: Annotated[str, Field(min_length=1)] | None = None
    """The ledger that new claims refer to."""
    article: Annotated[Texts, BeforeValidator(_listed)] = ()
    """Texts of articles, to verify anchors with."""
    select: Texts = ()
    """Codes or prefixes of the rules to run; all by default."""
    ignore: Texts = ()
    """Codes or prefixes of the rules to leave out."""
    per_file_ignores: dict[str, Texts] = Field(default={}, alias="per-file-ignores")
    """Codes or prefixes to leave out, by pattern of file names."""
    severity: dict[str, Severity] = {}
    """Severities that differ from the rules' own, by code or prefix."""
    baseline: Annotated[str, Field(min_length=1)] | None = None
    """The baseline of known findings."""
    documents: Texts = ()
    """Patterns of Markdown files that cite claims."""
    format: str = AUTO
    """The report's format."""
    fail_on: Severity = Field(default=Severity.ERROR, alias="fail-on")
    """The least severity that makes a check fail."""


@attrs.frozen
class Settings:
    """A configuration and where it came from."""

    values: Configuration = attrs.Factory(Configuration)
    file: Path | None = None
    """The file; None where there is none."""
    folder: Path = attrs.Factory(Path)
    """The folder from which its names of files are read."""

    def path(self, name: str) -> Path:
        """Return a name of the configuration as a path from the working folder."""
        return Path(os.path.relpath(self.folder / name))

    def selection(self, *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Selection:
        """Return the selection that the configuration makes; `select`, where given, replaces its own and `ignore` adds to it.

        Raises UnknownName for a code or prefix that no rule has, naming file and key.
        """
        values = self.values
        # In full, so that a pattern holds from whatever folder the check is run and however a file is named.
        ignored = [(os.path.normpath(self.folder.absolute() / name), codes) for name, codes in values.per_file_ignores.items()]
        return Selection(
            validate_codes(select, rules_by_code()) or self._codes("select", values.select),
            (*self._codes("ignore", values.ignore), *validate_codes(ignore, rules_by_code())),
            tuple((pattern, self._codes("per-file-ignores", codes)) for pattern, codes in ignored),
            tuple((code, grade) for code, grade in values.severity.items() if self._codes("severity", (code,))),
        )

    def document_files(self) -> tuple[tuple[str, tuple[Path, ...]], ...]:
        """Return each pattern of `documents` with the files that match it, in order of name."""
        found = []
        for pattern in self.values.documents:
            try:
                matching = sorted(path for path in self.folder.glob(pattern) if path.is_file())
            except (ValueError, NotImplementedError, OSError) as error:
                raise UnreadableInput(f"{show_name(self.file or '')}: documents: {pattern!r} is no pattern ({error})") from None
            found.append((pattern, tuple(Path(os.path.relpath(path)) for path in matching)))
        return tuple(found)

    def _codes(self, key: str, codes: Sequence[str]) -> tuple[str, ...]:
        try:
            return validate_codes(codes, rules_by_code())
        except UnknownName as error:
            raise UnknownName(f"{show_name(self.file or '')}: {key}: {error}") from None


def find_configuration(start: Path | None = None) -> Path | None:
    """Return the nearest configuration file at or above a folder, the working folder by default; None where there is none.

    The search ends at the root of a git repository. A pyproject.toml without `[tool.claims]` is passed over.
    """
    folder = (start or Path()).absolute()
    for place in (folder, *folder.parents):
        for name in FILES:
            path = place / name
            if path.is_file() and (name != "pyproject.toml" or _table(path) is not None):
                return path
        if (place / ".git").exists():
            return None
    return None


def load_settings(file: Path | None = None, *, start: Path | None = None) -> Settings:
    """Return the settings in `file`, or in the nearest configuration file; the defaults where there is none.

    Raises UnreadableInput, naming file and key, where a file is not what it should be.
    """
    found = file or find_configuration(start)
    if found is None:
        return Settings(folder=start or Path())
    table = _table(found)
    if table is None:
        raise UnreadableInput(f"{_named(found)}: it has no table [tool.claims]")
    try:
        values = Configuration.model_validate_json(json.dumps(table, default=str))
    except ValidationError as error:
        raise UnreadableInput("\n".join(dict.fromkeys(_words(found, table, item) for item in error.errors(include_url=False)))) from None
    if values.format not in {*REPORTS, AUTO}:
        raise UnreadableInput(f"{_named(found)}: format: {values.format!r} is not allowed: write {_FORMS['format']}")
    return Settings(values, found, found.parent)


def _named(path: Path) -> str:
    return show_name(os.path.relpath(path))


def _table(path: Path) -> dict[str, Any] | None:
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


def _words(path: Path, table: Mapping[str, Any], error: Any) -> str:
    key = str(error["loc"][0])
    key = {"per_file_ignores": "per-file-ignores", "fail_on": "fail-on"}.get(key, key)
    if error["type"] == "extra_forbidden":
        close = difflib.get_close_matches(key.replace("_", "-"), _FORMS, n=1)
        hint = f"did you mean {close[0]!r}? " if close else ""
        return f"{_named(path)}: unknown key {key!r}; {hint}there are {', '.join(_FORMS)}"
    return f"{_named(path)}: {key}: {table.get(key)!r} does not fit: write {_FORMS.get(key, 'another value')}"


def exit_status(report: Report, fail_on: Severity = Severity.ERROR) -> int:
    """Return the status of a run: that of the report, and 1 also for findings that are at least as grave as `fail_on`."""
    if report.exit_status:
        return report.exit_status
    grades = list(Severity)
    return int(any(grades.index(finding.severity) <= grades.index(fail_on) for finding in report.findings))
