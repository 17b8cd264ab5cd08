"""Writing: all or nothing, with the mode that the file had."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any

import pytest

from claims.load import atomic as module
from claims.load.atomic import write_atomically, write_bytes


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        assert write_bytes(tmp_path / "new.json", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "new.json").read_bytes() == b"x"
    assert (tmp_path / "new.json").stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["new.json"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_an_old_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "old.json"
    path.write_bytes(b"old")
    path.chmod(mode)
    assert write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == mode


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "same.json"
    path.write_bytes(b"same")
    os.utime(path, (1, 1))
    assert not write_bytes(path, b"same")
    assert path.stat().st_mtime == 1


@pytest.mark.parametrize("error", [RuntimeError("broken"), KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_where_filling_fails_the_old_file_stays(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "old.json"
    path.write_bytes(b"old")

    def fill(stream: IO[bytes]) -> None:
        stream.write(b"half of the n")
        raise error

    with pytest.raises(type(error)):
        write_atomically(path, fill)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["old.json"]
    with pytest.raises(type(error)):
        write_atomically(tmp_path / "new.json", fill)
    assert names(tmp_path) == ["old.json"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_where_the_disk_fails_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "old.json"
    path.write_bytes(b"old")

    def fail(*_: Any) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(module.os, step, fail)
    with pytest.raises(OSError, match="Input/output error"):
        write_bytes(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["old.json"]


def test_a_folder_that_takes_no_files_is_said_so_and_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write anywhere, so the refusal is that of the call that makes the temporary file."""
    path = tmp_path / "old.json"
    path.write_bytes(b"old")

    def refuse(**_: Any) -> Any:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr(module.tempfile, "mkstemp", refuse)
    with pytest.raises(OSError, match="Permission denied"):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"


def test_absent_folder_and_folder_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_bytes(tmp_path / "absent" / "x.json", b"x")
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError):
        write_bytes(tmp_path / "taken", b"x")
    assert names(tmp_path) == ["taken"]


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 120 + ".json")
    write_bytes(path, b"x")
    assert names(tmp_path) == [path.name]


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"mine")
    link = tmp_path / "link.json"
    link.symlink_to(outside)
    write_bytes(link, b"new")
    assert outside.read_bytes() == b"mine"
    assert link.read_bytes() == b"new"
