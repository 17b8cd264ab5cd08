"""Valid records of every kind as JSON values, drawn by hypothesis: every field occurs, optional ones are sometimes absent."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from edtf_strategies import any_edtf
from hypothesis import strategies as st

from claims.model import vocabulary as words

Values = st.SearchStrategy[dict[str, Any]]

_characters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
# Mostly short and plain, so that examples stay readable; sometimes anything that a text may hold.
texts = st.one_of(
    st.sampled_from(["Pears", "1,200 tonnes", "=1+1", "_x0041_", "a \u00a0 b", "Ж", "ə", "\U0001f350", "NA", "0010", "<b>", '"', "-0.02"]),
    st.text(_characters, min_size=1, max_size=30).map(str.strip).filter(bool),
)
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
claim_ids = st.from_regex(r"[a-z][a-z0-9]{0,4}-[0-9]{4,8}", fullmatch=True)
decimals = st.from_regex(r"-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,18})?", fullmatch=True)
digests = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
urls = st.sampled_from(["https://port.example/a", "http://port.example:8080/b?c=d&e=%20#f", "https://münze.example/ə", "https://x/(y)[z]"])
languages = st.sampled_from(["en", "az", "ur", "pt-BR", "zh-Hant-TW"])
offsets = st.integers(0, 2**53 - 1)
row_ids = st.from_regex(r"[a-z][0-9]{3,6}", fullmatch=True)


def _words(vocabulary: type[StrEnum]) -> st.SearchStrategy[str]:
    return st.sampled_from([member.value for member in vocabulary])


def _record(required: dict[str, Any], optional: dict[str, Any] | None = None) -> Values:
    return st.fixed_dictionaries(required, optional=optional or {})


def _some(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[list[Any]]:
    return st.lists(items, min_size=least, max_size=2)


accepted = _record({"code": st.from_regex(r"[A-Z]{3}[0-9]{3}", fullmatch=True), "reason": texts})
fragments = _record({"start": texts}, {"end": texts})
participants = _record({"entity": slugs, "part": slugs})

payloads: dict[str, Values] = {
    "event": _record({"event_type": slugs, "participants": _some(participants, 1)}, {"outcome": texts}),
    "utterance": _record({"speaker": slugs, "content": texts}, {"addressee": slugs, "medium": texts, "quotation": texts}),
    "quantity": _record(
        {"measure": slugs, "value": decimals, "unit": st.sampled_from(["USD", "tonnes", "%", "km/h", "sq. km"])},
        {
            "multiplier": decimals, "qualifier": _words(words.Qualifier), "period": any_edtf, "subject": slugs, "counterpart": slugs,
            "as_written": texts,
        },
    ),
    "state": _record({"relation": slugs, "subject": slugs}, {"object": slugs, "object_text": texts, "period": any_edtf}),
    "provision": _record({"instrument": slugs, "content": texts}, {"clause": texts}),
    "plan": _record(
        {"actor": slugs, "intention": texts, "later_outcome": _words(words.PlanOutcome)}, {"due": any_edtf, "outcome_note": texts}
    ),
    "cause": _record({"cause": texts, "effect": texts}),
    "judgement": _record({"holder": slugs, "opinion": texts}, {"criterion": texts}),
}  # fmt: skip
"""Payloads by kind, without the discriminator."""

anchors = _record(
    {"source": slugs, "row": row_ids, "start": offsets, "end": offsets, "digest": digests, "fragment": fragments}
)
citations = _record(
    {"source": slugs, "stance": _words(words.Stance), "directness": _words(words.Directness), "says": texts},
    {
        "role": _words(words.CitationRole), "interest": _words(words.Interest), "locator": texts, "value": texts, "retrieved": any_edtf,
        "extent": _words(words.Extent),
    },
)  # fmt: skip
derivations = _record(
    {
        "formula": st.sampled_from(["a + b == c", "round(a / b, 2)", "days(a, b) <= 30"]),
        "inputs": _some(
            _record(
                {"name": st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True), "claim": claim_ids},
                {"field": _words(words.DerivationField)},
            ),
            1,
        ),
        "bears": _words(words.Bearing),
        "result": st.sampled_from(["true", "false", "14781.8"]),
    },
    {"note": texts},
)
assessments = _record(
    {"verdict": _words(words.Verdict), "policy": texts, "rationale": texts},
    {
        "credence": decimals, "confidence": decimals, "level": _words(words.Level), "likelihood": _words(words.Likelihood),
        "method": _words(words.Method), "computed_verdict": _words(words.Verdict),
        "reasons": _some(_record({"group": texts, "weight": decimals}, {"sources": _some(slugs)})), "corrected": texts, "later": texts,
        "override": _record({"verdict": _words(words.Verdict), "reason": texts, "reviewer": texts, "date": any_edtf}),
    },
)  # fmt: skip
revisions = _record({"date": any_edtf, "change": _words(words.Change), "note": texts}, {"verdict": _words(words.Verdict)})


def claims(kind: str | None = None) -> Values:
    """Return claims of one kind, or of any."""
    chosen = [kind] if kind else sorted(payloads)
    payload = st.one_of([payloads[name].map(lambda value, name=name: {"kind": name, **value}) for name in chosen])
    return _record(
        {
            "id": claim_ids, "statement": texts, "payload": payload, "topic": slugs, "anchors": _some(anchors, 1),
            "attribution": _some(_record({"agent": slugs, "role": slugs, "act": _words(words.Act)}), 1), "checkable": st.booleans(),
            "assessment": assessments, "history": _some(revisions, 1),
        },
        {
            "polarity": _words(words.Polarity), "tags": _some(slugs), "time": any_edtf, "places": _some(slugs),
            "entities": _some(participants), "why_not_checkable": texts, "citations": _some(citations),
            "searched": _some(_record({"what": texts, "result": texts, "on": any_edtf})), "derivations": _some(derivations),
            "relations": _some(_record({"type": _words(words.RelationType), "target": claim_ids}, {"note": texts})),
            "accepted": _some(accepted),
        },
    )  # fmt: skip


sources = _record(
    {
        "id": slugs, "type": _words(words.SourceType), "publisher": texts, "publisher_id": slugs, "url": urls, "genre": slugs,
        "side": slugs, "directness": _words(words.Directness),
        "grade": _record({"reliability": _words(words.Reliability), "reason": texts}, {"exception": st.booleans()}),
    },
    {
        "title": texts, "author": _some(_record({}, {"family": texts, "given": texts, "literal": texts})), "issued": any_edtf,
        "archived_url": urls, "mirror_of": texts, "accessed": any_edtf, "content_digest": digests, "language": languages,
        "origin": slugs, "origin_relation": _words(words.OriginRelation), "accepted": _some(accepted), "note": texts,
    },
)  # fmt: skip
entities = _record(
    {"id": slugs, "type": _words(words.EntityType), "name": texts},
    {
        "description": texts, "iso_3166": st.sampled_from(["AZ", "PK"]),
        "aliases": _some(_record({"text": texts}, {"script": st.sampled_from(["Latn", "Cyrl"]), "article_spelling": st.booleans()})),
        "offices": _some(_record({"title": texts}, {"organisation": slugs, "period": any_edtf, "source": slugs})),
    },
)  # fmt: skip
articles = _record(
    {
        "source": sources, "digest": digests, "length": offsets, "normalisation": st.just("nfc-space-fold-1"),
        "inventory": _some(
            _record(
                {
                    "id": row_ids, "role": _words(words.RowRole), "section": slugs, "start": offsets, "end": offsets, "digest": digests,
                    "fragment": fragments,
                },
                {"no_claim": texts},
            ),
            1,
        ),
    }
)  # fmt: skip
terms = _record({"id": slugs, "label": texts, "description": texts})
infos = _record(
    {
        "id": slugs, "title": texts, "description": texts, "version": st.sampled_from(["0.1.0", "10.20.30"]),
        "schema_version": st.just("1.0"), "issued": any_edtf, "language": languages, "licence": texts, "creators": _some(texts, 1),
        "policy": texts, "topics": _some(terms, 1), "sides": _some(terms, 1),
    },
    {"homepage": urls, "sections": _some(terms), "tags": _some(terms), "grading": texts},
)  # fmt: skip
parts = {"entities": _some(entities), "sources": _some(sources)}

VALUES: dict[str, Values] = {
    "claim": claims(),
    "source": sources,
    "entity": entities,
    "article": articles,
    "ledger-info": infos,
    "ledger": _record({"ledger": infos, "articles": _some(articles, 1)}, {**parts, "claims": _some(claims())}),
    "claims-file": _record({"claims": _some(claims(), 1)}, {"ledger": slugs, **parts}),
}
"""Valid values by the name of the published schema."""
