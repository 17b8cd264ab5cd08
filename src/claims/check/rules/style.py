"""STY: is a statement one sentence, is nothing left to be filled in, and is the file as this project writes files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from ...load.canonical import canonical_bytes
from ...load.raw import RawRecord
from ...model.finding import Severity
from ..context import Context
from ..rule import Problem, rule
from ..texts import unquoted

if TYPE_CHECKING:
    from ...model.record import Record

LONG = 300
"""Characters from which on a statement probably holds more than one proposition."""

ABBREVIATIONS = frozenset({
    "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Lt", "Col", "Maj", "Capt", "Sgt", "Adm", "Sen", "Rep", "Gov", "Hon", "Jr", "Sr", "No",
    "Nos", "Vol", "Art", "Fig", "Ltd", "Inc", "Co", "Corp", "vs", "etc", "approx", "ca", "cf", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul",
    "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
})  # fmt: skip
_BREAK = re.compile(r"(?P<before>\S+?)(?P<mark>[.!?]+)[”’\")\]]*\s+(?=[“‘\"(]?[A-ZÀ-ÞĀ-ŽА-ЯƏ])")
_MARKS = ("TODO", "TBD", "TBC", "FIXME", "XXX", "lorem ipsum", "to-be-filled-in", "???", "[", "To be ")
_TO_FILL = re.compile(
    r"\b(?:TODO|TBD|TBC|FIXME|XXX|lorem ipsum|to-be-filled-in)\b|\?{3}|\[\s*\]|^To be (?:written|filled in|added|done|completed)\.?$"
)


@rule("STY005", "two sentences")
def two_sentences(context: Context) -> Iterator[Problem]:
    """A statement holds more than one sentence.

    Why: one claim is one proposition; two can be right and wrong at once.
    Bad: "Pakistan recognised Azerbaijan. It was the third state to do so."
    Good: two claims
    """
    for raw, claim in context.checked_claims():
        for match in _BREAK.finditer(unquoted(claim.statement)):
            word = match.group("before").lstrip("(“‘\"'")
            if match.group("mark") != "." or not (word in ABBREVIATIONS or re.fullmatch(r"[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]", word)):
                message = f"a second sentence begins at character {match.end() + 1}"
                yield Problem(raw, ("statement",), message, "make two claims, or join them into one proposition")
                break


@rule("STY006", "no full stop")
def no_full_stop(context: Context) -> Iterator[Problem]:
    """A statement does not end with a full stop, or begins with a small letter.

    Why: a fragment of a sentence can be read in several ways.
    Bad: "recognition of Azerbaijan by Pakistan"
    Good: "Pakistan recognised Azerbaijan on 12 December 1991."
    """
    for raw, claim in context.checked_claims():
        if not re.search(r"\.[”’\")]?$", claim.statement) or claim.statement.endswith("..."):
            yield Problem(raw, ("statement",), f"it ends with {claim.statement[-1]!r}", "end it with a full stop")
        elif re.match(r"[a-zà-þ](?!l-|z-|[A-Z])", claim.statement):
            yield Problem(raw, ("statement",), f"it begins with {claim.statement[0]!r}", "begin it with a capital")


@rule("STY011", "long statement", severity=Severity.NOTE)
def long_statement(context: Context) -> Iterator[Problem]:
    """A statement has more than 300 characters.

    Why: so long a sentence usually holds several propositions.
    Bad: a statement of 380 characters
    Good: two statements of 150
    """
    for raw, claim in context.checked_claims():
        if len(claim.statement) > LONG:
            yield Problem(raw, ("statement",), f"{len(claim.statement)} characters", "divide it")


@rule("STY012", "file not in canonical form", severity=Severity.WARNING)
def not_canonical(context: Context) -> Iterator[Problem]:
    """A record's file in a ledger's folder is not written as this project writes records.

    Why: with one way to write a record, a difference in git is a difference in content.
    Bad: fields in another order, defaults written out, four spaces, no final line feed
    Good: the file as `claims check --fix` writes it
    """
    folders = {PurePath(raw.file).parent for raw in context.all_raw if raw.kind == "ledger" and PurePath(raw.file).name == "ledger.json"}
    for kind in ("ledger", "article", "entity", "source", "claim"):
        for raw, record in context.under_check(kind):
            if raw.marks is None or raw.at != () or not raw.file.endswith(".json"):
                continue
            if raw.expected_id is None and (kind not in {"ledger", "article"} or PurePath(raw.file).parent not in folders):
                continue
            line = _first_difference(raw, record)
            if line is not None:
                yield Problem(raw, (), f"line {line} is not as records are written", "run `claims check --fix`")


def _written_fast(record: Record) -> bytes:
    """The canonical form by orjson, which writes as the standard library does, only faster; a difference is looked at again."""
    import orjson

    return orjson.dumps(record.to_json_value(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _first_difference(raw: RawRecord, record: Record) -> int | None:
    assert raw.marks is not None
    text = raw.marks.text
    if _written_fast(record) == text.encode("utf-8", "surrogatepass"):
        return None
    wanted = canonical_bytes(record).decode("utf-8")
    if text == wanted:
        return None
    ours, theirs = text.split("\n"), wanted.split("\n")
    return next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False), 1) if a != b), min(len(ours), len(theirs)))


@rule("STY014", "something left to be filled in")
def left_to_fill(context: Context) -> Iterator[Problem]:
    """A text still holds what a scaffold or an author put there to be replaced.

    Why: a ledger with holes looks finished.
    Bad: {"rationale": "To be written."}, {"says": "TODO"}
    Good: the words
    """
    for raw, path, text in context.prose:
        for mark in _MARKS:  # a loop: any() over a generator takes four times as long, and this meets every text
            if mark in text:
                if match := _TO_FILL.search(text):
                    yield Problem(raw, path, f"“{match.group()}”", "fill it in")
                break


RULES = (two_sentences, no_full_stop, long_statement, not_canonical, left_to_fill)
