"""A CSV file to a sheet: encodings, delimiters, row lengths, blank rows. Nothing is dropped without being said."""

from __future__ import annotations

import codecs
from pathlib import Path

from ..model.finding import Finding, Position, Severity
from .csv_text import CsvRecord, CsvText, open_csv
from .decode import Decoded, decode, read_bytes, show_name
from .guarded_text import unguard
from .marks import Marks
from .sheet import RawSheet, RawSheets
from .tables.incoming import IncomingRow, Place

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_SAVE = 'save it as "CSV UTF-8"'


def read_csv_file(path: Path, delimiter: str | None = None, guarded: bool = False) -> RawSheets:
    """Return the sheet in a CSV or TSV file.

    Read are UTF-8, with or without a byte-order mark, and UTF-16 with one; commas, semicolons or tabs, told from the header; CRLF, LF
    and CR. `guarded` says that the export put apostrophes before text that looks like a formula, and takes them away. Raises
    UnreadableInput where the file cannot be opened; what is wrong inside is a finding.
    """
    name = show_name(path)
    decoded = decode_table(read_bytes(path))
    if decoded.problem is not None:
        code, at, message, help = decoded.problem
        before = decoded.text.encode("utf-8", "surrogatepass")[:at].decode("utf-8", "replace")
        place = Marks(before, {}, {}).at(len(before))
        return RawSheets((), (Finding(code, message, name, place, help=help),), readable=False)
    csv = open_csv(decoded.text, delimiter or ("\t" if path.suffix.lower() == ".tsv" else None))
    return _sheet(csv, path.stem, name, guarded)


def decode_table(data: bytes) -> Decoded:
    """Return the text of a CSV file's bytes. A byte-order mark is read past; without one only UTF-8 is read."""
    if data.startswith(_UTF16) and not data.startswith(_UTF32):
        try:
            return Decoded(data.decode("utf-16"))
        except UnicodeDecodeError as error:
            return Decoded("", ("SYN005", 0, f"not UTF-16 from byte {error.start} on, though its mark says so", _SAVE), False)
    decoded = decode(data.removeprefix(codecs.BOM_UTF8)) if data.startswith(codecs.BOM_UTF8) else decode(data)
    if decoded.problem is not None and decoded.problem[0] == "SYN009":  # a second mark is a part of the first header
        return Decoded("\ufeff" + decoded.text)
    return decoded


def _sheet(csv: CsvText, stem: str, name: str, guarded: bool) -> RawSheets:
    marks = csv.marks()
    findings: list[Finding] = []
    records = iter(csv)
    header = next(records, None)
    if header is None or header.blank:
        findings += (Finding(p.code, p.message, name, marks.at(p.offset), help=p.help) for p in csv.problems)
        found = "the file is empty: it has no header" if header is None else "the first line is blank: it must be the header"
        findings.append(Finding("SYN014", found, name, help="write the column names in the first line"))
        return RawSheets((), tuple(findings), marks)
    width = len(header.fields)
    rows: list[IncomingRow] = []
    blank: list[CsvRecord] = []
    for record in records:
        if record.blank:
            blank.append(record)
            continue
        if len(record.fields) != width:
            findings.append(_wrong_length(csv, marks, record, width, name))
        cells = (record.fields + [""] * width)[:width]
        rows.append(IncomingRow([unguard(cell) for cell in cells] if guarded else cells, _place(csv, marks, record)))
    findings += (Finding(p.code, p.message, name, marks.at(p.offset), help=p.help) for p in csv.problems)
    if blank:
        message = f"{len(blank)} blank row{'s' if len(blank) > 1 else ''} left out"
        findings.append(Finding("SYN016", message, name, marks.at(blank[0].start), severity=Severity.NOTE))
    sheet = RawSheet(stem, name, tuple(header.fields), _place(csv, marks, header), rows)
    return RawSheets((sheet,), tuple(findings), marks)


def _wrong_length(csv: CsvText, marks: Marks, record: CsvRecord, width: int, name: str) -> Finding:
    count = len(record.fields)
    message = f"{count} field{'s' if count != 1 else ''} where the header has {width}"
    if count > width:
        extra = ", ".join(repr(field) for field in record.fields[width:])
        message += f"; without a column is {extra[:80]}"
    help = "check for a missing or surplus delimiter, and put fields that contain one in double quotes"
    at = csv.field_start(record, width) if count > width else record.start
    return Finding("SYN012", message, name, marks.at(at), help=help)


def _place(csv: CsvText, marks: Marks, record: CsvRecord) -> Place:
    def place(index: int) -> Position:
        return marks.at(csv.field_start(record, index) if index else record.start)

    return place
