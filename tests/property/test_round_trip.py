"""A ledger that goes out in a lossless format comes back as the same ledger, and goes out as the same bytes every time."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import HOSTILE, ledgers

from claims.export.exporter import ExportOptions, get_exporter
from claims.load.guarded_text import guard, unguard
from claims.load.packed import load_packed
from claims.load.tables import flatten, unflatten_rows
from claims.load.typed import assemble, load_ledger, to_model
from claims.model.ledger import LedgerRecord

FORMATS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "json": ("json", "ledger.json", {}),
    "jsonl": ("jsonl", "ledger.jsonl", {}),
    "csv": ("csv", "ledger-csv", {}),
    "csv for Excel": ("csv", "ledger-csv", {"for_excel": True}),
    "csv for Excel with semicolons": ("csv", "ledger-csv", {"for_excel": True, "delimiter": ";"}),
    "csv with tabs": ("csv", "ledger-csv", {"delimiter": "\t"}),
}


def written(ledger: LedgerRecord, folder: Path, form: str) -> tuple[Path, dict[str, bytes]]:
    """Export a ledger and return the path and the bytes of every file by name."""
    name, target, extra = FORMATS[form]
    paths = get_exporter(name).write(ledger, folder / target, ExportOptions(extra=extra))
    return folder / target, {path.name: path.read_bytes() for path in paths}


@settings(max_examples=15)
@given(ledger=ledgers())
def test_export_then_load_gives_the_same_ledger(ledger: LedgerRecord) -> None:
    for form in FORMATS:
        with tempfile.TemporaryDirectory() as place:
            path, files = written(ledger, Path(place), form)
            assert load_ledger(path) == ledger, form
            assert written(ledger, Path(place), form)[1] == files, form


@pytest.mark.parametrize("form", FORMATS)
def test_the_shipped_ledger_comes_back(form: str, tmp_path: Path) -> None:
    ledger = load_packed()
    assert load_ledger(written(ledger, tmp_path, form)[0]) == ledger


@settings(max_examples=25)
@given(ledger=ledgers())
def test_rows_of_the_flat_tables_give_the_ledger_back(ledger: LedgerRecord) -> None:
    reading = unflatten_rows(flatten(ledger))
    assert reading.findings == ()
    assert assemble(map(to_model, reading.records)) == ledger


@given(st.one_of(st.sampled_from(HOSTILE), st.text("'=+-@\t\r1.0a", max_size=6), st.text()))
def test_guarding_text_is_undone_and_leaves_nothing_to_run(text: str) -> None:
    guarded = guard(text)
    assert unguard(guarded) == text
    assert guarded == text or guarded == "'" + text
    if guarded[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        float(guarded)  # only a plain number may begin so
