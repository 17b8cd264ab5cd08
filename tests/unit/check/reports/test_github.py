from __future__ import annotations

import re

import attrs

from claims.check.engine import Checked
from claims.check.reports.github import annotation, render
from claims.model.finding import Finding, Position, Severity


def test_escapes_what_would_end_a_property_or_a_line() -> None:
    finding = Finding("VAL001", "50% of a:b,c", "a,b:100%.json", Position(3, 4), help="mend\nit")
    line = annotation(finding)
    assert line.startswith("::error file=a%2Cb%3A100%25.json,line=3,col=4,title=VAL001")
    assert line.endswith("::50%25 of a:b,c%0Amend<U+000A>it")
    assert "\n" not in line


def test_levels_and_cells() -> None:
    note = Finding("STY001", "m", "b.xlsx", Position(sheet="S", cell="B7"), severity=Severity.NOTE)
    assert annotation(note).startswith("::notice file=b.xlsx,title=STY001")
    assert annotation(note).endswith("::S!B7: m")
    assert annotation(attrs.evolve(note, severity=Severity.WARNING)).startswith("::warning ")


def test_annotations_in_a_group_then_the_full_text_in_which_no_command_works(checked: Checked) -> None:
    lines = render(checked).splitlines()
    end = lines.index("::endgroup::")
    assert lines[0] == "::group::claims check: annotations"
    assert len(lines[1:end]) == len(checked.report.findings)
    stop = re.fullmatch(r"::stop-commands::([0-9a-f]{64})", lines[end + 1])
    assert stop is not None
    assert f"::{stop[1]}::" in lines[end + 2 :]
    assert any(line.startswith("4 errors, 1 warning;") for line in lines)


def test_says_that_the_list_is_complete_where_github_would_drop_some(checked: Checked) -> None:
    many = tuple(Finding("VAL001", f"m{number}", "a.json", Position(number, 1)) for number in range(1, 12))
    text = render(attrs.evolve(checked, report=attrs.evolve(checked.report, findings=many)))
    assert text.count("::error ") == 11
    assert "11 findings; GitHub shows at most 10 of a kind" in text.splitlines()[-1]


def test_a_clean_run_has_no_annotation(checked: Checked) -> None:
    text = render(attrs.evolve(checked, report=attrs.evolve(checked.report, findings=())))
    assert "::error" not in text and "::group" not in text
