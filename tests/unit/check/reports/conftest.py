from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from builders import claim_value, ledger_value, write_json

from claims.check.engine import Checked, check_paths
from claims.check.selection import Selection
from claims.model.finding import Finding, Position, Severity, in_order

ODD = Finding(
    "VAL999",
    "odd \x07 \ufffe \ud800 ]]> <x> & % \u202e : ,",
    "dir, 100% é/book.xlsx",
    Position(sheet="My Sheet", cell="B7"),
    "citations[2].stance",
    "pear-0009",
    "first\nsecond",
    Severity.WARNING,
    (("new.json", Position(3, 4), "the other place"),),
)
"""A finding with everything that a format may trip over: a cell, no known code, characters that XML and workflow commands forbid."""


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    """A run with findings of several files and severities, one suppressed in place, one known, one file unreadable, two checks not run."""
    monkeypatch.chdir(tmp_path)
    claims = [
        claim_value(accepted=[{"code": "VAL998", "reason": "Looked at by hand."}]),
        claim_value("pear-0002", topic="Trade Wind", statment="x" * 300),
        claim_value("pear-0003", statement="表表\u202e and\tso"),
    ]
    write_json(tmp_path / "new.json", ledger_value(claims=claims))
    (tmp_path / "bad.yaml").write_text("a: [", encoding="utf-8")
    write_json(tmp_path / "good.json", claim_value("pear-0004"))
    found = check_paths(["new.json", "bad.yaml", "good.json", "none.json"], selection=Selection(select=("SYN", "SCH", "TYP")))
    report = found.report
    accepted = Finding("VAL998", "accepted", "new.json", Position(2, 3), record="pear-0001")
    known = next(finding for finding in report.findings if finding.code == "TYP005")
    report = attrs.evolve(
        report,
        findings=in_order([*(f for f in report.findings if f != known), ODD]),
        suppressed=in_order([accepted, known]),
        not_run=(("ANC001", "no article text was given"), ("REF030", "no git repository")),
    )
    return attrs.evolve(found, report=report, known=frozenset([known]), notes=("narrowed to 3 of 9 records",))
