"""Bytes of a file to text: size, encoding and byte-order marks, each with its place where it is wrong."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

import attrs

from ..errors import UnreadableInput

MAX_BYTES = 256 * 1024 * 1024
"""Largest text file that is read into memory at once. JSON Lines are streamed and have no such bound."""

_BOMS = (
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


@attrs.frozen
class Decoded:
    """A file's text; `problem` is set where the bytes were not clean UTF-8: code, byte offset, message, help."""

    text: str
    problem: tuple[str, int, str, str] | None = None
    readable: bool = True


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file. Raises `UnreadableInput`, with words for people, where that is not possible."""
    try:
        with open(path, "rb", opener=_open_at_once) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableInput(f"{show_name(path)}: not a regular file")
            if status.st_size > limit:
                raise UnreadableInput(f"{show_name(path)}: {status.st_size} bytes, more than the {limit} that are read at once")
            data = stream.read(limit + 1)
            after = os.fstat(stream.fileno())
            if len(data) != status.st_size or (after.st_mtime_ns, after.st_size) != (status.st_mtime_ns, status.st_size):
                raise UnreadableInput(f"{show_name(path)}: the file changed while it was read; try again")
    except FileNotFoundError:
        raise UnreadableInput(f"{show_name(path)}: no such file") from None
    except IsADirectoryError:
        raise UnreadableInput(f"{show_name(path)}: a folder, not a file") from None
    except PermissionError:
        raise UnreadableInput(f"{show_name(path)}: no permission to read it") from None
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"{show_name(path)}: {getattr(error, 'strerror', None) or error}") from None
    return data


def _open_at_once(name: str, flags: int) -> int:
    # A pipe without a writer would be waited for; opened this way it is seen to be no file. Files are read the same either way.
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def decode(data: bytes) -> Decoded:
    """Return the text of UTF-8 bytes. Other encodings are named, never guessed at; a byte-order mark is a problem but is read past."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            if name != "UTF-8":
                return Decoded("", ("SYN005", 0, f"the file is {name}, told by its byte-order mark (BOM)", "save it as UTF-8"), False)
            rest = _decode(data, len(mark))
            problem = ("SYN009", 0, "the file begins with a byte-order mark (BOM)", "save it as UTF-8 without BOM")
            return attrs.evolve(rest, problem=rest.problem or problem)
    return _decode(data, 0)


def _decode(data: bytes, skipped: int) -> Decoded:
    data = data[skipped:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        help = "save it as UTF-8"
        found = f"byte {skipped + error.start} (0x{data[error.start]:02X}) is not UTF-8"
        if data[:200].count(0) > len(data[:200]) // 4:
            found += "; the zero bytes look like UTF-16 without a byte-order mark"
        return Decoded(data.decode("utf-8", "replace"), ("SYN005", error.start, found, help), False)
    if "\0" in text[:4096] and text[:200].count("\0") > len(text[:200]) // 4:
        return Decoded(text, ("SYN005", 0, "zero bytes: the file looks like UTF-16 without a byte-order mark", "save it as UTF-8"), False)
    return Decoded(text)


def show_name(path: Path | str) -> str:
    """Return a path as one printable line: control characters and undecodable bytes are escaped."""
    text = str(path)
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
