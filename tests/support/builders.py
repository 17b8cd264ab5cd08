"""Records for tests: valid by default, overridden by field. `*_value` gives JSON values, `make_*` models, `write_*` files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from claims.model.article import Article
from claims.model.claim import Claim
from claims.model.entity import Entity
from claims.model.ledger import LedgerInfo, LedgerRecord
from claims.model.source import Source
from claims.model.text import digest, fragment_ends

ARTICLE_ROWS = (
    ("r001", "heading", "Orchard trade between two imagined states"),
    ("r002", "sentence", "Freedonia sold 1,200 tonnes of pears to Sylvania in 2020."),
    ("r003", "sentence", "The two ministers met in the port of Osterlich on 5 May 2021."),
)
"""Rows of the invented article that the builders use: identifier, role, text."""
ARTICLE_TEXT = "\n".join(text for _, _, text in ARTICLE_ROWS)


def row_place(row: str) -> dict[str, Any]:
    """Return start, end, digest and fragment of a row of the invented article."""
    start = 0
    for name, _, text in ARTICLE_ROWS:
        if name == row:
            first, last = fragment_ends(text)
            fragment = {"start": first} if last is None else {"start": first, "end": last}
            return {"start": start, "end": start + len(text), "digest": digest(text), "fragment": fragment}
        start += len(text) + 1
    raise KeyError(row)


def anchor_value(row: str = "r002", **overrides: Any) -> dict[str, Any]:
    return {"source": "gazette-2021", "row": row, **row_place(row)} | overrides


def source_value(id: str = "port-office-2021", **overrides: Any) -> dict[str, Any]:
    return {
        "id": id,
        "type": "report",
        "title": "Port statistics of 2020",
        "publisher": "Port Office of Osterlich",
        "publisher_id": "port-office",
        "issued": "2021-03-01",
        "url": f"https://port.example/{id}",
        "genre": "statistics",
        "side": "neutral",
        "grade": {"reliability": "B", "reason": "An office that counts what it reports."},
        "directness": "primary",
    } | overrides


def article_value(**overrides: Any) -> dict[str, Any]:
    source = source_value(
        "gazette-2021", type="article-newspaper", title="Orchard trade", publisher="The Gazette", publisher_id="gazette",
        issued="2021-06-01", url="https://gazette.example/orchard", genre="article", directness="secondary",
    )  # fmt: skip
    rows = [{"id": name, "role": role, "section": "intro", **row_place(name)} for name, role, _ in ARTICLE_ROWS]
    rows[0]["no_claim"] = "A heading."
    return {
        "source": source,
        "digest": digest(ARTICLE_TEXT),
        "length": len(ARTICLE_TEXT),
        "normalisation": "nfc-space-fold-1",
        "inventory": rows,
    } | overrides


def entity_value(id: str = "freedonia", **overrides: Any) -> dict[str, Any]:
    return {"id": id, "type": "place", "name": id.replace("-", " ").title()} | overrides


def citation_value(source: str = "port-office-2021", **overrides: Any) -> dict[str, Any]:
    return {
        "source": source, "stance": "supports", "directness": "primary", "says": "The table gives this figure.", "retrieved": "2021-07-01",
    } | overrides  # fmt: skip


def claim_value(id: str = "pear-0001", **overrides: Any) -> dict[str, Any]:
    return {
        "id": id,
        "statement": "Freedonia exported 1,200 tonnes of pears to Sylvania in 2020.",
        "payload": {
            "kind": "quantity", "measure": "exports", "value": "1200", "unit": "tonnes", "period": "2020", "subject": "freedonia",
            "counterpart": "sylvania", "as_written": "1,200 tonnes",
        },
        "topic": "trade",
        "anchors": [anchor_value("r002")],
        "attribution": [{"agent": "gazette", "role": "author", "act": "asserted"}],
        "time": "2020",
        "entities": [{"entity": "freedonia", "part": "exporter"}, {"entity": "sylvania", "part": "importer"}],
        "checkable": True,
        "citations": [citation_value()],
        "assessment": {
            "verdict": "not-enough-evidence", "policy": "claims-default/1", "rationale": "Nothing has been weighed yet.",
        },
        "history": [{"date": "2021-07-02", "change": "created", "note": "First written."}],
    } | overrides  # fmt: skip


def info_value(**overrides: Any) -> dict[str, Any]:
    def term(id: str) -> dict[str, str]:
        return {"id": id, "label": id.title(), "description": f"What is about {id}."}

    return {
        "id": "pear",
        "title": "Orchard trade: an invented ledger",
        "description": "A small ledger for tests about two states that do not exist.",
        "version": "0.1.0",
        "schema_version": "1.0",
        "issued": "2021-07-02",
        "language": "en",
        "licence": "CC0-1.0",
        "creators": ["The tests"],
        "policy": "claims-default/1",
        "topics": [term("trade"), term("politics")],
        "sections": [term("intro")],
        "sides": [term("neutral"), term("freedonia")],
    } | overrides


def ledger_value(**overrides: Any) -> dict[str, Any]:
    return {
        "ledger": info_value(),
        "articles": [article_value()],
        "entities": [
            entity_value("freedonia"), entity_value("gazette", type="organisation"), entity_value("port-office", type="organisation"),
            entity_value("sylvania"),
        ],
        "sources": [source_value()],
        "claims": [claim_value()],
    } | overrides  # fmt: skip


def make_claim(id: str = "pear-0001", **overrides: Any) -> Claim:
    return Claim.from_json_value(claim_value(id, **overrides))


def make_source(id: str = "port-office-2021", **overrides: Any) -> Source:
    return Source.from_json_value(source_value(id, **overrides))


def make_entity(id: str = "freedonia", **overrides: Any) -> Entity:
    return Entity.from_json_value(entity_value(id, **overrides))


def make_article(**overrides: Any) -> Article:
    return Article.from_json_value(article_value(**overrides))


def make_info(**overrides: Any) -> LedgerInfo:
    return LedgerInfo.from_json_value(info_value(**overrides))


def make_ledger(**overrides: Any) -> LedgerRecord:
    """Return a ledger; `overrides` are lists of JSON values by part (`claims=[claim_value(...)]`)."""
    return LedgerRecord.from_json_value(ledger_value(**overrides))


def write_json(path: Path, value: Any) -> Path:
    """Write a JSON value as this project writes JSON, with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def write_curated(folder: Path, value: dict[str, Any] | None = None) -> Path:
    """Write a ledger's JSON value as a curated folder, each record in canonical form, and return the folder."""
    from claims.load.canonical import canonical_bytes

    ledger = LedgerRecord.from_json_value(value or ledger_value())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ledger.json").write_bytes(canonical_bytes(ledger.ledger))
    for number, article in enumerate(ledger.articles):
        (folder / ("article.json" if number == 0 else f"article-{article.id}.json")).write_bytes(canonical_bytes(article))
    for part in ("entities", "sources", "claims"):
        (folder / part).mkdir(exist_ok=True)
        for record in getattr(ledger, part):
            (folder / part / f"{record.id}.json").write_bytes(canonical_bytes(record))
    return folder
