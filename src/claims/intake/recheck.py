"""What a change of a ledger brings up that was not wrong before, without checking again what no change reaches."""

from __future__ import annotations

from collections.abc import Mapping

from ..check.changed import Touched, affected_records, names_in
from ..check.engine import check_reading
from ..check.selection import EVERYTHING, Selection
from ..load.raw import RawRecord, Reading
from ..model.finding import Finding
from ..model.ledger import LedgerRecord
from ..model.record import Record
from .before import Key, records_of
from .examine import Taken


def new_findings(
    merged: LedgerRecord,
    ledger: LedgerRecord,
    written: Mapping[Key, Record],
    taken: Mapping[Key, Taken],
    selection: Selection = EVERYTHING,
) -> list[Finding]:
    """Return what `claims check` finds in the new ledger that it does not find in the old one.

    Only records are looked at that changed, or that a change reaches; everything else is known and was checked before.
    """
    reached = _reached(merged, ledger, written)
    before = {_same(finding) for finding in _findings(ledger, reached, {}, {}, selection)}
    return [finding for finding in _findings(merged, reached, written, taken, selection) if _same(finding) not in before]


def _reached(merged: LedgerRecord, ledger: LedgerRecord, written: Mapping[Key, Record]) -> frozenset[str]:
    """Return the identifiers of what a change reaches; the ledger's own record and its articles, which speak for the whole, always."""
    old = records_of(ledger)
    lost: set[str] = set()
    for key, record in written.items():
        if (was := old.get(key)) is not None:
            lost |= names_in(was.to_json_value()) - names_in(record.to_json_value())
    touched = Touched(records=frozenset(written), lost=frozenset(lost))
    values = ((key[1], record.to_json_value()) for key, record in records_of(merged).items())
    return affected_records(values, touched) | {ledger.ledger.id, *(article.id for article in ledger.articles)}


def _findings(
    ledger: LedgerRecord, reached: frozenset[str], written: Mapping[Key, Record], taken: Mapping[Key, Taken], selection: Selection
) -> tuple[Finding, ...]:
    raws = []
    for key, record in records_of(ledger).items():
        if key[1] in reached:
            one = taken.get(key)
            file = one.raw.file if one is not None else f"{key[0]} {key[1]}"
            locator = one.raw.locator if one is not None and key in written else None
            raws.append(RawRecord(key[0], record.to_json_value(), file, locator=locator))
    return check_reading(Reading(tuple(raws)), against=ledger, selection=selection).report.findings


def _same(finding: Finding) -> tuple[str, str, str]:
    """What makes a finding the same before and after, wherever it stands."""
    return finding.code, finding.record, finding.message
