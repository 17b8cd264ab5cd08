"""Writing files so that a failure leaves the old one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO


def write_atomically(path: Path, fill: Callable[[IO[bytes]], None]) -> None:
    """Let `fill` write to a temporary file beside `path`, then put it in its place in one step.

    The folder must exist. Where `fill` or the file system fails, `path` stays as it was and the temporary file is removed.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(_mode_for(path))
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_bytes(path: Path, data: bytes) -> bool:
    """Write `data` atomically unless the file already holds just that. Returns whether the file changed."""
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass

    def fill(stream: IO[bytes]) -> None:
        stream.write(data)

    write_atomically(path, fill)
    return True


def _mode_for(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask
