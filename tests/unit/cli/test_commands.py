"""The commands as their users call them: arguments in, text and status out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from claims.cli.app import COMMANDS, run

ROOT = Path(__file__).parents[3]
LEDGER = str(ROOT / "sources" / "azpk")


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(list(arguments))
    out, err = capsys.readouterr()
    return status, out, err


def test_without_arguments_a_short_guide(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = called(capsys)
    assert status == 0
    assert out.count("  claims ") >= 3


def test_help_lists_every_command_and_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "--help")
    for name in COMMANDS:
        assert f"\n  {name} " in out
        status, text, _ = called(capsys, name, "--help")
        assert (status, text.startswith("Usage: claims")) == (0, True)


def test_a_typo_in_a_command_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = called(capsys, "chekc")
    assert status == 2
    assert "Did you mean 'check'?" in err


def test_show_finds_claims_sources_and_entities(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "show", "azpk-0001", "--ledger", LEDGER)
    assert "azpk-0001" in out
    assert "verdict" in out
    status, out, _ = called(capsys, "show", "pakistan", "--ledger", LEDGER, "--json")
    assert status == 0
    assert json.loads(out)[0]["iso_3166"] == "PK"


def test_show_of_an_unknown_identifier_suggests(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = called(capsys, "show", "pakistn", "--ledger", LEDGER)
    assert status == 2
    assert "did you mean pakistan" in err


def test_find_by_words_and_conditions(capsys: pytest.CaptureFixture[str]) -> None:
    conditions = ["--where", "topic=economic", "--where", "verdict=refuted"]
    status, out, _ = called(capsys, "find", "Azerbaijan", *conditions, "--ids", "--ledger", LEDGER)
    found = out.split()
    assert status == 0
    assert found
    everything = called(capsys, "find", "Azerbaijan", "--ids", "--ledger", LEDGER)[1].split()
    assert set(found) < set(everything)


def test_find_without_a_hit_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "find", "no such words anywhere", "--ledger", LEDGER)[0] == 1


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("verdict=true", "no verdict is called 'true'"),
        ("topic=economics", "did you mean 'economic'"),
        ("during=yesterday", "not an EDTF date"),
        ("min_confidence=high", "not a number"),
        ("colour=red", "write NAME=VALUE"),
        ("entity=Atlantis", "no entity is called"),
    ],
)
def test_a_condition_that_means_nothing_is_refused_with_what_is_allowed(
    capsys: pytest.CaptureFixture[str], condition: str, said: str
) -> None:
    status, _, err = called(capsys, "find", "--where", condition, "--ledger", LEDGER)
    assert status == 2
    assert said in err


def test_stats_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    counts = json.loads(called(capsys, "stats", "--json", "--ledger", LEDGER)[1])
    assert sum(counts["by_verdict"].values()) == counts["claims"] == sum(counts["by_kind"].values())
    assert sum(sum(row.values()) for row in counts["by_topic"].values()) == counts["claims"]
    assert sum(sum(row.values()) for row in counts["by_section"].values()) == counts["claims"]
    assert sum(sum(row.values()) for row in counts["citations_by_side"].values()) == counts["citations"]


def test_coverage_says_why_rows_carry_no_claim(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = called(capsys, "coverage", "--ledger", LEDGER)
    assert status == 0
    assert "106 of 106" in out


def test_explain_shows_the_working_and_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "explain", "azpk-0006", "--ledger", LEDGER)
    assert "log odds" in out
    assert "policy claims-default/1" in out
    _, out, _ = called(capsys, "explain", "syn003")
    assert "Why:" in out
    assert called(capsys, "explain", "XYZ999")[0] == 2


def test_schema_prints_draft_2020_12(capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads(called(capsys, "schema", "claim")[1])
    assert schema["$schema"].endswith("2020-12/schema")
    assert called(capsys, "schema", "clam")[0] == 2


def test_new_writes_a_claim_that_is_valid_at_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "claim.json"
    arguments = ["new", "--row", "s012", "--kind", "event", "--topic", "relations", "--statement", "Something happened.", "-o", str(target)]
    status, _, err = called(capsys, *arguments, "--ledger", LEDGER)
    assert status == 0, err
    value = json.loads(target.read_text(encoding="utf-8"))
    numbers = [int(path.stem.rpartition("-")[2]) for path in Path(LEDGER, "claims").iterdir()]
    assert value["id"] == f"azpk-{max(numbers) + 1:04d}"
    from claims.model.claim import Claim

    assert Claim.from_json_value(value).anchors[0].row == "s012"
    assert called(capsys, *arguments, "--ledger", LEDGER)[0] == 2, "an existing file is never overwritten"


def test_diff_says_what_changed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "azpk"
    shutil.copytree(LEDGER, copy)
    path = copy / "claims" / "azpk-0001.json"
    value = json.loads(path.read_text(encoding="utf-8"))
    value["tags"] = [*value.get("tags", []), "dates"]
    path.write_text(json.dumps(value), encoding="utf-8")
    (copy / "claims" / "azpk-0002.json").unlink()
    status, out, _ = called(capsys, "diff", LEDGER, str(copy))
    assert status == 1
    assert "changed claim azpk-0001 tags" in out
    assert "removed claim azpk-0002" in out
    assert called(capsys, "diff", LEDGER, LEDGER)[0] == 0


def test_an_absent_ledger_is_one_clean_line_and_2() -> None:
    done = subprocess.run([sys.executable, "-m", "claims", "stats", "--ledger", "nowhere"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
