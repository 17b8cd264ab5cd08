"""Running the rules: read, fit to schema, put together, check, and say where."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ..load.collector import paused_collector
from ..load.marks import Marks, show_path
from ..load.raw import RawRecord, Reading
from ..load.read import FOLDERS, LINE_SUFFIXES, read
from ..model.finding import Finding, Report, in_order
from .context import Context
from .rule import Problem, Rule
from .selection import EVERYTHING, Selection
from .structure import build

if TYPE_CHECKING:
    from ..model.article import Article
    from ..model.ledger import LedgerRecord

LARGE = 2 * 1024 * 1024
"""Size in bytes from which a JSON Lines file is checked line by line: some 1,500 claims, with which all rules take seconds."""


@attrs.frozen(eq=False)
class Checked:
    """A report, and what is needed to show it: positions by file, and the records that were valid."""

    report: Report
    marks: dict[str, Marks] = attrs.Factory(dict)
    context: Context = attrs.Factory(Context)
    notes: tuple[str, ...] = ()
    """What a reader of the report must know, for instance what was narrowed."""
    known: frozenset[Finding] | None = None
    """Those of the suppressed findings that a baseline knows; None where no baseline was used."""


@attrs.frozen(eq=False)
class Scope:
    """For a check that does not keep every record: what is known beside those at hand, and the rules that may run over them."""

    context: Context
    """Holds what is known, `broken` and `complete` included; the records at hand are added to it."""
    rules: frozenset[str]
    """Codes of the rules that may run."""
    reason: str
    """Why the others do not."""


def check_paths(
    paths: Sequence[str | os.PathLike[str]],
    *,
    against: LedgerRecord | None = None,
    texts: Mapping[str, str] | None = None,
    selection: Selection = EVERYTHING,
    all_rules: bool = False,
) -> Checked:
    """Check files and folders and return what was found; content never makes it raise.

    `against` is a ledger whose records are known but not reported on: what new claims refer to. `texts` are article texts by article
    identifier; without one, anchors are checked for consistency only, and the report says that their digests were not verified.
    Large JSON Lines files are checked line by line, with the rules that work so; the report names the others as not run. `all_rules`
    runs those too, at the price of holding every record in memory.
    """
    if not all_rules and any(map(is_large, paths)):
        from .bulk import check_bulk

        return check_bulk(paths, against=against, texts=texts, selection=selection)
    with paused_collector():
        return check_reading(Reading.joined(map(read, paths)), against=against, texts=texts, selection=selection)


def is_large(path: str | os.PathLike[str]) -> bool:
    """Whether a path is a JSON Lines file that is checked line by line."""
    target = Path(path)
    if target.suffix.lower() not in LINE_SUFFIXES:
        return False
    try:
        status = target.stat()
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size >= LARGE


def check_reading(
    reading: Reading,
    *,
    against: LedgerRecord | None = None,
    texts: Mapping[str, str] | None = None,
    selection: Selection = EVERYTHING,
    scope: Scope | None = None,
    light: bool = False,
) -> Checked:
    """Check records that have been read. See `check_paths`. Ledgers that stand apart are checked each on its own, and reported together.

    With `light`, for a program that shows the findings and ends, records are read without their models (`claims.load.light`) where no
    ledger is known: a third of the time that a small file takes is pydantic's start.
    """
    if reading.apart:
        rest = attrs.evolve(reading, apart=())
        parts = [*([rest] if rest.files or rest.findings else []), *reading.apart]
        return _together([check_reading(part, against=against, texts=texts, selection=selection, scope=scope) for part in parts])
    from .rules import all_rules
    from .rules.repository import OTHER_STAGES

    findings = list(reading.findings)
    context = scope.context if scope else Context(texts=dict(texts or {}))
    context.all_raw = reading.records
    _remember(context, against)
    light = light and against is None and not any(raw.kind == "ledger" for raw in reading.records)
    by_code = {rule.code: rule for rule in all_rules()}
    broken: set[tuple[str, str]] = set()
    for raw in reading.records:
        model, problems = build(raw, light=light)
        findings += [locate(by_code[code], problem) for code, problem in problems]
        if model is None:
            broken.add((raw.kind, raw.id))
        elif (other := context.raw.get((raw.kind, raw.id))) is None or _comes_first(raw, other):
            context.raw[raw.kind, raw.id] = raw
            _keep(context, raw.kind, model)
    if scope is None:
        context.broken = frozenset(broken | _promised(reading))
        context.complete = context.info is not None or ("ledger", "") in broken or any(kind == "ledger" for kind, _ in broken)
    not_run = []
    for rule in by_code.values():
        if rule.check is None or not selection.runs(rule):
            continue
        reason = scope.reason if scope and rule.code not in scope.rules else _missing(rule, context)
        if reason is not None:
            not_run.append((rule.code, reason))
            continue
        findings += [locate(rule, problem) for problem in rule.check(context)]
    kept, suppressed = selection.apply(findings, context, by_code, OTHER_STAGES.union(code for code, _ in not_run))
    report = Report(in_order(kept), len(reading.records), reading.files, tuple(not_run), in_order(suppressed), reading.unreadable)
    return Checked(report, reading.marks, context)


def _together(parts: Sequence[Checked]) -> Checked:
    """Return what checks of several ledgers found, as one. Its context knows their claims, whose identifiers no two of them share."""
    reports = [part.report for part in parts]
    report = Report(
        in_order([finding for one in reports for finding in one.findings]),
        sum(one.records for one in reports),
        tuple(dict.fromkeys(file for one in reports for file in one.files)),
        tuple(dict.fromkeys(reason for one in reports for reason in one.not_run)),
        in_order([finding for one in reports for finding in one.suppressed]),
        tuple(dict.fromkeys(file for one in reports for file in one.unreadable)),
    )
    context = Context(claims={name: claim for part in parts for name, claim in part.context.claims.items()})
    return Checked(report, {file: marks for part in parts for file, marks in part.marks.items()}, context)


def _promised(reading: Reading) -> set[tuple[str, str]]:
    """Kind and identifier of the records that lie in a ledger's folder and could not be parsed, as far as folder and file name tell.

    An article's file does not tell its identifier; it stands as the empty one.
    """
    parsed = {raw.file for raw in reading.records}
    found = set()
    for name in {finding.file for finding in reading.findings} - parsed:
        path = Path(name)
        if path.suffix == ".json" and path.parent.name in FOLDERS:
            found.add((FOLDERS[path.parent.name], path.stem))
        elif path.suffix == ".json" and path.name.startswith("article"):
            found.add(("article", ""))
    return found


def _comes_first(raw: RawRecord, other: RawRecord) -> bool:
    """Whether of two records with one identifier the other rules look at `raw`: told by content, then place; order does not matter."""
    import orjson

    def key(record: RawRecord) -> tuple[bytes, str, str]:
        return orjson.dumps(record.value, option=orjson.OPT_SORT_KEYS), record.file, str(record.position())

    return key(raw) < key(other)


def locate(rule: Rule, problem: Problem) -> Finding:
    """Return the finding that a rule's problem makes, with its file and place."""
    raw = problem.record
    return Finding(
        rule.code,
        problem.message,
        raw.file_of(problem.path),
        raw.position(problem.path, problem.of_key),
        show_path(problem.path),
        raw.id,
        problem.help,
        rule.severity,
        tuple((other.file_of(path), other.position(path), words) for other, path, words in problem.related),
    )


