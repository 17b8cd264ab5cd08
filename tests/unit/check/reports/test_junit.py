"""What both published JUnit schemas demand, and what a build server shows."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import attrs
import pytest

from claims.check.engine import Checked
from claims.check.reports.junit import NOT_RUN, render


@pytest.fixture
def suites(checked: Checked) -> dict[str, ET.Element]:
    root = ET.fromstring(render(checked))
    assert root.tag == "testsuites" and not root.attrib
    return {suite.get("name", ""): suite for suite in root}


def test_a_suite_a_file_and_one_for_what_was_not_run(suites: dict[str, ET.Element]) -> None:
    assert list(suites) == ["bad.yaml", "dir, 100% é/book.xlsx", "good.json", "new.json", "none.json", NOT_RUN]
    assert [case.get("name") for case in suites[NOT_RUN].iter("testcase")] == ["ANC001 not run", "REF030 not run"]
    assert all(case.find("skipped") is not None for case in suites[NOT_RUN].iter("testcase"))


def test_every_suite_has_the_attributes_and_children_that_the_schemas_demand(suites: dict[str, ET.Element]) -> None:
    for number, suite in enumerate(suites.values()):
        assert suite.get("id") == str(number)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.get("timestamp", ""))
        assert suite.get("package") and suite.get("hostname") and suite.get("time") == "0"
        tags = [child.tag for child in suite]
        assert tags[0] == "properties" and tags[-2:] == ["system-out", "system-err"] and set(tags[1:-2]) == {"testcase"}
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(attribute) == str(len(suite.findall(f"testcase/{tag}")))
        for case in cases:
            assert case.get("name") and case.get("classname") and case.get("time") == "0"
            assert len(case) <= 1
            assert all(outcome.get("type") for outcome in case if outcome.tag != "skipped")


def test_errors_fail_warnings_are_skipped_unreadable_files_are_errors_clean_files_pass(suites: dict[str, ET.Element]) -> None:
    (clean,) = suites["good.json"].findall("testcase")
    assert len(clean) == 0
    (warned,) = suites["dir, 100% é/book.xlsx"].findall("testcase")
    assert warned[0].tag == "skipped" and warned[0].get("message", "").startswith("warning: odd")
    (unread,) = suites["none.json"].findall("testcase")
    assert unread[0].tag == "error"
    assert {case[0].tag for case in suites["new.json"].findall("testcase")} == {"failure"}


def test_what_xml_cannot_hold_is_shown(checked: Checked) -> None:
    text = render(checked)
    assert "odd &lt;U+0007&gt; &lt;U+FFFE&gt; &lt;U+D800&gt; ]]&gt;" in text
    assert all(char in "\n\t" or (char >= " " and char not in "\ufffe\uffff") for char in text)


def test_a_clean_run_has_no_suite_of_skipped_checks(checked: Checked) -> None:
    report = attrs.evolve(checked.report, findings=(), not_run=(), unreadable=())
    root = ET.fromstring(render(attrs.evolve(checked, report=report)))
    assert [suite.get("failures") for suite in root] == ["0", "0", "0"]
