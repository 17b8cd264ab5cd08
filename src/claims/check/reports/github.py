"""The report inside GitHub Actions: annotations, which GitHub shows at the line, and the full text, because it shows only ten a step."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ...model.finding import Finding, Severity
from ..engine import Checked
from ..shown import counted, relative_file, rule_name, visible
from . import get_renderer

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
SHOWN_BY_GITHUB = 10
"""Annotations of one kind that GitHub keeps for a step; it drops the others without a word."""


def render(checked: Checked, *, color: bool = False, root: Path | None = None) -> str:
    """Return annotations in a group that folds, then the text report, then a count."""
    findings = checked.report.findings
    text = get_renderer("text")(checked, color=color, root=root)
    # The text quotes what it checks; a line in it that looks like a command must not become one. The token is made of the text, so
    # nothing in the text can name it.
    token = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    lines = []
    if findings:
        lines += ["::group::claims check: annotations", *(annotation(finding, root) for finding in findings), "::endgroup::"]
    lines += [f"::stop-commands::{token}", text.rstrip("\n"), f"::{token}::"]
    if len(findings) > SHOWN_BY_GITHUB:
        number = counted(len(findings), "finding")
        lines.append(f"{number}; GitHub shows at most {SHOWN_BY_GITHUB} of a kind beside the code; the list above is complete")
    return "\n".join(lines) + "\n"


def annotation(finding: Finding, root: Path | None = None) -> str:
    """Return one finding as a workflow command."""
    properties = {"file": relative_file(finding.file, root)}
    words = visible(finding.message)
    if finding.position.cell is None:
        properties |= {"line": str(finding.line), "col": str(finding.column)}
    else:
        words = f"{finding.position}: {words}"
    properties["title"] = f"{finding.code} {rule_name(finding.code)}".strip()
    if finding.help:
        words += f"\n{visible(finding.help)}"
    listed = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_escape(words)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
