from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from builders import claim_value, write_json
from hypothesis import given
from hypothesis import strategies as st

from claims.check.baseline import STALE, apply_baseline, baseline_bytes, fingerprints, read_baseline, write_baseline
from claims.check.engine import Checked, check_paths
from claims.check.selection import Selection
from claims.errors import UnreadableInput
from claims.model.finding import Finding, Position, Report

SHAPE = Selection(select=("SYN", "SCH", "TYP"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*claims: dict[str, object], paths: tuple[str, ...] = ("new.json",), selection: Selection = SHAPE) -> Checked:
    if claims:
        write_json(Path("new.json"), list(claims))
    return check_paths(paths, selection=selection)


BAD = claim_value("pear-0001", topic="Trade Wind")
ALSO_BAD = claim_value("pear-0002", checkable="yes")


def test_known_findings_are_suppressed_and_new_ones_stand() -> None:
    write_baseline(Path("b.json"), check(BAD))
    found = apply_baseline(check(BAD, ALSO_BAD), read_baseline(Path("b.json")), selection=SHAPE)
    assert [f.code for f in found.report.findings] == ["SCH005"]
    assert [f.code for f in found.report.suppressed] == ["TYP005"]
    assert found.known == frozenset(found.report.suppressed)
    assert found.report.exit_status == 1


def test_what_is_inserted_above_does_not_make_a_finding_new() -> None:
    write_baseline(Path("b.json"), check(BAD))
    found = apply_baseline(check(claim_value("pear-0000"), claim_value("pear-0009"), BAD), read_baseline(Path("b.json")), selection=SHAPE)
    assert found.report.findings == ()
    assert found.report.exit_status == 0


def test_a_stale_entry_is_a_finding_at_its_line() -> None:
    write_baseline(Path("b.json"), check(BAD, ALSO_BAD))
    found = apply_baseline(check(BAD, claim_value("pear-0002")), read_baseline(Path("b.json")), selection=SHAPE)
    (stale,) = found.report.findings
    assert (stale.code, stale.file) == (STALE, "b.json")
    assert "SCH005 at pear-0002 no longer occurs" in stale.message
    assert found.marks["b.json"].line_text(stale.line + 1).strip().startswith('"fingerprint"')
    assert found.report.exit_status == 1


def test_an_entry_that_this_run_could_not_have_found_is_not_stale() -> None:
    write_baseline(Path("b.json"), check(BAD))
    baseline = read_baseline(Path("b.json"))
    only_others = Selection(select=("SYN",))
    assert apply_baseline(check(claim_value(), selection=only_others), baseline, selection=only_others).report.findings == ()
    write_json(Path("other.json"), claim_value("pear-0005"))
    assert apply_baseline(check(paths=("other.json",)), baseline, selection=SHAPE).report.findings == ()
    not_run = check(claim_value())
    not_run = attrs.evolve(not_run, report=attrs.evolve(not_run.report, not_run=(("TYP005", "no reason"),)))
    assert apply_baseline(not_run, baseline, selection=SHAPE).report.findings == ()


def test_an_entry_of_a_file_that_is_gone_is_stale() -> None:
    write_baseline(Path("b.json"), check(BAD))
    write_json(Path("other.json"), claim_value("pear-0005"))
    Path("new.json").unlink()
    found = apply_baseline(check(paths=("other.json",)), read_baseline(Path("b.json")), selection=SHAPE)
    assert [f.code for f in found.report.findings] == [STALE]


def test_what_cannot_be_read_is_never_known() -> None:
    unreadable = check(paths=("none.json",))
    assert json.loads(baseline_bytes(unreadable))["findings"] == []


def test_writing_is_stable_and_keeps_what_a_baseline_knows() -> None:
    first = check(BAD, ALSO_BAD)
    assert write_baseline(Path("b.json"), first) is True
    assert write_baseline(Path("b.json"), first) is False
    applied = apply_baseline(first, read_baseline(Path("b.json")), selection=SHAPE)
    assert baseline_bytes(applied) == Path("b.json").read_bytes()
    entries = json.loads(Path("b.json").read_text("utf-8"))["findings"]
    entries = json.loads(Path("b.json").read_text("utf-8"))["findings"]
    assert [(e["file"], e["record"], e["code"]) for e in entries] == [
        ("new.json", "pear-0001", "TYP005"), ("new.json", "pear-0002", "SCH005"),
    ]  # fmt: skip


def test_alike_findings_are_counted() -> None:
    two = Report((Finding("SYN003", "m", "a.json", Position(3, 1)), Finding("SYN003", "m", "a.json", Position(5, 1))), 1, ("a.json",))
    Path("a.json").touch()
    write_baseline(Path("b.json"), Checked(two))
    three = attrs.evolve(two, findings=(*two.findings, Finding("SYN003", "m", "a.json", Position(9, 1))))
    found = apply_baseline(Checked(three), read_baseline(Path("b.json")))
    assert [f.line for f in found.report.findings] == [9]
    one = attrs.evolve(two, findings=two.findings[:1])
    assert [f.code for f in apply_baseline(Checked(one), read_baseline(Path("b.json"))).report.findings] == [STALE]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[", r"b\.json:1:2: not a baseline: .*--write-baseline"),
        ("[]", "expected an object with `baseline_version` '1.0'"),
        ('{"baseline_version": "2.0", "findings": []}', "expected an object with `baseline_version` '1.0'"),
        ('{"baseline_version": "1.0",\n "findings": [3]}', r"b\.json:2:15: not an entry of a baseline"),
        ('{"baseline_version": "1.0", "findings": [{"code": "x"}]}', "not an entry of a baseline"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused_with_its_place(text: str, words: str) -> None:
    Path("b.json").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableInput, match=words):
        read_baseline(Path("b.json"))
    Path("b.json").write_bytes(b"\xff")
    with pytest.raises(UnreadableInput, match=r"b\.json:1:1: not a baseline"):
        read_baseline(Path("b.json"))
    with pytest.raises(UnreadableInput, match="no such file"):
        read_baseline(Path("none.json"))


FINDINGS = st.builds(
    Finding,
    st.sampled_from(["SYN001", "VAL001"]),
    st.sampled_from(["a", "b"]),
    st.sampled_from(["x.json", "y.json"]),
    st.builds(Position, st.integers(1, 9), st.integers(1, 3)),
    st.sampled_from(["citations[0].says", "citations[12].says", "time"]),
    st.sampled_from(["", "pear-0001"]),
)


@given(st.lists(FINDINGS, max_size=12, unique=True), st.integers(0, 50))
def test_fingerprints_are_distinct_and_do_not_depend_on_lines(findings: list[Finding], added: int) -> None:
    prints = fingerprints(findings)
    assert len(set(prints)) == len(findings)
    moved = [attrs.evolve(f, position=Position(f.line + added, f.column)) for f in findings]
    assert fingerprints(moved) == prints
