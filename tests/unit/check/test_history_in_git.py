from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builders import claim_value, ledger_value, source_value, write_curated, write_json
from repositories import ScratchRepository

from claims.check.engine import Checked, check_paths
from claims.check.history_in_git import CODES, check_history
from claims.check.selection import Selection
from claims.errors import UnreadableInput

ONLY = Selection(select=("REF03", "SYN"))
HISTORY = [
    {"date": "2021-07-02", "change": "created", "note": "First written."},
    {"date": "2021-08-01", "change": "assessed", "verdict": "supported", "note": "Looked up."},
]
ASSESSED = {"verdict": "supported", "policy": "claims-default/1", "rationale": "Because."}
VALUE = ledger_value(
    sources=[source_value(content_digest="a" * 64)],
    claims=[
        claim_value("pear-0001", history=HISTORY, assessment=ASSESSED),
        claim_value("pear-0002", citations=[], relations=[{"type": "rests_on", "target": "pear-0001"}]),
        claim_value("pear-0003", citations=[]),
    ],
)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ScratchRepository:
    found = ScratchRepository(tmp_path / "r")
    write_curated(found.folder / "pear", VALUE)
    found.commit("first")
    monkeypatch.chdir(found.folder)
    return found


def edit(name: str, **fields: Any) -> None:
    path = Path("pear", name)
    write_json(path, json.loads(path.read_text("utf-8")) | fields)


def check(revision: str | None = None, selection: Selection = ONLY) -> Checked:
    return check_history(check_paths(["pear"], selection=selection), ["pear"], revision, selection=selection)


def told(checked: Checked) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.record, finding.message) for finding in checked.report.findings]


def later(change: str = "reviewed", **more: str) -> dict[str, str]:
    return {"date": "2022-01-01", "change": change, "note": "Looked again.", **more}


def test_a_history_that_grows_is_fine(scratch: ScratchRepository) -> None:
    edit("claims/pear-0001.json", history=[*HISTORY, later()])
    assert told(check()) == []


def test_a_changed_entry_and_a_removed_entry_are_found_at_their_place(scratch: ScratchRepository) -> None:
    edit("claims/pear-0001.json", history=[HISTORY[0], HISTORY[1] | {"date": "2021-08-02"}])
    found = check()
    assert told(found) == [("REF031", "pear-0001", "entry 2 of the history (assessed on 2021-08-01) was changed")]
    (finding,) = found.report.findings
    line = found.marks[finding.file].line_text(finding.line + 1)
    assert (finding.file, line.strip()) == ("pear/claims/pear-0001.json", '"date": "2021-08-02",')
    edit("claims/pear-0001.json", history=HISTORY[:1])
    assert told(check()) == [("REF031", "pear-0001", "entry 2 of the history (assessed on 2021-08-01) was removed")]


def test_a_deleted_claim_is_found_and_a_moved_one_is_not(scratch: ScratchRepository) -> None:
    Path("pear/claims/pear-0003.json").unlink()
    assert told(check()) == [("REF030", "pear-0003", "the claim 'pear-0003' was deleted")]
    assert check().report.findings[0].file == "pear/claims/pear-0003.json"
    write_json(Path("pear/claims/renamed.json"), claim_value("pear-0003", citations=[]))
    assert told(check()) == []


def test_a_claim_that_cannot_be_read_is_not_deleted(scratch: ScratchRepository) -> None:
    Path("pear/claims/pear-0003.json").write_text("{", encoding="utf-8")
    assert [code for code, _, _ in told(check())] == ["SYN001"]


def test_a_verdict_changes_only_with_an_entry(scratch: ScratchRepository) -> None:
    edit("claims/pear-0001.json", assessment=ASSESSED | {"verdict": "refuted"})
    message = "the verdict was supported and is refuted, and the history does not say so"
    assert told(check()) == [("REF032", "pear-0001", message)]
    edit("claims/pear-0001.json", history=[*HISTORY, later("assessed", verdict="refuted")])
    assert told(check()) == []


def test_a_changed_source_reaches_the_claims_that_cite_it_and_those_that_rest_on_them(scratch: ScratchRepository) -> None:
    edit("sources/port-office-2021.json", content_digest="b" * 64)
    cites = "pear-0001 cites port-office-2021, whose content_digest changed"
    assert told(check()) == [
        ("REF033", "pear-0001", f"nobody has looked again: {cites}"),
        ("REF033", "pear-0002", f"nobody has looked again: pear-0002 rests on {cites.replace(' cites', ', which cites')}"),
    ]
    edit("claims/pear-0001.json", history=[*HISTORY, later()])
    assert told(check()) == []


def test_a_note_in_a_source_reaches_nobody(scratch: ScratchRepository) -> None:
    edit("sources/port-office-2021.json", note="Read again.")
    assert told(check()) == []


def test_on_a_fresh_checkout_the_commit_before_is_compared(scratch: ScratchRepository) -> None:
    Path("pear/claims/pear-0003.json").unlink()
    scratch.commit("delete")
    assert [code for code, _, _ in told(check())] == ["REF030"]


