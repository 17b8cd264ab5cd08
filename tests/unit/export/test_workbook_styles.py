"""Verdicts read without colour: by contrast, mark and weight."""

from __future__ import annotations

from claims.export.workbook.styles import COMPUTED, HEADER, INK, LINK, PAPER, VERDICTS
from claims.model.vocabulary import Verdict


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_verdict_has_a_look_with_the_contrast_of_wcag_aaa() -> None:
    assert set(VERDICTS) == {verdict.value for verdict in Verdict}
    assert all(_contrast(look.fill, look.text) >= 7 for look in VERDICTS.values())


def test_marks_tell_verdicts_apart_without_any_colour() -> None:
    assert len({look.mark for look in VERDICTS.values()}) == len(VERDICTS)


def test_what_is_wrong_is_bold_and_far_darker_or_lighter_than_what_is_right() -> None:
    refuted, supported = VERDICTS["refuted"], VERDICTS["supported"]
    assert refuted.bold and not supported.bold
    assert _contrast(refuted.fill, supported.fill) > 5


def test_headers_and_links_have_the_contrast_of_wcag_aa() -> None:
    assert min(_contrast(HEADER, PAPER), _contrast(COMPUTED, PAPER), _contrast(LINK, PAPER), _contrast(INK, PAPER)) >= 4.5
