"""Every reader, on whatever bytes: it never raises but to refuse, says something of what it does not read, and says it on one line."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from json_strategies import clean_json_values

from claims.load.read import SUFFIXES, read

PIECES = st.sampled_from(
    [
        "{", "}", "[", "]", ":", ",", '"', "'", "\\", "\\u", "\\ud83d", "-", "- ", "? ", "&a", "*a", "!!str ", "|", ">", "#", "---", "...",
        "<<", "%YAML 1.1", "\n", "\r", "\r\n", "\t", " ", "  ", ";", "id", "statement", "claims", "kind", "sep=;", "null", "no", "NaN",
        "1e5", "0x1F", "2021-11-24", "\0", "\ufeff", "\u2028", "\u0085", "é", "😀", "'=1+1", "\x1b[0m",
    ]
)  # fmt: skip
NEARLY = st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=40).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass"))
DAMAGED = st.tuples(clean_json_values, st.integers(0, 200), st.binary(max_size=3)).map(
    lambda drawn: (text := json.dumps(drawn[0], indent=1).encode())[: drawn[1]] + drawn[2] + text[drawn[1] + len(drawn[2]) :]
)
SHEET = st.lists(
    st.sampled_from(
        [
            b"<row>", b'<row r="1">', b'<row r="99999999">', b"</row>", b'<c r="A1" t="s">', b'<c r="B2" t="inlineStr">', b'<c t="e">',
            b'<c r="A0" s="9">', b'<c r="ZZZ1" t="d">', b"</c>", b"<v>", b"</v>", b"<is><t>", b"</t></is>", b"<f>1</f>", b"0", b"id", b"-1",
            b"1e400", b"2021-01-01T00:00:00Z", b"&amp;", b"&e;", b'<mergeCell ref="A1:B9"/>', b"<sheetData>", b"</sheetData>", b"_x0041_",
        ]
    ),
    max_size=30,
).map(b"".join)  # fmt: skip
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def look(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"drawn{suffix}")
        path.write_bytes(data)
        reading = read(path)
    assert reading.records or reading.findings, "passed over in silence"
    assert set(reading.unreadable) <= {finding.file for finding in reading.findings}
    for finding in reading.findings:
        assert finding.file == str(path)
        assert len(finding.message.splitlines()) == 1
        assert finding.position.line >= 0
        assert finding.position.column >= 0
    for raw in reading.records:
        raw.position(())
        assert isinstance(raw.id, str)


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=st.one_of(st.binary(max_size=120), NEARLY, DAMAGED))
def test_any_bytes(suffix: str, data: bytes) -> None:
    look(data, suffix)


@given(data=st.one_of(NEARLY, DAMAGED))
def test_any_bytes_inside_a_table_of_claims(data: bytes) -> None:
    look(b"id,statement,kind\n" + data, ".csv")


@given(sheet=SHEET, part=st.sampled_from(["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"]))
def test_any_part_of_a_workbook(sheet: bytes, part: str) -> None:
    look(_package(part, b'<worksheet xmlns="' + MAIN + b'">' + sheet + b"</worksheet>"), ".xlsx")


@cache
def _sound() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "claims"
    sheet.append(["id", "statement"])
    sheet.append(["demo-0001", "The ferry ran."])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _package(part: str, content: bytes) -> bytes:
    """Return a workbook of one claim, one of its parts replaced."""
    replaced = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_sound())) as old, zipfile.ZipFile(replaced, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == part else old.read(entry))
    return replaced.getvalue()
