"""The folder of CSV tables: its form, its bytes, its descriptor, and what happens when writing fails."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from builders import claim_value, entity_value, make_ledger

from claims.errors import CannotExport
from claims.export.exporter import ExportOptions, get_exporter
from claims.load.tables import BY_NAME
from claims.load.typed import load_ledger
from claims.model.ledger import LedgerRecord


def export(ledger: LedgerRecord, target: Path, columns: tuple[str, ...] = (), **extra: Any) -> tuple[Path, ...]:
    return get_exporter("csv").write(ledger, target, ExportOptions(columns=columns, extra=extra))


def test_a_ledger_without_claims_comes_back(tmp_path: Path) -> None:
    ledger = make_ledger(claims=[])
    export(ledger, tmp_path / "pack")
    assert load_ledger(tmp_path / "pack") == ledger


def test_csv_is_rfc_4180(tmp_path: Path) -> None:
    ledger = make_ledger(entities=[entity_value("a", name='say "yes", twice'), entity_value("b", name="Kəmər")])
    export(ledger, tmp_path / "pack")
    data = (tmp_path / "pack" / "entities.csv").read_bytes()
    assert data == 'id,type,name,description,iso_3166\r\na,place,"say ""yes"", twice",,\r\nb,place,Kəmər,,\r\n'.encode()


def test_only_tables_with_rows_are_written_and_old_ones_go(tmp_path: Path) -> None:
    target = tmp_path / "pack"
    export(make_ledger(entities=[entity_value("a", offices=[{"title": "Minister"}])]), target)
    assert (target / "offices.csv").is_file()
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    written = export(make_ledger(), target)
    assert not (target / "offices.csv").exists()
    assert {path.name for path in target.iterdir()} == {path.name for path in written} | {"notes.txt"}
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


def test_for_excel_has_a_mark_and_leaves_numbers_alone(tmp_path: Path) -> None:
    value = claim_value(citations=[])
    value["payload"] |= {"value": "-0.02", "as_written": "-0.02"}
    value["statement"] = "=HYPERLINK(A1)"
    ledger = make_ledger(claims=[value])
    export(ledger, tmp_path / "pack", for_excel=True, delimiter=";")
    data = (tmp_path / "pack" / "claims.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid;statement;")
    (row,) = csv.DictReader(data.decode("utf-8-sig").splitlines(), delimiter=";")
    assert (row["statement"], row["value"], row["as_written"]) == ("'=HYPERLINK(A1)", "-0.02", "-0.02")
    assert load_ledger(tmp_path / "pack") == ledger


def test_a_part_of_the_columns_says_that_it_is_one(tmp_path: Path) -> None:
    export(make_ledger(), tmp_path / "pack", columns=("verdict", "statement"))
    assert (tmp_path / "pack" / "claims.csv").read_text(encoding="utf-8").splitlines()[0] == "id,statement,verdict"
    descriptor = json.loads((tmp_path / "pack" / "datapackage.json").read_text(encoding="utf-8"))
    assert "do not load again" in descriptor["description"]
    assert descriptor["ledger"]["complete"] is False


def test_what_cannot_be_written_is_said_and_leaves_the_old_files(tmp_path: Path) -> None:
    with pytest.raises(CannotExport, match="no column 'verdit'"):
        export(make_ledger(), tmp_path / "pack", columns=("verdit",))
    with pytest.raises(CannotExport, match="delimiter"):
        export(make_ledger(), tmp_path / "pack", delimiter="|")
    (tmp_path / "file").write_text("old", encoding="utf-8")
    with pytest.raises(CannotExport, match="in the way"):
        export(make_ledger(), tmp_path / "file")
    with pytest.raises(CannotExport):
        export(make_ledger(), tmp_path / "none" / "pack")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"


def test_a_failure_half_way_leaves_the_old_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from claims.export import to_csv

    export(make_ledger(), tmp_path / "pack")
    before = {path.name: path.read_bytes() for path in (tmp_path / "pack").iterdir()}

    def fail(*_: object, **__: object) -> dict[str, Any]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(to_csv, "descriptor", fail)
    with pytest.raises(CannotExport, match="No space left"):
        export(make_ledger(entities=[entity_value("z")]), tmp_path / "pack")
    assert {path.name: path.read_bytes() for path in (tmp_path / "pack").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("extra", [{}, {"for_excel": True, "delimiter": ";"}], ids=["plain", "for Excel"])
def test_frictionless_finds_the_package_valid(extra: dict[str, Any], tmp_path: Path) -> None:
    from frictionless import Package, validate

    export(make_ledger(), tmp_path / "pack", **extra)
    report = validate(str(tmp_path / "pack" / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    package = Package(str(tmp_path / "pack" / "datapackage.json"))
    claims = package.get_resource("claims")
    assert claims.schema.primary_key == ["id"]
    assert {key["reference"]["resource"] for key in package.get_resource("citations").schema.foreign_keys} == {"claims", "sources"}


@pytest.mark.filterwarnings("ignore")
def test_frictionless_notices_a_reference_that_leads_nowhere(tmp_path: Path) -> None:
    from frictionless import validate

    export(make_ledger(), tmp_path / "pack")
    citations = tmp_path / "pack" / "citations.csv"
    citations.write_bytes(citations.read_bytes().replace(b"pear-0001", b"pear-0009"))
    assert not validate(str(tmp_path / "pack" / "datapackage.json")).valid


def test_the_descriptor_tells_every_column_and_no_day_of_today(tmp_path: Path) -> None:
    export(make_ledger(), tmp_path / "pack")
    text = (tmp_path / "pack" / "datapackage.json").read_text(encoding="utf-8")
    descriptor = json.loads(text)
    assert "created" not in descriptor
    for resource in descriptor["resources"]:
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in BY_NAME[resource["name"]].columns]
        assert all(field["description"] for field in fields)
        assert resource["bytes"] == (tmp_path / "pack" / resource["path"]).stat().st_size


def test_a_reference_that_leads_nowhere_is_no_declared_key(tmp_path: Path) -> None:
    export(make_ledger(sources=[]), tmp_path / "pack")
    descriptor = json.loads((tmp_path / "pack" / "datapackage.json").read_text(encoding="utf-8"))
    keys = {r["name"]: [k["fields"] for k in r["schema"].get("foreignKeys", [])] for r in descriptor["resources"]}
    assert keys["citations"] == [["claim"]]
