"""Large JSON Lines files: a verdict on every line at the speed of its parser, in memory that does not grow with the file.

A pass (`bulk_scan`) gives each line a fast verdict and settles identifiers and references beside it; lines that fail are explained in
the same words as anywhere else. Lines whose identifier, reference or vocabulary is wrong are read once more, and the very rules that
small files meet are run over them, so both paths say the same. Rules that need every record as a model do not run: the report names
them in `not_run`. What stays in memory are the identifiers, references that are still open, and the findings.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, cast

import attrs

from ..load.collector import paused_collector
from ..load.decode import MAX_BYTES, decode, show_name
from ..load.line_marks import LineMarks
from ..load.raw import RawRecord, Reading
from ..load.read import LINE_SUFFIXES, read, read_line
from ..model.finding import Finding, Position
from ..model.ledger import LedgerRecord
from .bulk_processes import scan_file
from .bulk_scan import Known, NotText, blocks_of_lines
from .bulk_tally import FILE_BIT, NAMESPACES, OUTSIDE, Tally, Vocabulary, namespace
from .context import Context
from .engine import LARGE, Checked, Scope, check_reading, is_large
from .rule import Rule
from .selection import EVERYTHING, Selection
from .structure import build

RULES = frozenset({"REF001", "REF002", "REF003", "REF005", "REF006", "REF007", "REF008"})
"""Rules with a check of their own that large files meet. Codes of syntax, schema and types come from reading and are always there."""
REASON = f"JSON Lines files from {LARGE >> 20} MiB on are checked line by line; --all-rules runs this too, with every record in memory"
SUGGESTED_FROM = 2000
"""Number of known identifiers up to which a finding suggests the nearest."""


def check_bulk(
    paths: Sequence[str | os.PathLike[str]],
    *,
    against: LedgerRecord | None = None,
    otherwise: Callable[[Collection[str]], LedgerRecord | None] | None = None,
    texts: Mapping[str, str] | None = None,
    selection: Selection = EVERYTHING,
    processes: int | None = None,
    every_file: bool = False,
) -> Checked:
    """Check files and folders as `check_paths` does, large JSON Lines files (with `every_file`, all of them) line by line.

    `otherwise` gives a ledger to check against where the files hold none, by the prefixes of their claims' identifiers. `processes`
    divides each file among so many processes; by default one a core where the file is long enough for that to pay.
    """
    from .rules import all_rules

    rules = {rule.code: rule for rule in all_rules()}
    small = [read(path) for path in paths if not _by_lines(path, every_file)]
    beside = _sum(small)
    declared = _declared(beside.records, against)
    forced: Vocabulary | None = None
    while True:
        known = _known(against, forced or declared)
        whole, parts = Tally(), {}
        _note(whole, beside.records)
        with paused_collector():
            for number, path in enumerate(p for p in paths if _by_lines(p, every_file)):
                parts[os.fspath(path)] = _scan(Path(path), number, known, rules, whole, processes)
        final = Vocabulary.of(whole.ledgers[-1]) if whole.ledgers else declared
        if len(whole.ledgers) < 2 or final == forced:
            break
        forced = final  # several ledger records: what counts is the last, so the pass is made again with its words
    holds_none = not (whole.ledgers or any(raw.kind == "ledger" for raw in beside.records) or _has_broken_ledger(whole))
    if otherwise is not None and against is None and holds_none:
        outside = [raw.id for raw in beside.records if raw.kind == "claim"] + [name for part, name in whole.broken if part == "claim"]
        against = otherwise({name.rpartition("-")[0] for name in outside} | set(whole.open.get("prefix", ())))
        final = _declared((), against)
        known = _known(against, final)
    complete = final is not None or _has_broken_ledger(whole)
    if complete:  # otherwise no rule asks whether a reference leads anywhere
        whole.settle(known.ids, final)
    whole.open.clear()
    queue = iter(small)
    order = [parts[os.fspath(path)] if _by_lines(path, every_file) else next(queue) for path in paths]
    again = _sum(_again(Path(path), part, number, whole.closer) for number, (path, part) in enumerate(parts.items()))
    reading = attrs.evolve(_sum(order), records=beside.records + again.records)
    scope = Scope(_context(whole, known, reading.records, texts, complete), RULES, REASON)
    checked = check_reading(reading, against=against, texts=texts, selection=selection, scope=scope)
    for part in (checked.context.claims, checked.context.entities, checked.context.sources):
        for identifier in [identifier for identifier, record in part.items() if record is None]:
            del part[identifier]
    return attrs.evolve(checked, report=attrs.evolve(checked.report, records=len(beside.records) + whole.records))


def _by_lines(path: str | os.PathLike[str], every_file: bool) -> bool:
    return is_large(path) or (every_file and Path(path).suffix.lower() in LINE_SUFFIXES and Path(path).is_file())


def _sum(parts: Iterable[Reading]) -> Reading:
    return Reading.joined(parts)


def _declared(records: Iterable[RawRecord], against: LedgerRecord | None) -> Vocabulary | None:
    """Return the words of the ledger that is known before the pass: the last one beside the lines, or the one to check against."""
    valid = [raw.value for raw in records if raw.kind == "ledger" and build(raw)[0] is not None]
    if valid:
        return Vocabulary.of(valid[-1])
    return Vocabulary.of(against.ledger.to_json_value()) if against else None


def _known(against: LedgerRecord | None, vocabulary: Vocabulary | None) -> Known:
    ids: dict[str, set[str]] = {name: set() for name in NAMESPACES}
    if against is not None:
        ids["claim"] = {claim.id for claim in against.claims}
        ids["entity"] = {entity.id for entity in against.entities}
        ids["source"] = {*(source.id for source in against.sources), *(article.id for article in against.articles)}
    return Known(ids, vocabulary)


def _note(whole: Tally, records: Iterable[RawRecord]) -> None:
    """Note the identifiers of records that were read as models; references from them are the rules' matter."""
    for raw in records:
        if raw.id:
            whole.ids[namespace(raw.kind)].setdefault(raw.id, OUTSIDE)
        if build(raw)[0] is None:
            whole.broken.add((namespace(raw.kind), raw.id))


