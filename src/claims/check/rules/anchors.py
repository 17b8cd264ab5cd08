"""ANC: does each claim stand where it says, and is the inventory sound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...load.marks import Path
from ...load.raw import RawRecord
from ...model.text import FRAGMENT_WORDS, digest, fold, fragment_ends
from ..context import Context
from ..rule import Problem, rule
from ..suggestion import did_you_mean

if TYPE_CHECKING:
    from ...model.article import InventoryRow
    from ...model.claim import Anchor, Claim, Fragment


@rule("ANC001", "unknown article", needs=("ledger",))
def unknown_article(context: Context) -> Iterator[Problem]:
    """An anchor names an article that the ledger does not have.

    Why: the claim then stands nowhere.
    Bad: {"source": "orbeli-2021-11-25"} where the article is orbeli-2021-11-24
    Good: {"source": "orbeli-2021-11-24"}
    """
    for raw, claim in context.checked_claims():
        for index, anchor in enumerate(claim.anchors):
            if not context.exists("article", anchor.source):
                help = did_you_mean(anchor.source, context.articles, f"articles are {', '.join(sorted(context.articles)) or 'none'}")
                yield Problem(raw, ("anchors", index, "source"), f"there is no article {anchor.source!r}", help)


@rule("ANC002", "unknown row", needs=("ledger",))
def unknown_row(context: Context) -> Iterator[Problem]:
    """An anchor names a row that the article's inventory does not have.

    Why: coverage is counted by rows.
    Bad: {"row": "s999"} in an article of 117 rows
    Good: {"row": "s117"}
    """
    for raw, claim in context.checked_claims():
        for index, anchor in enumerate(claim.anchors):
            article = context.articles.get(anchor.source)
            if article is not None and all(row.id != anchor.row for row in article.inventory):
                help = f"rows go from {article.inventory[0].id} to {article.inventory[-1].id}"
                yield Problem(raw, ("anchors", index, "row"), f"{anchor.source} has no row {anchor.row!r}", help)


@rule("ANC003", "passage that ends before it begins")
def empty_passage(context: Context) -> Iterator[Problem]:
    """An anchor or a row of the inventory ends where it starts, or before.

    Why: it holds no text.
    Bad: {"start": 120, "end": 120}
    Good: {"start": 120, "end": 164}
    """
    for raw, claim in context.checked_claims():
        for index, anchor in enumerate(claim.anchors):
            if anchor.end <= anchor.start:
                yield _empty(raw, ("anchors", index, "end"), anchor)
    for raw, article in context.checked_articles():
        for index, row in enumerate(article.inventory):
            if row.end <= row.start:
                yield _empty(raw, ("inventory", index, "end"), row)


def _empty(raw: RawRecord, path: Path, passage: Anchor | InventoryRow) -> Problem:
    return Problem(raw, path, f"ends at {passage.end} and starts at {passage.start}", "`end` is the code point after the last one")


@rule("ANC004", "anchor outside its row", needs=("ledger",))
def outside_its_row(context: Context) -> Iterator[Problem]:
    """An anchor's passage does not lie within the row that it names.

    Why: either the row or the place is wrong, and coverage is counted by rows.
    Bad: {"row": "s004", "start": 900} where s004 ends at 283
    Good: {"row": "s004", "start": 82, "end": 283}
    """
    for raw, _, path, anchor, row in _anchors(context):
        if anchor.start < anchor.end and not row.start <= anchor.start < anchor.end <= row.end:
            field = "start" if not row.start <= anchor.start < row.end else "end"
            message = f"{anchor.start} to {anchor.end} is not within row {row.id}, {row.start} to {row.end}"
            yield Problem(raw, (*path, field), message, "mend the place, or name the row that it stands in")


@rule("ANC005", "digest disagrees with the inventory", needs=("ledger",))
def digest_of_row(context: Context) -> Iterator[Problem]:
    """An anchor of a whole row has another digest or other words than the row; one passage has two digests.

    Why: one of the two tells of another text. This needs no text to be seen.
    Bad: an anchor from 82 to 283 whose digest is not that of the row from 82 to 283
    Good: both with one digest
    """
    first: dict[tuple[str, int, int], tuple[RawRecord, Path, Anchor]] = {}
    for raw, _, path, anchor, row in _anchors(context):
        whole = (anchor.start, anchor.end) == (row.start, row.end)
        if whole and anchor.digest != row.digest:
            message = f"not the digest of row {row.id}, which the anchor covers"
            yield Problem(raw, (*path, "digest"), message, f"row {row.id} has {row.digest}")
            continue
        before = first.setdefault((anchor.source, anchor.start, anchor.end), (raw, path, anchor))
        if before[2].digest != anchor.digest:
            message = f"another digest than {before[0].id} has for the same passage"
            related = ((before[0], (*before[1], "digest"), "the other digest"),)
            yield Problem(raw, (*path, "digest"), message, "check both against the text (--article)", related)


@rule("ANC006", "digest is not that of the text", needs=("ledger", "article"))
def digest_of_text(context: Context) -> Iterator[Problem]:
    """The passage at an anchor, a row or the whole article has another digest than the record says.

    Why: the text changed, or the anchor points at another passage; the claim may not stand there any more.
    Bad: an anchor moved by one character
    Good: start, end and digest taken from the text together
    """
    for raw, article in context.checked_articles():
        text = context.texts.get(article.id)
        if text is None:
            continue
        if article.digest != digest(text):
            help = "give the text that the article was cut from"
            yield Problem(raw, ("digest",), f"the text that was given has the digest {digest(text)}", help)
        elif article.length != len(text):
            yield Problem(raw, ("length",), f"the text has {len(text)} code points, not {article.length}", f"write {len(text)}")
        for index, row in enumerate(article.inventory):
            if row.start < row.end and row.digest != digest(text[row.start : row.end]):
                yield _other_text(raw, ("inventory", index, "digest"), text, row)
    for raw, _, path, anchor, row in _anchors(context):
        text = context.texts.get(anchor.source)
        inside = row.start <= anchor.start < anchor.end <= row.end
        if text is not None and inside and anchor.digest != digest(text[anchor.start : anchor.end]):
            yield _other_text(raw, (*path, "digest"), text, anchor)


def _other_text(raw: RawRecord, path: Path, text: str, passage: Anchor | InventoryRow) -> Problem:
    first, last = fragment_ends(text[passage.start : passage.end])
    shown = f"“{first}” … “{last}”" if last else f"“{first}”"
    return Problem(raw, path, f"not the digest of the text from {passage.start} to {passage.end}: {shown}", "mend the place or the digest")


@rule("ANC007", "fragment too long or not the row's")
def fragment_form(context: Context) -> Iterator[Problem]:
    """A fragment has more words than allowed, or differs from the row's where the anchor begins or ends with the row.

    Why: a fragment is for finding the passage, not for copying it; six words do.
    Bad: {"start": "Diplomatic relations between the two countries were"}
    Good: {"start": "Diplomatic relations between"}
    """
    for raw, claim in context.checked_claims():
        for index, anchor in enumerate(claim.anchors):
            yield from _too_long(raw, ("anchors", index, "fragment"), anchor.fragment)
    for raw, article in context.checked_articles():
        for index, row in enumerate(article.inventory):
            yield from _too_long(raw, ("inventory", index, "fragment"), row.fragment)
    for raw, _, path, anchor, row in _anchors(context):
        ours, theirs = anchor.fragment, row.fragment
        if anchor.start == row.start and not _agree(ours.start, theirs.start) and _short(ours.start):
            message = f"row {row.id} begins “{theirs.start}”, and so does the anchor"
            yield Problem(raw, (*path, "fragment", "start"), message, "mend the words")
        if anchor.end == row.end and ours.end and theirs.end and not _agree(theirs.end, ours.end, at_end=True) and _short(ours.end):
            message = f"row {row.id} ends “{theirs.end}”, and so does the anchor"
            yield Problem(raw, (*path, "fragment", "end"), message, "mend the words")


def _short(words: str) -> bool:
    return len(words.split()) <= FRAGMENT_WORDS


def _agree(first: str, second: str, at_end: bool = False) -> bool:
    # A passage may stop within a word of the row, before a comma for instance.
    if at_end:
        return first.endswith(second) or second.endswith(first)
    return first.startswith(second) or second.startswith(first)


def _too_long(raw: RawRecord, path: Path, fragment: Fragment) -> Iterator[Problem]:
    for name, words in (("start", fragment.start), ("end", fragment.end)):
        if words is not None and not _short(words):
            message = f"{len(words.split())} words; a fragment has at most {FRAGMENT_WORDS} at either end"
            yield Problem(raw, (*path, name), message, f"keep the {'first' if name == 'start' else 'last'} {FRAGMENT_WORDS}")


@rule("ANC008", "fragment is not at the anchor", needs=("ledger", "article"))
def fragment_of_text(context: Context) -> Iterator[Problem]:
    """The text at an anchor or row does not begin and end with the words of its fragment.

    Why: a deep link to the passage would find nothing, or something else.
    Bad: {"start": "Pakistan recognised"} where the passage begins “Pakistan has recognised”
    Good: the passage's first and last words as they stand
    """
    for raw, _, path, anchor, row in _anchors(context):
        if row.start <= anchor.start < anchor.end <= row.end:
            yield from _misplaced(raw, (*path, "fragment"), context.texts.get(anchor.source), anchor)
    for raw, article in context.checked_articles():
        for index, row in enumerate(article.inventory):
            if row.start < row.end:
                yield from _misplaced(raw, ("inventory", index, "fragment"), context.texts.get(article.id), row)


def _misplaced(raw: RawRecord, path: Path, text: str | None, passage: Anchor | InventoryRow) -> Iterator[Problem]:
    if text is None:
        return
    found = fold(text[passage.start : passage.end])
    first, last = fragment_ends(found)
    if not found.startswith(passage.fragment.start) and _short(passage.fragment.start):
        yield Problem(raw, (*path, "start"), f"“{passage.fragment.start}” does not begin the passage", f"write “{first}”")
    if passage.fragment.end and not found.endswith(passage.fragment.end) and _short(passage.fragment.end):
        help = f"write “{last}”" if last else "leave it out"
        yield Problem(raw, (*path, "end"), f"“{passage.fragment.end}” does not end the passage", help)


@rule("ANC009", "inventory out of order")
def inventory_order(context: Context) -> Iterator[Problem]:
    """Rows of the inventory overlap, are out of reading order, have one identifier, or lie beyond the text's end.

    Why: every character of the article belongs to one row at most, or coverage counts double.
    Bad: s005 from 280 where s004 ends at 283
    Good: s005 from 284
    """
    for raw, article in context.checked_articles():
        seen: dict[str, int] = {}
        for index, row in enumerate(article.inventory):
            path = ("inventory", index)
            if seen.setdefault(row.id, index) != index:
                related = ((raw, ("inventory", seen[row.id], "id"), "first here"),)
                yield Problem(raw, (*path, "id"), f"the row {row.id!r} stands twice", "give one of them another identifier", related)
            if index and row.start < (before := article.inventory[index - 1]).end:
                message = f"{row.id} starts at {row.start}, {before.id} ends at {before.end}"
                yield Problem(raw, (*path, "start"), message, "rows follow one another")
            if row.end > article.length:
                yield Problem(raw, (*path, "end"), f"{row.id} ends at {row.end}, the article at {article.length}", "mend the place")


def _anchors(context: Context) -> Iterator[tuple[RawRecord, Claim, Path, Anchor, InventoryRow]]:
    """Anchors under check whose row is known."""
    rows = {article.id: {row.id: row for row in article.inventory} for article in context.articles.values()}
    for raw, claim in context.checked_claims():
        for index, anchor in enumerate(claim.anchors):
            if (row := rows.get(anchor.source, {}).get(anchor.row)) is not None:
                yield raw, claim, ("anchors", index), anchor, row


RULES = (
    unknown_article, unknown_row, empty_passage, outside_its_row, digest_of_row, digest_of_text, fragment_form, fragment_of_text,
    inventory_order,
)  # fmt: skip
