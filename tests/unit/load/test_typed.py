"""Raw records to models, and folders and files to whole ledgers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builders import (
    claim_value,
    entity_value,
    info_value,
    ledger_value,
    make_article,
    make_claim,
    make_info,
    make_ledger,
    write_curated,
    write_json,
)
from pydantic import ValidationError

from claims.errors import InvalidLedger, UnreadableInput
from claims.load.raw import RawRecord
from claims.load.typed import MODELS, assemble, load_ledger, to_model


def test_each_kind_has_its_model() -> None:
    claim = to_model(RawRecord("claim", claim_value(), "x.json"))
    assert isinstance(claim, MODELS["claim"])
    with pytest.raises(ValidationError):
        to_model(RawRecord("source", claim_value(), "x.json"))
    with pytest.raises(TypeError):
        to_model(RawRecord("claim", claim_value(statement="\ud800"), "x.json"))


def test_records_are_put_together_in_order_of_identifiers() -> None:
    claims = [make_claim(f"pear-000{number}") for number in (3, 1, 2)]
    ledger = assemble([*claims, make_article(), make_info()])
    assert [claim.id for claim in ledger.claims] == ["pear-0001", "pear-0002", "pear-0003"]


@pytest.mark.parametrize("records", [[], [make_info()], [make_article()], [make_info(), make_info(), make_article()]])
def test_a_ledger_has_one_record_of_its_own_and_an_article(records: list[Any]) -> None:
    with pytest.raises(InvalidLedger, match="one ledger record and at least one article"):
        assemble(records)


@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_a_file_and_a_folder_hold_the_same_ledger(tmp_path: Path, suffix: str) -> None:
    file = write_json(tmp_path / f"ledger{suffix}", ledger_value())
    assert load_ledger(file) == load_ledger(write_curated(tmp_path / "pear")) == make_ledger()
    assert load_ledger(str(file)) == make_ledger()


def test_what_does_not_fit_is_told_with_its_place(tmp_path: Path) -> None:
    value = ledger_value(claims=[claim_value(topic="Not A Slug")], entities=[entity_value(type="spaceship")])
    file = write_json(tmp_path / "ledger.json", value)
    with pytest.raises(InvalidLedger) as caught:
        load_ledger(file)
    assert len(caught.value.findings) == 2
    assert "does not load; `claims check" in str(caught.value)
    assert "topic" in str(caught.value)


def test_more_than_ten_findings_are_counted(tmp_path: Path) -> None:
    file = write_json(tmp_path / "ledger.json", ledger_value(claims=[claim_value(f"pear-{n:04}", topic="A B") for n in range(15)]))
    with pytest.raises(InvalidLedger, match="and 5 more"):
        load_ledger(file)


def test_a_repeated_key_does_not_load(tmp_path: Path) -> None:
    text = json.dumps(ledger_value()).replace('"topic": "trade"', '"topic": "trade", "topic": "trade"')
    (tmp_path / "ledger.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidLedger, match="SYN003"):
        load_ledger(tmp_path / "ledger.json")


@pytest.mark.parametrize("name", ["absent.json", "x.txt", "folder", "latin.json"])
def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.txt").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.json").write_bytes(b'"\xe9"')
    with pytest.raises(UnreadableInput) as caught:
        load_ledger(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_a_ledger_without_articles_is_none(tmp_path: Path) -> None:
    with pytest.raises(InvalidLedger):
        load_ledger(write_json(tmp_path / "x.json", {"ledger": info_value(), "claims": [claim_value()]}))
