"""Citations of claims in Markdown: does each cited claim exist, does it stand, and has somebody looked since it changed?

A document cites a claim as `[azpk-0042]`, several as `[azpk-0042; azpk-0043]`, and a claim that is refuted or withdrawn, if that is
what it means to say, as `[azpk-0042 refuted]`. A comment `<!-- claims: reviewed 2024-05-01 -->` says when a person last held the document
against the ledger. Code blocks, code spans and comments are no citations.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ..errors import UnreadableInput
from ..load.decode import decode, read_bytes, show_name
from ..load.marks import Marks
from ..model.date import bounds, is_day
from ..model.finding import Finding, Position
from ..model.vocabulary import Change, Verdict
from .doubt import Doubt, doubts
from .engine import Checked
from .selection import EVERYTHING, Selection
from .stage import DOCUMENT_CODES as CODES
from .stage import streamed, with_stage
from .suggestion import did_you_mean

if TYPE_CHECKING:
    from ..model.claim import Claim

WITHDRAWN = "withdrawn"

_BRACKET = re.compile(r"\[([^\[\]\n]{4,400})\](?!:)")
_PART = re.compile(r"[^;,]+")
_ITEM = re.compile(r"\s*(?P<id>[a-z][a-z0-9]*(?:-[a-z0-9]+)*-[0-9]{4,8})(?P<rest>\s.*)?")
_FENCE = re.compile(r" {0,3}(`{3,}+(?!.*`)|~{3,}+)")
_TICKS = re.compile(r"`+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_REVIEWED = re.compile(r"<!--\s*claims:\s*reviewed\s+(?P<day>\S+)\s*-->")
_CHANGES = {Change.REVISED, Change.ASSESSED, Change.WITHDRAWN}


@attrs.frozen
class Citation:
    """A claim cited in a document: its identifier, what the document says of it in the same brackets, and the offset in the text."""

    id: str
    says: str
    offset: int

    @property
    def prefix(self) -> str:
        """The ledger that it is of, by its identifier."""
        return self.id.rpartition("-")[0]


def citations(text: str) -> Iterator[Citation]:
    """Yield everything in a Markdown text that has the form of a citation, in reading order."""
    plain = _without_code_and_comments(text)
    for bracket in _BRACKET.finditer(plain):
        for part in _PART.finditer(bracket[1]):
            if item := _ITEM.fullmatch(part[0]):
                yield Citation(item["id"], " ".join((item["rest"] or "").split()), bracket.start(1) + part.start() + item.start("id"))


def _without_code_and_comments(text: str) -> str:
    """Blank out code and comments; offsets stay."""
    text = _COMMENT.sub(_blank, text)
    lines = text.splitlines(keepends=True)
    fence = ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence or found:
            lines[number] = re.sub(r"[^\r\n]", " ", line)
        if fence and found and found[1].startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        elif not fence and found:
            fence = found[1]
        elif not fence:
            lines[number] = _without_code_spans(line)
    return "".join(lines)


def _without_code_spans(line: str) -> str:
    """Blank out what stands between two runs of as many backticks, in time that grows with the line and no faster."""
    runs = [(match.start(), match.end()) for match in _TICKS.finditer(line)]
    last: dict[int, int] = {}
    closing: list[int | None] = [None] * len(runs)
    for number in reversed(range(len(runs))):
        length = runs[number][1] - runs[number][0]
        closing[number] = last.get(length)
        last[length] = number
    parts: list[str] = []
    at = number = 0
    while number < len(runs):
        end = closing[number]
        if end is not None:
            parts += [line[at : runs[number][0]], " " * (runs[end][1] - runs[number][0])]
            at, number = runs[end][1], end
        number += 1
    return "".join(parts) + line[at:]


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", " ", match[0])


def check_documents(checked: Checked, documents: Iterable[tuple[str, Sequence[Path]]], *, selection: Selection = EVERYTHING) -> Checked:
    """Add what is wrong with the citations in documents to a report.

    `documents` are patterns with the files that match them; a pattern without a file is reported as not run, and so is the check for
    changes where a document does not say when it was reviewed.
    """
    documents = list(documents)
    known = checked.context.claims
    reason = streamed(checked) or ("" if known or checked.context.info else "no ledger is known to hold the documents against")
    if documents and reason:
        return with_stage(checked, CODES, (), selection=selection, not_run=[(code, reason) for code in CODES])
    prefixes = {identifier.rpartition("-")[0] for identifier in known} | ({checked.context.info.id} if checked.context.info else set())
    in_doubt = doubts(known)
    findings: list[Finding] = []
    not_run: list[tuple[str, str]] = []
    marks: dict[str, Marks] = {}
    names: list[str] = []
    unreadable: list[str] = []
    for pattern, files in documents:
        if not files:
            not_run.append(("REF020", f"no file matches the pattern {pattern!r} of `documents`"))
        for path in files:
            name = show_name(path)
            if name in names:
                continue
            names.append(name)
            try:
                decoded = decode(read_bytes(path))
                if not decoded.readable:
                    raise UnreadableInput(decoded.problem[2] if decoded.problem else "not UTF-8")
            except UnreadableInput as error:
                unreadable.append(name)
                findings.append(Finding("SYN000", str(error).removeprefix(f"{name}: "), name, help="a document is Markdown in UTF-8"))
                continue
            marks[name] = Marks(decoded.text, {(): 0}, {})
            found, missing = _check_document(name, decoded.text, marks[name], checked, prefixes, in_doubt)
            findings += found
            not_run += [("REF023", missing)] if missing else []
    return with_stage(checked, CODES, findings, selection=selection, not_run=not_run, files=names, marks=marks, unreadable=unreadable)


def _check_document(
    name: str, text: str, marks: Marks, checked: Checked, prefixes: set[str], in_doubt: dict[str, Doubt]
) -> tuple[list[Finding], str]:
    findings: list[Finding] = []
    cited = [citation for citation in citations(text) if _is_ours(citation, prefixes)]
    reviewed, wrong = _review_day(text)
    for offset, day in wrong:
        help = "write <!-- claims: reviewed 2024-05-01 -->"
        findings.append(Finding("REF023", f"the day of review {day!r} is no day", name, marks.at(offset), help=help))
    for citation in cited:
        place = marks.at(citation.offset)
        claim = checked.context.claims.get(citation.id)
        if claim is not None:
            findings += _check_citation(citation, claim, name, place, reviewed, in_doubt.get(citation.id), checked)
        elif not checked.context.exists("claim", citation.id):
            help = did_you_mean(citation.id, checked.context.claims, "cite a claim of the ledger, or remove the mark")
            findings.append(Finding("REF020", f"there is no claim {citation.id!r}", name, place, record=citation.id, help=help))
    missing = f"{name} does not say when it was reviewed (<!-- claims: reviewed YYYY-MM-DD -->)"
    return findings, missing if cited and not reviewed and not wrong else ""


def _is_ours(citation: Citation, prefixes: set[str]) -> bool:
    # [rfc-3339] and [iso-8601] have the same form: only a ledger's own prefix counts, or one that differs by a slip.
    return citation.prefix in prefixes or bool(difflib.get_close_matches(citation.prefix, sorted(prefixes), n=1, cutoff=0.75))


def _review_day(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return the latest day of review that a document names (empty where none), and those that are no days, with their offsets."""
    found = [(match.start("day"), match["day"]) for match in _REVIEWED.finditer(text)]
    return max((day for _, day in found if is_day(day)), default=""), [(at, day) for at, day in found if not is_day(day)]


