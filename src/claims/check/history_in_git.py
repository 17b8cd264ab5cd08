"""A claim's history is append-only, and a claim is withdrawn, never deleted: held against what git has.

Compared are the files below the checked paths. Without a revision it is HEAD; where nothing there differs from HEAD, as in CI on a
fresh checkout, the commit before it, because a commit compared with itself proves nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import UnreadableInput
from ..load.raw import RawRecord
from ..load.read import SUFFIXES
from ..model.finding import Finding, Position, Severity
from .engine import Checked
from .git import Repository, find_repository
from .selection import EVERYTHING, Selection
from .stage import HISTORY_CODES as CODES
from .stage import streamed, with_stage

_WARNING = Severity.WARNING
_WEIGHTY = ("content_digest", "grade", "origin", "url", "issued")
"""Fields of a source whose change reaches the claims that cite it."""
_NAMED_BY = {
    "source": ("title", "publisher", "publisher_id", "side", "genre", "directness", "language", "archived_url"),
    "entity": ("type", "name", "iso_3166", "offices"),
}
"""Fields of records without a history by which claims understand them."""
_ASIDE = {"assessment", "history", "accepted", "tags", "relations"}
"""Fields of a claim that have rules of their own, or may change without a word. Relations may be added to."""

_TOLD = ("corrected", "later")
"""Fields of an assessment that say something of their own; the rest is computed, has a rule of its own, or is words about it."""


def check_history(
    checked: Checked, paths: Sequence[str | os.PathLike[str]], revision: str | None = None, *, selection: Selection = EVERYTHING
) -> Checked:
    """Add to a report what was deleted or rewritten since a revision. Where git cannot tell, the checks are reported as not run.

    Raises UnreadableInput only for a revision that was asked for and does not exist.
    """
    try:
        repository = find_repository(Path(paths[0]) if paths else None)
    except UnreadableInput as error:
        return _not_run(checked, str(error), selection)
    if reason := streamed(checked):
        return _not_run(checked, reason, selection)
    from .changed import full_path, records_at

    if revision is not None:
        commit = repository.commit(revision)
        commit = repository.branching_point(commit) or commit
    elif not repository.has("HEAD"):
        return _not_run(checked, "the git repository has no commit yet", selection)
    else:
        commit = repository.commit("HEAD")
    changed = _changed(repository, commit, paths)
    if not changed and revision is None:
        if not repository.has("HEAD^1"):
            reason = "nothing differs from HEAD, and git has no earlier commit here (a shallow clone, or the first)"
            return _not_run(checked, reason, selection)
        commit = repository.commit("HEAD^1")
        changed = _changed(repository, commit, paths)
    now = {(raw.kind, raw.id): raw for raw in checked.context.all_raw}
    unparsed = {full_path(finding.file) for finding in checked.report.findings if finding.code.startswith("SYN")}
    findings: list[Finding] = []
    weighty: dict[str, str] = {}
    lengths: dict[str, int] = {}
    for before in records_at(repository, commit, changed):
        after = now.get((before.kind, before.id))
        if before.kind == "claim":
            lengths[before.id] = len(_history(before))
            # What cannot be read is not deleted; it has a finding already.
            findings += _compare(before, after, checked) if after or full_path(before.file) not in unparsed else ()
        elif before.kind == "source" and after is not None and (field := _difference(before.value, after.value)):
            weighty[before.id] = field
        if before.kind in _NAMED_BY and after is not None:
            findings += _compare_named(before, after)
    findings += _of_changed_sources(checked, weighty, lengths) if weighty else ()
    return with_stage(checked, CODES, findings, selection=selection)


def _changed(repository: Repository, commit: str, paths: Sequence[str | os.PathLike[str]]) -> list[Path]:
    from .changed import full_path

    below = [full_path(path) for path in paths]
    changed = repository.changed_since(commit, new_files=False).items()
    return sorted(f for f, letter in changed if letter != "A" and f.suffix.lower() in SUFFIXES and any(f.is_relative_to(p) for p in below))


def _not_run(checked: Checked, reason: str, selection: Selection) -> Checked:
    return with_stage(checked, CODES, (), selection=selection, not_run=[(code, reason) for code in CODES])


def _compare(before: RawRecord, after: RawRecord | None, checked: Checked) -> Iterator[Finding]:
    if after is None:
        if not before.id or checked.context.exists("claim", before.id):
            return
        help = "bring it back with an entry `withdrawn` in its history that says why"
        yield Finding("REF030", f"the claim {before.id!r} was deleted", before.file, Position(), record=before.id, help=help)
        return
    old, new = _history(before), _history(after)
    for index, entry in enumerate(old):
        if index >= len(new) or new[index] != entry:
            what = "was removed" if index >= len(new) else "was changed"
            near = min(index, max(len(new) - 1, 0))
            help = "restore it as git has it, and add what is new at the end"
            message = f"entry {index + 1} of the history ({_told(entry)}) {what}"
            yield Finding("REF031", message, after.file, after.position(("history", near)), f"history[{near}]", after.id, help)
            return
    was, now = _verdict(before), _verdict(after)
    if was != now and len(new) == len(old):
        help = "add an entry `assessed` to its history that says why"
        message = f"the verdict was {was} and is {now}, and the history does not say so"
        yield Finding("REF032", message, after.file, after.position(("assessment", "verdict")), "assessment.verdict", after.id, help)
    if len(new) == len(old) and (fields := _substance_changed(before.value, after.value)):
        help = "add an entry `revised` to its history that says why, or take the change back"
        words = ", ".join(f"`{field}`" for field in fields)
        path = tuple(fields[0].split("."))
        place = after.position(path) if path[0] in after.value else after.position()
        yield Finding("REF034", f"{words} changed, and the history does not say so", after.file, place, fields[0], after.id, help, _WARNING)


def _substance_changed(before: Any, after: Any) -> list[str]:
    """Return the fields of a claim that differ and that its history should speak of, results of derivations aside."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return []
    fields = [field for field in dict.fromkeys((*before, *after)) if field not in _ASIDE and _plain(before, field) != _plain(after, field)]
    told = [f"assessment.{name}" for name in _TOLD if _assessed(before, name) != _assessed(after, name)]
    kept = after.get("relations", [])
    return [*fields, *told, *(["relations"] if any(relation not in kept for relation in before.get("relations", [])) else [])]


