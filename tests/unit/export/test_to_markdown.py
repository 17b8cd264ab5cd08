"""The report as its readers get it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hanging_ledger import hanging_ledger

from claims.assess.policy import DEFAULT_POLICY
from claims.export.exporter import ExportOptions, get_exporter
from claims.export.to_markdown import render
from claims.load.typed import load_ledger
from claims.model.ledger import LedgerRecord
from claims.query.report import report_facts

SHIPPED = Path(__file__).parents[3] / "sources" / "azpk"


@cache
def shipped() -> str:
    return report(load_ledger(SHIPPED))


def report(ledger: LedgerRecord | None = None, **options: str) -> str:
    return render(report_facts(ledger or hanging_ledger()), ExportOptions(**options))


def account(text: str, claim: str) -> str:
    return text.partition(f"#### {claim}")[2].partition("<a id=")[0]


def test_a_wrong_claim_is_told_in_full() -> None:
    told = account(report(), "pear-0004: refuted")
    assert "**The article reports, citing Port Office**" in told
    assert "The ministers met on 5 May 2021." in told
    assert "**The evidence:** The office's own diary has 6 May." in told
    assert "**What is right:** They met on 6 May 2021." in told
    assert "**Since then:** They met again in 2022." in told
    assert "**Confidence in the verdict:** moderate (0.85), from one group of evidence." in told
    source = "[Port statistics of 2020](<https://port.example/office>), Office, 1 March 2021 (grade B; side: Neutral; primary)"
    assert f"*Says otherwise:* {source}." in told
    assert "Value given: 2021-05-06." in told


def test_the_passage_is_linked_in_the_article() -> None:
    assert re.search(r"\[r003\]\(<https://gazette\.example/orchard#:~:text=[^>]+>\)", account(report(), "pear-0004"))


def test_what_is_not_proven_says_what_was_looked_for() -> None:
    text = report().partition("## What could not be verified")[2]
    told = text.partition("`pear-0005`")[2].partition("`pear-0007`")[0]
    assert "*Looked for* a second report: nothing found (up to 1 July 2021)." in told
    assert "[Blog, 1 March 2021](<https://port.example/blog>)" in told


def test_every_link_within_the_report_leads_to_one_place() -> None:
    text = shipped()
    places = re.findall(r'<a id="([^"]+)">', text)
    assert len(places) == len(set(places))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(places)


def test_every_claim_has_its_place_once() -> None:
    ledger = load_ledger(SHIPPED)
    text = shipped()
    assert all(text.count(f'<a id="{claim.id}">') == 1 for claim in ledger.claims if not claim.withdrawn)


def test_the_direction_of_trade_is_told_with_its_correction() -> None:
    (claim,) = (c for c in load_ledger(SHIPPED).claims if "column labels" in c.statement)
    told = account(shipped(), f"{claim.id}: refuted")
    assert "The two column headings appear to be exchanged" in told
    assert "**What is right:** The column labelled export is Azerbaijan's imports from Pakistan" in told
    assert "<https://" in told


def test_every_constant_of_the_policy_is_stated() -> None:
    method = report().partition("## Method")[2]
    assert f"`{DEFAULT_POLICY.name}`" in method
    for word, number in (*DEFAULT_POLICY.directness, *DEFAULT_POLICY.interest, *DEFAULT_POLICY.stance):
        assert f"| {word.value} | {number:g} |" in method
    for letter, probability in DEFAULT_POLICY.reliability:
        assert re.search(rf"\| {letter.value} \| [^|]+ \| {'none' if probability is None else f'{probability:g}'}", method)
    for number in (DEFAULT_POLICY.floor, DEFAULT_POLICY.supported_from, DEFAULT_POLICY.refuted_to, DEFAULT_POLICY.moderate_from):
        assert f"{number:g}" in method


def test_markdown_in_a_record_stays_text() -> None:
    statement = "# A <b>bold</b> [claim](https://evil.example) | with *stars*"
    text = report(hanging_ledger(pear_0004={"statement": statement}))
    assert "<b>" not in text
    assert "](https://evil.example)" not in text
    assert r"\*stars\*" in text


def test_a_report_on_a_part_says_so() -> None:
    assert "covers a part of the ledger: topic=trade" in report(selection="topic=trade")


def test_a_reviewers_reason_is_told() -> None:
    override = {"verdict": "refuted", "reason": "Seen in the archive.", "reviewer": "A. Reader", "date": "2021-08-01"}
    assessment = {"verdict": "refuted", "policy": "claims-default/1", "rationale": "As the reviewer says.", "override": override}
    told = account(report(hanging_ledger(pear_0001={"assessment": assessment})), "pear-0001")
    assert "A. Reader decided so on 1 August 2021 against the computed verdict: Seen in the archive." in told


@pytest.mark.parametrize("kept", [0, 1])
def test_an_empty_or_spotless_ledger_still_gives_a_whole_report(kept: int) -> None:
    ledger = hanging_ledger()
    text = report(ledger.model_copy(update={"claims": ledger.claims[:kept]}))
    assert text.count("\n## ") == 11
    assert "Nothing was found wrong." in text
    assert "No contradiction within the article was found." in text


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    exporter = get_exporter("markdown")
    (first,) = exporter.write(hanging_ledger(), tmp_path / "a.md", ExportOptions())
    (second,) = exporter.write(hanging_ledger(), tmp_path / "b.md", ExportOptions())
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().endswith(b"\n")
    assert not exporter.lossless
