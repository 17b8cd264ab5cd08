"""The same findings in every format, and equal input gives equal bytes."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest

from claims.check.engine import Checked, check_paths
from claims.check.reports import REPORTS, chosen_format, get_renderer
from claims.errors import UnknownName


def codes_in(name: str, text: str) -> list[str]:
    """Return the codes that a report tells, in order of code."""
    if name == "text":
        found = re.findall(r"^\S.*?:(?:\d+:\d+|[^:]+![A-Z]+\d+): ([A-Z]{3}\d{3}) ", text, re.M)
    elif name == "json":
        found = [finding["code"] for finding in json.loads(text)["findings"]]
    elif name == "github":
        found = re.findall(r"^::(?:error|warning|notice) .*?title=([A-Z]{3}\d{3})", text, re.M)
    elif name == "sarif":
        found = [result["ruleId"] for result in json.loads(text)["runs"][0]["results"] if not result["suppressions"]]
    else:
        found = [word for case in ET.fromstring(text).iter("testcase") if re.fullmatch(r"[A-Z]{3}\d{3}", word := case.get("name", "")[:6])]
        found = [word for word in found if word not in {"ANC001", "REF030"}]
    return sorted(found)


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_tells_the_same_findings(name: str, checked: Checked) -> None:
    assert codes_in(name, get_renderer(name)(checked)) == sorted(finding.code for finding in checked.report.findings)


@pytest.mark.parametrize("name", REPORTS)
def test_equal_input_gives_equal_bytes(name: str, checked: Checked) -> None:
    first, second = get_renderer(name)(checked), get_renderer(name)(checked)
    assert first == second
    assert first.endswith("\n")
    first.encode("utf-8")


@pytest.mark.parametrize("name", REPORTS)
def test_says_what_was_not_run_and_which_file_was_not_read(name: str, checked: Checked) -> None:
    text = get_renderer(name)(checked)
    assert "no git repository" in text
    assert "none.json" in text


@pytest.mark.parametrize("name", REPORTS)
def test_an_empty_run_says_so(name: str) -> None:
    text = get_renderer(name)(check_paths([]))
    if name == "json":
        assert json.loads(text)["exit_status"] == 2
    elif name == "sarif":
        assert json.loads(text)["runs"][0]["invocations"][0]["executionSuccessful"] is False
    elif name == "junit":
        assert ET.fromstring(text).find(".//error") is not None
    else:
        assert "nothing was checked, which is not a pass" in text


def test_auto_is_github_only_inside_its_actions() -> None:
    assert chosen_format("auto", {"GITHUB_ACTIONS": "true"}) == "github"
    assert chosen_format("auto", {"GITHUB_ACTIONS": ""}) == chosen_format("auto", {}) == "text"
    assert chosen_format("sarif", {"GITHUB_ACTIONS": "true"}) == "sarif"


def test_an_unknown_format_names_those_that_there_are() -> None:
    with pytest.raises(UnknownName, match="'html'; there are text, json, github, sarif, junit, auto"):
        get_renderer("html")
