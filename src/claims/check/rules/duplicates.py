"""REF: is each proposition stated once, and does a payload speak of the entities that the claim lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ...model.finding import Severity
from ...model.vocabulary import RelationType
from ..context import Context
from ..mentions import entities_of_claim
from ..rule import Problem, rule

if TYPE_CHECKING:
    from ...model.claim import Claim

NEARLY = 92.0
"""Likeness, of 100, from which on two statements with the same names and numbers are taken for one."""
WINDOW = 40
"""In a group of more statements than twice this, each is compared with this many neighbours in alphabetical order."""
LINKED = (RelationType.SAME_AS, RelationType.CONTRADICTS, RelationType.DENIES, RelationType.REFINES)
"""Relations that say that somebody has seen how alike two claims are."""
_LEADING = frozenset({
    "The", "A", "An", "In", "On", "At", "By", "During", "After", "Before", "Since", "Until", "From", "For", "With", "Of", "As", "When",
    "While", "Both", "All", "Some",
})  # fmt: skip
_LITTLE = frozenset({
    "the", "a", "an", "of", "in", "on", "at", "to", "for", "and", "that", "which", "is", "was", "are", "were", "be", "been", "has", "have",
    "had", "its", "their", "by", "with", "from", "as", "also", "there", "it",
})  # fmt: skip
"""Words by whose presence two statements do not differ in what they say."""


@rule("REF004", "one proposition twice")
def repeated_proposition(context: Context) -> Iterator[Problem]:
    """Two claims have the same statement, but for case, punctuation and spacing.

    Why: it counts twice, and one of the two will be corrected and the other not.
    Bad: "Pakistan joined." as azpk-0001 and as azpk-0400
    Good: one claim with two anchors; or a relation `same_as`
    """
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in context.claims.values():
        if not claim.withdrawn:
            groups.setdefault(tuple(_words(claim.statement)), []).append(claim)
    for group in groups.values():
        members = sorted(group, key=lambda claim: claim.id)
        for index, later in enumerate(members[1:], 1):
            first = next((earlier for earlier in members[:index] if not _linked(earlier, later)), None)
            if first is not None:
                yield from _told(context, first, later, "says the same as")


@rule("REF018", "nearly one proposition twice", severity=Severity.WARNING)
def near_proposition(context: Context) -> Iterator[Problem]:
    """Two claims of like content have nearly the same statement, with the same names and numbers in it.

    Why: it is probably one proposition, which will be corrected in one place only.
    Bad: "Pakistan and Turkey signed a declaration." beside "Pakistan and Turkey have signed a declaration."
    Good: one claim with two anchors; or a relation `same_as` or `refines`
    """
    blocks: dict[tuple[object, ...], list[tuple[str, Claim]]] = {}
    for claim in context.claims.values():
        if not claim.withdrawn:
            names, rest = _told_apart(claim.statement)
            blocks.setdefault((claim.polarity, claim.kind, tuple(sorted(names))), []).append((rest, claim))
    for block in blocks.values():
        for one, other in _pairs(sorted(block, key=lambda entry: (entry[0], entry[1].id))):
            first, later = sorted((one, other), key=lambda claim: claim.id)
            if not _linked(first, later) and _alike(first, later):
                yield from _told(context, first, later, "says nearly the same as")


def _pairs(block: list[tuple[str, Claim]]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of a block whose words are nearly the same: all pairs of a small one, neighbours of a large one."""
    if len(block) < 2:
        return
    from rapidfuzz import fuzz, process

    texts = [text for text, _ in block]
    reach = len(block) if len(block) <= 2 * WINDOW else WINDOW
    for index, (text, claim) in enumerate(block[:-1]):
        following = texts[index + 1 : index + 1 + reach]
        for _, _, offset in process.extract(text, following, scorer=fuzz.ratio, score_cutoff=NEARLY, limit=None):
            yield claim, block[index + 1 + offset][1]


def _alike(first: Claim, second: Claim) -> bool:
    """Whether names stand in one order, the statements differ, and what machines read of the two does not differ."""
    if _words(first.statement) == _words(second.statement) or _told_apart(first.statement)[0] != _told_apart(second.statement)[0]:
        return False
    if first.time != second.time or _structure(first.payload.to_json_value()) != _structure(second.payload.to_json_value()):
        return False
    return _same_content(first.statement, second.statement)


def _same_content(first: str, second: str) -> bool:
    """Whether each word of content of one statement stands in the other too, perhaps in another form."""
    from rapidfuzz import fuzz

    one, other = (set(_words(text)) - _LITTLE for text in (first, second))
    return all(
        any(fuzz.ratio(word, candidate) >= 80 for candidate in against)
        for words, against in ((one - other, other - one), (other - one, one - other))
        for word in words
    )


def _structure(value: Any) -> Any:
    """The parts of a payload that are no prose: identifiers, numbers, dates."""
    if isinstance(value, dict):
        return {key: _structure(inner) for key, inner in sorted(value.items())}
    if isinstance(value, list):
        return [_structure(inner) for inner in value]
    return "" if isinstance(value, str) and " " in value.strip() else value


def _told_apart(statement: str) -> tuple[list[str], str]:
    """The words that tell statements apart (names, numbers, what is quoted, negations), and the rest as one text."""
    names: list[str] = []
    rest: list[str] = []
    for index, token in enumerate(re.findall(r"[\w’'.,-]*\w|[“”]", statement)):
        distinct = token[0].isupper() and not (index == 0 and token in _LEADING)
        if distinct or any(char.isdigit() for char in token) or token.lower() in {"not", "no", "never", "only", "first", "last"}:
            names.append(token)
        else:
            rest.append(token.lower())
    return names, " ".join(rest)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _linked(first: Claim, second: Claim) -> bool:
    pairs: Iterable[tuple[Claim, Claim]] = ((first, second), (second, first))
    return any(relation.target == b.id and relation.type in LINKED for a, b in pairs for relation in a.relations)


def _told(context: Context, first: Claim, later: Claim, words: str) -> Iterator[Problem]:
    """One finding a pair, at the later of the two that is under check, with the other place."""
    here, there = (later, first) if context.raw_of("claim", later.id) is not None else (first, later)
    raw, other = context.raw_of("claim", here.id), context.raw_of("claim", there.id)
    if raw is not None:
        related = ((other, ("statement",), f"{there.id} says so too"),) if other is not None else ()
        message = f"{words} {there.id}: “{there.statement[:100]}{'…' if len(there.statement) > 100 else ''}”"
        yield Problem(raw, ("statement",), message, "keep one claim with two anchors, or link them by `same_as` or `refines`", related)


@rule("REF019", "entity of the payload not listed", severity=Severity.WARNING)
def unlisted_entity(context: Context) -> Iterator[Problem]:
    """A payload names an entity that stands neither in `entities` or `places` nor in the chain of attribution.

    Why: searches by entity look there; an entity exchanged by a slip in one place is seen by the other.
    Bad: {"payload": {"subject": "pakistan", …}, "entities": []}
    Good: {"payload": {"subject": "pakistan", …}, "entities": [{"entity": "pakistan", "part": "exporter"}]}
    """
    for raw, claim in context.checked_claims():
        listed = {part.entity for part in claim.entities} | set(claim.places) | {step.agent for step in claim.attribution}
        for path, identifier in entities_of_claim(claim):
            if path[0] == "payload" and path[1] != "speaker" and identifier not in listed and context.exists("entity", identifier):
                yield Problem(raw, path, f"{identifier!r} is not among the claim's entities", "add it to `entities` with its part")


RULES = (repeated_proposition, near_proposition, unlisted_entity)
