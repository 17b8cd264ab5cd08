"""A ledger of eight claims, made so that each of its verdicts hangs on something one can name."""

from __future__ import annotations

from typing import Any

from builders import anchor_value, citation_value, claim_value, entity_value, ledger_value, source_value

from claims.assess.ledger import reassess
from claims.model.ledger import LedgerRecord


def _source(id: str, grade: str, **overrides: Any) -> dict[str, Any]:
    return source_value(
        id, publisher=id.replace("-", " ").title(), publisher_id=id, grade={"reliability": grade, "reason": "For the test."}, **overrides
    )


def _assessed(rationale: str, **more: Any) -> dict[str, Any]:
    return {"verdict": "not-enough-evidence", "policy": "claims-default/1", "rationale": rationale, **more}


def _amount(value: str) -> dict[str, Any]:
    return {"kind": "quantity", "measure": "exports", "value": value, "unit": "tonnes", "period": "2020"}


def _judgement() -> dict[str, Any]:
    return {"kind": "judgement", "holder": "gazette", "opinion": "The trade is small."}


def hanging_value() -> dict[str, Any]:
    """Return the ledger as a JSON value, its assessments not yet computed.

    pear-0001 rests on `office` alone; pear-0002 on `daily` and `wire`, both needed; pear-0003 on arithmetic over these two; pear-0004 is
    refuted by `office` and corrected; pear-0005 has only `blog` behind it; pear-0006 is an opinion; pear-0007 is a plan, told and due,
    that contradicts pear-0004 and rests on three publications, two of which copy `wire`; pear-0008 is withdrawn.
    """
    secondary = {"directness": "secondary"}
    claims = [
        claim_value("pear-0001", citations=[citation_value("office")], payload=_amount("1200"), time="2020"),
        claim_value(
            "pear-0002", payload=_amount("800"), time="2020-06~",
            citations=[citation_value("daily", **secondary), citation_value("wire", **secondary)],
        ),
        claim_value(
            "pear-0003", statement="Exports were a third smaller in the second year.", payload=_amount("400"), citations=[],
            time="2020/2021",
            derivations=[
                {
                    "formula": "first - second == own", "bears": "supports", "result": "true",
                    "inputs": [
                        {"name": name, "claim": claim}
                        for name, claim in (("first", "pear-0001"), ("second", "pear-0002"), ("own", "pear-0003"))
                    ],
                }
            ],
        ),
        claim_value(
            "pear-0004", statement="The ministers met on 5 May 2021.", time="2021-05-05", anchors=[anchor_value("r003")],
            citations=[citation_value("office", stance="contradicts", value="2021-05-06")], topic="politics",
            attribution=[
                {"agent": "gazette", "role": "author", "act": "reported"}, {"agent": "port-office", "role": "speaker", "act": "asserted"},
            ],
            assessment=_assessed("The office's own diary has 6 May.", corrected="They met on 6 May 2021.", later="They met again in 2022."),
        ),
        claim_value(
            "pear-0005", citations=[citation_value("blog", directness="tertiary")], time="2020-09-27/..", anchors=[anchor_value("r003")],
            searched=[{"what": "a second report", "result": "nothing found", "on": "../2021-07-01"}], topic="politics",
        ),
        claim_value(
            "pear-0006", payload=_judgement(), checkable=False, why_not_checkable="No measure is given.", citations=[],
            time="2020", statement="The trade is small.",
        ),
        claim_value(
            "pear-0007", time="2021-03", anchors=[anchor_value("r003")], statement="The ministers planned to meet in May 2021.",
            payload={"kind": "plan", "actor": "freedonia", "intention": "to meet", "due": "2021-05", "later_outcome": "unknown"},
            citations=[citation_value(source, **secondary) for source in ("wire", "copy", "echo")], topic="politics",
            relations=[{"type": "contradicts", "target": "pear-0004", "note": "Day and plan differ."}],
        ),
        claim_value(
            "pear-0008", anchors=[anchor_value("r003")], topic="politics",
            history=[
                {"date": "2021-07-02", "change": "created", "note": "First written."},
                {"date": "2021-07-03", "change": "withdrawn", "note": "The article does not say so."},
            ],
        ),
    ]  # fmt: skip
    del claims[-1]["time"]
    sources = [
        _source("blog", "D"), _source("copy", "C", origin="wire"), _source("daily", "B", side="freedonia"),
        _source("echo", "C", origin="copy"), _source("office", "B"), _source("wire", "B"),
    ]  # fmt: skip
    entities = [
        entity_value("freedonia"), entity_value("gazette", type="organisation"), entity_value("port-office", type="organisation"),
        entity_value("sylvania"),
    ]  # fmt: skip
    return ledger_value(claims=claims, sources=sources, entities=entities)


def hanging_ledger(**changes: dict[str, Any]) -> LedgerRecord:
    """Return the ledger with its assessments computed; `changes` override fields of claims, by identifier with an underscore."""
    value = hanging_value()
    for claim in value["claims"]:
        claim.update(changes.get(claim["id"].replace("-", "_"), {}))
    return reassess(LedgerRecord.from_json_value(value))
