"""What rules may look at: the records under check, what is known around them, and the texts of articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING, cast

import attrs

from ..load.marks import Path, walk
from ..load.raw import RawRecord
from .texts import prose

if TYPE_CHECKING:
    from ..assess.ledger import Assessed
    from ..assess.policy import Policy
    from ..model.article import Article
    from ..model.claim import Claim
    from ..model.entity import Entity
    from ..model.ledger import LedgerInfo
    from ..model.record import Record
    from ..model.source import Source


@attrs.define(eq=False, slots=False)
class Context:
    """Valid records by kind and identifier. `raw` holds only those under check; the others are known and not reported on."""

    info: LedgerInfo | None = None
    articles: dict[str, Article] = attrs.Factory(dict)
    entities: dict[str, Entity] = attrs.Factory(dict)
    sources: dict[str, Source] = attrs.Factory(dict)
    claims: dict[str, Claim] = attrs.Factory(dict)
    raw: dict[tuple[str, str], RawRecord] = attrs.Factory(dict)
    """Records under check that are valid in themselves, by kind and identifier."""
    all_raw: tuple[RawRecord, ...] = ()
    """All records under check, broken ones too."""
    broken: AbstractSet[tuple[str, str]] = frozenset()
    """Kind and identifier of records that did not fit their schema: they exist, so a reference to one is not dangling."""
    texts: Mapping[str, str] = attrs.Factory(dict)
    """Texts of articles, by article identifier, where they were given."""
    complete: bool = True
    """Whether everything that may be referred to is known."""

    @cached_property
    def _under_check(self) -> dict[str, list[tuple[RawRecord, Record]]]:
        known: dict[str, Mapping[str, Record]] = {
            "article": self.articles, "entity": self.entities, "source": self.sources, "claim": self.claims,
            "ledger": {self.info.id: self.info} if self.info else {},
        }  # fmt: skip
        found: dict[str, list[tuple[RawRecord, Record]]] = {kind: [] for kind in known}
        for kind, identifier in sorted(self.raw):
            if identifier in known[kind]:
                found[kind].append((self.raw[kind, identifier], known[kind][identifier]))
        return found

    def under_check(self, kind: str) -> Iterator[tuple[RawRecord, Record]]:
        """Yield each valid record of a kind that is under check, with its raw form, in order of identifier.

        What is under check is settled when the first rule asks.
        """
        yield from self._under_check[kind]

    def checked_claims(self) -> Iterator[tuple[RawRecord, Claim]]:
        """Yield each valid claim under check with its raw form."""
        for raw, record in self.under_check("claim"):
            yield raw, cast("Claim", record)

    def checked_sources(self) -> Iterator[tuple[RawRecord, Source]]:
        """Yield each valid source under check with its raw form."""
        for raw, record in self.under_check("source"):
            yield raw, cast("Source", record)

    def checked_entities(self) -> Iterator[tuple[RawRecord, Entity]]:
        """Yield each valid entity under check with its raw form."""
        for raw, record in self.under_check("entity"):
            yield raw, cast("Entity", record)

    def checked_articles(self) -> Iterator[tuple[RawRecord, Article]]:
        """Yield each valid article under check with its raw form."""
        for raw, record in self.under_check("article"):
            yield raw, cast("Article", record)

    def exists(self, kind: str, identifier: str) -> bool:
        """Whether a record of that kind is known, broken ones included."""
        by_kind: dict[str, Mapping[str, Record]] = {
            "entity": self.entities, "source": self.sources, "claim": self.claims, "article": self.articles,
        }  # fmt: skip
        return identifier in by_kind[kind] or (kind, identifier) in self.broken or (kind, "") in self.broken

    def raw_of(self, kind: str, identifier: str) -> RawRecord | None:
        """Return the raw form of a record where it is under check."""
        return self.raw.get((kind, identifier))

    @cached_property
    def prose(self) -> tuple[tuple[RawRecord, Path, str], ...]:
        """Every text under check that people wrote for people, with its record and path."""
        return tuple((raw, path, text) for raw in self.raw.values() for path, text in prose(raw))

    @cached_property
    def told_by_broken(self) -> frozenset[str]:
        """Every text in records under check that did not fit their schema: what they name is not unused."""
        return frozenset(
            value for raw in self.all_raw if (raw.kind, raw.id) in self.broken for _, value in walk(raw.value) if isinstance(value, str)
        )

    @cached_property
    def all_parsed(self) -> bool:
        """Whether every record that should be there could be parsed; otherwise nobody knows what the others name."""
        read = {(raw.kind, raw.id) for raw in self.all_raw}
        return self.broken <= read

    @property
    def claimants(self) -> frozenset[str]:
        """Identifiers of the articles under review."""
        return frozenset(self.articles)

    @property
    def policy(self) -> Policy:
        """The policy that the ledger names; the default one where it names none that is known."""
        from ..assess.policy import DEFAULT_POLICY, POLICIES

        return POLICIES.get(self.info.policy, DEFAULT_POLICY) if self.info else DEFAULT_POLICY

    @cached_property
    def assessed(self) -> Assessed:
        """The assessment of all known claims, recomputed."""
        from ..assess.ledger import assess_ledger

        return assess_ledger(self.claims.values(), self.sources.values(), self.policy, self.claimants)
