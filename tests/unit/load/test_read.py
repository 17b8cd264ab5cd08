"""Files and folders to raw records: every form, every kind, and whatever lies in the way."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from builders import article_value, claim_value, entity_value, info_value, ledger_value, source_value, write_curated, write_json

from claims.load.raw import Reading
from claims.load.read import SUFFIXES, kind_of, read, read_text

VALUES = {
    "claim": claim_value(), "source": source_value(), "entity": entity_value(), "article": article_value(), "ledger": info_value(),
}  # fmt: skip


def codes(reading: Reading) -> list[tuple[str, str, str]]:
    """Return code, file name and place of each finding."""
    return [(finding.code, Path(finding.file).name, str(finding.position)) for finding in reading.findings]


@pytest.mark.parametrize("kind", VALUES)
def test_the_kind_of_a_record_is_told_by_its_fields(kind: str) -> None:
    assert kind_of(VALUES[kind]) == kind


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, {"x": 1}, {"name": "x"}])
def test_what_is_no_record_has_no_kind(value: Any) -> None:
    assert kind_of(value) is None


def test_a_claim_without_most_fields_is_still_told_to_be_one() -> None:
    assert kind_of({"id": "pear-0001"}) == "claim"
    assert kind_of({"statement": "x"}) == "claim"


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("suffix", [".json", ".yaml", ".jsonl"])
def test_one_record_in_each_form(kind: str, suffix: str) -> None:
    reading = read_text(json.dumps(VALUES[kind]), f"x{suffix}", suffix)
    assert [(record.kind, record.value, record.file) for record in reading.records] == [(kind, VALUES[kind], f"x{suffix}")]
    assert (reading.findings, reading.unreadable) == ((), ())
    assert reading.files == (f"x{suffix}",)


def test_a_list_of_records() -> None:
    text = json.dumps([claim_value("pear-0001"), source_value(), claim_value("pear-0002")])
    reading = read_text(text, "x.json")
    assert [record.id for record in reading.records] == ["pear-0001", "port-office-2021", "pear-0002"]
    assert [record.at for record in reading.records] == [(0,), (1,), (2,)]


@pytest.mark.parametrize("part", ["a whole ledger", "new claims"])
def test_a_file_with_parts(part: str) -> None:
    value = ledger_value() if part == "a whole ledger" else {"ledger": "pear", "claims": [claim_value()], "sources": [source_value()]}
    reading = read_text(json.dumps(value), "x.json")
    expected = ["ledger", "article", *["entity"] * 4, "source", "claim"] if part == "a whole ledger" else ["claim", "source"]
    assert [record.kind for record in reading.records] == expected
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("[]", [("SCH010", "x.json", "1:1")]),
        ("null", [("SCH010", "x.json", "1:1")]),
        ("{}", [("SCH010", "x.json", "1:1")]),
        ('"text"', [("SCH010", "x.json", "1:1")]),
        ('[1,\n [2], "x", null, true]', [("SCH010", "x.json", place) for place in ("1:2", "2:2", "2:7", "2:12", "2:18")]),
        ('{"claims": []}', [("SCH010", "x.json", "1:12")]),
        ('{"claims": {}}', [("SCH010", "x.json", "1:2")]),
        ('{"claims": [],\n "cliams": []}', [("SCH010", "x.json", "1:12"), ("SCH010", "x.json", "2:2")]),
        ('{"claims": null, "ledger": 7}', [("SCH010", "x.json", "1:2"), ("SCH010", "x.json", "1:18")]),
        ("", [("SYN001", "x.json", "1:1")]),
    ],
)
def test_a_file_without_records_is_never_silent(text: str, findings: list[tuple[str, str, str]]) -> None:
    reading = read_text(text, "x.json")
    assert sorted(codes(reading)) == sorted(findings)
    assert reading.records == ()
    assert all(finding.help for finding in reading.findings)


def test_the_schema_reference_of_an_editor_is_no_unknown_field() -> None:
    text = json.dumps({"$schema": "urn:x", "claims": [claim_value()]})
    assert read_text(text, "x.json").findings == ()


def test_lines_are_told_apart_by_line_feeds_only() -> None:
    first, second = claim_value("pear-0001", statement="One\u2028two\u0085three."), claim_value("pear-0002")
    text = "\n" + json.dumps(first, ensure_ascii=False) + "\r\n \t\n" + json.dumps(second) + "\n"
    reading = read_text(text, "x.jsonl", ".jsonl")
    assert [record.value for record in reading.records] == [first, second]
    assert [str(record.position(("statement",))).partition(":")[0] for record in reading.records] == ["2", "4"]


def test_a_broken_line_is_reported_at_its_place_and_the_others_are_read() -> None:
    lines = [json.dumps(claim_value("pear-0001")), '{"id": "x", }', "[1]", "7", '{"id": "pear-0002", "id": "pear-0003"}',
    json.dumps({"x": 1})]
    reading = read_text("\n".join(lines), "x.jsonl", ".jsonl")
    assert codes(reading) == [("SYN001", "x.jsonl", "2:13"), ("SCH010", "x.jsonl", "3:1"), ("SCH010", "x.jsonl", "4:1"),
                              ("SYN003", "x.jsonl", "5:21"), ("SCH010", "x.jsonl", "6:1")]  # fmt: skip
    assert [record.id for record in reading.records] == ["pear-0001", "pear-0003"]
    assert "first on line 5" in reading.findings[3].message


def test_an_empty_file_of_lines_is_not_silent() -> None:
    assert codes(read_text("\n \n", "x.jsonl", ".jsonl")) == [("SCH010", "x.jsonl", "1:1")]


def test_a_curated_ledger_is_read_whole(tmp_path: Path) -> None:
    folder = write_curated(tmp_path / "pear")
    reading = read(folder)
    assert (reading.findings, reading.unreadable) == ((), ())
    assert [record.kind for record in reading.records] == ["ledger", "article", "claim", *["entity"] * 4, "source"]
    assert {record.expected_id for record in reading.records if record.kind == "entity"} == {"freedonia", "gazette", "port-office",
    "sylvania"}
    assert len(reading.files) == 8


def test_a_second_article_of_a_ledger(tmp_path: Path) -> None:
    folder = write_curated(tmp_path / "pear")
    write_json(folder / "article-2.json", article_value())
    assert [record.kind for record in read(folder).records].count("article") == 2


def test_what_does_not_belong_in_a_ledger_is_reported(tmp_path: Path) -> None:
    folder = write_curated(tmp_path / "pear")
    (folder / "notes.txt").touch()
    (folder / "claims" / "notes.md").touch()
    (folder / "claims" / "old").mkdir()
    (folder / "drafts").mkdir()
    (folder / "claims" / "linked.json").symlink_to("/etc/hostname")
    (folder / "article-linked.json").symlink_to(folder / "article.json")
    (folder / "sources" / ".hidden.json").touch()
    os.mkfifo(folder / "entities" / "pipe.json")
    found = read(folder)
    stray = sorted(Path(finding.file).name for finding in found.findings if finding.code == "SYN010")
    assert stray == ["article-linked.json", "drafts", "linked.json", "notes.md", "notes.txt", "old", "pipe.json"]
    assert [f.code for f in found.findings if Path(f.file).name == ".hidden.json"] == ["SYN001"]
    assert len([record for record in found.records if record.kind == "claim"]) == 1


def test_a_ledger_record_that_is_a_link_is_reported_and_not_followed(tmp_path: Path) -> None:
    folder = write_curated(tmp_path / "pear")
    (folder / "ledger.json").rename(tmp_path / "elsewhere.json")
    (folder / "ledger.json").symlink_to(tmp_path / "elsewhere.json")
    reading = read(folder)
    assert codes(reading) == [("SYN010", "ledger.json", "1:1")]
    assert "ledger" not in {record.kind for record in reading.records}


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    folder = write_curated(tmp_path / "pear")
    (folder / "claims" / "pear-0002.json").write_bytes(b'{"id": "caf\xe9"}')
    (folder / "claims" / "pear-0003.json").write_bytes(b"{")
    (folder / "sources" / "large.json").write_bytes(b"")
    os.truncate(folder / "sources" / "large.json", 300 * 1024 * 1024)
    reading = read(folder)
    assert sorted(codes(reading)) == [
        ("SYN000", "large.json", "1:1"), ("SYN001", "pear-0003.json", "1:2"), ("SYN005", "pear-0002.json", "1:12"),
    ]  # fmt: skip
    assert sorted(Path(name).name for name in reading.unreadable) == ["large.json", "pear-0002.json"]
    assert len(reading.records) == 8


def test_a_closed_folder_does_not_hide_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may enter any folder, so the refusal is that of the call that lists it."""
    folder = write_curated(tmp_path / "pear")
    listed = Path.iterdir

    def iterdir(path: Path) -> Any:
        if path.name == "claims":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    reading = read(folder)
    assert codes(reading) == [("SYN000", "claims", "1:1")]
    assert len(reading.unreadable) == 1
    assert len(reading.records) == 7


