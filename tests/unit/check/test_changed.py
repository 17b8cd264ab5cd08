from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builders import article_value, citation_value, claim_value, ledger_value, source_value, write_curated, write_json
from repositories import ScratchRepository

from claims.check.changed import affected_records, narrow, touched_since
from claims.check.engine import Checked, check_paths
from claims.check.git import find_repository
from claims.check.selection import Selection
from claims.errors import UnreadableInput
from claims.model.finding import Finding, Position


def relation(target: str, kind: str = "rests_on") -> list[dict[str, str]]:
    return [{"type": kind, "target": target}]


VALUE = ledger_value(
    sources=[source_value(), source_value("other-2021"), source_value("copy-2021", origin="other-2021", origin_relation="was-quoted-from")],
    claims=[
        claim_value("pear-0001"),
        claim_value("pear-0002", relations=relation("pear-0001")),
        claim_value("pear-0003", relations=relation("pear-0002"), citations=[]),
        claim_value("pear-0004", citations=[citation_value("copy-2021")], relations=relation("pear-0001", "refines")),
        claim_value("pear-0005", citations=[]),
    ],
)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ScratchRepository:
    found = ScratchRepository(tmp_path / "r")
    write_curated(found.folder / "pear", VALUE)
    found.commit("first")
    monkeypatch.chdir(found.folder)
    return found


def edit(name: str, /, **fields: Any) -> None:
    path = Path("pear", name)
    write_json(path, json.loads(path.read_text("utf-8")) | fields)


def affected(revision: str = "HEAD") -> set[str]:
    checked = check_paths(["pear"])
    repository = find_repository()
    touched = touched_since(repository, repository.commit(revision), checked, ["pear"])
    return set(affected_records(((raw.id, raw.value) for raw in checked.context.all_raw), touched))


def test_what_rests_on_a_changed_claim_is_affected_through_every_link(scratch: ScratchRepository) -> None:
    edit("claims/pear-0001.json", statement="Freedonia exported 1,300 tonnes of pears to Sylvania in 2020.")
    assert affected() == {"pear-0001", "pear-0002", "pear-0003", "pear-0004"}


def test_what_merely_names_a_claim_does_not_pass_it_on(scratch: ScratchRepository) -> None:
    edit("claims/pear-0004.json", topic="politics")
    assert affected() == {"pear-0004"}


def test_a_changed_source_reaches_what_cites_it_or_a_copy_of_it(scratch: ScratchRepository) -> None:
    edit("sources/other-2021.json", publisher="Another")
    assert affected() == {"other-2021", "copy-2021", "pear-0004"}


def test_a_deleted_record_reaches_what_named_it_and_what_it_named(scratch: ScratchRepository) -> None:
    Path("pear/claims/pear-0002.json").unlink()
    assert {"pear-0002", "pear-0003", "gazette-2021", "port-office-2021"} <= affected()
    assert "pear-0005" not in affected()


def test_an_entity_reaches_what_names_it_but_not_what_rests_on_that_by_other_relations(scratch: ScratchRepository) -> None:
    edit("entities/gazette.json", name="The Gazette")
    assert affected() == {"gazette", "gazette-2021", *(f"pear-000{number}" for number in range(1, 6))}


def test_a_new_file_counts_before_git_knows_it(scratch: ScratchRepository) -> None:
    write_json(Path("pear/claims/pear-0006.json"), claim_value("pear-0006", citations=[]))
    assert affected() == {"pear-0006"}


def test_records_of_one_file_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = ScratchRepository(tmp_path / "r")
    monkeypatch.chdir(scratch.folder)
    write_json(Path("new.json"), [claim_value("pear-0001"), claim_value("pear-0002"), claim_value("pear-0003")])
    scratch.commit()
    write_json(Path("new.json"), [claim_value("pear-0001"), claim_value("pear-0003", topic="politics")])
    checked = check_paths(["new.json"])
    repository = find_repository()
    touched = touched_since(repository, repository.commit("HEAD"), checked, ["new.json"])
    assert touched.records == {("claim", "pear-0002"), ("claim", "pear-0003")}


def with_findings(*findings: Finding) -> Checked:
    import attrs

    checked = check_paths(["pear"])
    return attrs.evolve(checked, report=attrs.evolve(checked.report, findings=findings))


def at(record: str, file: str, **more: Any) -> Finding:
    return Finding("VAL001", f"of {record}", file, record=record, **more)


