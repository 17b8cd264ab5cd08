"""The one normalisation of text, and digests under it."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model.text import NORMALISATION, digest, fold, fragment_ends


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""), ("  a \t\r\n b  ", "a b"), ("a\u00a0b\u2003c\u3000d\u202fe", "a b c d e"), ("a\u2028b\u2029c\x85d", "a b c d"),
        ("e\u0301", "é"), ("\u212b", "Å"), ("ﬁ", "ﬁ"), ("a\u200bb", "a\u200bb"), ("\ufeffa", "\ufeffa"), ("a\u00adb", "a\u00adb"),
    ],
)  # fmt: skip
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert unicodedata.is_normalized("NFC", fold(text)) or " " in fold(text)


@given(st.text(), st.text(st.sampled_from(" \n\t\u00a0\u2003"), min_size=1))
def test_spaces_make_no_difference_to_a_digest(text: str, space: str) -> None:
    assert digest(space + text.replace(" ", space) + space) == digest(text)


def test_a_digest_is_that_of_the_folded_utf_8() -> None:
    assert digest(" a\u00a0b ") == hashlib.sha256(b"a b").hexdigest()
    assert digest("\ud800") == digest("\ud800")
    assert NORMALISATION == "nfc-space-fold-1"


@pytest.mark.parametrize(
    ("text", "ends"),
    [("one", ("one", None)), ("a b c d e f", ("a b c", None)), ("a b c d e f g", ("a b c", "e f g")), ("a  b\nc", ("a b c", None)), ("",
    ("", None))],
)
def test_fragments_hold_a_few_words_of_either_end(text: str, ends: tuple[str, str | None]) -> None:
    assert fragment_ends(text) == ends


def test_fragments_of_another_length() -> None:
    assert fragment_ends("a b c d", words=1) == ("a", "d")
