"""A copy of the ledger in a git repository of its own, and the check of one mistake in it.

Checking 1,200 records anew for each of 1,000 mistakes takes over an hour. First only the records that a mistake touches, and those that
name them, are put under check, with all others known; what is new against the check of the sound ledger is the catch. Only where that
finds nothing is the whole copy checked. Both are the engine itself, reading the files as they lie on the disk.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from claims.check.engine import Checked, check_reading, read_article_texts
from claims.check.history_in_git import check_history
from claims.check.rules import all_rules
from claims.load.canonical import canonical_bytes
from claims.load.json_text import dump_json
from claims.load.marks import walk
from claims.load.raw import RawRecord, Reading
from claims.load.read import FOLDERS, read, read_file
from claims.load.typed import MODELS, assemble, load_ledger, to_model
from claims.model.finding import Finding, Severity
from claims.model.ledger import LedgerRecord

from .kinds import Files, Mutation

Key = tuple[str, str, str, str, str]

OF_ARTICLE = frozenset(rule.code for rule in all_rules() if "article" in rule.needs)
"""Codes of the rules that need the article's text."""
OF_HISTORY = frozenset({"REF030", "REF031", "REF032", "REF033", "REF034", "REF035"})
"""Codes of the findings that come from comparing with git."""


@attrs.frozen
class Catch:
    """What the checker says of a mistake that it does not say of the sound ledger."""

    mutation: Mutation
    found: tuple[Finding, ...]
    whole: bool
    """Whether the whole ledger had to be checked."""

    def codes(self, *, article: bool = True, history: bool = True, warnings: bool = True) -> tuple[str, ...]:
        """Return the codes of what was found, with or without the rules that need the text, git, or that only warn."""
        return tuple(
            sorted(
                {
                    finding.code
                    for finding in self.found
                    if (article or finding.code not in OF_ARTICLE)
                    and (history or finding.code not in OF_HISTORY)
                    and (warnings or finding.severity is Severity.ERROR)
                }
            )
        )


class LedgerCopy:
    """A copy of a ledger below a scratch folder, committed once."""

    def __init__(self, ledger: Path, scratch: Path, article: Path | None = None) -> None:
        self.folder = scratch / ledger.name
        shutil.copytree(ledger, self.folder)
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "as it is", "--no-gpg-sign"]):
            settings = ["-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org"]
            subprocess.run(["git", "-C", str(scratch), *settings, *command], check=True)
        self.reading = read(self.folder)
        found = sorted(self.folder.rglob("*.json"))
        self.files: Files = {path.relative_to(self.folder).as_posix(): json.loads(path.read_bytes()) for path in found}
        self.by_name: dict[str, RawRecord] = {Path(raw.file).relative_to(self.folder).as_posix(): raw for raw in self.reading.records}
        self.models = {name: to_model(raw) for name, raw in self.by_name.items()}
        self.naming: dict[str, set[str]] = {}
        for name, raw in self.by_name.items():
            for text in {value for _, value in walk(raw.value) if isinstance(value, str)}:
                self.naming.setdefault(text, set()).add(name)
        self.texts = read_article_texts([article], load_ledger(self.folder).articles) if article else {}
        self.sound = self._counted(check_reading(self.reading, texts=self.texts))
        # What is said only where a part is checked with the rest known is no catch either.
        for folder in ("claims/", "sources/", "entities/"):
            part = {name for name in self.by_name if name.startswith(folder)}
            self.sound |= self._counted(check_reading(self._told(part), against=self._known(part), texts=self.texts))

    def try_out(self, mutation: Mutation) -> Catch:
        """Put a mistake into the copy, check it, and take it out again."""
        touched = set(mutation.files)
        for name, value in mutation.files.items():
            self._write(name, value)
        try:
            around = touched | {other for name in touched for other in self.naming.get(Path(name).stem, ())}
            if "article.json" in touched:
                around |= {name for name in self.by_name if name.startswith("claims/")}
            found = self._new(self._check(around, touched))
            whole = not found
            if whole:
                found = self._new(self._check(set(self.by_name) | touched, touched))
            return Catch(mutation, tuple(found), whole)
        finally:
            for name in touched:
                self._write(name, self.files.get(name))

    def _write(self, name: str, value: Any) -> None:
        path = self.folder / name
        if value is None:
            path.unlink(missing_ok=True)
            return
        kind = FOLDERS.get(name.partition("/")[0], Path(name).stem)
        try:
            data = canonical_bytes(MODELS[kind].from_json_value(value))
        except ValueError:
            data = dump_json(value).encode()
        path.write_bytes(data)

    def _check(self, names: Iterable[str], touched: set[str]) -> Checked:
        """Check some records as they now lie on the disk, with all others known."""
        reading = Reading()
        records = []
        for name in sorted(names):
            path = self.folder / name
            if name not in touched:
                records.append(self.by_name[name])
            elif path.exists():
                part = name.partition("/")[0]
                reading += read_file(path, FOLDERS.get(part, path.stem), path.stem if part in FOLDERS else None)
        reading += Reading(tuple(records))
        checked = check_reading(reading, against=self._known(set(names) | touched), texts=self.texts)
        return check_history(checked, [self.folder])

    def _told(self, names: Iterable[str]) -> Reading:
        return Reading(tuple(self.by_name[name] for name in sorted(names)))

    def _known(self, without: set[str]) -> LedgerRecord:
        # The ledger's own record and the article are always known: without them most rules cannot run.
        return assemble(model for name, model in self.models.items() if name not in without or "/" not in name)

    def _counted(self, checked: Checked) -> Counter[Key]:
        return Counter(map(self._key, checked.report.findings))

    def _key(self, finding: Finding) -> Key:
        return finding.code, finding.file, finding.record, finding.field, finding.message

    def _new(self, checked: Checked) -> list[Finding]:
        left = Counter(self.sound)
        new = []
        for finding in checked.report.findings:
            key = self._key(finding)
            if left[key]:
                left[key] -= 1
            else:
                new.append(finding)
        return new
