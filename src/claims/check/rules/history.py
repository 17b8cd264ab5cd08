"""EVI: does a claim's history hold together, and does nothing stand on what fell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.date import bounds
from ...model.vocabulary import Change, RelationType, Verdict
from ..context import Context
from ..doubt import doubts
from ..rule import Problem, rule

UNTOLD = (Verdict.SUPPORTED, Verdict.REFUTED, Verdict.CONFLICTING)
"""Verdicts that somebody must have reached on some day."""


@rule("EVI009", "history without a beginning")
def no_beginning(context: Context) -> Iterator[Problem]:
    """A history does not begin with `created`, or has it twice.

    Why: a reader must be able to tell since when the ledger makes the claim.
    Bad: [{"change": "assessed", …}]
    Good: [{"change": "created", …}, {"change": "assessed", …}]
    """
    for raw, claim in context.checked_claims():
        for index, entry in enumerate(claim.history):
            if (entry.change is Change.CREATED) != (index == 0):
                message = "the first entry is not `created`" if index == 0 else "a second entry `created`"
                yield Problem(raw, ("history", index, "change"), message, "a history begins with `created`, once, and only grows")
                break


@rule("EVI010", "history out of order")
def out_of_order(context: Context) -> Iterator[Problem]:
    """An entry of a history is dated before the one above it.

    Why: a history only grows; an entry between two others was slipped in.
    Bad: 2026-11-25 followed by 2026-11-02
    Good: 2026-11-25 followed by 2026-12-02
    """
    for raw, claim in context.checked_claims():
        for index, (before, entry) in enumerate(zip(claim.history, claim.history[1:], strict=False), 1):
            if bounds(entry.date)[1] < bounds(before.date)[0]:
                message = f"{entry.date} stands below {before.date}"
                yield Problem(raw, ("history", index, "date"), message, "add entries at the end, with their own dates")


@rule("EVI011", "verdict that the history does not tell")
def untold_verdict(context: Context) -> Iterator[Problem]:
    """The last verdict in the history is not the verdict that stands, or none was ever entered.

    Why: a change of verdict is news for everybody who relied on the old one.
    Bad: verdict `refuted`, and the last entry with a verdict says `supported`
    Good: a further entry {"change": "assessed", "verdict": "refuted", "note": "…"}
    """
    for raw, claim in context.checked_claims():
        told = [(index, entry.verdict) for index, entry in enumerate(claim.history) if entry.verdict is not None]
        if not told and claim.verdict in UNTOLD:
            message = f"the verdict is {claim.verdict.value}, and no entry of the history has one"
            yield Problem(raw, ("history",), message, "add an entry `assessed` with the verdict")
        elif told and told[-1][1] is not claim.verdict:
            message = f"the history ends with {told[-1][1].value}, the verdict is {claim.verdict.value}"
            yield Problem(raw, ("history", told[-1][0], "verdict"), message, "add an entry that says what changed the verdict, and why")


@rule("EVI012", "withdrawn without a reason, or alive after it")
def bare_withdrawal(context: Context) -> Iterator[Problem]:
    """A withdrawal gives no reason beyond the word, or is followed by other entries.

    Why: who cited the claim must learn why it is gone; a claim that comes back gets a new identifier.
    Bad: {"change": "withdrawn", "note": "Withdrawn."}
    Good: {"change": "withdrawn", "note": "It doubled azpk-0041, to which its evidence was moved."}
    """
    for raw, claim in context.checked_claims():
        for index, entry in enumerate(claim.history):
            if entry.change is not Change.WITHDRAWN:
                continue
            if len(re.findall(r"\w+", entry.note)) < 3:
                yield Problem(raw, ("history", index, "note"), f"“{entry.note}” is no reason", "say in a sentence why it was withdrawn")
            if index + 1 < len(claim.history):
                message = f"{claim.history[index + 1].change.value} after it was withdrawn"
                yield Problem(raw, ("history", index + 1, "change"), message, "make a new claim with a new identifier")


@rule("EVI013", "standing on what fell", needs=("ledger",))
def standing_on_fallen(context: Context) -> Iterator[Problem]:
    """A claim rests, directly or through others, on one that was refuted or withdrawn, and nobody has looked at it since.

    Why: what falls at the bottom of a chain must be heard at its top.
    Bad: azpk-0043 rests_on azpk-0042, which is refuted
    Good: the same with an entry `reviewed` in the history of azpk-0043, dated after the fall
    """
    for identifier, doubt in doubts(context.claims).items():
        raw = context.raw_of("claim", identifier)
        claim = context.claims[identifier]
        if raw is None or claim.withdrawn:
            continue
        index = next(
            i for i, relation in enumerate(claim.relations) if relation.type is RelationType.RESTS_ON and relation.target == doubt.chain[1]
        )
        related = tuple(
            (other, ("assessment", "verdict"), f"{name} {doubt.fall.reason}")
            for name in doubt.chain[-1:]
            if (other := context.raw_of("claim", name)) is not None
        )
        help = "look again, mend what must be mended, and add an entry `reviewed` to the history"
        yield Problem(raw, ("relations", index, "target"), str(doubt), help, related)


@rule("EVI027", "older than its article", needs=("ledger",))
def older_than_article(context: Context) -> Iterator[Problem]:
    """An entry of a history is dated before the article appeared that the claim was cut from.

    Why: nobody can have cut or judged a claim before it was made.
    Bad: created on 2020-11-25 from an article of 2021
    Good: created on 2026-11-25
    """
    for raw, claim in context.checked_claims():
        articles = [article for anchor in claim.anchors if (article := context.articles.get(anchor.source)) is not None]
        published = [bounds(article.source.issued)[0] for article in articles if article.source.issued is not None]
        for index, entry in enumerate(claim.history):
            if published and bounds(entry.date)[1] < min(published):
                message = f"{entry.date} is before {min(published)}, when the article appeared"
                yield Problem(raw, ("history", index, "date"), message, "mend the date")


RULES = (older_than_article, no_beginning, out_of_order, untold_verdict, bare_withdrawal, standing_on_fallen)
