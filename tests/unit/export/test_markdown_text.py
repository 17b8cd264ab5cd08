"""Text from records stays text in Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.export.markdown_text import anchor, claim_link, code, escape, link, table


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("<script>&lt;", r"\<script\>&amp;lt;"),
        ("[a](b) ![c](d)", r"\[a\](b) !\[c\](d)"),
        ("a | b ~~c~~ $x$", r"a \| b \~\~c\~\~ \$x\$"),
        ("1. first", "&#49;. first"),
        ("1993. spring", "&#49;993. spring"),
        ("36 documents", "36 documents"),
        ("2.5 million", "2.5 million"),
        ("- a", "&#45; a"),
        ("+ a", "&#43; a"),
        ("=== a", "&#61;== a"),
        ("# a", r"\# a"),
        ("see https://port.example and a@b.example", "see https&#58;//port.example and a&#64;b.example"),
        ("www.port.example", "www&#46;port.example"),
        ("a\u00a0b  c", "a b c"),
        ("əƏ “quoted” – dash", "əƏ “quoted” – dash"),
    ],
)
def test_escape(text: str, shown: str) -> None:
    assert escape(text) == shown


def _unescaped(text: str) -> str:
    return re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), re.sub(r"\\([\\`*_\[\]<>|~$#])", r"\1", text)).replace("&amp;", "&")


@given(st.text(st.sampled_from("ab1 \\`*_[]<>|~$#&@-+=:!.)(w/ht"), max_size=30))
def test_no_sign_of_markdown_is_left_bare_and_the_text_can_be_read_back(text: str) -> None:
    escaped = escape(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>|~$]", re.sub(r"\\[^\w\s]", "", escaped))
    assert "&" not in re.sub(r"&(amp|#\d+);", "", escaped)
    assert not re.match(r"[-+=#>]|\d{1,9}[.)](\s|$)", escaped)
    if not re.search(r"&#\d+;|&amp;", text):
        assert _unescaped(escaped) == " ".join(text.split())


@pytest.mark.parametrize(("text", "shown"), [("a == b", "`a == b`"), ("a`b", "``a`b``"), ("`a``", "``` `a`` ```")])
def test_code(text: str, shown: str) -> None:
    assert code(text) == shown


def test_links_anchors_and_tables() -> None:
    assert link("A [b]", "https://port.example/(x)") == r"[A \[b\]](<https://port.example/(x)>)"
    assert anchor("pear-0001") == '<a id="pear-0001"></a>'
    assert claim_link("pear-0001") == "[pear-0001](#pear-0001)"
    assert table(("a", "n"), [("x", 1)], frozenset({1})) == ["| a | n |", "| --- | ---: |", "| x | 1 |"]
