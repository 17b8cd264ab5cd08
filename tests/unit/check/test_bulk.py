"""Large JSON Lines files: every kind of defect is found at its line, what did not run is told, and memory and collector are let be."""

from __future__ import annotations

import gc
from pathlib import Path

import orjson
import pytest
from benchmarks.defects import DEFECTS, Defect
from benchmarks.generate import claim_value, world, write
from builders import make_ledger
from click.testing import CliRunner
from same_report import assert_same_report

from claims.check import bulk_scan, engine
from claims.check.bulk import RULES, check_bulk
from claims.check.bulk_processes import processes_for, scan_file
from claims.check.bulk_scan import Known
from claims.check.bulk_schema import has_numbers
from claims.check.bulk_tally import NAMESPACES, Tally, Vocabulary
from claims.check.engine import check_paths, is_large
from claims.check.rules import all_rules
from claims.cli.check_command import command
from claims.model.schema import plain_schema

WORLD = [orjson.dumps(value) for _, value in world()]
NOTHING = Known({name: frozenset() for name in NAMESPACES})


def lines_file(path: Path, *lines: bytes) -> Path:
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_every_defect_is_found_at_its_line(tmp_path: Path, defect: Defect) -> None:
    good = [orjson.dumps(claim_value(number)) for number in (1, 2)]
    path = lines_file(tmp_path / "claims.jsonl", *WORLD, *good, defect.make(claim_value(7)))
    found = check_bulk([path], processes=1, every_file=True).report.findings
    assert defect.code in {finding.code for finding in found if finding.line == len(WORLD) + 3}
    # The claim that was there first is named as well; nothing else has a finding.
    assert {finding.line for finding in found} - {len(WORLD) + 1 if defect.code == "REF001" else 0} == {len(WORLD) + 3}


