"""Typed records from JSON Lines: the same as the plain reader gives, with the collector left as it was."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import orjson
import pytest
from benchmarks.defects import DEFECTS
from benchmarks.generate import claim_value, write
from builders import ledger_value

from claims.errors import InvalidLedger, UnreadableInput
from claims.load.bulk import read_models
from claims.load.collector import paused_collector
from claims.load.line_marks import LineMarks
from claims.load.read import read
from claims.load.typed import load_ledger, to_model


def test_records_are_those_of_the_plain_reader(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    write(path, 40)
    models, findings = read_models(path)
    assert findings == []
    assert models == [to_model(raw) for raw in read(path).records]


def test_a_ledger_of_lines_loads(tmp_path: Path) -> None:
    value = ledger_value()
    path = tmp_path / "ledger.jsonl"
    records = [value["ledger"], *value["articles"], *value["entities"], *value["sources"], *value["claims"]]
    path.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    assert load_ledger(path).to_json_value() == value


@pytest.mark.parametrize("defect", [defect for defect in DEFECTS if not defect.across], ids=lambda defect: defect.name)
def test_a_broken_line_is_told_with_its_number(tmp_path: Path, defect: object) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"\n".join([orjson.dumps(claim_value(1)), b"", defect.make(claim_value(2))]))  # type: ignore[attr-defined]
    models, findings = read_models(path)
    assert models[:1] == [to_model(read(path).records[0])]
    assert [finding.line for finding in findings] and {finding.line for finding in findings} == {3}
    with pytest.raises(InvalidLedger, match="does not load"):
        load_ledger(path)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(orjson.dumps(claim_value(1)) + b"\n\xff\n")
    with pytest.raises(UnreadableInput, match="not UTF-8"):
        read_models(path)
    with pytest.raises(UnreadableInput, match="no such file"):
        read_models(tmp_path / "absent.jsonl")


def test_an_empty_file_and_a_byte_order_mark_are_findings(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"")
    assert [finding.code for finding in read_models(path)[1]] == ["SCH010"]
    path.write_bytes(b"\xef\xbb\xbf" + orjson.dumps(claim_value(1)))
    models, findings = read_models(path)
    assert (len(models), [finding.code for finding in findings]) == (1, [finding.code for finding in read(path).findings])


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_restored_even_after_an_error(enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with pytest.raises(KeyError), paused_collector():
            assert not gc.isenabled()
            raise KeyError
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


def test_what_a_program_froze_stays_frozen() -> None:
    gc.collect()
    gc.freeze()
    try:
        before = gc.get_freeze_count()
        with paused_collector():
            pass
        assert gc.get_freeze_count() > before // 2 > 0  # some may be gone by themselves
    finally:
        gc.unfreeze()


def test_what_a_pause_leaves_is_old_and_still_collected() -> None:
    class Knot:
        pass

    gone = []
    with paused_collector():
        knot = Knot()
        knot.itself = knot  # type: ignore[attr-defined]
        weakref.finalize(knot, gone.append, True)
        del knot
    assert gc.get_freeze_count() == 0
    gc.collect(0)
    assert gone == []
    gc.collect()
    assert gone == [True]


def test_lines_on_disk_are_shown_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes("\ufeffone\r\ntwo\n".encode() + b"x" * 200_000 + b"\nfour\xff")
    marks = LineMarks(path)
    assert [marks.line_text(line) for line in (1, 2, 4, 1, 5, 0)] == ["one", "two", "four\ufffd", "one", "", ""]
    assert marks.line_text(3).startswith("xxx")
    path.unlink()
    assert marks.line_text(1) == ""
