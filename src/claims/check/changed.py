"""`--changed-since REV`: findings about what a branch touches, and about what references it.

Everything is read and checked all the same, because a rule may need what was not touched; the report is then narrowed to the records
that differ from the revision, those that name one of them, those that rest on or are derived from them through any number of links,
and those that a touched record no longer names. Where the branch touches no record, or touches the ledger's own record or the
configuration, everything is reported on: an empty selection is no pass.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from ..load.marks import walk
from ..load.raw import RawRecord
from ..load.read import SUFFIXES, read
from ..model.finding import Finding
from .engine import Checked
from .git import Repository, find_repository
from .shown import counted
from .stage import streamed

_CLAIM_ID = re.compile(r"\b[a-z][a-z0-9]*(?:-[a-z0-9]+)*-[0-9]{4,8}\b")

Key = tuple[str, str]
"""Kind and identifier of a record."""


@attrs.frozen
class Touched:
    """What differs between a revision and the working tree."""

    files: frozenset[Path] = frozenset()
    """Files, in full, that were added, changed or deleted."""
    records: frozenset[Key] = frozenset()
    """Records that were added, changed or deleted."""
    lost: frozenset[str] = frozenset()
    """Identifiers that a touched record named and names no longer."""


def narrow(checked: Checked, revision: str, paths: Sequence[str | os.PathLike[str]], *, settled_by: Iterable[Path] = ()) -> Checked:
    """Return what was checked, narrowed to what differs from `revision` (where it is on another branch: from where that one forked).

    `settled_by` are files (configuration, baseline) that, when touched, make everything count. Raises UnreadableInput where git, a
    repository or the revision is absent.
    """
    repository = find_repository(Path(paths[0]) if paths else None)
    commit = repository.commit(revision)
    fork = repository.branching_point(commit)
    if reason := streamed(checked):
        return _noted(checked, f"not narrowed to what changed since {revision}: {reason}")
    touched = touched_since(repository, fork or commit, checked, paths)
    since = f"since {revision}" if fork else f"since {revision} (git does not know where this branch left it)"
    whole = {full_path(file) for file in settled_by} & touched.files
    if any(kind == "ledger" for kind, _ in touched.records) or whole:
        return _noted(checked, f"the {'configuration' if whole else 'ledger record'} changed {since}, so everything was reported on")
    if not touched.records and not touched.files & _files_of(checked):
        return _noted(checked, f"no record and no document changed {since}, so everything was reported on")
    affected = affected_records(((raw.id, raw.value) for raw in checked.context.all_raw), touched)
    report = checked.report
    record_files = {raw.file for raw in checked.context.all_raw}
    is_touched = cache(lambda name: full_path(name) in touched.files)

    def stays(finding: Finding) -> bool:
        if finding.file in report.unreadable or finding.record in affected:
            return True
        if any(is_touched(file) for file, _, _ in finding.related):
            return True
        # In a file of many records, that the file is touched says nothing about this one.
        return (not finding.record or finding.file not in record_files) and is_touched(finding.file)

    looked_at = [raw for raw in checked.context.all_raw if raw.id in affected]
    direct = sum((raw.kind, raw.id) in touched.records for raw in looked_at)
    gone = len(touched.records - {(raw.kind, raw.id) for raw in checked.context.all_raw})
    note = (
        f"narrowed to {len(looked_at)} of {counted(report.records, 'record')}: {direct} changed {since}"
        f"{f', {gone} deleted' if gone else ''}, {len(looked_at) - direct} linked with them"
    )
    changed = attrs.evolve(
        report,
        findings=tuple(finding for finding in report.findings if stays(finding)),
        suppressed=tuple(finding for finding in report.suppressed if stays(finding)),
        records=len(looked_at),
    )
    known = None if checked.known is None else checked.known & frozenset(changed.suppressed)
    return _noted(attrs.evolve(checked, report=changed, known=known), note)


def touched_since(repository: Repository, commit: str, checked: Checked, paths: Sequence[str | os.PathLike[str]]) -> Touched:
    """Return what differs between a commit and the working tree, as far as it was checked or lay under `paths`."""
    changed = repository.changed_since(commit)
    below = [full_path(path) for path in paths]
    mine = _files_of(checked)
    within = {f for f in changed if f in mine or (f.suffix.lower() in SUFFIXES and any(f.is_relative_to(place) for place in below))}
    old = {(raw.kind, raw.id): raw.value for raw in records_at(repository, commit, sorted(f for f in within if changed[f] != "A"))}
    new = {(raw.kind, raw.id): raw.value for raw in checked.context.all_raw if full_path(raw.file) in within}
    records = frozenset(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    lost: set[str] = set()
    for key in records & old.keys():
        lost |= names_in(old[key]) - names_in(new.get(key))
    return Touched(frozenset(changed), records, frozenset(lost))


def records_at(repository: Repository, commit: str, files: Iterable[Path]) -> Iterator[RawRecord]:
    """Yield the records that files held at a commit; what was unreadable then is passed over."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for number, (file, data) in enumerate(repository.contents(commit, files)):
            # In a folder of its own, because the name's ending tells the reader what it is.
            place = Path(folder, str(number), file.name)
            place.parent.mkdir()
            place.write_bytes(data)
            for raw in read(place).records:
                yield attrs.evolve(raw, file=os.path.relpath(file))


def affected_records(records: Iterable[tuple[str, Any]], touched: Touched) -> frozenset[str]:
    """Return the identifiers of the records to report on; `records` are identifiers and JSON values, gone through once."""
    start = {identifier for _, identifier in touched.records}
    found = set(start)
    leaning: dict[str, list[str]] = {}
    for identifier, value in records:
        if identifier in touched.lost or not start.isdisjoint(names_in(value)):
            found.add(identifier)
        for base in _rests_on(value):
            leaning.setdefault(base, []).append(identifier)
    waiting = sorted(found)
    while waiting:
        for identifier in leaning.get(waiting.pop(), ()):
            if identifier not in found:
                found.add(identifier)
                waiting.append(identifier)
    return frozenset(found)


def names_in(value: Any) -> set[str]:
    """Return every text in a value that can be an identifier, and every claim that a longer text names."""
    found: set[str] = set()
    for _, inner in walk(value):
        if isinstance(inner, str):
            found.add(inner)
            if "-" in inner:
                found.update(_CLAIM_ID.findall(inner))
    return found


def _rests_on(value: Any) -> Iterator[str]:
    """Identifiers of what a record cannot stand without: claims that it rests on or is computed from, sources, a source's origin."""
    if not isinstance(value, Mapping):
        return
    places = [(value, "origin")]
    places += [(item, "source") for item in _objects(value.get("citations"))]
    places += [(item, "target") for item in _objects(value.get("relations")) if item.get("type") == "rests_on"]
    places += [(item, "claim") for derivation in _objects(value.get("derivations")) for item in _objects(derivation.get("inputs"))]
    for holder, key in places:
        if isinstance(name := holder.get(key), str):
            yield name


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _files_of(checked: Checked) -> set[Path]:
    return {full_path(name) for name in (*checked.report.files, *checked.report.unreadable)}


def full_path(path: str | os.PathLike[str]) -> Path:
    """Return a path as git names files: in full, with the folders above it resolved, because git's top folder is."""
    whole = Path(os.path.normpath(Path(path).absolute()))
    return whole.parent.resolve() / whole.name


def _noted(checked: Checked, note: str) -> Checked:
    return attrs.evolve(checked, notes=(*checked.notes, note))
