"""Law: whatever a finding's words, file or place, each format tells every finding, and equal input gives equal bytes."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from claims.check.engine import Checked
from claims.check.reports import REPORTS, get_renderer
from claims.load.marks import Marks
from claims.model.finding import Finding, Position, Report, Severity, in_order

WORDS = st.text(max_size=30)
PLACES = st.one_of(
    st.builds(Position, st.integers(1, 40), st.integers(1, 400)),
    st.builds(lambda cell: Position(sheet="Sheet 1", cell=cell), st.sampled_from(["A1", "XFD1048576"])),
)
FILES = st.sampled_from(["a.json", "b dir/é,%:.yaml", "c.xlsx"])
FINDINGS = st.builds(
    Finding,
    st.sampled_from(["SYN001", "TYP001", "VAL999"]),
    WORDS,
    FILES,
    PLACES,
    st.sampled_from(["", "citations[0].says"]),
    st.sampled_from(["", "pear-0001"]),
    WORDS,
    st.sampled_from(Severity),
    st.lists(st.tuples(FILES, PLACES, WORDS), max_size=2).map(tuple),
)


@given(st.lists(FINDINGS, max_size=6), st.text(max_size=500), st.sampled_from([(), ("c.xlsx",)]))
def test_every_report_tells_the_same_findings(findings: list[Finding], source: str, unreadable: tuple[str, ...]) -> None:
    listed = in_order(findings)
    report = Report(listed, 3, ("a.json", "b dir/é,%:.yaml"), (("ANC001", "no text"),), (), unreadable)
    checked = Checked(report, {"a.json": Marks(source, {(): 0}, {})})
    wanted = sorted(finding.code for finding in listed)
    told = {name: get_renderer(name)(checked) for name in REPORTS}
    for name, text in told.items():
        text.encode("utf-8")
        assert text == get_renderer(name)(checked)
    assert sorted(finding["code"] for finding in json.loads(told["json"])["findings"]) == wanted
    results = json.loads(told["sarif"])["runs"][0]["results"]
    assert sorted(result["ruleId"] for result in results) == wanted
    assert len({result["partialFingerprints"]["claims/v1"] for result in results}) == len(results)
    assert sorted(re.findall(r"^::(?:error|warning|notice) .*?title=(\w{6})", told["github"], re.M)) == wanted
    assert sorted(re.findall(r"^(?:a\.json|b dir/é,%:\.yaml|c\.xlsx):[^:]+(?::\d+)?: (\w{6}) ", told["text"], re.M)) == wanted
    cases = [case.get("name", "")[:6] for case in ET.fromstring(told["junit"]).iter("testcase")]
    assert sorted(name for name in cases if name in {"SYN001", "TYP001", "VAL999"}) == wanted
