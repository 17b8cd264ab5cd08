"""What a pass over many lines leaves behind: counts, identifiers, references that are still open, and lines to look at again.

Tallies of parts of a file add up to the tally of the whole, in whatever order the parts were checked.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping
from typing import Any

import attrs

from ..model.finding import Finding

FILE_BIT = 40
"""A place is a line number plus the number of the file times two to this power, so that a million places take eight megabytes."""
OUTSIDE = -1
"""The place of a record that is not on a line of a file checked in bulk."""

NAMESPACES = ("claim", "entity", "source", "ledger")
"""Identifiers are unique within these; articles share the sources' one."""


def namespace(kind: str) -> str:
    """Return the namespace of a kind of record."""
    return "source" if kind == "article" else kind


@attrs.frozen
class Vocabulary:
    """The words that a ledger declares."""

    prefix: str
    topics: frozenset[str]
    tags: frozenset[str]
    sides: frozenset[str]
    sections: frozenset[str] | None
    """None where the ledger declares no sections: then any will do."""

    @classmethod
    def of(cls, info: Mapping[str, Any]) -> Vocabulary:
        """Return the words of a ledger's own record, given as a valid JSON value."""

        def words(part: str) -> frozenset[str]:
            return frozenset(term["id"] for term in info.get(part, ()))

        return cls(info["id"], words("topics"), words("tags"), words("sides"), words("sections") or None)

    def declares(self, what: str, word: str) -> bool:
        """Whether a word may be used as `topic`, `tag`, `side`, `section` or `prefix`."""
        if what == "prefix":
            return word == self.prefix
        known = {"topic": self.topics, "tag": self.tags, "side": self.sides, "section": self.sections}[what]
        return known is None or word in known


@attrs.define(eq=False)
class Tally:
    """The result of a pass over lines."""

    lines: int = 0
    """Number of the last line."""
    records: int = 0
    ids: dict[str, dict[str, int]] = attrs.Factory(lambda: {name: {} for name in NAMESPACES})
    """Identifiers by namespace, each with the place that had it first."""
    open: dict[str, dict[str, array[int]]] = attrs.Factory(dict)
    """References to what had not been seen when they were met: namespace or kind of word, what is named, and the places that name it."""
    closer: set[int] = attrs.Factory(set)
    """Places of records that the rules must see as models."""
    findings: list[Finding] = attrs.Factory(list)
    ledgers: list[dict[str, Any]] = attrs.Factory(list)
    """The valid records of ledgers themselves, in the order met."""
    broken: set[tuple[str, str]] = attrs.Factory(set)
    """Namespace and identifier of records that do not fit their schema."""

    def identify(self, name: str, identifier: str, place: int) -> None:
        """Note an identifier; where it was there before, both places are looked at again."""
        known = self.ids[name]
        if identifier in known:
            self.closer |= {place, known[identifier]} - {OUTSIDE}
        else:
            known[identifier] = place

    def leave_open(self, what: str, named: str, place: int) -> None:
        """Note that `named` is referred to and has not been seen so far."""
        places = self.open.setdefault(what, {}).get(named)
        if places is None:
            self.open[what][named] = array("q", (place,))
        elif places[-1] != place:
            places.append(place)

    def add(self, later: Tally) -> None:
        """Add the tally of other lines."""
        self.lines = max(self.lines, later.lines)
        self.records += later.records
        for name, known in later.ids.items():
            if self.ids[name]:
                for identifier, place in known.items():
                    self.identify(name, identifier, place)
            else:
                self.ids[name] = known
        for what, named in later.open.items():
            for word, places in named.items():
                if word not in self.ids.get(what, ()):
                    self.open.setdefault(what, {}).setdefault(word, array("q")).extend(places)
        self.closer |= later.closer
        self.findings += later.findings
        self.ledgers += later.ledgers
        self.broken |= later.broken

    def settle(self, known: Mapping[str, Collection[str]], vocabulary: Vocabulary | None) -> None:
        """Look closer at every place whose references lead nowhere, now that everything has been seen."""
        for what, named in self.open.items():
            for word, places in named.items():
                if what in self.ids:  # a broken record without an identifier may be any
                    found = (what, "") in self.broken or word in self.ids[what] or word in known[what]
                else:
                    found = vocabulary is None or vocabulary.declares(what, word)
                if not found:
                    self.closer.update(places)
