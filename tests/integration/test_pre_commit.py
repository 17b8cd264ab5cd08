"""The hooks, run by the real pre-commit in a scratch repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "examples" / "claims-repository"
IDENTITY = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.example", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.example"}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env=os.environ | IDENTITY)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("scratch")
    # The hooks' repository is what lies in the working tree, uncommitted changes too.
    hooks = place / "hooks"
    left_out = shutil.ignore_patterns(".git", ".venv*", "tests", "exports", "benchmarks", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, hooks, ignore=left_out)
    git(hooks, "init", "-q")
    git(hooks, "add", "-A")
    git(hooks, "commit", "-q", "-m", "hooks")
    folder = Path(shutil.copytree(TEMPLATE, place / "mine"))
    listed = [hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())]
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=hooks, check=True, capture_output=True, text=True).stdout.strip()
    configuration = {"repos": [{"repo": str(hooks), "rev": head, "hooks": [{"id": hook} for hook in listed]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration))
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "mine")
    return folder


def pre_commit(folder: Path, hook: str) -> subprocess.CompletedProcess[str]:
    home = folder.parent / "pre-commit-home"
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", hook, "--all-files"],
        cwd=folder, capture_output=True, text=True, env=os.environ | IDENTITY | {"PRE_COMMIT_HOME": str(home), "NO_COLOR": "1"},
    )  # fmt: skip


def test_a_good_repository_passes_and_a_bad_one_fails_at_the_line(scratch: Path) -> None:
    done = pre_commit(scratch, "claims-check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
    path = scratch / "sources" / "demo" / "claims" / "demo-0002.json"
    good = path.read_text()
    path.write_text(good.replace('"refuted"', '"supported"', 1))
    done = pre_commit(scratch, "claims-check")
    path.write_text(good)
    assert done.returncode == 1
    assert "sources/demo/claims/demo-0002.json:" in done.stdout


def test_the_mending_hook_fails_when_it_changed_something_and_passes_the_second_time(scratch: Path) -> None:
    path = scratch / "sources" / "demo" / "claims" / "demo-0001.json"
    canonical = path.read_text()
    path.write_text(canonical.replace("  ", "    "))
    first = pre_commit(scratch, "claims-fix")
    assert first.returncode == 1
    assert path.read_text() == canonical
    assert pre_commit(scratch, "claims-fix").returncode == 0
