"""Claims, citations and sources as labelled tables for statistics packages: what Stata and SPSS are written from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ..load.tables import BY_NAME
from ..model.ledger import LedgerRecord
from ..query.frames import citations_frame, claims_frame, sources_frame
from ..query.ledger import Ledger

if TYPE_CHECKING:
    import pandas

LONGEST_LABEL = 80
"""Characters of a variable's label in Stata."""
_WORDS = {
    "row": "Row of the article's inventory", "time_start": "Earliest day that time can mean", "time_end": "Latest day that time can mean",
    "amount": "Value times multiplier", "citations": "Number of citations", "groups": "Number of groups of evidence",
    "claims": "Number of claims that cite it", "reliability": "Admiralty grade of the source",
    "side": "Whose interest the publisher serves",
    "publisher": "Publisher of the source", "issued": "When the source was published, EDTF", "url": "Address of the source",
    "claim": "Identifier of the claim", "number": "Place among the claim's citations", "value": "Value as stated",
}  # fmt: skip


@attrs.frozen
class LabelledTable:
    """A table with real types: categories for codes, dates for days, floating-point numbers for amounts."""

    name: str
    title: str
    frame: pandas.DataFrame
    labels: dict[str, str]
    """What each variable is, in at most 80 characters."""


def labelled_tables(ledger: LedgerRecord) -> tuple[LabelledTable, ...]:
    """Return claims, citations and sources. Raises MissingExtra without pandas."""
    whole = Ledger(ledger)
    frames = (("claims", claims_frame(whole)), ("citations", citations_frame(whole)), ("sources", sources_frame(whole)))
    found = []
    for name, frame in frames:
        plain = frame.reset_index() if frame.index.name else frame
        labels = {str(column): _label(name, str(column)) for column in plain.columns}
        title = f"{name.capitalize()} of {ledger.ledger.id} {ledger.ledger.version}: {ledger.ledger.title}"
        found.append(LabelledTable(name, title, plain, labels))
    return tuple(found)


def sibling(target: Path, name: str) -> Path:
    """Return the path of a table's file: the target for the claims, `target-citations.dta` for the others."""
    return target if name == "claims" else target.with_name(f"{target.stem}-{name}{target.suffix}")


def _label(table: str, column: str) -> str:
    words = _WORDS.get(column)
    if words is None:
        known = {field.name: field for field in BY_NAME[table].columns}
        words = known[column].description if column in known else column
    plain = words.replace("`", "").rstrip(".")
    return plain if len(plain) <= LONGEST_LABEL else plain[: LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"
