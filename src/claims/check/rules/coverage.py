"""ANC: is every row accounted for, and is no more of the article's text used than a reader needs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ...load.marks import Path, walk
from ...load.raw import RawRecord
from ...model.finding import Severity
from ...model.text import fold
from ...model.vocabulary import RowRole
from ..context import Context
from ..rule import Problem, rule

MAX_QUOTED = 15
"""Words of a quotation."""
MAX_SHARED = 7
"""Consecutive words that a record may share with the article's text."""
MAY_BE_EMPTY = frozenset({RowRole.HEADING, RowRole.BYLINE, RowRole.TABLE_HEADER})
"""Roles of rows that need neither a claim nor a reason."""


@rule("ANC010", "row without a claim", severity=Severity.WARNING, needs=("ledger",))
def uncovered_row(context: Context) -> Iterator[Problem]:
    """A row that states something has no claim, and the inventory does not say why.

    Why: a ledger that leaves statements out can be made to say anything.
    Bad: row s047 of role sentence that no anchor names
    Good: a claim anchored to it, or {"no_claim": "It repeats the title."}
    """
    covered = {(anchor.source, anchor.row) for claim in context.claims.values() for anchor in claim.anchors}
    for raw, article in context.checked_articles():
        for index, row in enumerate(article.inventory if context.all_parsed else ()):
            known = (article.id, row.id) in covered or row.id in context.told_by_broken
            if row.role not in MAY_BE_EMPTY and row.no_claim is None and not known:
                shown = f"“{row.fragment.start}{' …' if row.fragment.end else ''}”"
                message = f"row {row.id} ({row.role.value}, {shown}) has no claim"
                yield Problem(raw, ("inventory", index), message, "add one, or say in `no_claim` why not")


@rule("ANC016", "text that no row holds", needs=("ledger", "article"))
def text_outside_rows(context: Context) -> Iterator[Problem]:
    """The article's text has words between two rows of the inventory, before the first or after the last.

    Why: what is in no row can have no claim, and nobody would miss it.
    Bad: the row of a sentence taken out of the inventory
    Good: every word in one row
    """
    for raw, article in context.checked_articles():
        text = context.texts.get(article.id)
        if text is None:
            continue
        end = 0
        for index, row in enumerate(article.inventory):
            if found := fold(text[end : row.start]):
                yield Problem(raw, ("inventory", index), f"“{found[:40]}…” before row {row.id} is in no row", "add a row for it")
            end = max(end, row.end)
        if found := fold(text[end:]):
            yield Problem(raw, ("inventory",), f"“{found[:40]}…” after the last row is in no row", "add a row for it")


@rule("ANC011", "row said to have no claim has one", needs=("ledger",))
def covered_after_all(context: Context) -> Iterator[Problem]:
    """A claim is anchored to a row that the inventory says carries none.

    Why: one of the two is out of date.
    Bad: {"id": "s003", "no_claim": "The day of publication."} and a claim anchored to s003
    Good: the reason removed, or the claim anchored elsewhere
    """
    bearers: dict[tuple[str, str], list[tuple[RawRecord, Path, str]]] = {}
    for raw, claim in context.checked_claims():
        for index, anchor in enumerate(claim.anchors):
            bearers.setdefault((anchor.source, anchor.row), []).append((raw, ("anchors", index, "row"), "a claim stands here"))
    named = {(anchor.source, anchor.row): claim.id for claim in context.claims.values() for anchor in claim.anchors}
    for raw, article in context.checked_articles():
        for index, row in enumerate(article.inventory):
            if row.no_claim is not None and (article.id, row.id) in named:
                related = tuple(bearers.get((article.id, row.id), ()))
                claims = ", ".join(other.id for other, _, _ in related) or named[article.id, row.id]
                yield Problem(raw, ("inventory", index, "no_claim"), f"row {row.id} has {claims}", "take the reason out", related)


