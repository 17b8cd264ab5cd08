"""Stata and SPSS files: labels, codes, dates, missing values, and the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from builders import citation_value, claim_value, make_ledger

from claims.export.exporter import ExportOptions, get_exporter
from claims.model.ledger import LedgerRecord


@pytest.fixture(scope="module")
def ledger() -> LedgerRecord:
    return make_ledger(
        claims=[
            claim_value("pear-0001", time="2021-05-05"),
            claim_value(
                "pear-0002", time="1899-12-30", checkable=False, why_not_checkable="Nobody knows.", statement="ə is a letter: ‘ə’.",
                payload={"kind": "judgement", "holder": "gazette", "opinion": "it is"}, citations=[citation_value(says="x" * 3000)],
                assessment={
                    "verdict": "refuted", "policy": "claims-default/1", "rationale": "y" * 3000, "credence": "0.0421", "level": "high",
                },
            ),
        ]
    )  # fmt: skip


def _write(ledger: LedgerRecord, name: str, path: Path) -> list[Path]:
    return list(get_exporter(name).write(ledger, path, ExportOptions()))


@pytest.mark.parametrize(("name", "suffix"), [("stata", "dta"), ("spss", "sav")])
def test_three_files_with_the_same_bytes_each_time(ledger: LedgerRecord, tmp_path: Path, name: str, suffix: str) -> None:
    paths = _write(ledger, name, tmp_path / f"pear.{suffix}")
    assert [path.name for path in paths] == [f"pear.{suffix}", f"pear-citations.{suffix}", f"pear-sources.{suffix}"]
    before = [path.read_bytes() for path in paths]
    assert [path.read_bytes() for path in _write(ledger, name, tmp_path / f"again.{suffix}")] == before


def test_stata_has_labels_and_keeps_long_texts_and_dates(ledger: LedgerRecord, tmp_path: Path) -> None:
    paths = _write(ledger, "stata", tmp_path / "pear.dta")
    with pd.io.stata.StataReader(paths[0]) as reader:
        frame = reader.read()
        labels, values = reader.variable_labels(), reader.value_labels()
        assert reader.data_label.startswith("Claims of pear 0.1.0")
    assert labels["statement"].startswith("The proposition") and all(0 < len(label) <= 80 for label in labels.values())
    assert {"supported", "refuted"} <= set(values["verdict"].values())
    second = frame.iloc[1]
    assert (second["verdict"], second["level"], second["credence"], second["checkable"]) == ("refuted", "high", 0.0421, 0)
    assert second["rationale"] == "y" * 3000 and second["statement"] == "ə is a letter: ‘ə’."
    assert second["time_start"] == pd.Timestamp("1899-12-30") and pd.isna(second["value"])
    assert frame.iloc[0]["amount"] == 1200.0 and frame.iloc[0]["corrected"] == ""
    assert all(len(name) <= 32 for name in frame.columns)


def test_spss_has_labels_and_missing_values(ledger: LedgerRecord, tmp_path: Path) -> None:
    paths = _write(ledger, "spss", tmp_path / "pear.sav")
    frame, meta = pyreadstat.read_sav(str(paths[0]), apply_value_formats=True)
    assert meta.column_names_to_labels["verdict"] == "The verdict that stands"
    assert list(frame["verdict"]) == ["not-enough-evidence", "refuted"] and list(frame["checkable"]) == ["yes", "no"]
    assert pd.isna(frame["level"].iloc[0]) and frame["rationale"].iloc[1] == "y" * 3000
    assert str(frame["time_start"].iloc[1]) == "1899-12-30"
    assert meta.creation_time.date().isoformat() == "2021-07-02"
