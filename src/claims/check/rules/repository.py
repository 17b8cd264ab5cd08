"""REF020 and above: what surrounds the records. The findings come from stages of their own: documents, history in git, baseline."""

from __future__ import annotations

from ...model.finding import Severity
from ..rule import documented

RULES = (
    documented("REF020", "unknown claim cited", """
        A document cites a claim that the ledger does not have.

        Why: a reader who follows the mark finds nothing.
        Bad: exports grew [azpk-9999]
        Good: exports grew [azpk-0042]
    """),
    documented("REF021", "refuted claim cited", """
        A document cites a refuted claim without saying so.

        Why: a refutation must reach every text that leans on the claim.
        Bad: exports grew [azpk-0042], where azpk-0042 is refuted
        Good: it is not true that exports grew [azpk-0042 refuted]
    """),
    documented("REF022", "withdrawn claim cited", """
        A document cites a withdrawn claim without saying so.

        Why: the ledger no longer puts the claim forward.
        Bad: exports grew [azpk-0042], where azpk-0042 is withdrawn
        Good: an earlier version said that exports grew [azpk-0042 withdrawn]
    """),
    documented("REF023", "changed claim cited", """
        A cited claim changed after the day on which the document was last reviewed.

        Why: the sentence may no longer say what the claim says; only a person can tell.
        Bad: <!-- claims: reviewed 2024-01-31 --> above a citation of a claim that was revised in March 2024
        Good: <!-- claims: reviewed 2024-04-02 -->, after somebody has looked again
    """),
    documented("REF024", "cited claim in doubt", """
        A cited claim rests on something that was refuted, withdrawn or changed, and nobody has reviewed it since.

        Why: what falls at the bottom of a chain must be heard at its top.
        Bad: [azpk-0043], which rests on azpk-0042, which was refuted
        Good: azpk-0043 with an entry `reviewed` in its history, dated after the refutation
    """),
    documented("REF025", "cited as something else", """
        A citation names a verdict that the claim does not have.

        Why: the document says one thing and the ledger another.
        Bad: [azpk-0042 supported], where azpk-0042 is refuted
        Good: [azpk-0042 refuted]
    """),
    documented("REF030", "claim deleted", """
        A claim that git holds is gone.

        Why: identifiers are cited elsewhere; a claim is withdrawn with a reason, never deleted.
        Bad: git rm claims/azpk-0042.json
        Good: an entry `withdrawn` in its history, with the reason as its note
    """),
    documented("REF031", "history rewritten", """
        An entry of a claim's history that git holds was changed or removed.

        Why: verdicts form an append-only history; readers of an earlier version must find it here.
        Bad: the date of a past verdict altered
        Good: a further entry at the end
    """),
    documented("REF032", "verdict changed without a word", """
        A claim's verdict differs from the one that git holds, and its history has no new entry.

        Why: a change of verdict is news for everybody who relied on it.
        Bad: `supported` became `refuted`, the history ends as before
        Good: the same with an entry `assessed` that says why
    """),
    documented("REF033", "source changed", """
        A source that a claim cites changed (its content, grade, origin, address or date), and nobody has looked at the claim again.

        Why: the verdict was given on another text or another weight of evidence; so was that of every claim that rests on it.
        Bad: the `content_digest` of a source altered, the claims that cite it untouched
        Good: the same with an entry `reviewed` in the history of each of these claims
    """),
    documented("REF034", "claim changed without a word", """
        What a claim says, where it stands, what it is judged by or what is right instead differs from what git holds, and its history
        has no new entry.

        Why: an edit that nobody meant, a digit or a date, looks like this; one that was meant is news for whoever read it before.
        Bad: the `value` of a quantity altered, the history as before
        Good: the same with an entry `revised` that says why
    """, severity=Severity.WARNING),
    documented("REF035", "named record changed", """
        An entity or a source that claims name differs from what git holds in a field by which they understand it: name, type or term of
        office; title, publisher, side, genre or archived copy.

        Why: such a record has no history of its own, and the change reaches every claim that names it: somebody should mean it.
        Bad: the `type` of an entity altered by a slip
        Good: an alias added; or the change meant, and the warning gone with the commit after it
    """, severity=Severity.WARNING),
    documented("REF040", "stale baseline entry", """
        A finding that the baseline knows no longer occurs.

        Why: a stale entry would hide the same mistake when it comes back.
        Bad: a mended record whose finding is still in the baseline
        Good: the entry removed
    """),
)  # fmt: skip

OTHER_STAGES = frozenset(rule.code for rule in RULES)
"""Codes that the run of the rules cannot yield, so that it says nothing about suppressions of them."""
