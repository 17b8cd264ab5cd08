"""What a new claim's row leaves out, filled in as `claims new` does: anchor, attribution, history, an open verdict. Nothing is made up.

The payload is the researcher's to fill in, but for kinds whose content is what the statement says.
"""

from __future__ import annotations

from typing import Any

from ..load.raw import RawRecord
from ..model.article import InventoryRow
from ..model.finding import Finding, Position
from ..model.ledger import LedgerRecord

_STATEMENT_IN = {"utterance": "content", "provision": "content", "plan": "intention", "judgement": "opinion"}
TO_WRITE = "To be written."


def complete(raw: RawRecord, ledger: LedgerRecord, article_row: tuple[str, Position] | None, day: str, note: str) -> list[Finding]:
    """Fill in a new claim's value in place. Returns findings where nothing can be filled in."""
    value: dict[str, Any] = raw.value
    findings: list[Finding] = []
    payload = value.setdefault("payload", {})
    kind = payload.get("kind")
    judged = kind == "judgement"
    if (content := _STATEMENT_IN.get(str(kind))) and "statement" in value:
        payload.setdefault(content, value["statement"])
    if kind == "plan":
        payload.setdefault("later_outcome", "unknown")
    if not value.get("anchors"):
        findings += _anchor(raw, value, ledger, article_row)
    if not value.get("attribution"):
        author = ledger.claims[0].attribution[0].agent if ledger.claims else None
        if author is not None:
            value["attribution"] = [{"agent": author, "role": "author", "act": "asserted"}]
    value.setdefault("checkable", not judged)
    if judged and value["checkable"] is False:
        value.setdefault("why_not_checkable", "An opinion.")
    assessment = value.setdefault("assessment", {})
    assessment.setdefault("verdict", "not-enough-evidence" if value["checkable"] is not False else "not-checkable")
    assessment.setdefault("policy", ledger.ledger.policy)
    assessment.setdefault("rationale", TO_WRITE)
    if not value.get("history"):
        value["history"] = [{"date": day, "change": "created", "note": note}]
    return findings


def _anchor(raw: RawRecord, value: dict[str, Any], ledger: LedgerRecord, article_row: tuple[str, Position] | None) -> list[Finding]:
    rows = {row.id: (article.id, row) for article in ledger.articles for row in article.inventory}
    written, place = article_row or ("", raw.position())
    found = rows.get(written.strip())
    if found is None:
        message = f"the article has no row {written!r}" if written else "nothing says where the claim stands in the article"
        help = f"write a row of the article's inventory in the column `row`, for instance {next(iter(rows))}, or add a row to anchors"
        return [Finding("ANC001", message, raw.file, place, "anchors", raw.id, help)]
    value["anchors"] = [_whole_row(*found)]
    return []


def _whole_row(article: str, row: InventoryRow) -> dict[str, Any]:
    return {
        "source": article, "row": row.id, "start": row.start, "end": row.end, "digest": row.digest,
        "fragment": row.fragment.to_json_value(),
    }  # fmt: skip
