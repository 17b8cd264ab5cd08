"""JSON and JSON Lines: the packed form, and one record a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import make_ledger

from claims.export.exporter import ExportOptions, get_exporter
from claims.load.packed import pack
from claims.load.typed import load_ledger
from claims.model.ledger import LedgerRecord


def export(ledger: LedgerRecord, target: Path, form: str) -> tuple[Path, ...]:
    return get_exporter(form).write(ledger, target, ExportOptions())


def test_json_is_the_packed_form(tmp_path: Path) -> None:
    assert export(make_ledger(), tmp_path / "l.json", "json") == (tmp_path / "l.json",)
    assert (tmp_path / "l.json").read_bytes() == pack(make_ledger())


def test_json_lines_hold_one_record_each_in_order(tmp_path: Path) -> None:
    export(make_ledger(), tmp_path / "l.jsonl", "jsonl")
    lines = (tmp_path / "l.jsonl").read_text(encoding="utf-8").splitlines()
    ledger = make_ledger()
    records = [ledger.ledger, *ledger.articles, *ledger.entities, *ledger.sources, *ledger.claims]
    assert [json.loads(line) for line in lines] == [record.to_json_value() for record in records]
    assert all(" " not in line.split('"')[0] for line in lines)


@pytest.mark.parametrize(("form", "name"), [("json", "l.json"), ("jsonl", "l.jsonl")])
def test_a_ledger_without_claims_comes_back(form: str, name: str, tmp_path: Path) -> None:
    ledger = make_ledger(claims=[])
    export(ledger, tmp_path / name, form)
    assert load_ledger(tmp_path / name) == ledger
