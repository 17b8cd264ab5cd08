"""One valid record of each published schema with every field filled, so that a mutation can reach each."""

from __future__ import annotations

import copy
from typing import Any

from builders import anchor_value, article_value, citation_value, claim_value, entity_value, info_value, source_value

TEXT = "Pear exports 2020"

PAYLOADS: dict[str, dict[str, Any]] = {
    "event": {"kind": "event", "event_type": "meeting", "participants": [{"entity": "ada-berg", "part": "host"}], "outcome": TEXT},
    "utterance": {
        "kind": "utterance", "speaker": "ada-berg", "addressee": "freedonia", "medium": TEXT, "content": TEXT, "quotation": TEXT,
    },
    "quantity": {
        "kind": "quantity", "measure": "exports", "value": "1200.50", "unit": "tonnes", "multiplier": "1000", "qualifier": "at-least",
        "period": "2020-06", "subject": "freedonia", "counterpart": "sylvania", "as_written": TEXT,
    },
    "state": {
        "kind": "state", "relation": "member-of", "subject": "freedonia", "object": "league", "object_text": TEXT, "period": "1992/..",
    },
    "provision": {"kind": "provision", "instrument": "pear-treaty", "clause": "Article 3", "content": TEXT},
    "plan": {
        "kind": "plan", "actor": "freedonia", "intention": TEXT, "due": "2025", "later_outcome": "not-yet-due", "outcome_note": TEXT,
    },
    "cause": {"kind": "cause", "cause": TEXT, "effect": TEXT},
    "judgement": {"kind": "judgement", "holder": "ada-berg", "opinion": TEXT, "criterion": TEXT},
}  # fmt: skip
"""Full payloads by kind."""

ACCEPTED = [{"code": "STY001", "reason": TEXT}]


def full_claim(kind: str = "quantity") -> dict[str, Any]:
    """Return a claim with every field."""
    assessment = {
        "verdict": "supported", "credence": "0.9500", "confidence": "0.9500", "level": "moderate", "likelihood": "almost-certain",
        "method": "reviewer", "policy": "claims-default/1", "computed_verdict": "refuted",
        "reasons": [{"group": "port-office-2021", "weight": "1.7346", "sources": ["port-office-2021"]}], "rationale": TEXT,
        "corrected": TEXT, "later": TEXT,
        "override": {"verdict": "supported", "reason": TEXT, "reviewer": "Ada Berg", "date": "2021-07-03"},
    }  # fmt: skip
    derivation = {
        "formula": "a == b + 1", "inputs": [{"name": "a", "claim": "pear-0001", "field": "time"}], "bears": "supports", "result": "true",
        "note": TEXT,
    }  # fmt: skip
    return claim_value(
        payload=copy.deepcopy(PAYLOADS[kind]),
        polarity="negated",
        tags=["pears"],
        anchors=[anchor_value()],
        places=["port-of-osterlich"],
        why_not_checkable=TEXT,
        citations=[
            citation_value(role="origin", interest="self-serving", locator="page 3", value="1200 tonnes", extent="whole"),
        ],
        searched=[{"what": TEXT, "result": TEXT, "on": "../2021-07-02"}],
        derivations=[derivation],
        relations=[{"type": "rests_on", "target": "pear-0002", "note": TEXT}],
        assessment=assessment,
        history=[{"date": "2021-07-02", "change": "created", "verdict": "supported", "note": TEXT}],
        accepted=ACCEPTED,
    )


def full_source() -> dict[str, Any]:
    """Return a source with every field."""
    return source_value(
        author=[{"family": "Berg", "given": "Ada"}, {"literal": "Port Office"}],
        archived_url="https://archive.example/2021/https://port.example/x",
        mirror_of="Port Office",
        accessed="2021-07-01",
        content_digest="0" * 64,
        language="en",
        origin="gazette-2021",
        origin_relation="had-primary-source",
        accepted=ACCEPTED,
        note=TEXT,
        grade={"reliability": "B", "reason": TEXT, "exception": True},
    )


def full_entity() -> dict[str, Any]:
    """Return an entity with every field."""
    return entity_value(
        description=TEXT,
        aliases=[{"text": "Freedom Land", "script": "Cyrl", "article_spelling": True}],
        iso_3166="AZ",
        offices=[{"title": "Minister", "organisation": "pear-ministry", "period": "2020/2021", "source": "port-office-2021"}],
    )


def full_info() -> dict[str, Any]:
    """Return a ledger's own record with every field."""
    return info_value(homepage="https://pear.example/ledger", tags=[{"id": "pears", "label": "Pears", "description": TEXT}], grading=TEXT)


FULL: dict[str, dict[str, Any]] = {
    "claim": full_claim(),
    "source": full_source(),
    "entity": full_entity(),
    "article": article_value(),
    "ledger-info": full_info(),
    "ledger": {
        "ledger": full_info(), "articles": [article_value()], "entities": [full_entity()], "sources": [full_source()],
        "claims": [full_claim()],
    },
    "claims-file": {"ledger": "pear", "entities": [full_entity()], "sources": [full_source()], "claims": [full_claim()]},
}  # fmt: skip
"""Full records by the name of the published schema."""
