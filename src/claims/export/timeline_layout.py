"""Where the marks of a timeline's picture stand: one scale for all lanes, one lane a topic, no two marks on one another."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence

import attrs

from ..query.timeline import Entry, Shape

MARK_WIDTH = 36.0
"""Room that a mark and its number take."""
GAP = 6.0
"""Least room between two blocks of one row."""
STUB = 30.0
"""Length of the arrow that stands for an open end."""
YEAR, MONTH, FOLDED = 32.0, 16.0, 12.0
"""Least widths of a year, of a month of a dense year, and of a run of empty years."""
DENSE = 20
"""A year in which so many dates are placed is drawn month by month."""
SHORT_RUN = 4
"""Marks of one date that stand side by side though their date is narrower than they are."""


@attrs.frozen
class Segment:
    """A stretch of the scale in which time runs evenly: a month, a year, or a run of empty years folded into one."""

    first: datetime.date
    last: datetime.date
    left: float
    right: float
    folded: bool = False
    """Whether it stands for years in which no date begins or ends."""

    @property
    def monthly(self) -> bool:
        """Whether it is one month of a dense year."""
        return self.first.month == self.last.month


@attrs.frozen
class Scale:
    """Stretches of time side by side, each as wide as its claims need."""

    segments: tuple[Segment, ...]

    def x(self, day: datetime.date, after: bool = False) -> float:
        """Return where a day begins, or ends with `after`; days beyond the scale are put at its edge."""
        for segment in self.segments:
            if day <= segment.last:
                if day < segment.first:
                    return segment.left
                start, end = segment.first.toordinal(), segment.last.toordinal() + 1
                share = (day.toordinal() + after - start) / (end - start)
                return segment.left + share * (segment.right - segment.left)
        return self.segments[-1].right


@attrs.frozen
class Block:
    """All claims of one topic and one date: their marks stand in rows of `across`, from `x` on; a bar shows the date itself."""

    entries: tuple[Entry, ...]
    x: float
    left: float
    right: float
    """Ends of the bar; equal where the date is one day or open at one end."""
    across: int
    row: int
    """First row of the lane that it takes."""
    opens_left: bool = False
    opens_right: bool = False

    @property
    def rows(self) -> int:
        """Rows that it takes."""
        return -(-len(self.entries) // self.across)


@attrs.frozen
class Lane:
    """The blocks of one topic."""

    topic: str
    blocks: tuple[Block, ...]
    rows: int

    @property
    def count(self) -> int:
        """How many marks it has."""
        return sum(len(block.entries) for block in self.blocks)


def make_scale(entries: Sequence[Entry], left: float, right: float) -> Scale:
    """Return a scale from `left` to `right` that holds the starts and ends of all entries. Needs at least one entry."""
    placed = Counter(entry.placed.year for entry in entries)
    years = sorted(set(placed) | {day.year for entry in entries for day in (entry.start, entry.end) if day})
    by_month = Counter((e.placed.year, e.placed.month) for e in entries if e.start is None or e.end is None or (e.end - e.start).days < 31)
    runs: list[tuple[datetime.date, datetime.date, float, float]] = []
    for year, following in zip(years, [*years[1:], None], strict=True):
        if placed[year] >= DENSE:
            for month in range(1, 13):
                first = datetime.date(year, month, 1)
                last = datetime.date(year, 12, 31) if month == 12 else datetime.date(year, month + 1, 1) - datetime.timedelta(1)
                runs.append((first, last, MONTH, by_month[year, month] ** 0.75))
        else:
            runs.append((datetime.date(year, 1, 1), datetime.date(year, 12, 31), YEAR, placed[year] ** 0.75))
        if following is not None and following > year + 1:
            runs.append((datetime.date(year + 1, 1, 1), datetime.date(following - 1, 12, 31), FOLDED, 0))
    least, weights = sum(run[2] for run in runs), sum(run[3] for run in runs) or 1
    # With very many years the least widths do not fit; then all shrink alike.
    shrink = min(1.0, (right - left) / least)
    spare = max(0.0, right - left - least)
    segments, reached = [], left
    for first, last, width, weight in runs:
        end = reached + width * shrink + spare * weight / weights
        segments.append(Segment(first, last, reached, end, folded=width == FOLDED))
        reached = end
    return Scale(tuple(segments))


def make_lane(topic: str, entries: Sequence[Entry], scale: Scale) -> Lane:
    """Return the blocks of one topic, each in the first rows that have room for it."""
    dates: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        dates.setdefault((entry.time, entry.basis), []).append(entry)
    ends: list[float] = []
    blocks = []
    for found in dates.values():
        block = _place(tuple(found), scale)
        needed_left = min(block.left, block.x) - (STUB if block.opens_left else 0)
        marks_end = block.x + MARK_WIDTH * min(block.across, len(found))
        needed_right = max(block.right + (STUB if block.opens_right else 0), marks_end)
        row = 0
        while any(end + GAP > needed_left for end in ends[row : row + block.rows]):
            row += 1
        ends += [0.0] * (row + block.rows - len(ends))
        ends[row : row + block.rows] = [needed_right] * block.rows
        blocks.append(attrs.evolve(block, row=row))
    return Lane(topic, tuple(blocks), len(ends))


def _place(entries: tuple[Entry, ...], scale: Scale) -> Block:
    entry = entries[0]
    start = scale.x(entry.start) if entry.start else None
    end = scale.x(entry.end, after=True) if entry.end else None
    edge = scale.segments[-1].right
    if start is None or end is None:
        x = start if start is not None else end if end is not None else scale.segments[0].left
        # What is open to the left has its marks before the known end.
        x = min(x, edge - MARK_WIDTH)
        return Block(entries, x, x, x, min(SHORT_RUN, _room(x, edge)), 0, opens_left=start is None, opens_right=start is not None)
    if entry.shape is Shape.DAY:
        end = start
    x = min(start, edge - MARK_WIDTH)
    across = max(min(SHORT_RUN, _room(x, edge)), int((end - start) // MARK_WIDTH))
    return Block(entries, x, start, end, across, 0)


def _room(x: float, edge: float) -> int:
    return max(1, int((edge - x) // MARK_WIDTH))
