"""The structure that SARIF 2.1.0 and code scanning require, asserted part by part."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest

from claims.check.baseline import fingerprints
from claims.check.engine import Checked
from claims.check.reports.sarif import FINGERPRINT, render


@pytest.fixture
def run(checked: Checked) -> dict[str, Any]:
    log = json.loads(render(checked))
    assert list(log) == ["$schema", "version", "runs"]
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    found: dict[str, Any] = only
    return found


def test_the_driver_explains_every_rule_that_a_result_names(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    described = [rule for rule in rules if rule["id"] not in {"VAL998", "VAL999"}]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    for rule in described:
        assert rule["shortDescription"]["text"] and rule["fullDescription"]["text"]
        assert "Why:" in rule["help"]["text"] and rule["id"] in rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}


def test_results_have_place_message_level_and_fingerprint(run: dict[str, Any], checked: Checked) -> None:
    assert run["columnKind"] == "unicodeCodePoints"
    wanted = fingerprints((*checked.report.findings, *checked.report.suppressed))
    assert [result["partialFingerprints"][FINGERPRINT] for result in run["results"]] == list(wanted)
    assert len(set(wanted)) == len(wanted)
    for result in run["results"]:
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        assert place["region"]["startLine"] >= 1 and place["region"]["startColumn"] >= 1


def test_addresses_are_percent_encoded_and_cells_are_named(run: dict[str, Any]) -> None:
    odd = next(result for result in run["results"] if result["ruleId"] == "VAL999")
    (location,) = odd["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "dir%2C%20100%25%20%C3%A9/book.xlsx"
    assert location["logicalLocations"][0]["name"] == "My Sheet!B7"
    assert odd["message"]["text"].startswith("My Sheet!B7: odd <U+0007>")
    assert odd["relatedLocations"][0]["message"]["text"] == "the other place"


def test_suppressions_and_baseline(run: dict[str, Any], checked: Checked) -> None:
    by_code = {result["ruleId"]: result for result in run["results"]}
    assert by_code["VAL998"]["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "Looked at by hand."}]
    assert by_code["TYP005"]["suppressions"][0]["kind"] == "external"
    assert by_code["TYP005"]["baselineState"] == "unchanged"
    assert by_code["TYP008"]["baselineState"] == "new" and by_code["TYP008"]["suppressions"] == []
    without = json.loads(render(attrs.evolve(checked, known=None)))["runs"][0]["results"]
    assert not any("baselineState" in result for result in without)


def test_the_invocation_tells_what_was_not_run_and_what_was_not_read(run: dict[str, Any]) -> None:
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 2
    notes = invocation["toolExecutionNotifications"]
    assert [note["descriptor"]["id"] for note in notes] == ["not-run", "not-run", "unreadable", "note"]
    known = {descriptor["id"] for descriptor in run["tool"]["driver"]["notifications"]}
    assert {note["descriptor"]["id"] for note in notes} <= known
    for note in notes[:2]:
        if "associatedRule" in note:
            assert run["tool"]["driver"]["rules"][note["associatedRule"]["index"]]["id"] == note["associatedRule"]["id"]
    assert notes[2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "none.json"
    assert notes[3]["message"]["text"] == "narrowed to 3 of 9 records"
