"""A strict CSV reader (RFC 4180) that knows the physical line and column of every record and field.

The standard library's reader forgives quotes in the wrong place, forgets where fields stand and has a limit on their length that is
global to the process. Here it only takes apart what has been found clean; the rest is looked at field by field, so that each fault is
named at its place. Records end at CRLF, LF or CR; inside quotes line breaks are content and come back as they were.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import attrs

from .marks import Marks, TextProblem

DELIMITERS = (",", ";", "\t")
"""Delimiters that are recognised in a header."""

_END = re.compile(r"\r\n|\n|\r")
_QUOTE_IT = 'put the whole field in double quotes and write each quote inside it twice: "say ""yes"""'
_DECLARED = re.compile(r"sep=([,;\t])(?:\r\n|\n|\r)")


@attrs.frozen(slots=True)
class CsvRecord:
    """One record: its fields, and the offset in the text at which it starts."""

    fields: list[str]
    start: int

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        first = self.fields[0]
        return (not first or first.isspace()) and not any(field.strip() for field in self.fields)


class CsvText:
    """A CSV text. Iterating over it yields its records, blank ones too; `problems` fills on the way (SYN011)."""

    def __init__(self, text: str, delimiter: str, start: int = 0) -> None:
        self.text = text
        self.delimiter = delimiter
        self.start = start
        """Offset of the header: behind a line `sep=;`, where there is one."""
        self.problems: list[TextProblem] = []
        sign = re.escape(delimiter)
        field = rf'(?:"[^"]*+(?:""[^"]*+)*+"|[^"{sign}\r\n]*+)'
        self._clean = re.compile(rf"{field}(?:{sign}{field})*+(?=[\r\n]|\Z)")
        self._edge = re.compile(rf"{sign}|\r\n|\n|\r")
        self._cr_ends = text.count("\r") != text.count("\r\n")

    def __iter__(self) -> Iterator[CsvRecord]:
        text, delimiter = self.text, self.delimiter
        at, length = self.start, len(text)
        while at < length:
            end, after = self._line_end(at)
            if text.find('"', at, end) < 0:
                yield CsvRecord(text[at:end].split(delimiter), at)
                at = after
                continue
            fields = self._clean_fields(at)
            if fields is None:
                fields = self._faulty_fields(at)
            if fields is None:
                return
            yield CsvRecord(fields[0], at)
            at = fields[1]

    def _line_end(self, at: int) -> tuple[int, int]:
        """Return where the line at an offset ends, and where the next one starts."""
        if self._cr_ends:
            match = _END.search(self.text, at)
            return match.span() if match else (len(self.text), len(self.text))
        end = self.text.find("\n", at)
        if end < 0:
            return len(self.text), len(self.text)
        return (end - 1 if end > at and self.text[end - 1] == "\r" else end), end + 1

    def _clean_fields(self, at: int) -> tuple[list[str], int] | None:
        """Return the fields of a record without faults, and where the next one starts; None where something may be wrong with it."""
        match = self._clean.match(self.text, at)
        if match is None:
            return None
        try:
            (fields,) = csv.reader([match.group()], delimiter=self.delimiter, strict=True)
        except csv.Error:  # a field longer than the limit of that reader
            return None
        end = _END.match(self.text, match.end())
        return fields, end.end() if end else len(self.text)

    def _faulty_fields(self, at: int) -> tuple[list[str], int] | None:
        """The same, naming what is wrong; None where a quote is never closed, behind which nothing can be told apart."""
        fields: list[str] = []
        after = at
        for start, value, end in self._fields(at):
            if value is None:
                help = "close the field with a double quote"
                message = "a quote that is never closed; nothing from here on was read"
                self.problems.append(TextProblem("SYN011", start, message, help))
                return None
            fields.append(value)
            after = end
        return fields, after

    def _fields(self, at: int, report: bool = True) -> Iterator[tuple[int, str | None, int]]:
        """Yield start, value and the offset behind it for each field of a record; the value is None for an unclosed quote."""
        text = self.text
        while True:
            start, value = at, ""
            if text.startswith('"', at):
                close = self._closing_quote(at + 1)
                if close < 0:
                    yield start, None, len(text)
                    return
                value = text[at + 1 : close].replace('""', '"')
                at = close + 1
            match = self._edge.search(text, at)
            loose = text[at : match.start() if match else len(text)]
            if report and loose and at > start:
                self.problems.append(TextProblem("SYN011", at, f"{loose[:20]!r} stands behind the closing quote", _QUOTE_IT))
            elif report and '"' in loose:
                place = at + loose.index('"')
                self.problems.append(TextProblem("SYN011", place, "a quote inside a field that does not begin with one", _QUOTE_IT))
            at = match.end() if match else len(text)
            yield start, value + loose, at
            if match is None or match.group() != self.delimiter:
                return

    def _closing_quote(self, at: int) -> int:
        text = self.text
        while (at := text.find('"', at)) >= 0:
            if not text.startswith('"', at + 1):
                return at
            at += 2
        return -1

    def field_start(self, record: CsvRecord, index: int) -> int:
        """Return the offset of a field of a record; where the record has no such field, of its last."""
        found = record.start
        for number, (start, _, _) in enumerate(self._fields(record.start, report=False)):
            found = start
            if number == index:
                break
        return found

    def marks(self) -> Marks:
        """Return lines and columns by offset."""
        return Marks(self.text, {(): self.start}, {})


def open_csv(text: str, delimiter: str | None = None) -> CsvText:
    """Return a CSV text ready to be read.

    The delimiter, where it is not given, is the one of comma, semicolon and tab that stands in the header most often (a comma where
    none does); rows are never looked at for it. A first line `sep=;`, as Excel understands it, says it outright.
    """
    declared = _DECLARED.match(text)
    if declared:
        return CsvText(text, declared.group(1), declared.end())
    if delimiter is not None:
        return CsvText(text, delimiter)
    header = _header_without_quoted(text)
    counts = [header.count(sign) for sign in DELIMITERS]
    return CsvText(text, DELIMITERS[counts.index(max(counts))])


def _header_without_quoted(text: str) -> str:
    kept = []
    for part in re.finditer(r'"(?:[^"]|"")*+"|[^"\r\n]++|[\r\n]|"', text):
        if part.group() in {"\r", "\n"}:
            break
        if not part.group().startswith('"'):
            kept.append(part.group())
    return "".join(kept)