def _remember(context: Context, ledger: LedgerRecord | None) -> None:
    if ledger is None:
        return
    context.info = ledger.ledger
    for kind, records in (("article", ledger.articles), ("entity", ledger.entities), ("source", ledger.sources), ("claim", ledger.claims)):
        for record in records:
            _keep(context, kind, record)


def _keep(context: Context, kind: str, record: Any) -> None:
    match kind:
        case "ledger":
            context.info = record
        case "article":
            context.articles[record.id] = record
        case "entity":
            context.entities[record.id] = record
        case "source":
            context.sources[record.id] = record
        case "claim":
            context.claims[record.id] = record


def _missing(rule: Rule, context: Context) -> str | None:
    """Return why a rule cannot run, or None."""
    if "ledger" in rule.needs and not context.complete:
        return "no ledger was given to check against (--ledger)"
    if "article" in rule.needs and not context.texts:
        return "no article text was given (--article)"
    return None


def read_article_texts(files: Iterable[str | os.PathLike[str]], articles: Iterable[Article]) -> dict[str, str]:
    """Return article texts by identifier, told by their digest; a single text for a single article is taken as its text anyway.

    Raises UnreadableInput for a file that cannot be read or belongs to no article.
    """
    from ..errors import UnreadableInput
    from ..load.decode import decode, read_bytes
    from ..model.text import digest

    known = list(articles)
    found: dict[str, str] = {}
    for file in files:
        decoded = decode(read_bytes(Path(file)))
        if not decoded.readable:
            raise UnreadableInput(f"{file}: {decoded.problem[2] if decoded.problem else 'not UTF-8'}")
        matching = [article for article in known if article.digest == digest(decoded.text)]
        if not matching and len(known) == 1:
            matching = known
        if not matching:
            listed = ", ".join(article.id for article in known) or "there is none"
            raise UnreadableInput(f"{file}: its digest is that of no article of the ledger ({listed})")
        found[matching[0].id] = decoded.text
    return found