def _assessed(claim: dict[str, Any], name: str) -> Any:
    assessment = claim.get("assessment")
    return assessment.get(name) if isinstance(assessment, dict) else None


def _plain(claim: dict[str, Any], field: str) -> Any:
    value = claim.get(field)
    if field != "derivations" or not isinstance(value, list):
        return None if value == [] else value
    return [{key: part for key, part in item.items() if key != "result"} if isinstance(item, dict) else item for item in value]


def _compare_named(before: RawRecord, after: RawRecord) -> Iterator[Finding]:
    if not isinstance(before.value, dict) or not isinstance(after.value, dict):
        return
    for field in _NAMED_BY[before.kind]:
        if before.value.get(field) != after.value.get(field):
            place = after.position((field,)) if field in after.value else after.position()
            help = "nothing to do where the change is meant"
            yield Finding("REF035", f"`{field}` differs from what git holds", after.file, place, field, after.id, help, _WARNING)


def _of_changed_sources(checked: Checked, weighty: Mapping[str, str], lengths: Mapping[str, int]) -> Iterator[Finding]:
    from .doubt import Fall, doubts

    claims = checked.context.claims

    def looked_again(claim_id: str) -> bool:
        # A new entry in a claim's history, made together with the change of its source. A claim of an unchanged file has none.
        return len(claims[claim_id].history) > lengths.get(claim_id, len(claims[claim_id].history))

    fallen = {}
    for claim in claims.values():
        cited = next((citation.source for citation in claim.citations if citation.source in weighty), None)
        if cited is not None and not looked_again(claim.id):
            fallen[claim.id] = Fall(f"cites {cited}, whose {weighty[cited]} changed")
    chains = {claim_id: f"{claim_id} {fall.reason}" for claim_id, fall in fallen.items()}
    for claim_id, doubt in doubts(claims, fallen).items():
        if doubt.chain[-1] in fallen and not looked_again(claim_id):
            chains.setdefault(claim_id, str(doubt))
    for claim_id, words in sorted(chains.items()):
        raw = checked.context.raw.get(("claim", claim_id))
        if raw is not None:
            help = "look again, then add an entry `reviewed` to its history"
            yield Finding("REF033", f"nobody has looked again: {words}", raw.file, raw.position(("history",)), "history", claim_id, help)


def _history(raw: RawRecord) -> list[Any]:
    history = raw.value.get("history") if isinstance(raw.value, dict) else None
    return history if isinstance(history, list) else []


def _verdict(raw: RawRecord) -> Any:
    assessment = raw.value.get("assessment") if isinstance(raw.value, dict) else None
    return assessment.get("verdict") if isinstance(assessment, dict) else None


def _difference(before: Any, after: Any) -> str:
    """Return the first weighty field of a source that differs; empty where none does."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ""
    return next((field for field in _WEIGHTY if before.get(field) != after.get(field)), "")


def _told(entry: Any) -> str:
    return f"{entry.get('change')} on {entry.get('date')}" if isinstance(entry, dict) else "no object"
