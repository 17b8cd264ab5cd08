"""What git knows of the files that are checked, asked through its command. Nothing is written, no hook runs, no pager opens."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from ..errors import UnreadableInput


@attrs.frozen
class Repository:
    """A working tree under git."""

    root: Path
    """Its top folder, in full."""

    def run(self, *arguments: str, data: bytes = b"") -> bytes:
        """Return what a git command prints. Raises UnreadableInput with git's own first line where it fails."""
        return _run(self.root, arguments, data)

    def commit(self, revision: str) -> str:
        """Return the full name of the commit that `revision` means. Raises UnreadableInput where there is none."""
        try:
            found = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        except UnreadableInput:
            raise UnreadableInput(
                f"git knows no revision {revision!r} here; fetch it first (in a shallow clone: `git fetch --unshallow`, "
                "in GitHub Actions: `fetch-depth: 0` for actions/checkout)"
            ) from None
        return found.decode().strip()

    def has(self, revision: str) -> bool:
        """Whether git knows a revision."""
        try:
            self.commit(revision)
        except UnreadableInput:
            return False
        return True

    def branching_point(self, commit: str) -> str | None:
        """Return the last common ancestor of a commit and HEAD; None where there is none, as in a shallow clone."""
        try:
            return self.run("merge-base", commit, "HEAD").decode().split()[0]
        except UnreadableInput:
            return None

    def changed_since(self, commit: str, *, new_files: bool = True) -> dict[Path, str]:
        """Return the files that differ between a commit and the working tree, in full, with git's letter (A, M, D, T).

        With `new_files`, those that git does not track count as added; ignored ones do not.
        """
        parts = self.run("diff", "--name-status", "--no-renames", "--no-ext-diff", "--no-relative", "-z", commit, "--").split(b"\0")
        found = {self.root / os.fsdecode(name): letter.decode()[:1] for letter, name in zip(parts[::2], parts[1::2], strict=False) if name}
        if not new_files:
            return found
        untracked = self.run("ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
        return found | {self.root / os.fsdecode(name): "A" for name in untracked if name}

    def contents(self, commit: str, files: Iterable[Path]) -> Iterator[tuple[Path, bytes]]:
        """Yield the files' bytes at a commit; files that it does not have, or whose name has a line break, are passed over."""
        listed = [file for file in files if "\n" not in str(file)]
        names = [os.fsencode(file.relative_to(self.root).as_posix()) for file in listed]
        out = self.run("cat-file", "--batch", data=b"".join(commit.encode() + b":" + name + b"\n" for name in names)) if names else b""
        at = 0
        for file in listed:
            end = out.index(b"\n", at)
            head = out[at:end].split(b" ")
            at = end + 1
            if head[-1] == b"missing" or len(head) < 3:
                continue
            size = int(head[-1])
            if head[-2] == b"blob":
                yield file, out[at : at + size]
            at += size + 1


def find_repository(start: Path | None = None) -> Repository:
    """Return the repository around a file or folder, by default the working folder.

    Raises UnreadableInput where git is not installed or there is no repository.
    """
    place = (start or Path()).absolute()
    while not place.is_dir():
        place = place.parent
    if not _may_have_repository(place):
        raise UnreadableInput(f"no git repository at or above {os.path.relpath(place)}")
    try:
        top = _run(place, ("rev-parse", "--show-toplevel"))
    except UnreadableInput as error:
        if "not a git repository" in str(error):
            raise UnreadableInput(f"no git repository at or above {os.path.relpath(place)}") from None
        raise
    return Repository(Path(os.fsdecode(top.rstrip(b"\n"))))


def _may_have_repository(folder: Path) -> bool:
    """Whether git could find a repository, told by names alone: a call of git takes longer than checking a small file."""
    _git()  # where there is no git, that is the reason to give
    place = Path(os.path.realpath(folder))
    return any((above / name).exists() for above in (place, *place.parents) for name in (".git", "HEAD"))


def _git() -> str:
    import shutil

    program = shutil.which("git")
    if program is None:
        raise UnreadableInput("git is not installed, or not on the PATH")
    return program


def _run(folder: Path, arguments: Iterable[str], data: bytes = b"") -> bytes:
    import subprocess

    command = [_git(), "-C", str(folder), "-c", "core.quotepath=off", "-c", "core.fsmonitor=false", "--no-pager", *arguments]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in {"GIT_CEILING_DIRECTORIES"}}
    done = subprocess.run(  # noqa: S603  (a fixed program and no shell; a revision stands behind --end-of-options)
        command, input=data, capture_output=True, check=False, env=kept | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    )
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UnreadableInput(f"git: {words[0].removeprefix('fatal: ') if words else f'it ended with status {done.returncode}'}")
    return done.stdout