def test_good_records_have_no_finding_and_what_did_not_run_is_told(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    write(path, 60)
    checked = check_bulk([path], every_file=True)
    assert checked.report.findings == ()
    assert checked.report.records == len(WORLD) + 60
    assert checked.report.exit_status == 0
    not_run = {code for code, reason in checked.report.not_run if "--all-rules" in reason}
    assert not_run == {rule.code for rule in all_rules() if rule.check is not None} - RULES


def test_the_rules_that_run_are_rules() -> None:
    assert {rule.code for rule in all_rules() if rule.check is not None} >= RULES


def test_claims_without_a_ledger_are_not_said_to_refer_to_nothing(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    write(path, 20, with_world=False)
    report = assert_same_report(path).report
    assert report.findings == ()
    assert {"REF005", "REF006", "REF007", "REF008"} <= {code for code, _ in report.not_run}


def test_claims_are_held_against_the_ledger_that_is_given(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    write(path, 3, with_world=False)
    report = assert_same_report(path, against=make_ledger()).report
    assert {"REF003", "REF005", "REF006", "REF008"} <= report.counts().keys()


def test_what_claims_refer_to_may_stand_after_them(tmp_path: Path) -> None:
    claims = [orjson.dumps(claim_value(number)) for number in range(30, 0, -1)]
    path = lines_file(tmp_path / "claims.jsonl", *claims, *reversed(WORLD))
    assert assert_same_report(path).report.findings == ()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n\n", b" \t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf{}\n", b"\xff\xfe{\x00}\x00", b"\xfe\xff\x00{",
        b"\x00{\x00}" * 40, b'{"statement": "caf\xe9"}\n', b"[]\n", b"1\n", b"{}\n", b'"text"\n', b"{" * 200 + b"\n",
        b"[" * 500 + b"]" * 500 + b"\n", b"\x00\n", b'{"id": "x"}\n{"id": "x"}\n',
    ],
)  # fmt: skip
def test_odd_files_are_told_as_ever(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_bytes(content)
    report = assert_same_report(path).report
    assert report.exit_status in (1, 2)
    assert report.findings


def test_a_byte_that_is_no_text_far_inside_makes_the_file_unreadable(tmp_path: Path) -> None:
    good = [orjson.dumps(claim_value(number)) for number in range(1, 40)]
    path = lines_file(tmp_path / "claims.jsonl", *good, good[0].replace(b"border-0001", b"border-00\xff1"), *good)
    for processes in (1, 2):
        report = assert_same_report(path, processes=processes).report
        assert report.unreadable == (str(path),)
        assert report.findings[0].line == 40


def test_two_ledgers_in_one_file_count_as_they_do_in_small_files(tmp_path: Path) -> None:
    other = orjson.loads(WORLD[0]) | {"id": "other", "topics": [{"id": "trade", "label": "T", "description": "D"}]}
    claims = [orjson.dumps(claim_value(number)) for number in range(1, 12)]
    path = lines_file(tmp_path / "claims.jsonl", *WORLD, *claims, orjson.dumps(other))
    assert "REF003" in assert_same_report(path).report.counts()


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_scan, "MAX_LINE", 1000)
    monkeypatch.setattr(bulk_scan, "BLOCK", 600)
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b'{"statement": "' + b"a" * 5000)
    report = check_bulk([path], every_file=True).report
    assert report.unreadable == (str(path),)
    assert (report.findings[0].code, report.findings[0].line) == ("SYN000", 1)


def test_lines_are_whole_wherever_blocks_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes("один\n\nдва\nthree\r\nв конце".encode())
    for size in range(1, 60):
        monkeypatch.setattr(bulk_scan, "BLOCK", size)
        with open(path, "rb") as stream:
            blocks = list(bulk_scan.blocks_of_lines(stream, 0, path.stat().st_size))
        assert [line for _, lines in blocks for line in lines] == path.read_bytes().split(b"\n")
        for offset, lines in blocks:
            assert not lines or path.read_bytes()[offset:].startswith(lines[0])


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_as_it_was(tmp_path: Path, enabled: bool) -> None:
    path = lines_file(tmp_path / "claims.jsonl", orjson.dumps(claim_value(1)), b"\xff")
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        check_bulk([path], every_file=True)
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


def test_only_offsets_of_anchors_are_numbers_in_a_claim() -> None:
    # The pass looks at these alone for 1.0, which JSON Schema takes for an integer.
    schema = plain_schema("claim")
    numeric = {
        (name, field)
        for name, part in {"Claim": schema, **schema["$defs"]}.items()
        for field, inner in part.get("properties", {}).items()
        if "integer" in str(inner) or "'number'" in str(inner) or "Offset" in str(inner)
    }
    assert numeric == {("Anchor", "start"), ("Anchor", "end")}
    assert not has_numbers("source") and not has_numbers("entity") and has_numbers("article")


def test_only_large_files_are_taken_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "claims.jsonl"
    write(path, 3, with_world=False)
    assert not is_large(path)
    assert not is_large(tmp_path) and not is_large(tmp_path / "absent.jsonl")
    assert "STY001" not in {code for code, _ in check_paths([path]).report.not_run}
    monkeypatch.setattr(engine, "LARGE", path.stat().st_size)
    assert is_large(path)
    assert "STY001" in {code for code, _ in check_paths([path]).report.not_run}
    assert "STY001" not in {code for code, _ in check_paths([path], all_rules=True).report.not_run}


def test_the_command_line_takes_large_files_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines_file(tmp_path / "claims.jsonl", *WORLD, orjson.dumps(claim_value(1)), b'{"statement": 1}')
    monkeypatch.setattr(engine, "LARGE", 1000)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(command, ["claims.jsonl", "--format", "text"], standalone_mode=False)
    assert result.return_value == 1
    assert f"claims.jsonl:{len(WORLD) + 2}:15: SCH005" in result.output
    assert '{"statement": 1}' in result.output  # the line is shown, though the file was not kept
    assert "--all-rules" in result.output


def test_small_files_are_checked_in_one_process(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    write(path, 50, with_world=False)
    assert processes_for(path, 0) == 1
    path.write_bytes(b"")
    assert processes_for(path, 0) == 1


def test_identifiers_are_all_that_a_good_file_leaves_behind(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    write(path, 200)
    tally = scan_file(path, "claims.jsonl", 0, 0, NOTHING, {}, 1)
    assert len(tally.ids["claim"]) == 200
    assert len(tally.closer) == 1  # the ledger, whose words the rules need
    assert not tally.findings
    left_open = {name for named in tally.open.values() for name in named}
    assert len(left_open) <= 50  # organisations named by persons that stand before them


def test_tallies_add_up_in_any_order() -> None:
    def tally(name: str, place: int, refers_to: str) -> Tally:
        made = Tally(lines=place, records=1)
        made.identify("claim", name, place)
        made.leave_open("claim", refers_to, place)
        return made

    parts = [("a", 1, "b"), ("b", 2, "c"), ("a", 3, "a")]
    outcomes = []
    for order in (parts, parts[::-1], [parts[1], parts[0], parts[2]]):
        whole = Tally()
        for part in order:
            whole.add(tally(*part))
        whole.settle({"claim": ()}, None)
        outcomes.append((whole.records, whole.lines, set(whole.ids["claim"]), whole.closer))
    assert outcomes[0] == (3, 3, {"a", "b"}, {1, 2, 3})
    assert outcomes[1:] == outcomes[:1] * 2


def test_a_vocabulary_knows_its_words() -> None:
    words = Vocabulary.of(orjson.loads(WORLD[0]))
    assert words.declares("prefix", "border") and not words.declares("prefix", "azpk")
    assert words.declares("topic", "trade") and not words.declares("topic", "astrology")
    assert words.declares("section", "intro") and not words.declares("section", "appendix")
    assert Vocabulary.of(orjson.loads(WORLD[0]) | {"sections": []}).declares("section", "appendix")