def _check_citation(
    citation: Citation, claim: Claim, name: str, place: Position, reviewed: str, doubt: Doubt | None, checked: Checked
) -> Iterator[Finding]:
    def finding(code: str, message: str, help: str, *chain: str) -> Finding:
        related = tuple(_where(checked, identifier) for identifier in chain if ("claim", identifier) in checked.context.raw)
        return Finding(code, message, name, place, record=claim.id, help=help, related=related)

    status = WITHDRAWN if claim.withdrawn else claim.verdict.value
    statuses = [*(verdict.value for verdict in Verdict), WITHDRAWN]
    says = citation.says if citation.says in statuses else ""
    if citation.says and not says and difflib.get_close_matches(citation.says, statuses, n=1, cutoff=0.75):
        yield finding("REF025", f"{citation.says!r} is no verdict", f"allowed are {', '.join(statuses)}")
    elif says and says != status:
        words = f"cited as {says}, but {claim.id} is {status}"
        yield finding("REF025", words, f"look again, then write [{claim.id} {status}] or [{claim.id}]", claim.id)
    elif not says and status == WITHDRAWN:
        note = next(entry.note for entry in reversed(claim.history) if entry.change is Change.WITHDRAWN)
        help = f"look again; if that is meant, write [{claim.id} withdrawn]"
        yield finding("REF022", f"{claim.id} was withdrawn: {note}", help, claim.id)
    elif not says and status == Verdict.REFUTED:
        yield finding("REF021", f"{claim.id} is refuted", f"look again; if that is meant, write [{claim.id} refuted]", claim.id)
    if doubt is not None:
        help = f"look again at {claim.id}, then add an entry `reviewed` to its history"
        yield finding("REF024", f"{claim.id} is in doubt: {doubt}", help, *doubt.chain)
    later = [entry for entry in claim.history if entry.change in _CHANGES and reviewed and bounds(entry.date)[0] > bounds(reviewed)[0]]
    if later:
        last = later[-1]
        message = f"{claim.id} was {last.change.value} on {last.date}, after the document's review on {reviewed}: {last.note}"
        yield finding("REF023", message, "look again, then bring the day of review up to date", claim.id)


def _where(checked: Checked, identifier: str) -> tuple[str, Position, str]:
    raw = checked.context.raw["claim", identifier]
    claim = checked.context.claims[identifier]
    return raw.file, raw.position(("assessment", "verdict")), f"{identifier}: {WITHDRAWN if claim.withdrawn else claim.verdict.value}"
