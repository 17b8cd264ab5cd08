from __future__ import annotations

import attrs
import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.check.engine import Checked
from claims.check.reports.text import WIDTH, _columns, line_around, render


def test_shows_place_line_caret_hint_and_related(checked: Checked) -> None:
    text = render(checked)
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines) if ": TYP008 " in line)
    assert lines[start].startswith("new.json:")
    source, caret = lines[start + 1], lines[start + 2]
    assert source[caret.index("^") :].startswith('"表表<U+202E> and')
    assert lines[start + 3].startswith("    = write one sentence")
    assert "dir, 100% é/book.xlsx:My Sheet!B7: VAL999 " in text
    assert "    - new.json:3:4: the other place" in lines


def test_nothing_invisible_is_printed(checked: Checked) -> None:
    assert all(line.isprintable() for line in render(checked).split("\n"))


def test_ends_with_reasons_and_counts(checked: Checked) -> None:
    lines = render(checked).splitlines()
    assert lines[-1] == (
        "4 errors, 1 warning; 11 records in 4 files; 1 file could not be read; 2 checks not run; "
        "2 suppressed, 1 of them known to the baseline"
    )
    assert lines[-4:-1] == [
        "not run: ANC001: no article text was given", "not run: REF030: no git repository", "note: narrowed to 3 of 9 records",
    ]  # fmt: skip


def test_checks_with_one_reason_share_a_line(checked: Checked) -> None:
    report = attrs.evolve(checked.report, not_run=(("A", "no text"), ("B", "no text")))
    assert "not run: A, B: no text" in render(attrs.evolve(checked, report=report)).splitlines()


def test_colours_only_when_asked(checked: Checked) -> None:
    plain, coloured = render(checked), render(checked, color=True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert click.unstyle(coloured) == plain


@pytest.mark.parametrize(
    ("source", "index", "shown", "offset"),
    [
        ("abc", 1, "abc", 1),
        ("\tabc", 1, "    abc", 4),
        ("日本 x", 3, "日本 x", 5),
        ("e\u0301x", 2, "e\u0301x", 1),
        ("a\u200bx", 2, "a<U+200B>x", 9),
        ("a\xa0x", 2, "a x", 2),
        ("", 0, "", 0),
        ("ab", 9, "ab", 2),
    ],
)
def test_line_around(source: str, index: int, shown: str, offset: int) -> None:
    assert line_around(source, index) == (shown, offset)


def test_a_line_of_a_million_characters_is_cut_around_the_caret() -> None:
    source = "x" * 500_000 + "HERE" + "y" * 500_000
    shown, offset = line_around(source, 500_000)
    assert shown.startswith("…x") and shown.endswith("y…")
    assert shown[offset:].startswith("HEREy")
    assert len(shown) == WIDTH + 2


@given(st.text(alphabet="a\t日\u0301\u202e,\xa0", max_size=260), st.integers(0, 270))
def test_the_caret_stands_below_its_character(source: str, index: int) -> None:
    shown, offset = line_around(source, index)
    assert _columns(shown) <= WIDTH + 2
    index = min(index, len(source))
    column = 0
    rest = ""
    for position, char in enumerate(shown):
        if column == offset and char != "\u0301":  # which stands with the character before it
            rest = shown[position:]
            break
        column += _columns(char)
    wanted = source[index : index + 1]
    plain = {"\t": "    ", "\u202e": "<U+202E>", "\xa0": " "}.get(wanted, wanted)
    if wanted != "\u0301":
        assert rest.startswith(plain)
