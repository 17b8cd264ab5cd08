"""Stored assessments against recomputed ones."""

from __future__ import annotations

from decimal import Decimal

from hanging_ledger import hanging_ledger, hanging_value

from claims.assess.recompute import brought_up_to_date, recompute
from claims.model.ledger import LedgerRecord
from claims.model.vocabulary import Change, Reliability, Verdict


def test_a_ledger_just_assessed_is_up_to_date() -> None:
    assert recompute(hanging_ledger()) == ()


def test_a_ledger_never_assessed_differs_wherever_there_is_evidence() -> None:
    changes = {change.old.id: change for change in recompute(LedgerRecord.from_json_value(hanging_value()))}
    assert changes["pear-0001"].verdict_changes
    assert changes["pear-0001"].new.verdict is Verdict.SUPPORTED
    assert not changes["pear-0005"].verdict_changes
    assert "credence" in changes["pear-0005"].fields


def test_a_changed_verdict_gets_a_history_entry_and_a_changed_number_does_not() -> None:
    changes = {change.old.id: change for change in recompute(LedgerRecord.from_json_value(hanging_value()))}
    stored = brought_up_to_date(changes["pear-0004"], "2021-08-01")
    last = stored.history[-1]
    assert (last.date, last.change, last.verdict) == ("2021-08-01", Change.ASSESSED, Verdict.REFUTED)
    assert stored.history[:-1] == changes["pear-0004"].old.history
    assert stored.assessment.corrected == "They met on 6 May 2021."
    assert brought_up_to_date(changes["pear-0005"], "2021-08-01").history == changes["pear-0005"].old.history


def test_the_note_of_a_reassessment_says_what_the_verdict_was() -> None:
    ledger = hanging_ledger()
    lower = {"grade": ledger.sources[0].grade.model_copy(update={"reliability": Reliability.D})}
    sources = tuple(source.model_copy(update=lower if source.id == "office" else {}) for source in ledger.sources)
    changes = {change.old.id: change for change in recompute(ledger.model_copy(update={"sources": sources}))}
    assert "was refuted" in brought_up_to_date(changes["pear-0004"], "2021-08-01").history[-1].note


def test_a_stale_derivation_is_found() -> None:
    ledger = hanging_ledger()
    (derivation,) = ledger.claims[2].derivations
    stale = ledger.claims[2].model_copy(update={"derivations": (derivation.model_copy(update={"result": "false"}),)})
    (change,) = recompute(ledger.model_copy(update={"claims": (*ledger.claims[:2], stale, *ledger.claims[3:])}))
    assert (change.old.id, change.fields) == ("pear-0003", ("derivations",))
    assert change.new.derivations[0].result == "true"


def test_a_stored_number_that_is_off_is_found() -> None:
    ledger = hanging_ledger()
    first = ledger.claims[0]
    off = first.model_copy(update={"assessment": first.assessment.model_copy(update={"credence": Decimal("0.8499")})})
    (change,) = recompute(ledger.model_copy(update={"claims": (off, *ledger.claims[1:])}))
    assert change.fields == ("credence",)
