"""The report for build servers: JUnit XML in a form that both published schemas (Ant's and Jenkins's) accept.

One suite a file; one test case a finding and one for each clean file. Errors fail, files that could not be read are errors, warnings
and notes count as skipped, and so do checks that could not run, in a suite of their own: a build server shows both and fails for
neither. Times are 0, and the time stamp, which one schema demands, is a constant, because equal input gives equal bytes.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from ...model.finding import Finding, Severity
from ..engine import Checked
from ..shown import relative_file, rule_name, summary, visible

_TIMESTAMP = "1970-01-01T00:00:00"
NOT_RUN = "checks that could not run"
"""Name of the suite with the checks that could not run."""


def render(checked: Checked, *, color: bool = False, root: Path | None = None) -> str:
    """Return the report as JUnit XML."""
    report = checked.report
    unreadable = {relative_file(name, root) for name in report.unreadable}
    cases: dict[str, list[ET.Element]] = {relative_file(name, root): [] for name in (*report.files, *report.unreadable)}
    for finding in report.findings:
        file = relative_file(finding.file, root)
        cases.setdefault(file, []).append(_case(finding, file, file in unreadable))
    for file, listed in cases.items():
        if not listed and file in unreadable:
            listed.append(_broken(f"{file} could not be read", file, "the file could not be read", "unreadable input"))
        elif not listed:
            listed.append(_element("testcase", name="no findings", classname=file, time="0"))
    suites = ET.Element("testsuites")
    for number, file in enumerate(sorted(cases)):
        suites.append(_suite(number, file, cases[file]))
    not_run = [_skipped(f"{name} not run", NOT_RUN, reason) for name, reason in report.not_run]
    if report.records == 0 and not report.findings:
        not_run.append(_broken("nothing was checked", NOT_RUN, "no record was looked at, which is not a pass", "nothing was checked"))
    if not_run:
        suites.append(_suite(len(cases), NOT_RUN, not_run, summary(checked)))
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _case(finding: Finding, file: str, unreadable: bool) -> ET.Element:
    name = f"{finding.code} {finding.position} {finding.message}"
    if finding.severity is not Severity.ERROR:
        return _skipped(name, file, f"{finding.severity.value}: {finding.message}", _text(finding))
    case = _element("testcase", name=name, classname=file, time="0")
    kind = f"{finding.code} {rule_name(finding.code)}"
    outcome = _element("error" if unreadable else "failure", message=finding.message, type=kind)
    outcome.text = _text(finding)
    case.append(outcome)
    return case


def _skipped(name: str, classname: str, message: str, text: str = "") -> ET.Element:
    case = _element("testcase", name=name, classname=classname, time="0")
    outcome = _element("skipped", message=message)
    outcome.text = text or None
    case.append(outcome)
    return case


def _broken(name: str, classname: str, message: str, kind: str) -> ET.Element:
    case = _element("testcase", name=name, classname=classname, time="0")
    case.append(_element("error", message=message, type=kind))
    return case


def _suite(number: int, name: str, cases: list[ET.Element], out: str = "") -> ET.Element:
    def having(tag: str) -> str:
        return str(sum(case.find(tag) is not None for case in cases))

    suite = _element(
        "testsuite", name=name, package=name, id=str(number), timestamp=_TIMESTAMP, hostname="localhost", tests=str(len(cases)),
        failures=having("failure"), errors=having("error"), skipped=having("skipped"), time="0",
    )  # fmt: skip
    suite.append(ET.Element("properties"))
    suite.extend(cases)
    for tag, text in (("system-out", out), ("system-err", "")):
        part = ET.SubElement(suite, tag)
        part.text = text or None
    return suite


def _text(finding: Finding) -> str:
    lines = [f"{visible(finding.file)}:{finding.position}: {finding.code} {visible(finding.message)}", visible(finding.help)]
    lines += [f"{visible(file)}:{position}: {visible(words)}" for file, position, words in finding.related]
    return "\n".join(line for line in lines if line)


def _element(tag: str, **attributes: str) -> ET.Element:
    # Names are tokens in one of the schemas: no space at the ends, no two together. `visible` leaves nothing that XML 1.0 forbids.
    return ET.Element(tag, {name: " ".join(visible(value).split()) or "-" for name, value in attributes.items()})
