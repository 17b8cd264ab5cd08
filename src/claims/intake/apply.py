"""Writing records into a curated ledger: all of them, or none as far as the file system allows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from ..errors import ClaimsError
from ..load.atomic import write_bytes
from ..load.canonical import canonical_bytes
from ..model.record import Record
from .before import Key, record_file


def write_records(folder: Path, records: Iterable[tuple[Key, Record]]) -> tuple[Path, ...]:
    """Write records in canonical form, one file each, and return the files.

    Every file is replaced in one step; where one cannot be, those replaced before it get their old content back. Raises ClaimsError
    where the folder is no curated ledger, OSError where the file system refuses.
    """
    if not (folder / "ledger.json").is_file():
        raise ClaimsError(f"{folder}: records are written into a curated ledger only, a folder with ledger.json; nothing was written")
    files = [(record_file(folder, key), canonical_bytes(record)) for key, record in records]
    done: list[tuple[Path, bytes | None]] = []
    try:
        for path, data in files:
            old = path.read_bytes() if path.exists() else None
            path.parent.mkdir(exist_ok=True)
            done.append((path, old))
            write_bytes(path, data)
    except OSError:
        for path, old in reversed(done):
            with contextlib.suppress(OSError):
                if old is None:
                    path.unlink(missing_ok=True)
                else:
                    write_bytes(path, old)
        raise
    return tuple(path for path, _ in files)
