"""How findings are shown, in whatever format: names of files, visible text, severities, and why a finding was taken out."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from ..model.finding import Finding, Severity
from .engine import Checked
from .rule import Rule


@cache
def rules_by_code() -> dict[str, Rule]:
    """Return every rule by its code."""
    from .rules import all_rules

    return {rule.code: rule for rule in all_rules()}


def rule_name(code: str) -> str:
    """Return a rule's short name; empty for a code that is not registered."""
    rule = rules_by_code().get(code)
    return rule.name if rule else ""


def relative_file(name: str, root: Path | None = None) -> str:
    """Return a file's name relative to `root` (the working folder by default), with forward slashes; as it is where it lies elsewhere."""
    base = Path(os.path.normpath((root or Path()).absolute()))
    full = Path(os.path.normpath(Path(name).absolute()))  # not resolve(): a link keeps the name that the repository gives it
    return (full.relative_to(base) if full.is_relative_to(base) else Path(name)).as_posix()


def visible(text: str) -> str:
    """Return a text as one line in which nothing hides: line ends, control, invisible and direction-changing characters show their code."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(visible_character(char) for char in text)


def visible_character(char: str) -> str:
    """Return a character as it may be printed. Spaces of other widths, such as the no-break space, become a plain space."""
    if char.isprintable():
        return char
    return " " if char.isspace() and char not in "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029" else f"<U+{ord(char):04X}>"


def suppression(finding: Finding, checked: Checked) -> tuple[str, str]:
    """Return by what a suppressed finding was taken out (`inSource` or `external`, SARIF's words), and the reason given."""
    if checked.known is not None and finding in checked.known:
        return "external", "known to the baseline"
    record = checked.context.claims.get(finding.record) or checked.context.sources.get(finding.record)
    for accepted in record.accepted if record else ():
        if accepted.code == finding.code:
            return "inSource", accepted.reason
    return "external", "ignored for this file by the configuration"


def severity_counts(checked: Checked) -> dict[Severity, int]:
    """Return how many findings there are of each severity, gravest first."""
    found = dict.fromkeys(Severity, 0)
    for finding in checked.report.findings:
        found[finding.severity] += 1
    return found


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 error`, `2 errors`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def summary(checked: Checked) -> str:
    """Return the last line of a report: findings by severity, what was looked at, what was taken out."""
    report = checked.report
    by_grade = severity_counts(checked).items()
    counts = ", ".join(counted(number, grade.value) for grade, number in by_grade if number or grade is Severity.ERROR)
    files = len(set(report.files) | set(report.unreadable))
    line = f"{counts}; {counted(report.records, 'record')} in {counted(files, 'file')}"
    if report.unreadable:
        line += f"; {counted(len(report.unreadable), 'file')} could not be read"
    if report.not_run:
        line += f"; {counted(len(report.not_run), 'check')} not run"
    if report.suppressed:
        line += f"; {len(report.suppressed)} suppressed"
        if checked.known is not None:
            line += f", {len(checked.known)} of them known to the baseline"
    if report.records == 0 and not report.findings:
        line += "; nothing was checked, which is not a pass"
    return line
