"""Ledgers that go out in one workbook come back each as it was, though their records have the same names."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from strategies import ledgers

from claims.export.exporter import ExportOptions, get_exporter, write_ledgers
from claims.load.typed import load_ledger
from claims.model.ledger import LedgerRecord


def _renamed(ledger: LedgerRecord, name: str) -> LedgerRecord:
    """Return the ledger under another name, its claims' identifiers included; sources and entities keep theirs."""
    value = ledger.to_json_value()
    old = ledger.ledger.id
    value = json.loads(json.dumps(value).replace(f'"{old}-', f'"{name}-'))
    value["ledger"]["id"] = name
    return LedgerRecord.from_json_value(value)


@settings(max_examples=6)
@given(first=ledgers(), second=ledgers())
def test_each_ledger_comes_back(first: LedgerRecord, second: LedgerRecord) -> None:
    together = (first, _renamed(second, "plum"))
    with tempfile.TemporaryDirectory() as place:
        book = Path(place) / "both.xlsx"
        write_ledgers(get_exporter("xlsx"), together, book, ExportOptions())
        assert tuple(load_ledger(book, ledger.ledger.id) for ledger in together) == together
