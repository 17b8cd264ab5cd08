"""The timeline as a picture: one SVG file, the same bytes each time, readable in grey and by a screen reader."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import ClassVar

from ..load.atomic import write_bytes
from ..model.ledger import LedgerRecord
from ..model.vocabulary import Verdict
from ..query.date_words import MONTHS
from ..query.timeline import Entry, Shape, Timeline, timeline
from .exporter import ExportOptions
from .timeline_layout import MARK_WIDTH, STUB, Block, Lane, Scale, make_lane, make_scale

WIDTH, LEFT, RIGHT = 1800, 150, 1780
TOP, ROW, LANE_GAP = 128, 14, 24

GLYPHS: dict[Verdict, tuple[str, str]] = {
    Verdict.SUPPORTED: ("supported", '<circle r="4" fill="#1b5e20"/>'),
    Verdict.REFUTED: (
        "refuted",
        '<rect x="-4" y="-4" width="8" height="8" fill="#fff" stroke="#b71c1c"/>'
        '<path d="M-4 -4L4 4M-4 4L4 -4" stroke="#b71c1c" stroke-width="1.6"/>',
    ),
    Verdict.CONFLICTING: (
        "conflicting evidence",
        '<circle r="4" fill="#fff" stroke="#7a5200"/><path d="M0 -4A4 4 0 0 1 0 4Z" fill="#7a5200"/>',
    ),
    Verdict.NOT_ENOUGH: ("not enough evidence", '<circle r="3.6" fill="#fff" stroke="#37474f" stroke-width="1.3"/>'),
    Verdict.NOT_CHECKABLE: ("not checkable", '<path d="M-4 0H4" stroke="#616161" stroke-width="2"/>'),
}
"""Name and drawing of each verdict's mark. The form tells them apart; the colour only helps."""

_STYLE = """\
text{font-family:Arial,Helvetica,sans-serif;fill:#212121}
.h{font-size:22px;font-weight:bold}.s{font-size:13px}.y{font-size:12px}.m{font-size:9px;fill:#555}.k{font-size:11px;fill:#444}.n{font-size:9px}
.lane{font-size:13px;font-weight:bold}.grid{stroke:#bdbdbd}.month{stroke:#e6e6e6}.fold{fill:#f0f0f0}
.bar{stroke:#757575;stroke-width:2}.within{stroke:#9e9e9e;stroke-width:2;stroke-dasharray:3 3}.about{stroke-dasharray:1 3}"""


class TimelineSvgExporter:
    """Draws the dated claims of a ledger, one lane a topic."""

    name: ClassVar[str] = "timeline-svg"
    title: ClassVar[str] = "timeline of the dated claims, as a picture"
    suffix: ClassVar[str] = ".svg"
    lossless: ClassVar[bool] = False
    extra: ClassVar[str] = ""

    def write(self, ledger: LedgerRecord, target: Path, options: ExportOptions) -> tuple[Path, ...]:
        """Write the picture. Undated and withdrawn claims are not in it; a note counts the undated ones."""
        write_bytes(target, draw(ledger, options).encode("utf-8"))
        return (target,)


def draw(ledger: LedgerRecord, options: ExportOptions) -> str:
    """Return the picture as SVG text."""
    found = timeline(ledger)
    labels = {term.id: term.label for term in ledger.ledger.topics}
    lanes: list[Lane] = []
    scale = Scale(())
    if found.entries:
        scale = make_scale(found.entries, LEFT, RIGHT)
        for topic in dict.fromkeys([*labels, *(entry.claim.topic for entry in found.entries)]):
            entries = [entry for entry in found.entries if entry.claim.topic == topic]
            if entries:
                lanes.append(make_lane(topic, entries, scale))
    body: list[str] = []
    bottom = TOP + 14
    for lane in lanes:
        body.append(_lane(lane, labels.get(lane.topic, lane.topic), bottom))
        bottom += lane.rows * ROW + LANE_GAP
    height = bottom + 34
    title = options.title or f"Timeline: {ledger.ledger.title}"
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        'aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(_description(found, lanes, labels))}</desc>',
        f"<style>{_STYLE}</style>",
        "<defs>" + "".join(f'<g id="{verdict.value}">{shape}</g>' for verdict, (_, shape) in GLYPHS.items()) + "</defs>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="20" y="34" class="h">{escape(title)}</text>',
        _legend(),
        _axis(scale, bottom - LANE_GAP + 6),
    ]
    note = f"{len(found.entries)} dates of {len({e.claim.id for e in found.entries})} claims; {len(found.undated)} claims name no time."
    selection = f" Part of the ledger: {options.selection}." if options.selection else ""
    version = f" {ledger.ledger.id} {ledger.ledger.version}, {ledger.ledger.issued}, {ledger.ledger.licence}."
    foot = f'<text x="20" y="{height - 14}" class="s">{escape(note + selection + version)}</text>'
    return "\n".join([*head, *body, foot, "</svg>", ""])


