"""A new claim that fits its schema at once: anchored to a whole row, its payload to be filled in, its verdict open."""

from __future__ import annotations

import datetime
from typing import Any

from pydantic import ValidationError

from ..errors import ClaimsError
from ..model.claim import Claim
from .ledger import Ledger

_TO_FILL = "to-be-filled-in"
_TO_WRITE = "To be written."


def scaffold(ledger: Ledger, *, row: str, kind: str, statement: str, topic: str, today: datetime.date | None = None) -> Claim:
    """Return a claim with the next free identifier. Raises ClaimsError for a statement or row that does not fit."""
    article, place = next(((a, r) for a in ledger.articles for r in a.inventory if r.id == row), (None, None))
    if article is None or place is None:
        raise ClaimsError(f"no row {row!r} in the inventory of {', '.join(a.id for a in ledger.articles)}")
    author = ledger.record.claims[0].attribution[0].agent if len(ledger) else _TO_FILL
    value = {
        "id": next_id(ledger),
        "statement": statement,
        "payload": _payload(kind, statement, author),
        "topic": topic,
        "anchors": [
            {
                "source": article.id, "row": row, "start": place.start, "end": place.end, "digest": place.digest,
                "fragment": place.fragment.to_json_value(),
            }
        ],
        "attribution": [{"agent": author, "role": "author", "act": "asserted"}],
        "checkable": kind != "judgement",
        **({"why_not_checkable": "An opinion."} if kind == "judgement" else {}),
        "assessment": {
            "verdict": "not-checkable" if kind == "judgement" else "not-enough-evidence",
            "policy": ledger.info.policy,
            "rationale": _TO_WRITE,
        },
        "history": [{"date": str(today or datetime.date.today()), "change": "created", "note": "Scaffolded; not assessed yet."}],
    }  # fmt: skip
    try:
        return Claim.from_json_value(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ClaimsError(f"{'.'.join(map(str, first['loc']))}: {first['msg']} (found {first['input']!r})") from None


def next_id(ledger: Ledger) -> str:
    """Return the identifier after the greatest in use; gaps are never filled, since identifiers are not reused."""
    numbers = [int(claim.id.rpartition("-")[2]) for claim in ledger]
    return f"{ledger.info.id}-{max(numbers, default=0) + 1:04d}"


def _payload(kind: str, statement: str, author: str) -> dict[str, Any]:
    filled: dict[str, dict[str, Any]] = {
        "event": {"event_type": _TO_FILL, "participants": [{"entity": author, "part": _TO_FILL}]},
        "utterance": {"speaker": author, "content": statement},
        "quantity": {"measure": _TO_FILL, "value": "0", "unit": "items"},
        "state": {"relation": _TO_FILL, "subject": author},
        "provision": {"instrument": _TO_FILL, "content": statement},
        "plan": {"actor": author, "intention": statement, "later_outcome": "unknown"},
        "cause": {"cause": _TO_WRITE, "effect": _TO_WRITE},
        "judgement": {"holder": author, "opinion": statement},
    }
    return {"kind": kind, **filled[kind]}
