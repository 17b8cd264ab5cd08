from __future__ import annotations

import subprocess
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


def test_finds_a_repository_through_a_link_and_one_without_a_working_tree(scratch: ScratchRepository, tmp_path: Path) -> None:
    inner = scratch.folder / "inner"
    inner.mkdir()
    link = tmp_path / "link"
    link.symlink_to(inner, target_is_directory=True)
    assert find_repository(link).root == scratch.folder
    (scratch.folder / "kept.json").write_text("{}", encoding="utf-8")
    scratch.commit()
    bare = tmp_path / "bare"
    subprocess.run(["git", "clone", "-q", "--bare", str(scratch.folder), str(bare)], check=True, capture_output=True)
    with pytest.raises(UnreadableInput, match="work tree"):
        find_repository(bare / "refs")


def test_a_worktree_s_file_named_git_is_enough(scratch: ScratchRepository, tmp_path: Path) -> None:
    (scratch.folder / "kept.json").write_text("{}", encoding="utf-8")
    scratch.commit()
    beside = tmp_path.resolve() / "beside"
    subprocess.run(["git", "-C", str(scratch.folder), "worktree", "add", "-q", str(beside)], check=True, capture_output=True)
    assert (beside / ".git").is_file()
    assert find_repository(beside).root == beside


def test_without_a_repository_git_is_not_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("subprocess.run", lambda *_, **__: pytest.fail("git was called"))
    with pytest.raises(UnreadableInput, match="no git repository at or above"):
        find_repository(tmp_path)


def test_without_a_repository_the_lack_of_git_is_still_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableInput, match="git is not installed"):
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
