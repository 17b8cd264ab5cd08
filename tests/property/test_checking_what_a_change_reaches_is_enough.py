"""After an import only what a change reaches is checked; a check of everything would find nothing else."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from strategies import ledgers

from claims.check.engine import check_reading
from claims.intake.before import records_of
from claims.intake.recheck import new_findings
from claims.load.raw import RawRecord, Reading
from claims.model.finding import Finding
from claims.model.ledger import LedgerRecord

Edit = Callable[[dict[str, Any], random.Random], None]


def _some(value: dict[str, Any], part: str, chosen: random.Random) -> dict[str, Any]:
    return chosen.choice(value[part]) if value.get(part) else {}


def _same_statement(value: dict[str, Any], chosen: random.Random) -> None:
    claim, other = _some(value, "claims", chosen), _some(value, "claims", chosen)
    claim["statement"], claim["payload"] = other["statement"], other["payload"]


def _no_citations(value: dict[str, Any], chosen: random.Random) -> None:
    _some(value, "claims", chosen).pop("citations", None)


def _rests_on_another(value: dict[str, Any], chosen: random.Random) -> None:
    claim, other = _some(value, "claims", chosen), _some(value, "claims", chosen)
    claim.setdefault("relations", []).append({"type": "rests_on", "target": other["id"]})


def _another_verdict(value: dict[str, Any], chosen: random.Random) -> None:
    claim = _some(value, "claims", chosen)
    claim["assessment"]["verdict"] = chosen.choice(["supported", "refuted", "not-enough-evidence"])


def _another_topic(value: dict[str, Any], chosen: random.Random) -> None:
    _some(value, "claims", chosen)["topic"] = "nowhere-declared"


def _another_publisher(value: dict[str, Any], chosen: random.Random) -> None:
    for source in (_some(value, "sources", chosen),):
        if source:
            source["publisher"] = "Gazette of Elsewhere"


def _another_name(value: dict[str, Any], chosen: random.Random) -> None:
    for entity in (_some(value, "entities", chosen),):
        if entity:
            entity["name"] = _some(value, "entities", chosen)["name"]


def _withdrawn(value: dict[str, Any], chosen: random.Random) -> None:
    claim = _some(value, "claims", chosen)
    claim["history"] = [*claim.get("history", []), {"date": "2030-01-01", "change": "withdrawn", "note": "It was two claims."}]


def _source_elsewhere(value: dict[str, Any], chosen: random.Random) -> None:
    claim = _some(value, "claims", chosen)
    for citation in claim.get("citations", []):
        citation["source"] = "nowhere-2020"


EDITS: tuple[Edit, ...] = (
    _same_statement, _no_citations, _rests_on_another, _another_verdict, _another_topic, _another_publisher, _another_name, _withdrawn,
    _source_elsewhere,
)  # fmt: skip


OF_A_PAIR = frozenset({"REF004", "REF018"})
"""Findings about two claims, told at the later one, or at the one that changed."""


def _everything(ledger: LedgerRecord) -> set[tuple[str, str, str]]:
    raws = tuple(RawRecord(kind, record.to_json_value(), f"{kind} {name}") for (kind, name), record in records_of(ledger).items())
    return {_told(finding) for finding in check_reading(Reading(raws)).report.findings}


def _told(finding: Finding) -> tuple[str, str, str]:
    if finding.code in OF_A_PAIR:
        names = {finding.record, *re.findall(r"[a-z0-9-]+-[0-9]{4,}", finding.message)}
        return finding.code, " ".join(sorted(names)), ""
    return finding.code, finding.record, finding.message


# Without shrinking: whole ledgers take minutes to shrink, and the edits say enough.
@settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(ledger=ledgers(least_claims=2), edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=3), seed=st.integers(0, 2**32))
def test_nothing_else_would_be_found(ledger: LedgerRecord, edits: list[Edit], seed: int) -> None:
    value, chosen = ledger.to_json_value(), random.Random(seed)
    for edit in edits:
        edit(value, chosen)
    after = LedgerRecord.from_json_value(value)
    old = records_of(ledger)
    written = {key: record for key, record in records_of(after).items() if record != old.get(key)}
    found = {_told(finding) for finding in new_findings(after, ledger, written, {})}
    assert found == _everything(after) - _everything(ledger)
