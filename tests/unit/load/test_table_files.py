"""Files of tables as people hand them in: encodings, headers, rows, folders, and what is said of each."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from builders import make_ledger

from claims.check.engine import check_paths
from claims.export.exporter import ExportOptions, get_exporter
from claims.load.read import read
from claims.load.typed import load_ledger, to_model
from claims.model.finding import Finding

GOOD = "id,type,name\r\nquay,place,Kəmər\r\n"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def findings(path: Path) -> list[Finding]:
    return list(check_paths([path]).report.findings)


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode("utf-8"),
        b"\xef\xbb\xbf" + GOOD.encode("utf-8"),
        b"\xef\xbb\xbf" + GOOD.replace("id,", '"id",').encode("utf-8"),
        GOOD.encode("utf-16"),
        b"\xfe\xff" + GOOD.encode("utf-16-be"),
        GOOD.replace(",", ";").encode("utf-8"),
        GOOD.replace(",", "\t").encode("utf-8"),
        GOOD.replace("\r\n", "\r").encode("utf-8"),
        GOOD.rstrip().encode("utf-8"),
    ],
    ids=["plain", "BOM", "BOM and quoted header", "UTF-16 LE", "UTF-16 BE", "semicolons", "tabs", "CR", "no final line end"],
)
def test_the_usual_ways_of_writing_a_file_give_the_same_record(data: bytes, tmp_path: Path) -> None:
    reading = read(write(tmp_path, "entities.csv", data))
    assert reading.findings == ()
    assert [record.value for record in reading.records] == [{"id": "quay", "type": "place", "name": "Kəmər"}]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("id,name\nquay,Kıyı\n".encode("cp1254"), "0xFD"),
        ("id,name\nquay,x\n".encode("utf-16-be"), "UTF-16 without"),
        ("id,name\nquay,x\n".encode("utf-32"), "UTF-32"),
        (b"\xff\xfe" + "id,name\n".encode("utf-16-le") + b"\x00", "UTF-16"),
    ],
    ids=["cp1254", "UTF-16 without mark", "UTF-32", "odd UTF-16"],
)
def test_other_encodings_are_refused_by_name(data: bytes, words: str, tmp_path: Path) -> None:
    report = check_paths([write(tmp_path, "entities.csv", data)]).report
    (finding,) = report.findings
    assert finding.code == "SYN005"
    assert words in finding.message
    assert report.exit_status == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "SYN014"), ("\n\n", "SYN014"), ("id,type,name\n", "SCH010"), ("fish,price\ncod,3\n", "SYN014"),
        ('id,type,name\nquay,"x\n', "SYN011"),
    ],
)
def test_a_file_without_a_record_never_passes(text: str, code: str, tmp_path: Path) -> None:
    report = check_paths([write(tmp_path, "new.csv", text)]).report
    assert report.exit_status == 1
    assert code in report.counts()


def test_what_a_row_has_too_much_or_too_little_is_named_and_not_lost(tmp_path: Path) -> None:
    path = write(tmp_path, "entities.csv", "id,type,name\nquay,place\n\n,,\npier,place,Pier,EXTRA\n")
    reading = read(path)
    told = {(f.code, str(f.position)): f.message for f in reading.findings}
    assert told[("SYN012", "2:1")] == "2 fields where the header has 3"
    assert "'EXTRA'" in told[("SYN012", "5:17")]
    assert told[("SYN016", "3:1")] == "2 blank rows left out"
    assert [record.id for record in reading.records] == ["quay", "pier"]


def test_a_wrong_cell_is_found_at_its_line_and_column(tmp_path: Path) -> None:
    path = write(tmp_path, "entities.csv", 'id,type,name,description\nquay,place,Quay,"two\nlines"\npier,palace,Pier,\n')
    found = {(f.code, f.field, str(f.position)) for f in findings(path)}
    assert ("TYP008", "description", "2:17") in found
    assert ("SCH004", "type", "4:6") in found


def test_a_folder_is_one_ledger_and_its_cells_are_found_in_their_files(tmp_path: Path) -> None:
    get_exporter("csv").write(make_ledger(), tmp_path / "pack", ExportOptions())
    citations = tmp_path / "pack" / "citations.csv"
    citations.write_bytes(citations.read_bytes().replace(b"supports", b"suports"))
    found = [f for f in findings(tmp_path / "pack") if f.code == "SCH004"]
    assert [(Path(f.file).name, f.field, f.record, f.line) for f in found] == [("citations.csv", "citations[0].stance", "pear-0001", 2)]
    assert "supports" in found[0].help


def test_a_folder_without_a_descriptor_and_a_descriptor_by_itself_give_the_same(tmp_path: Path) -> None:
    get_exporter("csv").write(make_ledger(), tmp_path / "pack", ExportOptions())
    assert load_ledger(tmp_path / "pack" / "datapackage.json") == make_ledger()
    (tmp_path / "pack" / "datapackage.json").unlink()
    assert load_ledger(tmp_path / "pack") == make_ledger()


def test_a_descriptor_decides_what_is_read(tmp_path: Path) -> None:
    get_exporter("csv").write(make_ledger(), tmp_path / "pack", ExportOptions())
    write(tmp_path / "pack", "notes.csv", "id,type,name\nquay,place,Quay\n")
    descriptor = tmp_path / "pack" / "datapackage.json"
    value = json.loads(descriptor.read_text(encoding="utf-8"))
    value["resources"].append({"name": "outside", "path": "../outside.csv"})
    value["resources"].append({"name": "gone", "path": "gone.csv"})
    descriptor.write_text(json.dumps(value), encoding="utf-8")
    report = check_paths([tmp_path / "pack"]).report
    told = {(f.code, Path(f.file).name) for f in report.findings}
    assert {("SYN010", "notes.csv"), ("SYN010", "datapackage.json"), ("SYN000", "gone.csv")} <= told
    assert report.exit_status == 2


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path, "outside.csv", GOOD)
    (tmp_path / "pack").mkdir()
    write(tmp_path / "pack", "sources.csv", "id,type\n")
    (tmp_path / "pack" / "entities.csv").symlink_to(outside)
    reading = read(tmp_path / "pack")
    assert ("SYN010", "entities.csv") in {(f.code, Path(f.file).name) for f in reading.findings}
    assert reading.records == ()


def test_apostrophes_are_taken_away_only_where_the_descriptor_says_they_were_put(tmp_path: Path) -> None:
    ledger = make_ledger(entities=[{"id": "a", "type": "place", "name": "=1+1", "description": "'=x"}])
    for name, extra in (("plain", {}), ("excel", {"for_excel": True})):
        get_exporter("csv").write(ledger, tmp_path / name, ExportOptions(extra=extra))
        assert load_ledger(tmp_path / name).entities == ledger.entities
    assert b"'=1+1,''=x" in (tmp_path / "excel" / "entities.csv").read_bytes()
    assert b",=1+1,'=x" in (tmp_path / "plain" / "entities.csv").read_bytes()


def test_one_file_can_hold_whole_claims_with_their_lists_beside_them(tmp_path: Path) -> None:
    ledger = make_ledger()
    get_exporter("csv").write(ledger, tmp_path / "pack", ExportOptions())
    header, row = list(csv.reader((tmp_path / "pack" / "claims.csv").read_text(encoding="utf-8").splitlines()))
    for name in ("anchors", "attribution", "citations", "history"):
        columns, cells = list(csv.reader((tmp_path / "pack" / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
        header += [f"{name}_1_{column}" for column in columns[2:]] + [f"{name}_2_{columns[2]}"]
        row += [*cells[2:], ""]
    stream = io.StringIO()
    csv.writer(stream).writerows([header, row])
    path = write(tmp_path, "new.csv", stream.getvalue())
    reading = read(path)
    assert reading.findings == ()
    assert [to_model(record) for record in reading.records] == list(ledger.claims)
    (record,) = reading.records
    place = record.position(("citations", 0, "stance"))
    assert stream.getvalue().splitlines()[place.line - 1][place.column - 1 :].startswith("supports,")
    wrong = write(tmp_path, "wrong.csv", stream.getvalue().replace("supports", "suports").replace("citations_2_", "citation_2_"))
    told = {(f.code, f.field) for f in check_paths([wrong]).report.findings}
    assert {("SCH004", "citations[0].stance"), ("SYN014", "citation_2_source")} <= told