def test_a_revision_is_compared_from_where_the_branch_left_it(scratch: ScratchRepository) -> None:
    scratch.git("checkout", "-q", "-b", "branch")
    Path("pear/claims/pear-0003.json").unlink()
    scratch.commit("delete")
    scratch.commit("something else")
    scratch.git("checkout", "-q", "main")
    write_json(Path("pear/claims/pear-0004.json"), claim_value("pear-0004", citations=[]))
    scratch.commit("on main")
    scratch.git("checkout", "-q", "branch")
    assert [(code, record) for code, record, _ in told(check("main"))] == [("REF030", "pear-0003")]


def test_a_record_may_accept_it_with_a_reason(scratch: ScratchRepository) -> None:
    selection = Selection(select=("REF012", "REF03"))
    accepted = [{"code": "REF031", "reason": "A slip of the pen in the note."}]
    edit("claims/pear-0001.json", history=[HISTORY[0] | {"note": "First."}, HISTORY[1]], accepted=accepted)
    found = check(selection=selection)
    assert told(found) == []
    assert [finding.code for finding in found.report.suppressed] == ["REF031"]
    edit("claims/pear-0001.json", history=HISTORY)
    unused = check(selection=selection)
    assert told(unused) == [("REF012", "pear-0001", "REF031 is accepted here and does not occur")]
    assert unused.report.findings[0].field == "accepted[0]"
    elsewhere = check_paths(["pear"], selection=selection)
    assert told(elsewhere) == []


def test_where_git_cannot_tell_the_checks_are_not_run(scratch: ScratchRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = check()
    reason = "nothing differs from HEAD, and git has no earlier commit here (a shallow clone, or the first)"
    assert first.report.not_run == tuple((code, reason) for code in CODES)
    write_curated(tmp_path / "out" / "pear", VALUE)
    monkeypatch.chdir(tmp_path / "out")
    assert [why for _, why in check().report.not_run] == ["no git repository at or above pear"] * len(CODES)
    empty = ScratchRepository(tmp_path / "out")
    assert dict(check().report.not_run)["REF030"] == "the git repository has no commit yet"
    empty.commit()
    monkeypatch.setenv("PATH", "")
    assert dict(check().report.not_run)["REF030"] == "git is not installed, or not on the PATH"


def test_where_records_were_not_kept_the_checks_are_not_run(scratch: ScratchRepository) -> None:
    import attrs

    Path("pear/claims/pear-0003.json").unlink()
    checked = check_paths(["pear"], selection=ONLY)
    more = attrs.evolve(checked, report=attrs.evolve(checked.report, records=1_000_000))
    found = check_history(more, ["pear"], selection=ONLY)
    assert told(found) == []
    assert "line by line" in dict(found.report.not_run)["REF030"]


def test_a_revision_that_was_asked_for_must_exist(scratch: ScratchRepository) -> None:
    with pytest.raises(UnreadableInput, match="git knows no revision 'nowhere'"):
        check("nowhere")


def test_what_a_claim_says_changes_only_with_an_entry(scratch: ScratchRepository) -> None:
    edit("claims/pear-0001.json", statement="Freedonia sold 1,300 tonnes of pears to Sylvania in 2020.")
    found = check()
    assert told(found) == [("REF034", "pear-0001", "`statement` changed, and the history does not say so")]
    assert found.report.findings[0].severity == "warning"
    edit("claims/pear-0001.json", history=[*HISTORY, later("revised")])
    assert told(check()) == []


@pytest.mark.parametrize("field", ["corrected", "later"])
def test_what_is_right_instead_does_not_come_or_go_without_a_word(field: str, scratch: ScratchRepository) -> None:
    assessment = json.loads(Path("pear/claims/pear-0001.json").read_text("utf-8"))["assessment"] | {field: "It was 1,300 tonnes."}
    edit("claims/pear-0001.json", assessment=assessment)
    message = f"`assessment.{field}` changed, and the history does not say so"
    assert told(check()) == [("REF034", "pear-0001", message)]
    edit("claims/pear-0001.json", history=[*HISTORY, later("revised")])
    assert told(check()) == []


def test_relations_may_be_added_and_not_taken_away_without_a_word(scratch: ScratchRepository) -> None:
    edit("claims/pear-0003.json", relations=[{"type": "refines", "target": "pear-0001"}])
    assert told(check()) == []
    edit("claims/pear-0002.json", relations=[])
    assert told(check()) == [("REF034", "pear-0002", "`relations` changed, and the history does not say so")]


def test_a_record_without_history_that_claims_name_is_pointed_out(scratch: ScratchRepository) -> None:
    edit("sources/port-office-2021.json", publisher_id="prot-office")
    (finding,) = check().report.findings
    assert (finding.code, finding.record, finding.field) == ("REF035", "port-office-2021", "publisher_id")
