"""The timeline's picture."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from hanging_ledger import hanging_ledger

from claims.export.exporter import ExportOptions, get_exporter
from claims.export.to_timeline_svg import GLYPHS, draw
from claims.model.vocabulary import Verdict

NS = {"s": "http://www.w3.org/2000/svg"}


def picture(**options: str) -> ET.Element:
    return ET.fromstring(draw(hanging_ledger(), ExportOptions(**options)))


def test_it_has_a_title_and_a_description_that_a_screen_reader_finds() -> None:
    svg = picture()
    assert svg.get("role") == "img"
    named = (svg.get("aria-labelledby") or "").split()
    texts = [svg.find(f"s:*[@id='{name}']", NS) for name in named]
    assert all(text is not None and text.text for text in texts)
    assert "2020 to 2021" in str(texts[1].text if texts[1] is not None else "")


def test_every_date_is_a_mark_with_its_words() -> None:
    marks = [mark.findtext("s:title", "", NS) for mark in picture().iterfind(".//s:g[@role='listitem']", NS)]
    assert len(marks) == 8
    assert "pear-0002, about June 2020, supported: Freedonia exported 1,200 tonnes of pears to Sylvania in 2020." in marks
    assert any(mark.startswith("pear-0007, due May 2021, not enough evidence") for mark in marks)


def test_every_verdict_has_a_form_of_its_own() -> None:
    assert set(GLYPHS) == set(Verdict)
    # With every colour but white taken for black, as a photocopier does, no two are alike.
    in_black = {re.sub(r"#(?!fff\b)[0-9a-f]{6}", "#000", shape) for _, shape in GLYPHS.values()}
    assert len(in_black) == len(Verdict)


def test_marks_use_only_glyphs_that_are_defined() -> None:
    svg = picture()
    defined = {group.get("id") for group in svg.iterfind("s:defs/s:g", NS)}
    assert {(use.get("href") or "").removeprefix("#") for use in svg.iterfind(".//s:use", NS)} <= defined


def test_approximate_and_open_dates_are_drawn_as_such() -> None:
    bars = [path.get("class") for path in picture().iterfind(".//s:g[@role='list']/s:path", NS)]
    assert "within about" in bars
    assert "bar" in bars


def test_text_of_records_stays_text() -> None:
    svg = ET.fromstring(draw(hanging_ledger(pear_0001={"statement": "1 < 2 & \"so\" </title><script>"}), ExportOptions()))
    assert svg.find(".//s:script", NS) is None


def test_a_part_says_so_and_a_title_can_be_given() -> None:
    svg = picture(selection="topic=trade", title="Pears")
    assert svg.findtext("s:title", "", NS) == "Pears"
    assert any("topic=trade" in (text.text or "") for text in svg.iterfind("s:text", NS))


def test_without_dates_there_is_still_a_picture() -> None:
    svg = ET.fromstring(draw(hanging_ledger().model_copy(update={"claims": ()}), ExportOptions()))
    assert svg.findtext("s:desc", "", NS) == "No claim names a time."


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    exporter = get_exporter("timeline-svg")
    (first,) = exporter.write(hanging_ledger(), tmp_path / "a.svg", ExportOptions())
    (second,) = exporter.write(hanging_ledger(), tmp_path / "b.svg", ExportOptions())
    assert first.read_bytes() == second.read_bytes()
