"""The ledger as people use it: items, filters, frames. Immutable; a filter gives another ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import attrs

from ..errors import UnknownName
from ..model.article import Article
from ..model.claim import Claim
from ..model.entity import Entity
from ..model.ledger import LedgerInfo, LedgerRecord
from ..model.source import Source
from .filters import Filters, mentioned

if TYPE_CHECKING:
    import pandas as pd

Decimals = Literal["float", "decimal"]


@attrs.frozen(eq=False, repr=False, slots=False)
class Ledger:
    """A ledger of claims: iterate over it, index it by claim identifier, filter it with `where`."""

    record: LedgerRecord
    """The whole ledger as one value; equal records make equal ledgers."""
    selection: str = ""
    """How this part was selected, in words; empty for a whole ledger."""

    @property
    def info(self) -> LedgerInfo:
        """Title, version, licence and vocabularies."""
        return self.record.ledger

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles under review."""
        return self.record.articles

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by identifier."""
        return MappingProxyType({claim.id: claim for claim in self.record.claims})

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Sources by identifier."""
        return MappingProxyType({source.id: source for source in self.record.sources})

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Entities by identifier."""
        return MappingProxyType({entity.id: entity for entity in self.record.entities})

    def __len__(self) -> int:
        return len(self.record.claims)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.record.claims)

    def __contains__(self, claim_id: object) -> bool:
        return claim_id in self.claims

    def __getitem__(self, claim_id: str) -> Claim:
        try:
            return self.claims[claim_id]
        except KeyError:
            first, last = (self.record.claims[0].id, self.record.claims[-1].id) if len(self) else ("none", "none")
            raise UnknownName(f"no claim {claim_id!r} in the ledger {self.info.id!r} (it has {first} to {last})") from None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ledger) and self.record == other.record

    def __hash__(self) -> int:
        return hash((self.info.id, self.info.version, len(self)))

    def __repr__(self) -> str:
        part = f", selected by {self.selection}" if self.selection else ""
        return f"<Ledger {self.info.id} {self.info.version}: {len(self)} claims, {len(self.record.sources)} sources{part}>"

    def where(
        self,
        *,
        kind: str | None = None,
        topic: str | None = None,
        verdict: str | None = None,
        level: str | None = None,
        entity: str | None = None,
        source: str | None = None,
        tag: str | None = None,
        row: str | None = None,
        section: str | None = None,
        during: str | None = None,
        min_confidence: float | None = None,
        max_confidence: float | None = None,
        text: str | None = None,
        checkable: bool | None = None,
    ) -> Ledger:
        """Return the claims that meet every condition given, as a ledger with all articles and the sources and entities they use.

        `entity` is an identifier, a name or an alias; `during` an EDTF date that the claim's time must be able to fall in; `row` an
        inventory row such as `s012`; `text` is looked for in statement and rationale without regard to case. Raises UnknownName for a
        vocabulary term, topic, tag, section, source or entity that the ledger does not have, ValueError for a date that is not EDTF.
        """
        given = {name: value for name, value in locals().items() if name not in {"self"} and value is not None}
        filters = Filters.from_arguments(given, self)
        kept = tuple(claim for claim in self.record.claims if filters.accepts(claim))
        words = ", ".join(f"{name}={value}" for name, value in given.items())
        return self.only(kept, "; ".join(filter(None, (self.selection, words))))

    def only(self, claims: tuple[Claim, ...], selection: str) -> Ledger:
        """Return a ledger of these claims with the sources and entities that they use; `selection` says how they were chosen."""
        sources, entities = mentioned(claims, self.sources, self.entities)
        record = self.record.model_copy(update={"claims": claims, "sources": sources, "entities": entities})
        return Ledger(record, selection)

    def cited_sources(self, claim_id: str) -> tuple[Source, ...]:
        """Return the sources that a claim cites, in the order of citation."""
        return tuple(dict.fromkeys(self.sources[c.source] for c in self[claim_id].citations))

    def to_pandas(self, decimals: Decimals = "float") -> pd.DataFrame:
        """Return one row a claim. Needs pandas (`factclaims[pandas]`).

        Columns: identifiers as the index; categories for vocabularies; `time` as EDTF text with `time_start` and `time_end` as dates;
        `value` and `amount` as float, or as `decimal.Decimal` objects with `decimals="decimal"`.
        """
        from .frames import claims_frame

        return claims_frame(self, decimals)

    def citations_frame(self) -> pd.DataFrame:
        """Return one row a citation, with its source's grade and side. Needs pandas."""
        from .frames import citations_frame

        return citations_frame(self)

    def sources_frame(self) -> pd.DataFrame:
        """Return one row a source, with the number of claims that cite it. Needs pandas."""
        from .frames import sources_frame

        return sources_frame(self)
