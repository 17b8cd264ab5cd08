from __future__ import annotations

import json
from pathlib import Path

from claims.check.engine import Checked
from claims.check.reports.json_report import REPORT_VERSION, as_value, render


def test_fields_of_the_object(checked: Checked) -> None:
    value = json.loads(render(checked))
    assert list(value) == [
        "report_version", "ok", "exit_status", "counts", "records", "files", "unreadable", "not_run", "notes", "findings", "suppressed",
    ]  # fmt: skip
    assert value["report_version"] == REPORT_VERSION
    assert (value["ok"], value["exit_status"]) == (False, 2)
    assert value["counts"] == {"error": 4, "warning": 1, "note": 0, "suppressed": 2}
    assert value["unreadable"] == ["none.json"]
    assert value["not_run"][1] == {"check": "REF030", "reason": "no git repository"}


def test_a_finding_of_a_text_file_has_line_and_column_and_of_a_workbook_sheet_and_cell(checked: Checked) -> None:
    findings = json.loads(render(checked))["findings"]
    unknown = next(f for f in findings if f["code"] == "SCH002")
    assert (unknown["file"], unknown["record"], unknown["field"], unknown["name"]) == ("new.json", "pear-0002", "statment", "unknown field")
    assert unknown["line"] > 1 and unknown["column"] == 7
    odd = next(f for f in findings if f["code"] == "VAL999")
    assert (odd["sheet"], odd["cell"]) == ("My Sheet", "B7") and "line" not in odd
    assert odd["message"].startswith("odd \x07 \ufffe \ud800 ")
    assert odd["related"] == [{"file": "new.json", "line": 3, "column": 4, "message": "the other place"}]


def test_suppressed_findings_say_by_what_and_why(checked: Checked) -> None:
    suppressed = {f["code"]: f["suppression"] for f in as_value(checked)["suppressed"]}
    assert suppressed == {
        "VAL998": {"kind": "inSource", "reason": "Looked at by hand."},
        "TYP005": {"kind": "external", "reason": "known to the baseline"},
    }


def test_files_are_named_from_the_root(checked: Checked, tmp_path: Path) -> None:
    assert as_value(checked, tmp_path.parent)["files"][0] == f"{tmp_path.name}/new.json"
