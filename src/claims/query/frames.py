"""Ledgers as pandas frames with real types, for people who compute."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ..errors import MissingExtra
from ..model.date import OPEN_END, OPEN_START, bounds
from ..model.payload import PAYLOADS, Quantity
from ..model.vocabulary import Directness, Interest, Level, Likelihood, Polarity, Reliability, Stance, Verdict

if TYPE_CHECKING:
    import pandas

    from .ledger import Decimals, Ledger


def _pandas() -> Any:
    try:
        import pandas
    except ModuleNotFoundError:
        raise MissingExtra("frames need pandas: pip install 'factclaims[pandas]'") from None
    return pandas


def _day(day: datetime.date) -> datetime.date | None:
    return None if day in {OPEN_START, OPEN_END} else day


def _dates(time: str | None) -> tuple[datetime.date | None, datetime.date | None]:
    if time is None:
        return None, None
    low, high = bounds(time)
    return _day(low), _day(high)


def _category(pandas: Any, values: list[Any], vocabulary: type[StrEnum] | list[str], ordered: bool = False) -> Any:
    words = vocabulary if isinstance(vocabulary, list) else [member.value for member in vocabulary]
    return pandas.Categorical([None if v is None else str(v) for v in values], categories=words, ordered=ordered)


def claims_frame(ledger: Ledger, decimals: Decimals = "float") -> pandas.DataFrame:
    """Return one row a claim. See `Ledger.to_pandas`."""
    pd = _pandas()
    claims = list(ledger)
    info = ledger.info

    def number(value: Any) -> Any:
        return value if value is None or decimals == "decimal" else float(value)

    quantities = [claim.payload if isinstance(claim.payload, Quantity) else None for claim in claims]
    dates = [_dates(claim.time) for claim in claims]
    dtype = "object" if decimals == "decimal" else "float64"
    columns = {
        "statement": pd.Series([c.statement for c in claims], dtype="string"),
        "kind": _category(pd, [c.kind for c in claims], list(PAYLOADS)),
        "topic": _category(pd, [c.topic for c in claims], [t.id for t in info.topics]),
        "polarity": _category(pd, [c.polarity for c in claims], Polarity),
        "row": pd.Series([c.anchors[0].row for c in claims], dtype="string"),
        "time": pd.Series([c.time for c in claims], dtype="string"),
        "time_start": pd.Series([pd.Timestamp(low) if low else pd.NaT for low, _ in dates], dtype="datetime64[s]"),
        "time_end": pd.Series([pd.Timestamp(high) if high else pd.NaT for _, high in dates], dtype="datetime64[s]"),
        "measure": pd.Series([q.measure if q else None for q in quantities], dtype="string"),
        "value": pd.Series([number(q.value) if q else None for q in quantities], dtype=dtype),
        "multiplier": pd.Series([number(q.multiplier) if q else None for q in quantities], dtype=dtype),
        "amount": pd.Series([number(q.amount) if q else None for q in quantities], dtype=dtype),
        "unit": pd.Series([q.unit if q else None for q in quantities], dtype="string"),
        "checkable": pd.Series([c.checkable for c in claims], dtype="bool"),
        "verdict": _category(pd, [c.verdict for c in claims], Verdict),
        "credence": pd.Series([number(c.assessment.credence) for c in claims], dtype=dtype),
        "confidence": pd.Series([number(c.assessment.confidence) for c in claims], dtype=dtype),
        "level": _category(pd, [c.assessment.level for c in claims], Level, ordered=True),
        "likelihood": _category(pd, [c.assessment.likelihood for c in claims], Likelihood, ordered=True),
        "citations": pd.Series([len(c.citations) for c in claims], dtype="int64"),
        "groups": pd.Series([len(c.assessment.reasons) for c in claims], dtype="int64"),
        "rationale": pd.Series([c.assessment.rationale for c in claims], dtype="string"),
        "corrected": pd.Series([c.assessment.corrected for c in claims], dtype="string"),
    }
    frame: pandas.DataFrame = pd.DataFrame(columns)
    frame.index = pd.Index([c.id for c in claims], name="id", dtype="string")
    return frame


def citations_frame(ledger: Ledger) -> pandas.DataFrame:
    """Return one row a citation."""
    pd = _pandas()
    pairs = [(claim, number, citation) for claim in ledger for number, citation in enumerate(claim.citations, 1)]
    sources = [ledger.sources.get(citation.source) for _, _, citation in pairs]
    frame: pandas.DataFrame = pd.DataFrame(
        {
            "claim": pd.Series([claim.id for claim, _, _ in pairs], dtype="string"),
            "number": pd.Series([number for _, number, _ in pairs], dtype="int64"),
            "source": pd.Series([c.source for _, _, c in pairs], dtype="string"),
            "stance": _category(pd, [c.stance for _, _, c in pairs], Stance),
            "interest": _category(pd, [c.interest for _, _, c in pairs], Interest),
            "directness": _category(pd, [c.directness for _, _, c in pairs], Directness, ordered=True),
            "reliability": _category(pd, [s.grade.reliability if s else None for s in sources], Reliability),
            "side": _category(pd, [s.side if s else None for s in sources], [t.id for t in ledger.info.sides]),
            "publisher": pd.Series([s.publisher if s else None for s in sources], dtype="string"),
            "issued": pd.Series([s.issued if s else None for s in sources], dtype="string"),
            "says": pd.Series([c.says for _, _, c in pairs], dtype="string"),
            "value": pd.Series([c.value for _, _, c in pairs], dtype="string"),
            "url": pd.Series([s.url if s else None for s in sources], dtype="string"),
        }
    )
    return frame


def sources_frame(ledger: Ledger) -> pandas.DataFrame:
    """Return one row a source."""
    pd = _pandas()
    sources = list(ledger.sources.values())
    cited: dict[str, set[str]] = {}
    for claim in ledger:
        for citation in claim.citations:
            cited.setdefault(citation.source, set()).add(claim.id)
    frame: pandas.DataFrame = pd.DataFrame(
        {
            "publisher": pd.Series([s.publisher for s in sources], dtype="string"),
            "title": pd.Series([s.title for s in sources], dtype="string"),
            "issued": pd.Series([s.issued for s in sources], dtype="string"),
            "side": _category(pd, [s.side for s in sources], [t.id for t in ledger.info.sides]),
            "genre": pd.Series([s.genre for s in sources], dtype="string"),
            "reliability": _category(pd, [s.grade.reliability for s in sources], Reliability),
            "origin": pd.Series([s.origin for s in sources], dtype="string"),
            "claims": pd.Series([len(cited.get(s.id, ())) for s in sources], dtype="int64"),
            "url": pd.Series([s.url for s in sources], dtype="string"),
        }
    )
    frame.index = pd.Index([s.id for s in sources], name="id", dtype="string")
    return frame
