"""Edits of assessments: what is computed is not typed over, and a verdict that is typed becomes a reviewer's, with a reason."""

from __future__ import annotations

from typing import Any

import attrs

from ..load.marks import Path, show_path, value_at
from ..load.raw import RawRecord
from ..model.finding import Finding
from ..model.vocabulary import Verdict
from .options import ImportOptions

COMPUTED = ("credence", "confidence", "level", "likelihood", "method", "policy", "computed_verdict")
_INSTEAD = "restore the cell; to change it, change the citations, or write another verdict and say why in override_reason"
OPEN = "not-enough-evidence"


@attrs.frozen
class Asked:
    """A verdict that somebody wrote over the one that stands."""

    verdict: Verdict
    lacks: tuple[str, ...] = ()
    """What an override needs and nobody gave: `reason`, `reviewer`."""


def take_verdict(raw: RawRecord, old: Any, options: ImportOptions) -> Asked | None:
    """Turn an edited verdict of a raw claim into an override, in place, and return what was asked for; None where it was not edited.

    The columns of the override are taken where they were filled in; reviewer and reason else from `options`, the date from its day. An
    override that cannot be completed is left out.
    """
    assessment = raw.value.get("assessment")
    if not isinstance(assessment, dict):
        return None
    written = assessment.get("verdict")
    was = value_at(old, ("assessment", "verdict"))
    before = value_at(old, ("assessment", "override"))
    override = dict(assessment.get("override") or {})
    changed = override != (before or {})
    asked = written if written != was and (old is not None or written != OPEN) else None
    if asked is None or asked not in set(Verdict):
        return None  # a word that is no verdict is the schema's business, at the cell
    if before and not changed:
        override = {}
    override.setdefault("verdict", asked)
    override.setdefault("reason", options.reason)
    override.setdefault("reviewer", options.reviewer or value_at(before, ("reviewer",)))
    override.setdefault("date", options.day)
    lacks = tuple(name for name in ("reason", "reviewer") if not override[name])
    if lacks or override["verdict"] != asked:
        lacks = lacks or ("the same verdict in override_verdict",)
        assessment.pop("override", None)
        if before:
            assessment["override"] = before
    else:
        assessment["override"] = override
    if was is not None:
        assessment["verdict"] = was  # what stands is computed afterwards, the override included
    return Asked(Verdict(asked), lacks)


def refused(raw: RawRecord, old: Any) -> list[Finding]:
    """Return findings for computed cells of a claim that were typed over, and for a history that was rewritten."""
    found = []
    new = raw.value
    if old is None:
        return _results(raw, new, old)
    for name in COMPUTED:
        value, was = value_at(new, ("assessment", name)), value_at(old, ("assessment", name))
        if value != was:
            message = f"{name} is computed from the evidence: {_show(was)} cannot be made {_show(value)}"
            found.append(_finding(raw, ("assessment", name), message, _INSTEAD))
    if (reasons := value_at(new, ("assessment", "reasons")) or []) != (before := value_at(old, ("assessment", "reasons")) or []):
        index = next((i for i, item in enumerate(reasons) if i >= len(before) or item != before[i]), 0)
        message = "the weights of evidence are computed from the citations"
        found.append(_finding(raw, ("assessment", "reasons", index), message, "restore the row; change the citations instead"))
    found += _results(raw, new, old)
    found += _history(raw, value_at(new, ("history",)) or [], value_at(old, ("history",)) or [])
    return found


def without_computed(raw: RawRecord) -> None:
    """Take computed values out of a new claim; they are computed afterwards."""
    assessment = raw.value.get("assessment")
    if isinstance(assessment, dict):
        for name in (*COMPUTED, "reasons"):
            assessment.pop(name, None)


def _results(raw: RawRecord, new: Any, old: Any) -> list[Finding]:
    before = value_at(old, ("derivations",)) or []
    found = []
    for index, item in enumerate(value_at(new, ("derivations",)) or []):
        if not isinstance(item, dict):
            continue
        same = next((o for o in before if all(o.get(name) == item.get(name) for name in ("formula", "inputs"))), None)
        if same is not None and item.get("result") != same["result"]:
            message = f"the result of a derivation is computed: {_show(same['result'])} cannot be made {_show(item.get('result'))}"
            found.append(_finding(raw, ("derivations", index, "result"), message, "restore the cell, or change the formula"))
        elif "result" not in item:
            item["result"] = "true"  # computed afterwards; a blank cell of a new row is no mistake
    return found


def _history(raw: RawRecord, new: list[Any], old: list[Any]) -> list[Finding]:
    index = next((i for i, entry in enumerate(old) if i >= len(new) or new[i] != entry), None)
    if index is None:
        return []
    message = f"entry {index + 1} of the history was changed; a history only grows"
    return [_finding(raw, ("history", index), message, "restore it, and add what is new as a further row")]


def _finding(raw: RawRecord, path: Path, message: str, help: str) -> Finding:
    return Finding("refused", message, raw.file, raw.position(path), show_path(path), raw.id, help)


def _show(value: Any) -> str:
    return "absent" if value is None else repr(value)
