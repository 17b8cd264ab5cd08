from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from builders import claim_value, ledger_value, write_json

from claims.check.documents import check_documents, citations
from claims.check.engine import Checked, check_paths
from claims.check.reports import get_renderer
from claims.check.selection import Selection

ONLY = Selection(select=("REF02",))


def assessed(verdict: str) -> dict[str, Any]:
    return {"verdict": verdict, "policy": "claims-default/1", "rationale": "Because."}


def history(*entries: tuple[str, str]) -> list[dict[str, str]]:
    told = [{"date": "2021-07-02", "change": "created", "note": "First written."}]
    return told + [{"date": date, "change": change, "note": f"It was {change}."} for date, change in entries]


CLAIMS = [
    claim_value("pear-0001", assessment=assessed("supported"), history=history(("2022-05-01", "revised"))),
    claim_value("pear-0002", assessment=assessed("refuted"), history=history(("2022-03-01", "assessed"))),
    claim_value("pear-0003", assessment=assessed("supported"), relations=[{"type": "rests_on", "target": "pear-0002"}]),
    claim_value("pear-0004", assessment=assessed("supported"), history=history(("2022-04-01", "withdrawn"))),
    claim_value("pear-0005", assessment=assessed("supported")),
]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    write_json(Path("pear.json"), ledger_value(claims=CLAIMS))

    def run(text: str | bytes, selection: Selection = ONLY) -> Checked:
        Path("a.md").write_bytes(text if isinstance(text, bytes) else text.encode())
        return check_documents(check_paths(["pear.json"], selection=ONLY), [("*.md", [Path("a.md")])], selection=selection)

    return run


def told(checked: Checked) -> list[tuple[str, str]]:
    return [(str(finding.position), finding.code) for finding in checked.report.findings]


def test_finds_each_kind_of_citation_at_its_place(check: Any) -> None:
    text = "Fine [pear-0005].\n\nOn [pear-0009], [pear-0002]\nand [pear-0004; pear-0003].\n"
    found = check(text)
    assert told(found) == [("3:5", "REF020"), ("3:18", "REF021"), ("4:6", "REF022"), ("4:17", "REF024")]
    by_code = {finding.code: finding for finding in found.report.findings}
    assert by_code["REF022"].message == "pear-0004 was withdrawn: It was withdrawn."
    doubt = by_code["REF024"]
    assert doubt.message == "pear-0003 is in doubt: pear-0003 rests on pear-0002, which is refuted since 2022-03-01"
    assert [words for _, _, words in doubt.related] == ["pear-0003: supported", "pear-0002: refuted"]
    assert {file for file, _, _ in doubt.related} == {"pear.json"}
    assert found.report.exit_status == 1
    assert "    3 | On [pear-0009], [pear-0002]\n      |     ^\n" in get_renderer("text")(found)


def test_a_citation_may_say_the_verdict_but_only_the_right_one(check: Any) -> None:
    assert told(check("[pear-0002 refuted], [pear-0004 withdrawn], [pear-0005 supported]")) == []
    found = check("[pear-0002 supported], [pear-0005 refuted], [pear-0002 refutd]")
    assert [finding.message for finding in found.report.findings] == [
        "cited as supported, but pear-0002 is refuted", "cited as refuted, but pear-0005 is supported", "'refutd' is no verdict",
    ]  # fmt: skip


def test_changes_after_the_review_of_the_document(check: Any) -> None:
    before = check("<!-- claims: reviewed 2022-04-30 -->\n[pear-0001]")
    assert told(before) == [("2:2", "REF023")]
    assert "was revised on 2022-05-01, after the document's review on 2022-04-30: It was revised." in before.report.findings[0].message
    assert told(check("<!-- claims: reviewed 2022-05-01 -->\n[pear-0001]")) == []
    assert told(check("<!-- claims: reviewed 2022-04-30 -->\n[pear-0001]\n<!-- claims: reviewed 2022-06-01 -->")) == []
    assert told(check("<!-- claims: reviewed yesterday -->\n[pear-0005]")) == [("1:23", "REF023")]


