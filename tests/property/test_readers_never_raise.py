"""Whatever the bytes: findings, never an exception; and a file that gave no record is never passed over in silence."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from full_records import FULL
from hypothesis import given, settings
from hypothesis import strategies as st
from json_strategies import json_values

from claims.check.engine import check_paths
from claims.errors import ClaimsError
from claims.load.marks import MISSING
from claims.load.read import SUFFIXES, read, read_text
from claims.load.typed import load_ledger
from claims.load.yaml_text import parse_yaml
from claims.model.finding import Severity

SEEDS = [
    b'{"claims": [{"id": "pear-0001", "statement": "x"}]}', b"claims:\n  - id: pear-0001\n    payload: {kind: event}\n",
    b"id,statement\npear-0001,x\n",
    b"\xef\xbb\xbf[]", b"\xff\xfe[\x00]\x00", b"PK\x03\x04", b"a: &a [*a]\n", b"[1, NaN]", b'"\\ud800"', b"- - - - -", b"\x00",
    b"--- !!python/none\n",
    json.dumps(FULL["claim"]).encode(), json.dumps(FULL["ledger"], ensure_ascii=False).encode(),
]  # fmt: skip
noise = st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(SEEDS))


@st.composite
def contents(draw: st.DrawFn) -> bytes:
    """Return bytes that are a file, noise, or a file with a piece cut out, doubled or overwritten."""
    data = draw(noise)
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(start + 12, len(data))))
        data = draw(
            st.sampled_from([data[:start] + data[end:], data[:end] + data[start:], data[:start] + draw(st.binary(max_size=3)) + data[end:]])
        )
    return data


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=40)
@given(data=contents())
def test_checking_any_bytes_ends_in_findings(suffix: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"x{suffix}")
        path.write_bytes(data)
        report = check_paths([path]).report
        assert report.exit_status in {0, 1, 2}
        assert report.findings or report.records
        if report.exit_status == 0:
            assert report.records > 0
        for finding in report.findings:
            assert finding.message
            assert "\n" not in finding.message
            assert finding.position.line >= 1
            assert finding.severity in Severity
        try:
            load_ledger(path)
        except ClaimsError as error:
            assert str(error)


@pytest.mark.parametrize("suffix", [".json", ".yaml", ".jsonl"])
@given(value=json_values)
def test_reading_any_value_gives_records_or_findings(suffix: str, value: Any) -> None:
    text = json.dumps(value)
    reading = read_text(text, f"x{suffix}", suffix)
    assert reading.records or reading.findings
    for record in reading.records:
        assert record.id is not None
        record.position(("payload", "kind"))


@given(st.one_of(st.text(max_size=60), st.text(st.sampled_from("-:?[]{},&*!|>'\"%@`# \n\tab01~."), max_size=40)))
def test_any_text_as_yaml_ends_in_a_value_or_a_problem_at_a_place(text: str) -> None:
    parsed = parse_yaml(text)
    assert parsed.value is not MISSING or parsed.problems
    for problem in parsed.problems:
        assert 0 <= problem.offset <= len(text)
        parsed.marks.at(problem.offset)


@settings(max_examples=20)
@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1, max_size=40), contents())
def test_any_name_of_a_file_is_shown_on_one_line(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{name}.json")
        try:
            path.write_bytes(data)
        except OSError:  # longer than the file system's names
            return
        for reading in (read(path), read(folder)):
            assert reading.records or reading.findings
            assert all(finding.file.isprintable() for finding in reading.findings)