def test_a_closed_folder_of_a_tree_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_json(tmp_path / "open" / "x.json", claim_value())
    write_json(tmp_path / "closed" / "y.json", claim_value("pear-0002"))
    scandir = os.scandir

    def refuse(path: Any = ".") -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    reading = read(tmp_path)
    assert [record.id for record in reading.records] == ["pear-0001"]
    assert codes(reading) == [("SYN000", "closed", "1:1")]
    assert "Permission denied" in reading.findings[0].message


def test_a_tree_of_files_is_read_in_order_and_hidden_folders_are_left_out(tmp_path: Path) -> None:
    for name in ("b/x.yaml", "a/z.json", "a.json", ".git/y.json"):
        write_json(tmp_path / name, claim_value(f"pear-{len(name):04}"))
    (tmp_path / "README.md").touch()
    reading = read(tmp_path)
    assert [Path(name).relative_to(tmp_path).as_posix() for name in reading.files] == ["a.json", "a/z.json", "b/x.yaml"]
    assert reading.findings == ()


def test_links_in_a_tree(tmp_path: Path) -> None:
    outside = write_json(tmp_path / "outside.json", claim_value("pear-0009"))
    write_json(tmp_path / "tree" / "in.json", claim_value())
    (tmp_path / "tree" / "leads_in.json").symlink_to("in.json")
    (tmp_path / "tree" / "leads_out.json").symlink_to(outside)
    (tmp_path / "tree" / "leads_nowhere.json").symlink_to("nowhere.json")
    (tmp_path / "tree" / "itself.json").symlink_to("itself.json")
    (tmp_path / "tree" / "folder").symlink_to(tmp_path)
    reading = read(tmp_path / "tree")
    assert sorted(codes(reading)) == [
        ("SYN000", "itself.json", "1:1"), ("SYN000", "leads_nowhere.json", "1:1"), ("SYN010", "folder", "1:1"), ("SYN010",
        "leads_out.json", "1:1"),
    ]  # fmt: skip
    assert [record.id for record in reading.records] == ["pear-0001", "pear-0001"]


