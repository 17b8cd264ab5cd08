from __future__ import annotations

from pathlib import Path

import pytest
from repositories import ScratchRepository

from claims.check.git import find_repository
from claims.errors import UnreadableInput


@pytest.fixture
def scratch(tmp_path: Path) -> ScratchRepository:
    return ScratchRepository(tmp_path.resolve() / "r")


def test_finds_the_repository_from_inside_also_for_a_file_that_is_gone(scratch: ScratchRepository) -> None:
    (scratch.folder / "a" / "b").mkdir(parents=True)
    assert find_repository(scratch.folder / "a" / "b").root == scratch.folder
    assert find_repository(scratch.folder / "none" / "x.json").root == scratch.folder


def test_says_where_there_is_no_repository(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no git repository at or above"):
        find_repository(tmp_path)


def test_says_where_git_is_absent(scratch: ScratchRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableInput, match="git is not installed"):
        find_repository(scratch.folder)


@pytest.mark.parametrize("revision", ["nowhere", "", "--help", "HEAD~99", "-x", "a b", "HEAD:file"])
def test_an_unknown_revision_is_named(scratch: ScratchRepository, revision: str) -> None:
    scratch.commit()
    with pytest.raises(UnreadableInput) as caught:
        find_repository(scratch.folder).commit(revision)
    assert str(caught.value).startswith(f"git knows no revision {revision!r} here; fetch it first")


def test_changes_and_contents(scratch: ScratchRepository) -> None:
    names = ["kept.json", "changed.json", "deleted.json", "with space é.json"]
    for name in names:
        (scratch.folder / name).write_text(f"old {name}", encoding="utf-8")
    (scratch.folder / ".gitignore").write_text("ignored.json\n", encoding="utf-8")
    first = scratch.commit()
    for name in ("changed.json", "with space é.json", "new.json", "ignored.json"):
        (scratch.folder / name).write_text("new", encoding="utf-8")
    (scratch.folder / "deleted.json").unlink()
    repository = find_repository(scratch.folder)
    changed = repository.changed_since(repository.commit(first))
    assert {path.name: letter for path, letter in changed.items()} == {
        "changed.json": "M", "deleted.json": "D", "with space é.json": "M", "new.json": "A",
    }  # fmt: skip
    contents = dict(repository.contents(first, sorted(changed)))
    assert {path.name: data.decode() for path, data in contents.items()} == {
        "changed.json": "old changed.json", "deleted.json": "old deleted.json", "with space é.json": "old with space é.json",
    }  # fmt: skip


def test_the_branching_point(scratch: ScratchRepository) -> None:
    fork = scratch.commit("fork")
    scratch.git("checkout", "-q", "-b", "branch")
    scratch.commit("on the branch")
    scratch.git("checkout", "-q", "main")
    ahead = scratch.commit("on main")
    scratch.git("checkout", "-q", "branch")
    repository = find_repository(scratch.folder)
    assert repository.branching_point(ahead) == fork
    assert repository.has("main") and not repository.has("other")
    scratch.git("checkout", "-q", "--orphan", "alone")
    scratch.commit("nothing in common")
    assert repository.branching_point(ahead) is None
