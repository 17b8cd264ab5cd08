"""Where the marks of the timeline stand."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from builders import claim_value, make_ledger
from hypothesis import given
from hypothesis import strategies as st

from claims.export.timeline_layout import MARK_WIDTH, Block, make_lane, make_scale
from claims.query.timeline import Entry, timeline

LEFT, RIGHT = 100.0, 900.0


def entries(*times: str) -> tuple[Entry, ...]:
    claims = [claim_value(f"pear-{number:04d}", time=time) for number, time in enumerate(times, 1)]
    return timeline(make_ledger(claims=claims)).entries


def test_segments_join_and_fill_the_width() -> None:
    segments = make_scale(entries("1991", "2020-05-01", *["2021-03-04"] * 25), LEFT, RIGHT).segments
    assert segments[0].left == LEFT
    assert segments[-1].right == pytest.approx(RIGHT)
    assert all(a.right == b.left and a.last + datetime.timedelta(1) == b.first for a, b in pairwise(segments))


def test_empty_years_are_folded_and_dense_ones_drawn_by_month() -> None:
    segments = make_scale(entries("1991", "1993", "2020-05-01", *["2021-03-04"] * 25), LEFT, RIGHT).segments
    assert [(s.first.year, s.last.year) for s in segments if s.folded] == [(1992, 1992), (1994, 2019)]
    assert [s.first.month for s in segments if s.monthly] == list(range(1, 13))
    widest = max(segments, key=lambda s: s.right - s.left)
    assert (widest.first.year, widest.first.month) == (2021, 3)


def test_a_day_stands_within_its_segment_and_time_runs_forward() -> None:
    scale = make_scale(entries("2019", "2020", "2021"), LEFT, RIGHT)
    days = [datetime.date(2019, 1, 1) + datetime.timedelta(n) for n in range(0, 1096, 50)]
    places = [scale.x(day) for day in days]
    assert places == sorted(places)
    assert scale.x(datetime.date(2021, 12, 31), after=True) == pytest.approx(RIGHT)
    assert scale.x(datetime.date(1900, 1, 1)) == LEFT
    assert scale.x(datetime.date(2100, 1, 1)) == pytest.approx(RIGHT)


def test_claims_of_one_date_share_a_bar() -> None:
    found = entries("2020", "2020", "2021-05-05")
    lane = make_lane("trade", found, make_scale(found, LEFT, RIGHT))
    assert [len(block.entries) for block in lane.blocks] == [2, 1]
    assert lane.blocks[0].right > lane.blocks[0].left
    assert lane.blocks[1].right == lane.blocks[1].left


@pytest.mark.parametrize(("time", "ends"), [("../2020", (True, False)), ("2020/..", (False, True)), ("2020/2021", (False, False))])
def test_open_ends_are_marked(time: str, ends: tuple[bool, bool]) -> None:
    found = entries(time, "2021")
    lane = make_lane("trade", found, make_scale(found, LEFT, RIGHT))
    (block,) = (block for block in lane.blocks if block.entries[0].time == time)
    assert (block.opens_left, block.opens_right) == ends


def _boxes(block: Block) -> list[tuple[int, float, float]]:
    across = min(block.across, len(block.entries)) * MARK_WIDTH
    left, right = min(block.left, block.x), max(block.right, block.x + across)
    return [(block.row + down, left, right) for down in range(block.rows)]


dates = st.sampled_from(["2019", "2020", "2020-03", "2020-03-04", "2020-12-31", "2021~", "../2020", "2020-06/..", "2018/2021"])


@given(st.lists(dates, min_size=1, max_size=30))
def test_no_two_blocks_of_a_lane_lie_on_one_another(times: list[str]) -> None:
    found = entries(*times)
    lane = make_lane("trade", found, make_scale(found, LEFT, RIGHT))
    boxes = [(row, left, right) for block in lane.blocks for row, left, right in _boxes(block)]
    assert lane.count == len(times)
    assert max(row for row, _, _ in boxes) < lane.rows
    by_row = sorted(boxes)
    assert all(a[0] != b[0] or a[2] < b[1] for a, b in pairwise(by_row))
