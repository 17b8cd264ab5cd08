"""STY: can a statement be read by itself, and does it take nobody's side. For statements in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...load.raw import RawRecord
from ..context import Context
from ..dates_in_text import dates_in
from ..rule import Problem, rule
from ..texts import is_verbatim, unquoted

if TYPE_CHECKING:
    from ...model.claim import Claim

THIRD_PERSON = re.compile(r"\b(he|she|it|they|him|her|them|his|hers|its|their|theirs|himself|herself|itself|themselves)\b", re.IGNORECASE)
FIRST_PERSON = re.compile(r"\b(I|we|us|our|ours|my|mine|me|you|your|yours|ourselves|myself)\b")
NAME = re.compile(r"(?<![.!?] )\b[A-ZÀ-ÞĀ-ŽА-ЯƏ][\w’'-]+")
"""A capitalised word: something that a pronoun can stand for."""
NOT_A_NAME = frozenset({
    "The", "A", "An", "In", "On", "At", "By", "During", "After", "Before", "Since", "Until", "From", "To", "Of", "For", "With", "Within",
    "Without", "Under", "Over", "As", "When", "While", "If", "That", "This", "These", "Those", "It", "He", "She", "They", "His", "Her",
    "Its", "Their", "Both", "All", "Some", "Most", "Many", "Few", "Several", "Each", "Every", "One", "Two", "Three", "Four", "Five",
    "Another",
    "Other", "Such", "Only", "According",
})  # fmt: skip
NOUN = re.compile(r"\b(?:the|a|an|each|every|both|no|some|all|many)\s+\w+", re.IGNORECASE)
EMPTY_IT = re.compile(
    r"it (?:is|was|has been|had been|would be|will be|seem(?:s|ed)|follow(?:s|ed)|appear(?:s|ed)|turn(?:s|ed) out)\b", re.IGNORECASE
)
POSSESSIVE = frozenset({"his", "her", "its", "their"})
"""May stand before the name that they mean: during her visit Sahiba Gafarova met …"""

POINTING = re.compile(
    r"^(?:The|This|That|These|Those)\s+(?:(?:same|said|latter|former|above|aforementioned|two|three)\s+)?"
    r"(?:meeting|talks|visit|summit|ceremony|event|occasion|conference|document|statement|sides|parties|ministers|leaders|countries|states|"
    r"latter|former|above|agreement|declaration|resolution|exercise|exercises|minister|president|ambassador|delegation)"
    r"(?=\s+(?:was|were|is|are|had|has|have|took|also|will|would|did|lasted|began|ended|"
    r"(?:stressed|said|agreed|discussed|adopted|signed|expressed|emphasi[sz]ed|noted|held|met)\b"
    r"(?! (?:in|by|at|on|of|with|to|from|between)\b))\b)"
    r"|^(?:This|That|These|Those)\s+(?:was|were|is|are|had|has|means|meant|shows|showed)\b"
    r"|\b(?:aforementioned|the said|mentioned above)\b|\bthe (?:latter|former)(?=[,.;]| (?:was|were|is|are|had|has|did|said))",
)

RELATIVE = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|nowadays|currently|recently|lately|so far|at present|these days|those days|ago|"
    r"last (?:night|week|month|year|summer|autumn|winter|spring)|next (?:day|week|month|year)|"
    r"this (?:week|month|year|summer|autumn|winter|spring)|"
    r"(?:the )?(?:following|next|same|previous|preceding) (?:day|week|month|year)|the day (?:before|after)(?! \w+ (?:of|\d))|"
    r"(?:\w+ )?(?:days?|weeks?|months?|years?) (?:later|earlier|ago))\b",
    re.IGNORECASE,
)

DIGITS = re.compile(r"\d[/.-]\d")
NUMERIC_DATE = re.compile(r"(?<![\w./-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)?\d\d)(?![\w/-]|\.\d)")

CONTESTED: dict[str, str] = {
    r"genocid\w+": "a finding of law that courts make and parties dispute",
    r"ethnic(?:ally)? cleans\w+": "a finding that parties dispute",
    r"massacre\w*": "a word that judges what happened; say how many people were killed, by whom",
    r"occup(?:ation|ied|iers?|ying)": "a status in law that one side claims and the other denies",
    r"liberat\w+": "what one side calls the taking of a place",
    r"invasion|invad\w+": "a word that says who was in the wrong",
    r"aggress(?:ion|ors?)": "a finding that the Security Council makes",
    r"annex\w+": "a status in law that parties dispute",
    r"terroris\w+": "a word for the other side's fighters",
    r"separatis\w+|militants?": "a word for the other side's fighters",
    r"martyr\w*|heroic\w*|hero(?:es)?": "a word that honours one side's dead",
    r"regimes?": "a word for governments that the writer dislikes",
    r"puppet\w*": "a word that denies a government its own will",
    r"brotherly|fraternal|brother nations?": "a word that states use of their friends",
    r"barbar\w+|brutal\w*|savage\w*": "a word that judges",
    r"so-called": "a word that doubts without saying why",
    r"illegal\w*|unlawful\w*": "a finding of law",
    r"war crimes?|crimes against humanity": "a finding that courts make",
}
"""Contested words as patterns, and why each is one."""
_CONTESTED = re.compile(r"\b(?:" + "|".join(f"(?P<w{i}>{pattern})" for i, pattern in enumerate(CONTESTED)) + r")\b", re.IGNORECASE)

ATTRIBUTED = re.compile(
    r"\b(?:sa(?:id|ys)|sp(?:oke|eaks) of|call(?:s|ed)|nam(?:es|ed)|describ\w+|term(?:s|ed)|accus\w+|condemn\w+|recogni[sz]\w+|"
    r"den(?:y|ies|ied)|alleg\w+|claim(?:s|ed)|stat(?:es|ed)|declar\w+|voic\w+|express\w+|congratulat\w+|reject\w+|in the view|"
    r"in .{1,60}['’]s? (?:reported )?(?:view|reasoning|words)|in the (?:reported )?terms|according to|what .{1,40} calls?|resolution|"
    r"author|spoken of)\b",
    re.IGNORECASE,
)
"""Words by which a statement says whose word it is."""


@rule("STY001", "pronoun that stands for nothing in the statement")
def loose_pronoun(context: Context) -> Iterator[Problem]:
    """A statement uses a pronoun before any name, or speaks of I, we or you.

    Why: a claim is quoted alone; nobody then knows who "he" is.
    Bad: "He visited Baku in May 2021."
    Good: "Asad Qaiser visited Baku in May 2021."
    """
    for raw, claim in _english(context):
        text = unquoted(claim.statement)
        if match := FIRST_PERSON.search(text):
            yield Problem(raw, ("statement",), f"the pronoun “{match.group()}”", "name who is meant")
            continue
        for match in THIRD_PERSON.finditer(text):
            before = text if match.group().lower() in POSSESSIVE else text[: match.start()]
            meant = NOUN.search(before) or any(name.group() not in NOT_A_NAME for name in NAME.finditer(before))
            if not meant and not EMPTY_IT.match(text, match.start()):
                yield Problem(raw, ("statement",), f"the pronoun “{match.group()}” with no name before it", "name who or what is meant")
                break


@rule("STY013", "points outside the statement")
def pointing_outside(context: Context) -> Iterator[Problem]:
    """A statement speaks of "the meeting", "the latter" or "this" without saying which.

    Why: a claim is quoted alone; the sentence before it is not there.
    Bad: "The meeting was held in Baku."
    Good: "The meeting of the three speakers of July 2021 was held in Baku."
    """
    for raw, claim in _english(context):
        if match := POINTING.search(unquoted(claim.statement)):
            yield Problem(raw, ("statement",), f"“{match.group()}”: which?", "say which one, with name and date")


@rule("STY002", "relative date")
def relative_date(context: Context) -> Iterator[Problem]:
    """A statement dates something by another day that it does not name: yesterday, two days later, last year.

    Why: a claim is read years later and alone.
    Bad: "Pakistan repeated its support two days later."
    Good: "Pakistan repeated its support on 29 September 2020."
    """
    for raw, claim in _english(context):
        match = RELATIVE.search(unquoted(claim.statement))
        if match and not dates_in(claim.statement)[0]:
            yield Problem(raw, ("statement",), f"“{match.group().strip()}” and no date", "write the date in full")


@rule("STY003", "day or month first")
def ambiguous_date(context: Context) -> Iterator[Problem]:
    """A text has a date in numbers that is one day in Europe and another in America.

    Why: 03/04/2021 is 3 April or 4 March, by whom you ask.
    Bad: "signed on 03/04/2021"
    Good: "signed on 3 April 2021"
    """
    for raw, path, text in context.prose:
        match = None if is_verbatim(path) or not DIGITS.search(text) else NUMERIC_DATE.search(text)
        if match and 1 <= int(match.group(1)) <= 12 and 1 <= int(match.group(3)) <= 12 and match.group(1) != match.group(3):
            yield Problem(raw, path, f"{match.group()} is one day in Europe and another in America", "write the month as a word")


@rule("STY004", "contested word in the ledger's own voice")
def contested_word(context: Context) -> Iterator[Problem]:
    """A statement uses a word that takes a side, neither in quotation marks nor attributed to whoever uses it.

    Why: a ledger that speaks one side's language is not believed by the other, rightly.
    Bad: "The liberation of Shusha was completed on 8 November 2020."
    Good: "Azerbaijan's forces took Shusha by 8 November 2020, which its government calls “liberation”."
    """
    for raw, claim in _english(context):
        text = unquoted(claim.statement)
        match = _CONTESTED.search(text)
        if match is None or len(claim.attribution) > 1 or claim.kind in {"utterance", "judgement"} or ATTRIBUTED.search(text):
            continue
        reason = list(CONTESTED.values())[int(str(match.lastgroup)[1:])]
        message = f"“{match.group()}” is {reason}"
        yield Problem(raw, ("statement",), message, "put it in quotation marks and say whose word it is, or use a plain one")


def _english(context: Context) -> Iterator[tuple[RawRecord, Claim]]:
    if context.info is None or context.info.language.split("-")[0] == "en":
        yield from context.checked_claims()


RULES = (loose_pronoun, relative_date, ambiguous_date, contested_word, pointing_outside)
