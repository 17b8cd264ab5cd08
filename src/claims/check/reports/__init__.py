"""What a check found, in the formats that people and CI systems read. Each format tells the same findings."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from ...errors import UnknownName
from ..engine import Checked

REPORTS: dict[str, str] = {
    "text": "claims.check.reports.text:render",
    "json": "claims.check.reports.json_report:render",
    "github": "claims.check.reports.github:render",
    "sarif": "claims.check.reports.sarif:render",
    "junit": "claims.check.reports.junit:render",
}
"""Renderers by format name. `auto` chooses among them; see `chosen_format`."""

AUTO = "auto"


class Renderer(Protocol):
    """Turns what was checked into the text of one format, ending with a line feed."""

    def __call__(self, checked: Checked, *, color: bool = False, root: Path | None = None) -> str:
        """Return the report. `root` is the folder that formats for repositories name files from, by default the working folder."""
        ...


def get_renderer(name: str) -> Renderer:
    """Return the renderer of a format. Raises UnknownName, listing the formats."""
    if name not in REPORTS:
        raise UnknownName(f"no report format is called {name!r}; there are {', '.join([*REPORTS, AUTO])}")
    module, _, attribute = REPORTS[name].partition(":")
    return cast("Renderer", getattr(import_module(module), attribute))


def chosen_format(name: str, environment: Mapping[str, str]) -> str:
    """Return the format that `name` means: `auto` is `github` inside GitHub Actions and `text` elsewhere."""
    if name != AUTO:
        return name
    return "github" if environment.get("GITHUB_ACTIONS", "").lower() == "true" else "text"
