"""The Meta sheet says on reading what was written into it."""

from __future__ import annotations

import hashlib

from builders import make_claim, make_ledger
from hypothesis import given, settings
from strategies import ledgers

from claims.load.canonical import canonical_bytes
from claims.load.packed import pack
from claims.load.workbook_map import (
    FORMAT,
    HEADER,
    LedgerDigests,
    MappedColumn,
    Role,
    ledger_digest,
    map_rows,
    packed_chunks,
    read_map,
    record_digest,
    record_digests,
)  # fmt: skip
from claims.model.ledger import LedgerRecord

COLUMNS = (
    MappedColumn("Claims", "id", "claims", "id", Role.RECORD), MappedColumn("Claims", "value_number", "claims", "value", Role.NUMBER),
    MappedColumn("Claims_2", "id", "claims", "id", Role.RECORD), MappedColumn("Timeline", "when", "", "", Role.COMPUTED),
)  # fmt: skip


def test_what_was_mapped_is_read_again() -> None:
    settings = {"format": FORMAT, "digest": "ab", "selection": ""}
    found = read_map([HEADER, *map_rows(settings, COLUMNS, [("claim:pear-0001", "12")])])
    assert found is not None
    assert (dict(found.settings), found.columns, dict(found.records)) == (settings, COLUMNS, {"claim:pear-0001": "12"})
    assert found.sheets() == {"Claims": "claims", "Claims_2": "claims"}


def test_blank_cells_further_columns_and_unknown_kinds_do_no_harm() -> None:
    rows = [[*HEADER, None], ["setting", "format", FORMAT], ["later", "x"]]
    rows += [["column", "id", None, "Claims", "claims", "id", "record", None]]
    found = read_map(rows)
    assert found is not None and found.columns == COLUMNS[:1]


def test_another_sheet_or_another_format_is_no_map() -> None:
    assert read_map([]) is None
    assert read_map([["id", "statement"]]) is None
    assert read_map([HEADER, ("setting", "format", "somebody-elses/9", "", "", "", "")]) is None


def test_digests_follow_content() -> None:
    ledger = make_ledger()
    again = make_ledger()
    assert ledger_digest(ledger) == ledger_digest(again) and len(ledger_digest(ledger)) == 64
    assert record_digest(make_claim()) != record_digest(make_claim(statement="Another statement altogether."))
    digests = dict(record_digests(ledger))
    assert digests["claim:pear-0001"] == record_digest(make_claim())
    assert {key.partition(":")[0] for key in digests} == {"ledger", "article", "entity", "source", "claim"}


@settings(max_examples=20)
@given(ledger=ledgers())
def test_digests_are_those_of_the_packed_and_the_canonical_bytes(ledger: LedgerRecord) -> None:
    assert b"".join(packed_chunks(ledger)) == pack(ledger)
    for record in (ledger.ledger, *ledger.articles, *ledger.entities, *ledger.sources, *ledger.claims):
        assert record_digest(record) == hashlib.sha256(canonical_bytes(record)).hexdigest()[:16]
    both = LedgerDigests(ledger)
    assert both.whole == ledger_digest(ledger) and list(both.records()) == list(record_digests(ledger))