def _scan(path: Path, number: int, known: Known, rules: Mapping[str, Rule], whole: Tally, processes: int | None) -> Reading:
    """Add a file's tally to the whole and return what reading it gave. A file that cannot be read adds nothing but that finding."""
    name = show_name(path)
    try:
        before = path.stat()
        start, first = _opening(path, name)
        if start < 0:
            return read(path)
        here = Known({part: {*known.ids[part], *whole.ids[part]} for part in NAMESPACES}, known.vocabulary)
        tally = scan_file(path, name, number, start, here, rules, processes)
        after = path.stat()
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            return _unreadable(name, "SYN000", "the file changed while it was read", Position(), "try again when nobody writes to it")
    except NotText as problem:
        if path.stat().st_size <= MAX_BYTES and problem.code == "SYN005":
            return read(path)
        return _unreadable(name, problem.code, problem.message, Position(problem.line, problem.column), problem.help)
    except OSError:
        return read(path)
    findings = first + tuple(tally.findings)
    if not tally.records and not findings:
        findings = (Finding("SCH010", "no claim to check: the file is empty", name, help="write one record a line"),)
    tally.findings.clear()
    whole.add(tally)
    return Reading(findings=findings, files=(name,), marks={name: LineMarks(path)})


def _opening(path: Path, name: str) -> tuple[int, tuple[Finding, ...]]:
    """Return where the text begins, behind byte-order marks, and the finding on them; -1 where the file is UTF-16 or -32."""
    with open(path, "rb") as stream:
        head = stream.read(4096)
    start = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    sample = head[start:].decode("utf-8", "ignore").encode()
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) or not decode(sample).readable:
        return -1, ()
    problem = decode(head[:start]).problem
    return start, (Finding(problem[0], problem[2], name, Position(), help=problem[3]),) if problem else ()


def _unreadable(name: str, code: str, message: str, position: Position, help: str) -> Reading:
    return Reading(findings=(Finding(code, message, name, position, help=help),), files=(name,), unreadable=(name,))


def _again(path: Path, part: Reading, number: int, places: AbstractSet[int]) -> Reading:
    """Read the lines once more at which the rules must look."""
    base = number << FILE_BIT
    wanted = sorted(place - base for place in places if place >> FILE_BIT == number)
    if not wanted or part.unreadable:
        return Reading()
    return Reading(tuple(raw for line, text in _lines(path, wanted) if (raw := read_line(show_name(path), line, text)[0]) is not None))


def _lines(path: Path, wanted: list[int]) -> Iterator[tuple[int, str]]:
    start, _ = _opening(path, "")
    before, index = 0, 0
    with open(path, "rb") as stream:
        for _, lines in blocks_of_lines(stream, start, path.stat().st_size):
            while index < len(wanted) and wanted[index] <= before + len(lines):
                yield wanted[index], lines[wanted[index] - before - 1].decode("utf-8")
                index += 1
            before += len(lines)


def _has_broken_ledger(whole: Tally) -> bool:
    return any(name == "ledger" for name, _ in whole.broken)


class _Exist(AbstractSet[tuple[str, str]]):
    """Kind and identifier of every record that was seen, valid or not: a reference to one is not dangling."""

    def __init__(self, whole: Tally, known: Known) -> None:
        self._whole = whole
        self._known = known

    def __contains__(self, item: object) -> bool:
        kind, identifier = cast("tuple[str, str]", item)
        name = namespace(kind)
        if not identifier:
            return (name, identifier) in self._whole.broken
        return identifier in self._whole.ids[name] or identifier in self._known.ids[name]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((name, identifier) for name in NAMESPACES for identifier in self._whole.ids[name])

    def __len__(self) -> int:
        return sum(map(len, self._whole.ids.values()))


def _context(
    whole: Tally, known: Known, records: Iterable[RawRecord], texts: Mapping[str, str] | None, complete: bool
) -> Context:
    def names(part: str) -> dict[str, Any]:
        # The rules take the nearest known identifier as a suggestion; among very many that search takes longer than it helps.
        if len(whole.ids[part]) > SUGGESTED_FROM:
            return {}
        return dict.fromkeys(identifier for identifier in whole.ids[part] if (part, identifier) not in whole.broken)

    context = Context(entities=names("entity"), claims=names("claim"), texts=dict(texts or {}), complete=complete)
    context.broken = _Exist(whole, known)
    articles = {raw.id for raw in records if raw.kind == "article"}
    context.sources = {identifier: record for identifier, record in names("source").items() if identifier not in articles}
    return context
