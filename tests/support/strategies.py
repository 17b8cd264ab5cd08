"""Whole valid ledgers with hostile text, drawn by hypothesis: every field occurs, optional ones are sometimes absent.

`ledgers()` gives `LedgerRecord` values whose records are in the order of their identifiers, as every ledger that was loaded is. What
the records name need not be there: formats must carry a ledger whether or not it is sound.
"""

from __future__ import annotations

import random
from typing import Any

import record_strategies as records
from hypothesis import strategies as st

from claims.model.ledger import LedgerRecord

HOSTILE = (
    "=1+1", "+994 12 555", "-5 degrees", "@minister", "'=1+1", "''-x", "-0.02", "-5", "1E5", "0010", "MAR1", "1-2", "NA", "None", "TRUE",
    "null", "_x0041_", "_x000D_", "a; b", "a:b", 'say "yes"', '"', "a,b;c", "sep=;", "Ж", "ə", "\U0001f350", "=\u00a01", "שלום", "#N/A",
    "<b>&amp;</b>", "2021-03-04", "Claims", "id", "x" * 3000,
)  # fmt: skip
"""Texts that have broken one table format or another."""

_FREE = {
    "note", "says", "locator", "rationale", "corrected", "reason", "title", "description", "outcome", "content", "text", "literal",
    "statement", "publisher", "name", "family",
}  # fmt: skip
_SHORT = {"statement"}


def with_hostile_text(value: Any, chosen: random.Random) -> Any:
    """Return a JSON value with a hostile text in place of about a third of its free texts."""
    if isinstance(value, list):
        return [with_hostile_text(item, chosen) for item in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for key, inner in value.items():
        free = isinstance(inner, str) and key in _FREE and not (key == "name" and "claim" in value)
        text = chosen.choice(HOSTILE) if free and chosen.random() < 0.35 else None
        made[key] = text[:400] if text and key in _SHORT else text or with_hostile_text(inner, chosen)
    return made


def _by_id(part: st.SearchStrategy[dict[str, Any]], least: int = 0) -> st.SearchStrategy[list[dict[str, Any]]]:
    def key(value: dict[str, Any]) -> str:
        found: str = value["source"]["id"] if "inventory" in value else value["id"]
        return found

    return st.lists(part, min_size=least, max_size=2, unique_by=key).map(lambda values: sorted(values, key=key))


@st.composite
def ledgers(draw: st.DrawFn, least_claims: int = 0) -> LedgerRecord:
    """Draw a whole ledger with at least `least_claims` claims."""
    value: dict[str, Any] = {"ledger": draw(records.infos), "articles": draw(_by_id(records.articles, 1))}
    parts = (("entities", records.entities, 0), ("sources", records.sources, 0), ("claims", records.claims(), least_claims))
    for name, part, least in parts:
        if drawn := draw(_by_id(part, least)):
            value[name] = drawn
    chosen = random.Random(draw(st.integers(0, 2**32)))
    return LedgerRecord.from_json_value(with_hostile_text(value, chosen))
