"""Scratch git repositories for tests: their own identity, no configuration of the machine's user."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class ScratchRepository:
    """A git repository in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@example.org",
            "GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@example.org",
        }  # fmt: skip
        done = subprocess.run(["git", "-C", str(self.folder), *arguments], capture_output=True, text=True, check=True, env=environment)
        return done.stdout.strip()

    def commit(self, message: str = "change") -> str:
        """Commit everything and return the commit's name."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")
