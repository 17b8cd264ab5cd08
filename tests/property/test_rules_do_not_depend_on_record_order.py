"""Law: what the rules find does not depend on the order of records, nor on the order in which files are read."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from red_team import ARTICLE_TEXT, BASE, all_cases, base_texts, edited

from claims.check.engine import check_reading
from claims.load.raw import RawRecord, Reading
from claims.load.read import FOLDERS, read_text
from claims.model.finding import Finding

TEXTS = {"gazette-2020-05-04": ARTICLE_TEXT}


@cache
def faulty_reading() -> Reading:
    """One ledger with the edits of many bad cases at once, so that most rules have something to find."""
    texts = dict(base_texts())
    for number, case in enumerate(case for case in all_cases() if case.bad and not case.loose):
        for name, data in edited(case).items():
            folder, _, file = name.partition("/")
            if data is None or folder not in FOLDERS or not file.endswith(".json"):
                continue
            try:
                record = json.loads(data)
            except ValueError:
                continue
            if not isinstance(record, dict):
                continue
            # Each faulty record gets a place of its own; half keep the identifier, so that duplicates are among them.
            if number % 2 and isinstance(record.get("id"), str) and folder == "claims":
                record["id"] = f"demo-{10_000 + number}"
            texts[f"{folder}/{number}-{file}"] = json.dumps(record)
    reading = Reading()
    for name, text in texts.items():
        found = read_text(text, name)
        kind = FOLDERS.get(name.partition("/")[0]) or ("ledger" if name == "ledger.json" else "article")
        reading += attrs.evolve(found, records=tuple(attrs.evolve(raw, kind=kind) for raw in found.records))
    return reading


def findings(records: tuple[RawRecord, ...]) -> tuple[Finding, ...]:
    return check_reading(attrs.evolve(faulty_reading(), records=records), texts=TEXTS).report.findings


@cache
def in_reading_order() -> tuple[Finding, ...]:
    return findings(faulty_reading().records)


def test_the_faulty_ledger_keeps_most_rules_busy() -> None:
    assert len({finding.code for finding in in_reading_order()}) > 60
    assert Path(BASE).is_dir()


@given(st.integers(0, 2**32))
@settings(max_examples=5)
def test_records_in_any_order_have_the_same_findings(seed: int) -> None:
    records = list(faulty_reading().records)
    random.Random(seed).shuffle(records)
    assert findings(tuple(records)) == in_reading_order()