def test_a_document_without_a_day_of_review_is_reported_as_not_run_for_changes(check: Any) -> None:
    told = dict(check("[pear-0001]").report.not_run)
    assert told["REF023"] == "a.md does not say when it was reviewed (<!-- claims: reviewed YYYY-MM-DD -->)"
    assert not any(code == "REF023" for code, _ in check("No citation.").report.not_run)


@pytest.mark.parametrize(
    "text",
    [
        "```\n[pear-0009]\n```", "~~~ text\n[pear-0009]\n```\n[pear-0009]\n~~~", "`[pear-0009]` and ``a ` [pear-0009]``",
        "a `b`` [pear-0009]` c",
        "<!-- [pear-0009]\n[pear-0009] -->", "<!-- [pear-0009] never closed", "[pear-0009]: https://x.example",
        "[rfc-3339] and [iso-8601]", r"\[pear-0009\]", "[^pear-0009]", "pear-0009", "[see pear 0009]", "[PEAR-0009]", "",
    ],
)  # fmt: skip
def test_what_is_no_citation(check: Any, text: str) -> None:
    assert told(check(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[pear-0001]", ["pear-0001"]),
        ("[[pear-0001]]", ["pear-0001"]),
        ("[pear-0001](x.md)", ["pear-0001"]),
        ("[pear-0001, p. 3; pear-0002 refuted]", ["pear-0001", "pear-0002"]),
        ("```\n[x]\n```\n[pear-0001]", ["pear-0001"]),
        ("```x``` [pear-0001]", ["pear-0001"]),
        ("a ``b` [pear-0001] c", ["pear-0001"]),
        ("<!-- x --> [pear-0001]", ["pear-0001"]),
        ("[a\r\n[pear-0001]", ["pear-0001"]),
    ],
)
def test_what_is_a_citation(text: str, found: list[str]) -> None:
    listed = list(citations(text))
    assert [citation.id for citation in listed] == found
    assert all(text[citation.offset :].startswith(citation.id) for citation in listed)


@pytest.mark.parametrize(
    "text",
    [
        "x" + "`" * 200_000 + "[pear-0001]", "`" * 200_000 + "a`[pear-0001]", "[" * 200_000, "<!--" * 50_000, "` `` " * 50_000,
        "[a-" * 60_000,
    ],
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    assert len(list(citations(text))) == text.count("[pear-0001]")


def test_a_slip_in_the_prefix_is_an_unknown_claim_with_a_hint(check: Any) -> None:
    (finding,) = check("[paer-0005]").report.findings
    assert (finding.code, finding.help.partition("?")[0]) == ("REF020", "did you mean 'pear-0005'")


def test_nothing_is_silently_skipped(check: Any, tmp_path: Path) -> None:
    unreadable = check(b"\xff\xfe[")
    assert unreadable.report.unreadable == ("a.md",)
    assert unreadable.report.exit_status == 2
    assert "not read: a.md" in get_renderer("text")(unreadable)
    none = check_documents(check_paths(["pear.json"], selection=ONLY), [("docs/*.md", [])])
    assert ("REF020", "no file matches the pattern 'docs/*.md' of `documents`") in none.report.not_run
    gone = check_documents(check_paths(["pear.json"], selection=ONLY), [("x.md", [Path("x.md")])])
    assert [(f.code, f.file, f.message) for f in gone.report.findings] == [("SYN000", "x.md", "no such file")]


def test_without_a_ledger_the_documents_are_not_checked_and_the_report_says_so(check: Any) -> None:
    write_json(Path("none.json"), [])
    Path("a.md").write_text("[pear-0001]", encoding="utf-8")
    found = check_documents(check_paths(["none.json"]), [("*.md", [Path("a.md")])])
    assert ("REF020", "no ledger is known to hold the documents against") in found.report.not_run


def test_documents_count_as_files_and_the_selection_holds(check: Any) -> None:
    assert "a.md" in check("[pear-0005]").report.files
    assert told(check("[pear-0002]", Selection(ignore=("REF021",)))) == []
    in_file = Selection(per_file_ignores=(("a.md", ("REF021",)),))
    assert [finding.code for finding in check("[pear-0002]", in_file).report.suppressed] == ["REF021"]