@rule("ANC013", "quotation over the limit")
def long_quotation(context: Context) -> Iterator[Problem]:
    """A quotation has more than fifteen words.

    Why: a ledger points at an article, it does not reprint it; the words that matter are few.
    Bad: a sentence of thirty words in `quotation`
    Good: its seven decisive words, the rest in `content`
    """
    for raw, claim in context.checked_claims():
        if claim.payload.kind == "utterance" and claim.payload.quotation is not None:
            count = len(_words(claim.payload.quotation))
            if count > MAX_QUOTED:
                message = f"{count} words, at most {MAX_QUOTED} allowed"
                yield Problem(raw, ("payload", "quotation"), message, "quote the decisive words only")


@rule("ANC014", "quotation not found at its anchor", needs=("ledger", "article"))
def quotation_elsewhere(context: Context) -> Iterator[Problem]:
    """The words of a quotation do not stand in the passage that the claim is anchored to.

    Why: a quotation that nobody can find was never said, for all a reader knows.
    Bad: "always full" where the passage has “never full”
    Good: the words as they stand there
    """
    for raw, claim in context.checked_claims():
        if claim.payload.kind != "utterance" or claim.payload.quotation is None:
            continue
        passages = [text[a.start : a.end] for a in claim.anchors if (text := context.texts.get(a.source)) is not None]
        if passages and not any(_plain(claim.payload.quotation) in _plain(passage) for passage in passages):
            yield Problem(raw, ("payload", "quotation"), f"“{claim.payload.quotation}” does not stand there", "quote as the article has it")


@rule("ANC015", "text copied from the article", needs=("ledger", "article"))
def copied_text(context: Context) -> Iterator[Problem]:
    """A text shares eight or more consecutive words with the article. Names and titles of the registry do not count.

    Why: a ledger says things in its own words; the article belongs to its publisher.
    Bad: a statement that is the article's sentence
    Good: the same said anew
    """
    titles = _titles(context)
    runs = {run for text in context.texts.values() for run in _runs(_broken_at_titles(_words(text), titles))}
    for raw in context.raw.values():
        if raw.kind == "article":
            continue
        for path, value in walk(raw.value):
            if isinstance(value, str) and value.count(" ") >= MAX_SHARED:
                words = _broken_at_titles(_words(value), titles)
                shared = next((run for run in _runs(words) if run in runs), None)
                if shared is not None:
                    message = f"shares {MAX_SHARED + 1} or more words with the article: “{' '.join(shared)}”"
                    yield Problem(raw, path, message, "say it in other words")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def _plain(text: str) -> str:
    return " ".join(_words(fold(text)))


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    for index in range(len(words) - MAX_SHARED):
        run = tuple(words[index : index + MAX_SHARED + 1])
        if "" not in run:
            yield run


def _titles(context: Context) -> dict[str, list[tuple[str, ...]]]:
    """Names and titles of at least four words, by their first word, longest first."""
    names = [entity.name for entity in context.entities.values()]
    names += [alias.text for entity in context.entities.values() for alias in entity.aliases]
    names += [office.title for entity in context.entities.values() for office in entity.offices]
    names += [source.title for source in context.sources.values() if source.title is not None]
    names += [article.source.title for article in context.articles.values() if article.source.title is not None]
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted({tuple(_words(name)) for name in names}, key=lambda words: (-len(words), words)):
        if len(words) >= 4:
            found.setdefault(words[0], []).append(words)
    return found


def _broken_at_titles(words: list[str], titles: dict[str, list[tuple[str, ...]]]) -> list[str]:
    """The words with an empty one in place of each title, which no run may cross."""
    found: list[str] = []
    index = 0
    while index < len(words):
        title = next((t for t in titles.get(words[index], ()) if tuple(words[index : index + len(t)]) == t), None)
        if title is None:
            found.append(words[index])
            index += 1
        else:
            found.append("")
            index += len(title)
    return found


RULES = (uncovered_row, text_outside_rows, covered_after_all, long_quotation, quotation_elsewhere, copied_text)
