"""Findings in order, and what a report says of a run."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model.finding import Finding, Position, Report, Severity, in_order

numbers = st.integers(1, 9)
positions = st.builds(Position, numbers, numbers, st.sampled_from([None, "Claims"]), st.sampled_from([None, "A1", "B2"]))
codes, words, files = st.sampled_from(["SYN001", "VAL004"]), st.sampled_from(["x", "y"]), st.sampled_from(["a.json", "b.json"])
findings = st.builds(Finding, codes, words, files, positions)


@given(st.lists(findings, max_size=8), st.randoms(use_true_random=False))
def test_order_is_by_place_and_does_not_hang_on_the_order_of_finding(found: list[Finding], random: Random) -> None:
    shuffled = found * 2
    random.shuffle(shuffled)
    assert in_order(shuffled) == in_order(found)
    assert len(in_order(found)) == len(set(found))


def test_a_place_is_a_line_and_column_or_a_cell() -> None:
    assert str(Position(3, 7)) == "3:7"
    assert str(Position(sheet="Claims", cell="B4")) == "Claims!B4"
    finding = Finding("SYN001", "x", "a.json", Position(3, 7))
    assert (finding.line, finding.column) == (3, 7)


ERROR, WARNING = Finding("VAL001", "x", "a.json"), Finding("STY001", "x", "a.json", severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("report", "status"),
    [
        (Report((), 1), 0),
        (Report((WARNING,), 1), 0),
        (Report((ERROR,), 1), 1),
        (Report((WARNING, ERROR), 1), 1),
        (Report((), 0), 2),
        (Report((ERROR,), 0), 1),
        (Report((), 5, unreadable=("b.json",)), 2),
        (Report((ERROR,), 5, unreadable=("b.json",)), 2),
        (Report((), 1, not_run=(("ANC006", "no text"),)), 0),
    ],
)
def test_the_exit_status(report: Report, status: int) -> None:
    assert report.exit_status == status
    assert report.ok is (status == 0)


def test_counts_by_code() -> None:
    assert Report((ERROR, WARNING, ERROR), 1).counts() == {"STY001": 1, "VAL001": 2}
