"""What `import claims` offers, and what it costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import claim_value, make_ledger, write_curated, write_json

import claims

HEAVY = ("pydantic", "pandas", "numpy", "openpyxl", "xlsxwriter", "jsonschema", "jsonschema_rs", "yaml", "edtf", "rapidfuzz", "pycountry")
"""What neither importing the package nor asking for help may load."""


def loaded_after(program: str, *arguments: str) -> set[str]:
    """Return the top-level modules that a fresh Python has loaded after running `program`."""
    tail = "import json, sys; print('\\n' + json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    command = [sys.executable, "-c", f"{program}\n{tail}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "NO_COLOR": "1"})
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_loads_nothing_heavy() -> None:
    assert loaded_after("import claims; claims.__version__; dir(claims)") & {*HEAVY, "attr", "click"} == set()


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], []])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\n"
        "from claims.__main__ import main\n"
        f"sys.argv = ['claims', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code"
    )
    assert loaded_after(program) & set(HEAVY) == set()


def test_loading_a_ledger_needs_no_tables_and_no_schema_engine(tmp_path: Path) -> None:
    folder = write_curated(tmp_path / "pear")
    found = loaded_after(f"import claims; claims.load({str(folder)!r})")
    assert found & {"pandas", "numpy", "openpyxl", "xlsxwriter", "jsonschema", "jsonschema_rs", "yaml", "rapidfuzz", "pycountry"} == set()


@pytest.mark.parametrize("wrong", [False, True], ids=["valid", "with findings"])
def test_checking_a_record_of_no_ledger_makes_no_models(wrong: bool, tmp_path: Path) -> None:
    value = claim_value() | ({"statement": "We think so, we think so."} if wrong else {})
    file = write_json(tmp_path / "one.json", value)
    program = f"import os; os.chdir({str(tmp_path)!r}); from claims.cli.app import run; run(['check', {str(file)!r}])"
    assert loaded_after(program) & {*HEAVY, "importlib.metadata"} <= {"jsonschema_rs"}


def test_every_name_is_there_and_says_what_it_is() -> None:
    assert len(claims.__all__) < 20
    assert dir(claims) == sorted(claims.__all__)
    for name in claims.__all__:
        value = getattr(claims, name)
        assert name == "__version__" or value.__doc__
    with pytest.raises(AttributeError, match="has no attribute 'lod'"):
        claims.lod  # noqa: B018


def test_check_and_export_are_functions_whatever_was_imported_first(tmp_path: Path) -> None:
    file = write_json(tmp_path / "x.json", claim_value())
    program = "import sys, claims, claims.check, claims.export\nprint(claims.check(sys.argv[1]).records)\nclaims.export.exporter"
    done = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"
    other = "import sys\nfrom claims.check.engine import check_paths\nimport claims\nprint(claims.check(sys.argv[1]).records)"
    done = subprocess.run([sys.executable, "-c", other, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


def test_load_check_export_diff(tmp_path: Path) -> None:
    ledger = claims.load(write_curated(tmp_path / "pear"))
    assert len(ledger) == 1
    assert ledger["pear-0001"].kind == "quantity"
    assert claims.check(tmp_path / "pear").records == 8
    (written,) = claims.export(ledger, tmp_path / "out.json")
    again = claims.load(written)
    assert again.record == ledger.record == make_ledger()
    assert not claims.diff(ledger, again)
    assert claims.json_schema("claim")["title"] == "Claim"


def test_check_takes_one_path_or_several_and_never_raises(tmp_path: Path) -> None:
    file = write_json(tmp_path / "x.json", claim_value())
    assert claims.check(str(file)).records == 1
    assert claims.check([file, tmp_path / "absent.json"]).unreadable
    assert claims.check([]).exit_status == 2
    assert not claims.check(tmp_path / "absent.json").ok


def test_new_claims_are_checked_against_a_ledger(tmp_path: Path) -> None:
    file = write_json(tmp_path / "new.json", claim_value("pear-0002", statement="Sylvania bought 900 tonnes of pears in 2021."))
    ledger = claims.load(write_curated(tmp_path / "pear"))
    alone, with_ledger = claims.check(file), claims.check(file, against=ledger)
    assert claims.check(file, against=ledger.record) == with_ledger
    assert alone.not_run
    assert not [finding for finding in with_ledger.findings if finding.code == "REF001"]


def test_what_cannot_be_loaded_is_a_claims_error(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    for name in ("absent.json", "broken.json", "x.txt"):
        with pytest.raises(claims.ClaimsError):
            claims.load(tmp_path / name)
    ledger = claims.load(write_curated(tmp_path / "pear"))
    with pytest.raises(claims.ClaimsError, match=r"\.exe"):
        claims.export(ledger, tmp_path / "x.exe")
    with pytest.raises(claims.ClaimsError):
        claims.export(ledger, tmp_path / "x.json", format="telex")
