"""The GitHub Action: its metadata is whole, and its script does what it says, run as GitHub runs it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "examples" / "claims-repository"


@pytest.fixture(scope="module")
def action() -> dict[str, Any]:
    value: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return value


def check_step(action: dict[str, Any]) -> dict[str, Any]:
    (step,) = [step for step in action["runs"]["steps"] if step.get("id") == "check"]
    return dict(step)


def run_script(action: dict[str, Any], folder: Path, tmp_path: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str]:
    step = check_step(action)
    values = {name: spec["default"] for name, spec in action["inputs"].items()} | inputs
    environment = {key: values[text.removeprefix("${{ inputs.").removesuffix(" }}")] for key, text in step["env"].items()}
    output = tmp_path / "output"
    output.touch()
    command = tmp_path / "bin"
    command.mkdir(exist_ok=True)
    shim = command / "claims"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m claims "$@"\n')
    shim.chmod(0o755)
    path = f"{command}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=folder, capture_output=True, text=True,
        env=os.environ | environment | {"GITHUB_OUTPUT": str(output), "GITHUB_ACTIONS": "true", "PATH": path},
    )  # fmt: skip
    return done, output.read_text()


def test_every_input_is_described_and_handed_to_the_script_by_environment(action: dict[str, Any]) -> None:
    assert action["runs"]["using"] == "composite"
    assert all(spec["description"] for spec in action["inputs"].values())
    step = check_step(action)
    assert "${{" not in step["run"], "an input spliced into a script is an injection"
    used = set(step["env"].values())
    assert used == {f"${{{{ inputs.{name} }}}}" for name in action["inputs"] if name != "python-version"}


def test_a_good_ledger_passes_and_reports_are_written(action: dict[str, Any], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TEMPLATE, tmp_path / "mine"))
    done, output = run_script(action, folder, tmp_path, sarif="claims.sarif", junit="claims.xml", paths="sources/demo\nnew-claims\n")
    assert done.returncode == 0, done.stdout + done.stderr
    assert output == "status=0\n"
    assert json.loads((folder / "claims.sarif").read_text())["version"] == "2.1.0"
    assert (folder / "claims.xml").read_text().startswith("<?xml")


def test_a_bad_ledger_fails_with_annotations(action: dict[str, Any], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TEMPLATE, tmp_path / "mine"))
    path = folder / "sources" / "demo" / "claims" / "demo-0002.json"
    path.write_text(path.read_text().replace('"14.5"', '"14.6"', 1))
    done, output = run_script(action, folder, tmp_path)
    assert (done.returncode, output) == (1, "status=1\n")
    assert "::error file=sources/demo/claims/demo-0002.json,line=" in done.stdout


def test_hostile_inputs_stay_words(action: dict[str, Any], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TEMPLATE, tmp_path / "mine"))
    done, output = run_script(action, folder, tmp_path, paths='$(touch owned)\n"; touch owned; "')
    assert (done.returncode, output) == (2, "status=2\n")
    assert not (folder / "owned").exists()
