"""A ledger that goes out as a workbook comes back as the same ledger, hostile text included."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from strategies import ledgers
from workbooks import write_workbook

from claims.load.typed import load_ledger
from claims.model.ledger import LedgerRecord


@settings(max_examples=6)
@given(ledger=ledgers())
def test_a_workbook_gives_the_ledger_back(ledger: LedgerRecord) -> None:
    with tempfile.TemporaryDirectory() as place:
        assert load_ledger(write_workbook(ledger, Path(place) / "a.xlsx")) == ledger