def test_findings_are_narrowed_and_the_report_says_so(scratch: ScratchRepository) -> None:
    edit("claims/pear-0002.json", topic="politics")
    Path("a.md").write_text("x", encoding="utf-8")
    findings = [
        at("pear-0002", "pear/claims/pear-0002.json"),
        at("pear-0003", "pear/claims/pear-0003.json"),
        at("pear-0005", "pear/claims/pear-0005.json"),
        at("pear-0001", "pear/claims/pear-0001.json", related=(("pear/claims/pear-0002.json", Position(), "twin"),)),
        at("pear-0005", "a.md"),
        at("", "pear/claims/pear-0004.json"),
        at("", "pear/claims/pear-0002.json"),
    ]
    found = narrow(with_findings(*findings), "HEAD", ["pear"])
    assert [(f.record, f.file) for f in found.report.findings] == [
        ("pear-0002", "pear/claims/pear-0002.json"),
        ("pear-0003", "pear/claims/pear-0003.json"),
        ("pear-0001", "pear/claims/pear-0001.json"),
        ("pear-0005", "a.md"),
        ("", "pear/claims/pear-0002.json"),
    ]
    assert found.report.records == 2
    assert found.notes == ("narrowed to 2 of 14 records: 1 changed since HEAD, 1 linked with them",)


def test_deleted_records_are_counted_in_the_note(scratch: ScratchRepository) -> None:
    Path("pear/claims/pear-0005.json").unlink()
    (note,) = narrow(with_findings(), "HEAD", ["pear"]).notes
    assert "0 changed since HEAD, 1 deleted" in note


def test_on_a_branch_only_what_the_branch_changed_counts(scratch: ScratchRepository) -> None:
    scratch.git("checkout", "-q", "-b", "branch")
    edit("claims/pear-0005.json", topic="politics")
    scratch.commit("on the branch")
    scratch.git("checkout", "-q", "main")
    edit("claims/pear-0001.json", topic="politics")
    scratch.commit("on main")
    scratch.git("checkout", "-q", "branch")
    assert narrow(with_findings(), "main", ["pear"]).notes == ("narrowed to 1 of 14 records: 1 changed since main, 0 linked with them",)


@pytest.mark.parametrize("case", ["nothing", "ledger", "configuration"])
def test_where_narrowing_would_leave_nothing_or_hide_something_everything_counts(scratch: ScratchRepository, case: str) -> None:
    settled = [Path("claims.toml")]
    if case == "ledger":
        edit("ledger.json", version="0.2.0")
    elif case == "configuration":
        Path("claims.toml").write_text("", encoding="utf-8")
    found = narrow(with_findings(at("pear-0005", "pear/claims/pear-0005.json")), "HEAD", ["pear"], settled_by=settled)
    assert len(found.report.findings) == 1 and found.report.records == 14
    assert found.notes == ({
        "nothing": "no record and no document changed since HEAD, so everything was reported on",
        "ledger": "the ledger record changed since HEAD, so everything was reported on",
        "configuration": "the configuration changed since HEAD, so everything was reported on",
    }[case],)  # fmt: skip


def test_a_stale_entry_of_a_baseline_stays_where_its_record_changed(scratch: ScratchRepository) -> None:
    from claims.check.baseline import apply_baseline, read_baseline, write_baseline

    edit("claims/pear-0005.json", topic="Trade Wind")
    edit("claims/pear-0001.json", topic="Trade Wind")
    types = Selection(select=("TYP",))
    write_baseline(Path("b.json"), check_paths(["pear"], selection=types))
    scratch.commit("two mistakes, known")
    edit("claims/pear-0005.json", topic="trade")
    edit("claims/pear-0003.json", topic="politics")
    baseline = read_baseline(Path("b.json"))
    found = narrow(apply_baseline(check_paths(["pear"], selection=types), baseline), "HEAD", ["pear"])
    assert [(f.code, f.record) for f in found.report.findings] == [("REF040", "pear-0005")]
    assert found.report.suppressed == () and found.known == frozenset()


def test_where_records_were_not_kept_nothing_is_narrowed(scratch: ScratchRepository) -> None:
    import attrs

    edit("claims/pear-0005.json", topic="politics")
    checked = with_findings(at("pear-0001", "pear/claims/pear-0001.json"))
    more = attrs.evolve(checked, report=attrs.evolve(checked.report, records=1_000_000))
    found = narrow(more, "HEAD", ["pear"])
    assert len(found.report.findings) == 1
    assert found.notes[0].startswith("not narrowed to what changed since HEAD: a large file")


def test_a_broken_record_counts_as_changed(scratch: ScratchRepository) -> None:
    Path("pear/claims/pear-0005.json").write_text("{", encoding="utf-8")
    found = narrow(check_paths(["pear"]), "HEAD", ["pear"])
    assert [f.code for f in found.report.findings if f.file.endswith("pear-0005.json")] == ["SYN001"]


def test_refuses_with_words_where_git_cannot_tell(scratch: ScratchRepository, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="git knows no revision 'nowhere'"):
        narrow(with_findings(), "nowhere", ["pear"])
    write_json(tmp_path / "out" / "a.json", article_value())
    with pytest.raises(UnreadableInput, match="no git repository"):
        narrow(check_paths([tmp_path / "out"]), "HEAD", [tmp_path / "out"])