def _description(found: Timeline, lanes: list[Lane], labels: dict[str, str]) -> str:
    if not found.entries:
        return "No claim names a time."
    first = min(entry.placed for entry in found.entries).year
    last = max(entry.placed for entry in found.entries).year
    counts = ", ".join(f"{labels.get(lane.topic, lane.topic)} {lane.count}" for lane in lanes)
    return (
        f"Claims by the time they are about, {first} to {last}, one lane a topic: {counts}. Each mark is a claim; its form is the verdict, "
        "its number the end of the claim's identifier. Years and months are as wide as their claims need and empty years are folded, so "
        "widths do not compare. The command `claims timeline` gives the same as text."
    )


def _legend() -> str:
    parts, x = [], 24
    for verdict, (label, _) in GLYPHS.items():
        parts.append(f'<use href="#{verdict.value}" x="{x}" y="57"/><text x="{x + 10}" y="61" class="s">{label}</text>')
        x += 34 + 7 * len(label)
    for css, label in (("bar", "the whole time"), ("within", "some time within"), ("bar about", "approximate or uncertain")):
        parts.append(f'<path d="M{x} 57h34" class="{css}"/><text x="{x + 40}" y="61" class="s">{label}</text>')
        x += 64 + 7 * len(label)
    parts.append(f'{_arrow(x, 57, 1)}<text x="{x + STUB + 8:g}" y="61" class="s">open at that end</text>')
    parts.append(
        '<text x="20" y="82" class="k">Numbers are the ends of claim identifiers (d: the day a plan was due). A bar shows the time of '
        'all marks just above it; marks without a bar are of one day. Years and months are as wide as their claims need; '
        "empty years are folded (grey).</text>"
    )
    return "".join(parts)


def _axis(scale: Scale, bottom: float) -> str:
    parts = []
    year = None
    for segment in scale.segments:
        width = segment.right - segment.left
        top = TOP - 8 if segment.monthly and segment.first.month > 1 else TOP - 24
        if segment.folded:
            parts.append(f'<rect x="{_n(segment.left)}" y="{top}" width="{_n(width)}" height="{_n(bottom - top)}" class="fold"/>')
        parts.append(f'<path d="M{_n(segment.left)} {top}V{_n(bottom)}" class="{"month" if top == TOP - 8 else "grid"}"/>')
        if segment.monthly:
            parts.append(f'<text x="{_n(segment.left + 3)}" y="{TOP - 1}" class="m">{_month(segment.first.month, width)}</text>')
        if not segment.folded and segment.first.year != year and width >= 12:
            year = segment.first.year
            parts.append(f'<text x="{_n(segment.left + 3)}" y="{TOP - 14}" class="y">{year}</text>')
    return "".join(parts)


def _month(month: int, width: float) -> str:
    name = MONTHS[month - 1]
    return name if width > 60 else name[:3] if width > 24 else str(month)


def _lane(lane: Lane, label: str, top: float) -> str:
    parts = [f'<g role="list" aria-label="{escape(label)}">', f'<path d="M20 {top - 8}H{RIGHT}" class="grid"/>']
    for line, words in enumerate(_wrapped(label)):
        parts.append(f'<text x="20" y="{top + 8 + 16 * line}" class="lane">{escape(words)}</text>')
    for block in lane.blocks:
        parts += _block(block, top + block.row * ROW + 5)
    return "\n".join([*parts, "</g>"])


def _wrapped(label: str, columns: int = 17) -> list[str]:
    import textwrap

    return textwrap.wrap(label, columns)


def _block(block: Block, y: float) -> list[str]:
    entry = block.entries[0]
    below = _n(y + (block.rows - 1) * ROW + 6.5)
    parts = []
    if block.right - block.left > 1:
        css = "bar" if entry.shape is Shape.INTERVAL else "within"
        about = " about" if entry.approximate or entry.uncertain else ""
        parts.append(f'<path d="M{_n(block.left)} {below}H{_n(block.right)}" class="{css}{about}"/>')
    if block.opens_left:
        parts.append(_arrow(block.x, y, -1))
    if block.opens_right:
        parts.append(_arrow(block.x, y + 6.5, 1))
    for place, one in enumerate(block.entries):
        down, across = divmod(place, block.across)
        parts.append(_mark(one, block.x + 5 + across * MARK_WIDTH, y + down * ROW))
    return parts


def _mark(entry: Entry, x: float, y: float) -> str:
    label = escape(f"{entry.claim.id}, {_when(entry)}, {GLYPHS[entry.claim.verdict][0]}: {entry.claim.statement}")
    number = entry.claim.id.rpartition("-")[2] + ("d" if entry.basis == "due" else "")
    return (
        f'<g role="listitem"><title>{label}</title><use href="#{entry.claim.verdict.value}" x="{_n(x)}" y="{_n(y)}"/>'
        f'<text x="{_n(x + 6)}" y="{_n(y + 3)}" class="n">{number}</text></g>'
    )


def _when(entry: Entry) -> str:
    return f"due {entry.words}" if entry.basis == "due" else entry.words


def _arrow(x: float, y: float, way: int) -> str:
    tip = x + way * STUB
    return f'<path d="M{_n(x)} {_n(y)}H{_n(tip)}m{-4 * way} -3l{4 * way} 3l{-4 * way} 3" class="bar" fill="none"/>'


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
