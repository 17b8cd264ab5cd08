"""Markdown that says what the records say: nothing in a record's text can become a heading, a link, a tag or a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_INLINE = re.compile(r"([\\`*_\[\]<>|~$#])")
_AT_START = re.compile(r"^([-+=:!]|\d{1,9}(?=[.)](?:\s|$)))")
_ADDRESS = re.compile(r"(?<![A-Za-z0-9])(https?|ftp|mailto|xmpp|www)([:.])", re.IGNORECASE)


def escape(text: str) -> str:
    """Return text that Markdown (CommonMark, and GitHub's additions to it) shows as it stands, in running text, cells and list items."""
    escaped = _INLINE.sub(r"\\\1", " ".join(text.split()).replace("&", "&amp;"))
    # GitHub turns bare addresses and mail addresses into links; a reference for the mark after the scheme keeps them text.
    escaped = _ADDRESS.sub(lambda match: f"{match[1]}&#{ord(match[2])};", escaped).replace("@", "&#64;")
    return _AT_START.sub(lambda match: f"&#{ord(match[1][0])};{match[1][1:]}", escaped)


def code(text: str) -> str:
    """Return text as inline code, whatever backticks it has."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{'`' * (longest + 1)}{pad}{text}{pad}{'`' * (longest + 1)}"


def link(text: str, address: str) -> str:
    """Return a link; `text` is escaped, `address` is one that records allow, which has no space, quotation mark or angle bracket."""
    return f"[{escape(text)}](<{address}>)"


def claim_link(claim_id: str) -> str:
    """Return a link to where this report tells of a claim."""
    return f"[{claim_id}](#{claim_id})"


def anchor(name: str) -> str:
    """Return a place that `[...](#name)` leads to."""
    return f'<a id="{name}"></a>'


def table(header: Sequence[str], rows: Iterable[Sequence[object]], right: frozenset[int] = frozenset()) -> list[str]:
    """Return the lines of a table. Cells are Markdown already; columns numbered in `right` are set flush right."""
    rule = ["---:" if i in right else "---" for i in range(len(header))]
    return [f"| {' | '.join(str(cell) for cell in row)} |" for row in (header, rule, *rows)]
