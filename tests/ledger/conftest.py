"""The shipped ledger, read once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.load.typed import load_ledger
from claims.model.ledger import LedgerRecord

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def shipped() -> LedgerRecord:
    return load_ledger(ROOT / "sources" / "azpk")
