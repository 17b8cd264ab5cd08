"""Which texts of a record people wrote for people."""

from __future__ import annotations

from builders import claim_value

from claims.check.texts import is_verbatim, prose, unquoted
from claims.load.raw import RawRecord


def test_prose_leaves_codes_and_the_articles_words_out() -> None:
    found = dict(prose(RawRecord("claim", claim_value(), "new.json")))
    assert ("statement",) in found
    assert ("citations", 0, "says") in found
    assert ("assessment", "rationale") in found
    assert not any({"id", "digest", "fragment", "row", "date", "period"} & set(path) for path in found)


def test_fields_that_keep_anothers_spelling_are_known_by_their_last_name() -> None:
    assert is_verbatim(("payload", "quotation"))
    assert is_verbatim(("aliases", 0, "text"))
    assert not is_verbatim(("statement",))


def test_quoted_words_are_blanked_in_place() -> None:
    text = "Baku calls it “liberation” and 'his' day, Azerbaijan's own."
    blanked = unquoted(text)
    assert len(blanked) == len(text)
    assert "liberation" not in blanked
    assert "his" not in blanked
    assert "Azerbaijan's own." in blanked
