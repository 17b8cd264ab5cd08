"""Links: few enough, short enough, and made by the writer only, never by a text."""

from __future__ import annotations

from urllib.parse import quote

import attrs

from ...model.claim import Anchor
from .text_cells import utf16_units

MOST_LINKS = 65_530
"""Links that Excel keeps in one sheet."""
LONGEST_LINK = 2_079
"""Characters that Excel keeps of an address."""


@attrs.define
class LinkBudget:
    """What links of one sheet were given up; the address stays in the cell as text all the same."""

    limit: int = MOST_LINKS
    made: int = 0
    too_many: int = 0
    too_long: int = 0

    def allows(self, target: str) -> bool:
        """Whether one more link, to `target`, may be made; counts it either way."""
        if len(target) > LONGEST_LINK // 2 and utf16_units(target) > LONGEST_LINK:
            self.too_long += 1
        elif self.made >= self.limit:
            self.too_many += 1
        else:
            self.made += 1
            return True
        return False

    def notice(self, sheet: str) -> str | None:
        """Return the one notice about links of a sheet that could not be made; None where all were."""
        reasons = []
        if self.too_many:
            reasons.append(f"{self.too_many:,} are beyond the {self.limit:,} links that a sheet can hold")
        if self.too_long:
            reasons.append(f"{self.too_long:,} have more than {LONGEST_LINK:,} characters")
        return f"{sheet}: some addresses stand as plain text: {' and '.join(reasons)}." if reasons else None


def statement_url(article_url: str, anchor: Anchor) -> str:
    """Return the address of an anchor's passage: the article's own with a text fragment (`#:~:text=first%20words,last%20words`)."""
    ends = [anchor.fragment.start, *([anchor.fragment.end] if anchor.fragment.end else [])]
    # A hyphen, a comma and an ampersand are the directive's own punctuation, so they are encoded within the words.
    directive = ",".join(quote(words, safe="").replace("-", "%2D") for words in ends)
    joint = ":~:text=" if "#" in article_url else "#:~:text="
    return f"{article_url}{joint}{directive}"


def cell_in(sheet: str, row: int, column: str = "A") -> str:
    """Return a link target within the workbook; `row` counts from 1."""
    return f"internal:'{sheet}'!{column}{row}"
