"""Claims in order of time."""

from __future__ import annotations

import datetime

from hanging_ledger import hanging_ledger

from claims.query.timeline import Basis, Shape, timeline

FOUND = timeline(hanging_ledger())


def test_the_order_is_by_start_with_the_wider_date_first() -> None:
    assert [(entry.claim.id, entry.basis.value) for entry in FOUND.entries] == [
        ("pear-0003", "time"), ("pear-0001", "time"), ("pear-0006", "time"), ("pear-0002", "time"), ("pear-0005", "time"),
        ("pear-0007", "time"), ("pear-0007", "due"), ("pear-0004", "time"),
    ]  # fmt: skip


def test_withdrawn_claims_are_left_out_and_undated_ones_listed() -> None:
    ledger = hanging_ledger(pear_0005={"payload": {"kind": "cause", "cause": "Frost.", "effect": "Fewer pears."}})
    undated = [claim.model_copy(update={"time": None}) if claim.id == "pear-0005" else claim for claim in ledger.claims]
    found = timeline(ledger.model_copy(update={"claims": tuple(undated)}))
    assert found.undated == ("pear-0005",)
    assert "pear-0008" not in {entry.claim.id for entry in found.entries}


def test_a_claim_without_a_time_is_placed_by_its_period() -> None:
    ledger = hanging_ledger()
    first = ledger.claims[0].model_copy(update={"time": None})
    (entry,) = timeline(ledger.model_copy(update={"claims": (first,)})).entries
    assert (entry.basis, entry.time) == (Basis.PERIOD, "2020")


def test_bounds_and_doubts() -> None:
    by_id = {(entry.claim.id, entry.basis): entry for entry in FOUND.entries}
    about = by_id["pear-0002", Basis.TIME]
    assert (about.start, about.end) == (datetime.date(2020, 6, 1), datetime.date(2020, 6, 30))
    assert (about.shape, about.approximate, about.uncertain) == (Shape.WITHIN, True, False)
    open_ended = by_id["pear-0005", Basis.TIME]
    assert (open_ended.start, open_ended.end, open_ended.shape) == (datetime.date(2020, 9, 27), None, Shape.INTERVAL)
    assert by_id["pear-0004", Basis.TIME].shape is Shape.DAY


def test_what_is_open_at_its_start_is_placed_at_its_end() -> None:
    found = timeline(hanging_ledger(pear_0001={"time": "../2021-04"}))
    (entry,) = (entry for entry in found.entries if entry.claim.id == "pear-0001")
    assert (entry.start, entry.placed) == (None, datetime.date(2021, 4, 30))
    assert [e.claim.id for e in found.entries].index("pear-0001") > [e.claim.id for e in found.entries].index("pear-0005")
