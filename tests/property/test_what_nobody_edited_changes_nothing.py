"""A workbook or a CSV package that nobody edited brings back the same ledger, without a difference and without a word of complaint."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from strategies import ledgers

from claims.export.exporter import ExportOptions, get_exporter
from claims.intake.examine import Examined, examine
from claims.intake.options import ImportOptions
from claims.model.finding import Severity
from claims.model.ledger import LedgerRecord

OPTIONS = ImportOptions(day="2021-08-01")
FORMATS = {"xlsx": "book.xlsx", "csv": "package"}


def came_back(ledger: LedgerRecord, folder: Path, form: str, against: LedgerRecord | None = None) -> Examined:
    """Export a ledger and return what importing the file again would change."""
    target = folder / FORMATS[form]
    get_exporter(form).write(ledger, target, ExportOptions())
    return examine(target, against or ledger, OPTIONS)


def nothing_changed(found: Examined, ledger: LedgerRecord) -> None:
    assert [finding for finding in found.findings if finding.severity is not Severity.NOTE] == []
    assert (found.taken, found.changes, found.gone) == ((), (), ())
    records = 1 + sum(map(len, (ledger.articles, ledger.entities, ledger.sources, ledger.claims)))
    assert found.unchanged == records


@settings(max_examples=6)
@given(ledger=ledgers())
@pytest.mark.parametrize("form", FORMATS)
def test_what_nobody_edited_changes_nothing(form: str, ledger: LedgerRecord) -> None:
    with tempfile.TemporaryDirectory() as place:
        nothing_changed(came_back(ledger, Path(place), form), ledger)


@settings(max_examples=6)
@given(ledger=ledgers(least_claims=1))
def test_a_package_holds_every_record_in_full(ledger: LedgerRecord) -> None:
    # Against a ledger that knows none of them, every claim, source and entity comes in as it was written, but for what is computed.
    bare = ledger.model_copy(update={"claims": (), "sources": (), "entities": ()})
    with tempfile.TemporaryDirectory() as place:
        target = Path(place, "package")
        get_exporter("csv").write(ledger, target, ExportOptions())
        found = examine(target, bare, OPTIONS)
    taken = {one.key: one.model for one in found.taken}
    assert [taken["source", source.id] for source in ledger.sources] == list(ledger.sources)
    assert [taken["entity", entity.id] for entity in ledger.entities] == list(ledger.entities)
    for claim in ledger.claims:
        came = taken["claim", claim.id].to_json_value()
        went = claim.to_json_value()
        if claim.kind == "judgement" and claim.checkable is False:
            went.setdefault("why_not_checkable", "An opinion.")  # what a new judgement gets where it says nothing
        computed = {"assessment", "derivations"}
        assert {name: came[name] for name in came.keys() - computed} == {name: went[name] for name in went.keys() - computed}


@settings(max_examples=5)
@given(ledger=ledgers(least_claims=1))
def test_no_text_of_a_record_becomes_a_formula_or_a_link_that_it_did_not_have(ledger: LedgerRecord) -> None:
    with tempfile.TemporaryDirectory() as place:
        target = Path(place, "book.xlsx")
        get_exporter("xlsx").write(ledger, target, ExportOptions())
        book = openpyxl.load_workbook(target)
    allowed = {"Read me"}  # counts are live formulas there, made by the writer and not by a text
    formulas = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book.worksheets
        if sheet.title not in allowed
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas == []
    assert book.vba_archive is None
