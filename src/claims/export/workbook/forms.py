"""Claims and citations in one table, for people who want no joins: long, one row a citation; wide, one row a claim."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import UnknownName
from ...model.claim import Citation, Claim
from ...model.ledger import LedgerRecord
from .places import Places
from .plan import PlannedRow, SheetColumn, SheetPlan, Value

FORMS = ("long", "wide")
MOST_SIDE_BY_SIDE = 12
"""Citations that the wide form shows of a claim; a column counts all of them."""

_CLAIM = (
    SheetColumn("claim", "word", words="Identifier of the claim; the link leads to it."),
    SheetColumn("verdict", "word", words="The claim's verdict.", verdict=True),
    SheetColumn("statement", "text", words="The claim's statement.", width=46),
    SheetColumn("kind", "word", words="What kind of claim it is."),
    SheetColumn("topic", "word", words="The claim's topic."),
    SheetColumn("time", "word", words="When what it says was or is, in EDTF."),
    SheetColumn("level", "word", words="Confidence in the verdict."),
    SheetColumn("cited", "integer", words="Number of citations of the claim."),
)
_CITATION = (
    SheetColumn("source", "word", words="Identifier of the source."),
    SheetColumn("publisher", "text", words="Publisher of the source."),
    SheetColumn("side", "word", words="Whose interest the publisher serves."),
    SheetColumn("reliability", "word", words="Admiralty grade of the source."),
    SheetColumn("stance", "word", words="How it bears on the claim."),
    SheetColumn("interest", "word", words="Its interest in the question at hand."),
    SheetColumn("directness", "word", words="How near it stands to the matter."),
    SheetColumn("says", "text", words="What it says.", width=46),
)


def form_plans(ledger: LedgerRecord, places: Places, form: object) -> list[SheetPlan]:
    """Return the plan of the sheet in the form asked for, none where none is. Raises UnknownName for another form."""
    if not form:
        return []
    if form not in FORMS:
        raise UnknownName(f"no form is called {form!r}; there are {', '.join(FORMS)}")
    return [_long(ledger, places) if form == "long" else _wide(ledger, places)]


def _claim_cells(claim: Claim) -> tuple[Value, ...]:
    level = claim.assessment.level
    return (
        claim.id, claim.verdict.value, claim.statement, claim.kind, claim.topic, claim.time, level and level.value, len(claim.citations)
    )  # fmt: skip


def _citation_cells(ledger: LedgerRecord) -> dict[str, tuple[Value, ...]]:
    return {s.id: (s.id, s.publisher, s.side, s.grade.reliability.value) for s in ledger.sources}


def _cells(citation: Citation, sources: dict[str, tuple[Value, ...]]) -> tuple[Value, ...]:
    own = (citation.stance.value, citation.interest.value, citation.directness.value, citation.says)
    return (*sources.get(citation.source, (citation.source, None, None, None)), *own)


def _long(ledger: LedgerRecord, places: Places) -> SheetPlan:
    def rows() -> Iterator[PlannedRow]:
        sources = _citation_cells(ledger)
        for claim in ledger.claims:
            target = places.record("claims", claim.id)
            for cells in [_cells(citation, sources) for citation in claim.citations] or [(None,) * len(_CITATION)]:
                yield PlannedRow((*_claim_cells(claim), *cells), {0: target} if target else {})

    return SheetPlan("Long", "Long form", "Claims and citations in one table, one row a citation.", (*_CLAIM, *_CITATION), rows)


def _wide(ledger: LedgerRecord, places: Places) -> SheetPlan:
    most = min(max((len(claim.citations) for claim in ledger.claims), default=0), MOST_SIDE_BY_SIDE)
    repeated = tuple(
        SheetColumn(f"{column.name}_{number}", column.style, words=f"{column.words[:-1]}, of citation {number}.", width=column.width)
        for number in range(1, most + 1)
        for column in _CITATION
    )

    def rows() -> Iterator[PlannedRow]:
        sources = _citation_cells(ledger)
        for claim in ledger.claims:
            cells = [cell for citation in claim.citations[:most] for cell in _cells(citation, sources)]
            target = places.record("claims", claim.id)
            blank = (None,) * (len(repeated) - len(cells))
            yield PlannedRow((*_claim_cells(claim), *cells, *blank), {0: target} if target else {})

    words = f"Claims and citations in one table, one row a claim, up to {most} citations side by side."
    return SheetPlan("Wide", "Wide form", words, (*_CLAIM, *repeated), rows, printed=len(_CLAIM))
