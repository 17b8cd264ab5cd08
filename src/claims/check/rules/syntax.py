"""SYN: what makes a text unreadable. The findings come from `claims.load`; here they are explained."""

from __future__ import annotations

from ..rule import documented

RULES = (
    documented("SYN000", "unreadable input", """
        A file or folder cannot be read at all.

        Why: a check that read nothing has checked nothing; it ends with status 2 and is never counted as passed.
        Bad: claims check no-such-file.yaml
        Good: claims check new-claims.yaml
    """),
    documented("SYN001", "not JSON", """
        The text is not JSON as RFC 8259 has it.

        Why: readers disagree on what they forgive; strict text means the same to all.
        Bad: {"id": "azpk-0001",}
        Good: {"id": "azpk-0001"}
    """),
    documented("SYN002", "not YAML", """
        The text is not one YAML document.

        Why: a second document in the file, or a slip of indentation, is silently lost by other tools.
        Bad: two documents, divided by ---, in one file
        Good: one file a document
    """),
    documented("SYN003", "repeated key", """
        A key stands twice in one object, in whatever spelling.

        Why: most readers keep the last and lose the first without a word.
        Bad: {"time": "2021", "time": "2022"}
        Good: {"time": "2021"}
    """),
    documented("SYN004", "no such number", """
        NaN, Infinity, or a number too long or too large to be exact.

        Why: they are no JSON, and no two programs read them alike.
        Bad: {"value": NaN}
        Good: {"value": "14781.8"}
    """),
    documented("SYN005", "encoding", """
        The bytes are not UTF-8, or the text has half a surrogate pair.

        Why: a guessed encoding turns names into others.
        Bad: a file saved as Windows-1254 or UTF-16
        Good: the same file saved as UTF-8
    """),
    documented("SYN006", "too deep", """
        The text nests more than 64 levels deep.

        Why: no record does; what does is made to exhaust a reader.
        Bad: [[[[… a hundred thousand brackets
        Good: a record
    """),
    documented("SYN007", "alias, anchor or tag in YAML", """
        Records use no YAML aliases, anchors or tags.

        Why: aliases let a small file grow without bound, and tags ask a reader to build things.
        Bad: sources: *all
        Good: the sources written out
    """),
    documented("SYN008", "key is not text", """
        A YAML key reads as a number, a truth value, null, or is no scalar at all.

        Why: as a key it would change its spelling: `no` may become `false`.
        Bad: 2021: exports
        Good: '2021': exports
    """),
    documented("SYN009", "byte-order mark", """
        The file begins with a byte-order mark (BOM).

        Why: many readers take it for a part of the first word.
        Bad: a file saved as "UTF-8 with BOM"
        Good: the same saved as "UTF-8"
    """),
    documented("SYN010", "stray file", """
        Something lies in a ledger's folder that is no record.

        Why: what is neither read nor checked looks as if it were; symbolic links can lead out of the ledger.
        Bad: sources/azpk/claims/notes.txt
        Good: sources/azpk/claims/azpk-0001.json
    """),
)  # fmt: skip
