"""Records as they were: in the ledger now, and in the state that a workbook was written from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..check.git import Repository, find_repository
from ..errors import UnreadableInput
from ..load.json_text import parse_json
from ..load.typed import MODELS
from ..load.workbook_map import DIGEST_DIGITS, record_digest
from ..model.ledger import LedgerRecord
from ..model.record import Record

Key = tuple[str, str]
"""Kind and identifier of a record."""
FOLDERS = {"claim": "claims", "source": "sources", "entity": "entities"}
MOST_COMMITS = 200
"""How many states of a file are looked at to find the one that a workbook was written from."""


def records_of(ledger: LedgerRecord) -> dict[Key, Record]:
    """Return all records of a ledger, its own included, by kind and identifier."""
    found: dict[Key, Record] = {("ledger", ledger.ledger.id): ledger.ledger}
    for kind, part in (("article", ledger.articles), ("entity", ledger.entities), ("source", ledger.sources), ("claim", ledger.claims)):
        found |= {(kind, record.id): record for record in part}
    return found


def record_file(folder: Path, key: Key) -> Path:
    """Return where a curated ledger keeps a record."""
    kind, identifier = key
    if kind == "ledger":
        return folder / "ledger.json"
    if kind == "article":
        for path in sorted(folder.glob("article*.json")):
            value = parse_json(path.read_text(encoding="utf-8")).value
            if isinstance(value, dict) and isinstance(value.get("source"), dict) and value["source"].get("id") == identifier:
                return path
        return folder / (f"article-{identifier}.json" if (folder / "article.json").exists() else "article.json")
    return folder / FOLDERS[kind] / f"{identifier}.json"


class Before:
    """The ledger now, and its records as a workbook's Meta sheet knows them."""

    def __init__(self, ledger: LedgerRecord, written: dict[str, str] | None = None, folder: Path | None = None) -> None:
        """`written` has the short digests of records as they were written, by `kind:identifier`; `folder` is the curated ledger."""
        self.now = records_of(ledger)
        self.written = written
        self.folder = folder
        self._old: dict[Key, Record | None] = {}

    def value(self, key: Key) -> Any:
        """Return the JSON value of a record of the ledger now; None where it has none."""
        record = self.now.get(key)
        return None if record is None else record.to_json_value()

    def digest(self, key: Key) -> str | None:
        """Return the digest of a record as it was written; None where it was not, or nothing is known of that."""
        return None if self.written is None else self.written.get(f"{key[0]}:{key[1]}")

    def as_written(self, key: Key) -> Record | None:
        """Return the record that was written: that of the ledger now, where it is still the same, else what git remembers."""
        wanted = self.digest(key)
        now = self.now.get(key)
        if wanted is None or (now is not None and record_digest(now) == wanted):
            return now
        if key not in self._old:
            self._old[key] = None if self.folder is None else _from_git(self.folder, key, wanted)
        return self._old[key]


def _from_git(folder: Path, key: Key, wanted: str) -> Record | None:
    if len(wanted) != DIGEST_DIGITS:
        return None
    file = record_file(folder, key).absolute()
    try:
        repository = find_repository(folder)
        file = repository.root / file.resolve().relative_to(repository.root.resolve())
        commits = repository.run("log", f"-{MOST_COMMITS}", "--format=%H", "--", str(file)).decode().split()
        return next((record for commit in commits if (record := _at(repository, commit, file, key, wanted)) is not None), None)
    except (UnreadableInput, ValueError):
        return None


def _at(repository: Repository, commit: str, file: Path, key: Key, wanted: str) -> Record | None:
    for _, data in repository.contents(commit, [file]):
        try:
            record = MODELS[key[0]].model_validate_json(data)
        except ValidationError:
            continue
        if record_digest(record) == wanted:
            return record
    return None
