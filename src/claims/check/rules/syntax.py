"""SYN: what makes a text unreadable. The findings come from `claims.load`; here they are explained."""

from __future__ import annotations

from ...model.finding import Severity
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
    documented("SYN011", "quotes in CSV", """
        Quotes in a CSV file that are not as RFC 4180 has them: never closed, or in the middle of a field.

        Why: readers disagree on what such a file means; one quote too few can swallow a thousand rows.
        Bad: c-1,"never closed
        Good: c-1,"says ""yes"" twice"
    """),
    documented("SYN012", "row longer or shorter than the header", """
        A row of a table has more or fewer fields than the header, or a cell stands outside the table.

        Why: a surplus field has no name and would be lost; after a missing one all others mean something else.
        Bad: a comma in a text that is not in quotes
        Good: the text in double quotes
    """),
    documented("SYN013", "header blank or repeated", """
        A column has no header, or two have the same one but for case, spaces and invisible characters.

        Why: of two columns of one name most readers keep the last and lose the first.
        Bad: id,statement,Statement
        Good: id,statement,content
    """),
    documented("SYN014", "unknown column", """
        A column that the table does not have, or a table without any column or header that is known.

        Why: what stands in it would be neither read nor checked.
        Bad: id,staement
        Good: id,statement
    """),
    documented("SYN015", "row that belongs to no record", """
        A row of a list (citations, anchors …) names no record, one that is not there, or has no usable number.

        Why: it would be left out, or put in the wrong place.
        Bad: a row in citations.csv with a claim that claims.csv does not have
        Good: the identifier of a claim that is there
    """),
    documented("SYN016", "left out or hidden", """
        Blank rows, tables without rows, sheets that hold no table, hidden rows: said, so that a count can be explained.

        Why: nothing is left out without a word.
        Bad: a blank row between two claims
        Good: a table without gaps
    """, severity=Severity.NOTE),
    documented("SYN017", "cell without a usable value", """
        A cell of a workbook holds an error, a formula without a stored result, a duration, a part of a merged range, or a date where the
        column holds something else.

        Why: what people see there and what programs read differ.
        Bad: =A1&A2 written by a program that did not compute it
        Good: the text itself
    """),
)  # fmt: skip
