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

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from ..errors import UnknownName, UnreadableInput
from ..load.decode import show_name
from ..model.finding import Report, Severity
from .reports import AUTO
from .selection import Selection, validate_codes
from .shown import rules_by_code

FILES = ("claims.toml", "pyproject.toml")
"""Names of configuration files, the first wins within a folder."""


@attrs.frozen
class Configuration:
    """What the keys of a configuration file say; what is left out has its default."""

    paths: tuple[str, ...] = ()
    """Files and folders that are checked where the command names none."""
    ledger: str | None = None
    """The ledger that new claims refer to."""
    article: tuple[str, ...] = ()
    """Texts of articles, to verify anchors with."""
    select: tuple[str, ...] = ()
    """Codes or prefixes of the rules to run; all by default."""
    ignore: tuple[str, ...] = ()
    """Codes or prefixes of the rules to leave out."""
    per_file_ignores: dict[str, tuple[str, ...]] = attrs.Factory(dict)
    """Codes or prefixes to leave out, by pattern of file names."""
    severity: dict[str, Severity] = attrs.Factory(dict)
    """Severities that differ from the rules' own, by code or prefix."""
    baseline: str | None = None
    """The baseline of known findings."""
    documents: tuple[str, ...] = ()
    """Patterns of Markdown files that cite claims."""
    format: str = AUTO
    """The report's format."""
    fail_on: Severity = Severity.ERROR
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
            if path.is_file() and (name != "pyproject.toml" or _has_table(path)):
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
    from .config_file import read_configuration

    return Settings(read_configuration(found), found, found.parent)


def _has_table(path: Path) -> bool:
    from .config_file import read_table

    return read_table(path) is not None


def exit_status(report: Report, fail_on: Severity = Severity.ERROR) -> int:
    """Return the status of a run: that of the report, and 1 also for findings that are at least as grave as `fail_on`."""
    if report.exit_status:
        return report.exit_status
    grades = list(Severity)
    return int(any(grades.index(finding.severity) <= grades.index(fail_on) for finding in report.findings))
