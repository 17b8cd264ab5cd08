"""The report for code scanning: SARIF 2.1.0 with rules, help, fingerprints, suppressions and what could not be run."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ...load.json_text import dump_json
from ...model.finding import Finding, Position, Severity
from ..baseline import fingerprints
from ..engine import Checked
from ..rule import FAMILIES, Rule
from ..shown import relative_file, rules_by_code, summary, suppression, visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "claims/v1"
"""Name of the fingerprint: the same as a baseline's, so it survives what is inserted above a finding."""

_ROOT = "%SRCROOT%"
_NOTIFICATIONS = {
    "not-run": "A check that could not run.",
    "unreadable": "A file that could not be read.",
    "note": "What a reader must know.",
}


def render(checked: Checked, *, color: bool = False, root: Path | None = None) -> str:
    """Return the report as a SARIF log with one run."""
    return dump_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(checked, root)]})


def _run(checked: Checked, root: Path | None) -> dict[str, Any]:
    report = checked.report
    findings = (*report.findings, *report.suppressed)
    codes = sorted({finding.code for finding in findings} | {code for code, _ in report.not_run if code in rules_by_code()})
    index = {code: number for number, code in enumerate(codes)}
    prints = fingerprints(findings, root)
    driver = {
        "name": "claims",
        "fullName": "factclaims: checker of claim ledgers",
        **_version(),
        "rules": [_rule(code, rules_by_code().get(code)) for code in codes],
        "notifications": [{"id": name, "shortDescription": {"text": text}} for name, text in _NOTIFICATIONS.items()],
    }
    return {
        "tool": {"driver": driver},
        "invocations": [_invocation(checked, index, root)],
        "columnKind": "unicodeCodePoints",
        "defaultEncoding": "UTF-8",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository that was checked."}}},
        "artifacts": [{"location": _artifact(name, root)} for name in dict.fromkeys((*report.files, *report.unreadable))],
        "results": [
            _result(finding, index[finding.code], mark, checked, number >= len(report.findings), root)
            for number, (finding, mark) in enumerate(zip(findings, prints, strict=True))
        ],
        "properties": {"records": report.records, "summary": summary(checked)},
    }


def _version() -> dict[str, str]:
    try:
        return {"version": version("factclaims")}
    except PackageNotFoundError:  # run from a source tree that is not installed
        return {}


def _rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    why, bad, good = (rule.section(title) for title in ("Why", "Bad", "Good"))
    described = " ".join(rule.section("Summary").split()) or rule.name
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in re.findall(r"\w+", rule.name)),
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": described},
        "help": {
            "text": f"{described}\n\nWhy: {why}\nBad: {bad}\nGood: {good}",
            "markdown": f"**{code} {rule.name}**\n\n{described}\n\n*Why:* {why}\n\nBad:\n\n{_block(bad)}\n\nGood:\n\n{_block(good)}",
        },
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": [rule.family, FAMILIES.get(rule.family, "plug-in").partition(":")[0]]},
    }


def _block(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _result(finding: Finding, rule_index: int, fingerprint: str, checked: Checked, suppressed: bool, root: Path | None) -> dict[str, Any]:
    words = visible(finding.message)
    if finding.position.cell is not None:
        words = f"{finding.position}: {words}"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": finding.severity.value,
        "message": {"text": f"{words}\n{visible(finding.help)}" if finding.help else words},
        "locations": [_location(finding.file, finding.position, root) | _logical(finding)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(file, position, root), "message": {"text": visible(words)}}
            for number, (file, position, words) in enumerate(finding.related, 1)
        ]
    if checked.known is not None:
        result["baselineState"] = "unchanged" if suppressed and finding in checked.known else "new"
    if suppressed:
        kind, reason = suppression(finding, checked)
        result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": reason}]
    else:
        result["suppressions"] = []  # says that none applies, which is more than saying nothing
    return result


def _location(file: str, position: Position, root: Path | None) -> dict[str, Any]:
    # A cell has no line, but code scanning wants one; the cell stands in the message and the logical location.
    line, column = (position.line, position.column) if position.cell is None else (1, 1)
    return {"physicalLocation": {"artifactLocation": _artifact(file, root), "region": {"startLine": line, "startColumn": column}}}


def _logical(finding: Finding) -> dict[str, Any]:
    name = ".".join(part for part in (finding.record, finding.field) if part)
    if finding.position.cell is not None:
        cell = str(finding.position)
        return {"logicalLocations": [{"name": cell, "fullyQualifiedName": visible(name) or cell, "kind": "object"}]}
    return {"logicalLocations": [{"fullyQualifiedName": visible(name), "kind": "member" if finding.field else "object"}]} if name else {}


def _artifact(file: str, root: Path | None) -> dict[str, str]:
    name = relative_file(file, root)
    address = quote(name, safe="/-._~")
    if name.startswith(("/", "../")):
        return {"uri": address}
    return {"uri": address, "uriBaseId": _ROOT}


def _invocation(checked: Checked, index: dict[str, int], root: Path | None) -> dict[str, Any]:
    report = checked.report
    notifications = [_not_run(code, reason, index) for code, reason in report.not_run]
    notifications += [
        {
            "descriptor": {"id": "unreadable"}, "level": "error", "message": {"text": "the file could not be read"},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(name, root)}}],
        }
        for name in report.unreadable
    ]  # fmt: skip
    notifications += [{"descriptor": {"id": "note"}, "level": "note", "message": {"text": visible(note)}} for note in checked.notes]
    return {
        "executionSuccessful": report.exit_status != 2,
        "exitCode": report.exit_status,
        "toolExecutionNotifications": notifications,
    }


def _not_run(code: str, reason: str, index: dict[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "descriptor": {"id": "not-run"},
        "level": Severity.WARNING.value,
        "message": {"text": f"{code} was not run: {visible(reason)}"},
    }
    if code in index:
        found["associatedRule"] = {"id": code, "index": index[code]}
    return found
