"""Bytes to text: encodings, byte-order marks, and files that are none."""

from __future__ import annotations

import codecs
import os
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from claims.errors import UnreadableInput
from claims.load import decode as module
from claims.load.decode import MAX_BYTES, Decoded, decode, read_bytes, show_name

TEXT = '{"name": "Əliyev é \U0001f350"}'


def test_clean_utf_8() -> None:
    assert decode(TEXT.encode()) == Decoded(TEXT)
    assert decode(b"") == Decoded("")


def test_a_byte_order_mark_is_reported_and_read_past() -> None:
    decoded = decode(codecs.BOM_UTF8 + TEXT.encode())
    assert decoded.readable
    assert decoded.text == TEXT
    assert decoded.problem is not None
    assert (decoded.problem[0], decoded.problem[1]) == ("SYN009", 0)
    assert "BOM" in decoded.problem[2]


def test_a_second_mark_is_content() -> None:
    assert decode(codecs.BOM_UTF8 * 2 + b"x").text == "\ufeffx"


@pytest.mark.parametrize(
    ("encoding", "mark", "name"),
    [
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32"),
        ("utf-32-be", codecs.BOM_UTF32_BE, "UTF-32"),
    ],
)
def test_other_encodings_are_named_and_not_guessed_at(encoding: str, mark: bytes, name: str) -> None:
    with_mark = decode(mark + TEXT.encode(encoding))
    assert not with_mark.readable
    assert with_mark.problem is not None
    assert with_mark.problem[0] == "SYN005"
    assert name in with_mark.problem[2]
    for text in (TEXT, "plain ASCII text"):
        without = decode(text.encode(encoding))
        assert not without.readable
        assert without.problem is not None
        assert "without a byte-order mark" in without.problem[2]


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        ("Şirvan".encode("cp1254"), 0),
        ("Bakı".encode("cp1254"), 3),
        ("café".encode("latin-1"), 3),
        (b"ok \xc0\xaf", 3),
        (b"\xed\xa0\x80", 0),
        (b"ab\xf4\x90\x80\x80", 2),
        (b"ab\xe2\x82", 2),
        (b"\x80", 0),
        (b"a\xff", 1),
    ],
)
def test_bytes_that_are_not_utf_8_are_named_by_their_place(data: bytes, offset: int) -> None:
    decoded = decode(data)
    assert not decoded.readable
    assert decoded.problem is not None
    code, place, message, help = decoded.problem
    assert (code, place) == ("SYN005", offset)
    assert f"byte {offset} (0x{data[offset]:02X}) is not UTF-8" in message
    assert "UTF-8" in help


def test_the_byte_is_counted_in_the_file_and_not_after_the_mark() -> None:
    decoded = decode(codecs.BOM_UTF8 + b"ab\xff")
    assert decoded.problem is not None
    assert "byte 5 (0xFF)" in decoded.problem[2]


def test_reading_gives_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "claims.json"
    path.write_bytes(b"\x00\r\n\xff")
    assert read_bytes(path) == b"\x00\r\n\xff"
    (tmp_path / "empty.json").touch()
    assert read_bytes(tmp_path / "empty.json") == b""


def unreadable(path: Path, words: str) -> None:
    started = time.perf_counter()
    with pytest.raises(UnreadableInput, match=words) as caught:
        read_bytes(path)
    assert "\n" not in str(caught.value)
    assert time.perf_counter() - started < 2


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    unreadable(tmp_path / "absent.json", "no such file")
    unreadable(tmp_path / "absent" / "x.json", "no such file")
    unreadable(tmp_path, "a folder, not a file|not a regular file")
    unreadable(Path("/dev/null"), "not a regular file")
    unreadable(Path("/dev/zero"), "not a regular file")
    unreadable(Path("bad\0name.json"), "null")
    unreadable(tmp_path / ("x" * 300 + ".json"), "name too long")
    (tmp_path / "file.json").touch()
    unreadable(tmp_path / "file.json" / "inside.json", "[Nn]ot a directory")


def test_a_pipe_without_a_writer_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    unreadable(tmp_path / "pipe.json", "not a regular file")


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket has a short bound
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.json")
        unreadable(Path("s.json"), "s.json: ")


def test_links_in_a_circle_and_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to("b.json")
    (tmp_path / "b.json").symlink_to("a.json")
    (tmp_path / "c.json").symlink_to("nowhere.json")
    unreadable(tmp_path / "a.json", "[Ss]ymbolic links")
    unreadable(tmp_path / "c.json", "no such file")


def test_a_large_file_is_refused_by_its_size_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with open(path, "wb") as stream:
        stream.truncate(300 * 1024 * 1024)  # sparse: takes no room on disk
    unreadable(path, f"314572800 bytes, more than the {MAX_BYTES}")
    path.write_bytes(b"1234")
    with pytest.raises(UnreadableInput, match="4 bytes, more than the 3"):
        read_bytes(path, limit=3)
    assert read_bytes(path, limit=4) == b"1234"


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read anything, so the refusal is that of the operating system's call, not of a mode."""

    def refuse(*_: Any) -> int:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "closed.json"
    path.touch()
    monkeypatch.setattr(module.os, "open", refuse)
    unreadable(path, "no permission to read it")


def test_an_input_output_error_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(module.os, "open", fail)
    unreadable(tmp_path / "disk.json", "Input/output error")


@pytest.mark.parametrize("change", ["grows", "shrinks", "is rewritten"])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    path = tmp_path / "live.json"
    path.write_bytes(b"[1, 2]")
    os.utime(path, (1, 1))
    original = os.fstat
    seen = []

    def fstat(descriptor: int) -> os.stat_result:
        status = original(descriptor)
        if not seen:  # what happens between the first look and the reading
            path.write_bytes({"grows": b"[1, 2, 3]", "shrinks": b"[1]", "is rewritten": b"[3, 4]"}[change])
        seen.append(status)
        return status

    monkeypatch.setattr(module.os, "fstat", fstat)
    unreadable(path, "the file changed while it was read")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.json", "a.json"), ("bakı é.json", "bakı é.json"), ("two\nlines.json", "two\\nlines.json"), ("esc\x1b[31m.json",
        "esc\\x1b[31m.json"),
        ("tab\t.json", "tab\\t.json"), (os.fsdecode(b"latin\xe9.json"), "latin\\udce9.json"), ("bidi\u202e.json", "bidi\\u202e.json"),
    ],
)  # fmt: skip
def test_a_name_is_shown_on_one_line(name: str, shown: str) -> None:
    assert show_name(name) == show_name(Path(name)) == shown