@pytest.mark.parametrize("name", ["two\nlines.json", "esc\x1b[2J.json", os.fsdecode(b"latin\xe9.json"), "-rf.json", "a b'\".json",
    "%s.json"])
def test_names_of_any_kind_are_shown_on_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"{")
    for reading in (read(tmp_path), read(tmp_path / name)):
        (finding,) = reading.findings
        assert finding.code == "SYN001"
        assert finding.file.isprintable()
        finding.file.encode("utf-8")
        assert reading.files == (finding.file,)


@pytest.mark.parametrize("name", ["absent.json", "absent", "x.txt", "x", "empty", "bad\0name.json", "x" * 300 + ".json", "pipe.json",
    "x.json/y.json"])
def test_what_cannot_be_read_is_one_finding_and_unreadable(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.txt").touch()
    (tmp_path / "x").touch()
    (tmp_path / "x.json").touch()
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    reading = read(tmp_path / name)
    (finding,) = reading.findings
    assert finding.code == "SYN000"
    assert reading.unreadable == (finding.file,)
    assert reading.records == ()
    assert "\n" not in finding.message
    assert str(tmp_path) not in finding.message or name == "empty"


def test_a_tree_without_claims_says_which_endings_are_read(tmp_path: Path) -> None:
    (finding,) = read(tmp_path).findings
    assert all(suffix in finding.message for suffix in SUFFIXES)


def test_the_place_of_a_wrong_byte(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes("a: é\nb: \U0001f350 ".encode() + b"\xff\n")
    (finding,) = read(tmp_path / "x.yaml").findings
    assert (finding.code, str(finding.position)) == ("SYN005", "2:6")


def test_a_byte_order_mark_does_not_shift_places(tmp_path: Path) -> None:
    for suffix, text in ((".json", '{\n "id": "x",\n "id": "y"}'), (".yaml", "\nid: x\nid: y\n")):
        (tmp_path / f"x{suffix}").write_bytes(b"\xef\xbb\xbf" + text.encode())
        reading = read(tmp_path / f"x{suffix}")
        assert [finding.code for finding in reading.findings] == ["SYN009", "SYN003"]
        assert reading.findings[1].line == 3
        assert [record.id for record in reading.records] == ["y"]


def test_upper_case_endings_are_the_same_endings(tmp_path: Path) -> None:
    write_json(tmp_path / "X.JSON", claim_value())
    assert len(read(tmp_path / "X.JSON").records) == 1
    assert len(read(tmp_path).records) == 1


def test_readings_add_up(tmp_path: Path) -> None:
    one, two = read_text("[]", "a.json"), read_text(json.dumps(claim_value()), "b.json")
    both = one + two
    assert both.files == ("a.json", "b.json")
    assert (both.records, both.findings) == (two.records, one.findings)
    assert set(both.marks) == {"a.json", "b.json"}


@pytest.mark.parametrize(("suffix", "code"), [(".json", "SYN001"), (".yaml", "SYN002")])
def test_a_byte_order_mark_with_nothing_behind_it_is_one_finding(tmp_path: Path, suffix: str, code: str) -> None:
    path = tmp_path / f"mark{suffix}"
    path.write_bytes(b"\xef\xbb\xbf")
    assert [finding.code for finding in read(path).findings] == [code]


def test_keys_have_places_in_lines_too() -> None:
    (record,) = read_text('{"id": "pear-0001"}\n{"id": "pear-0002", "statemnt": "x"}', "x.jsonl", ".jsonl").records[1:]
    assert str(record.position(("statemnt",), of_key=True)) == "2:21"
    assert str(record.position(("statemnt",))) == "2:33"
    assert str(record.position()) == "2:1"
