"""The parts of an Office Open XML workbook, with guards against what a hostile or broken file does.

The parts are read with expat alone, so that no extra package is needed to check a workbook, every cell keeps its address, a formula and
its stored result are seen at once, and Strict Open XML is read like the common kind.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO
from xml.parsers import expat

import attrs

from ..errors import UnreadableInput
from .decode import read_bytes, show_name
from .xlsx_rows import ROW_END, begins_plainly, is_unusual

MAX_PARTS = 10_000
MAX_UNPACKED = 1024 * 1024 * 1024
MAX_RATIO = 250
"""How many times larger than packed a workbook may be, from `RATIO_FROM` bytes on."""
RATIO_FROM = 32 * 1024 * 1024
CHUNK = 1 << 17
"""Bytes read at a time."""
ROWS = 1 << 20
"""Bytes of rows taken at a time."""

Attributes = dict[str, str]


def local_name(name: str) -> str:
    """Return an element's or attribute's name without its prefix; most producers use none."""
    return name.rpartition(":")[2] if ":" in name else name


def _parse_rows(parser: expat.XMLParserType, stream: IO[bytes], take: Callable[[bytes], bool]) -> None:
    """Parse as far as rows can be told apart without a parser, offering them to `take`."""
    start, end, text = parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler
    head, found, rest = stream.read(CHUNK).partition(ROW_END)
    parser.Parse(head + found, False)
    plain = bool(found) and begins_plainly(head)
    while plain and (rest := rest + stream.read(ROWS)):
        rows, found, rest = rest.rpartition(ROW_END)
        plain = bool(found) and not is_unusual(rows)  # within a comment rows are none
        rows += found
        if plain and rows and take(rows):
            parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
            parser.Parse(rows, False)
            parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
        else:
            parser.Parse(rows, False)
    parser.Parse(rest, False)


@attrs.frozen
class SheetPart:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


class Package:
    """The opened parts of a workbook. Raises UnreadableInput, with words for people, where it is none."""

    def __init__(self, path: Path) -> None:
        self.name = show_name(path)
        data = read_bytes(path)
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise self.refused("an encrypted workbook, or one in the old .xls format; save it without a password as .xlsx")
        if not data.startswith(b"PK"):
            raise self.refused("not a workbook: an .xlsx file is a zip archive, this is none")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise self.refused(f"a damaged workbook: {error}") from None
        entries = self._zip.infolist()
        self._guard(entries, len(data))
        self._entries = {entry.filename.replace("\\", "/").lstrip("/").casefold(): entry for entry in entries}
        self.dates_from_1904 = False
        self.sheets: tuple[SheetPart, ...] = ()
        self.workbook = self._workbook_part()
        self._read_workbook()
        if not self.sheets:
            raise self.refused("the workbook lists no sheets that can be read; open it in a spreadsheet program and save it as .xlsx")

    def refused(self, message: str) -> UnreadableInput:
        """Return the exception that says why the workbook is not read."""
        return UnreadableInput(f"{self.name}: {message}")

    def _guard(self, entries: list[zipfile.ZipInfo], size: int) -> None:
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MAX_PARTS:
            raise self.refused(f"{len(entries)} parts, more than the {MAX_PARTS} that a workbook may have")
        if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > MAX_RATIO * size):
            raise self.refused(f"{size} bytes that would unpack to {unpacked}: not opened, since it is likely made to exhaust memory")
        if any(entry.flag_bits & 1 for entry in entries):
            raise self.refused("an encrypted archive; save the workbook without a password")

    def has(self, part: str) -> bool:
        """Whether the workbook has a part of that name."""
        return part.casefold() in self._entries

    def parse(
        self,
        part: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
        take: Callable[[bytes], bool] | None = None,
    ) -> None:
        """Parse a part, calling back with names as they are written (see `local_name`).

        `take` is offered pieces of whole rows; those that it takes are not told event by event.

        Raises UnreadableInput for a missing or broken part, or one with a DOCTYPE: entities are how a small file becomes a large one.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = CHUNK

        def on_doctype(*_: object) -> None:
            raise self.refused(f"{part} declares a document type, which no workbook needs; not read")

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = on_doctype
        try:
            with self._open(part) as stream:
                if take is not None:
                    _parse_rows(parser, stream, take)
                while chunk := stream.read(CHUNK):  # expat's own reading goes in steps of 2 KiB
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self.refused(f"{part} is not XML: {error}") from None
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            raise self.refused(f"{part} cannot be unpacked: {error}") from None
        except Exception as error:
            if type(error).__module__ in {"zlib", "_lzma"}:
                raise self.refused(f"{part} cannot be unpacked: {error}") from None
            raise

    def _open(self, part: str) -> IO[bytes]:
        entry = self._entries.get(part.casefold())
        if entry is None:
            raise self.refused(f"the part {part} is missing")
        return self._zip.open(entry)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the relations of a part (of the package for ""): identifier to kind and part name."""
        folder, base = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        found: dict[str, tuple[str, str]] = {}

        def start(name: str, attributes: Attributes) -> None:
            if local_name(name) == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "").replace("\\", "/")
                whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], whole)

        if self.has(listed):
            self.parse(listed, start, lambda name: None, lambda text: None)
        return found

    def _workbook_part(self) -> str:
        for kind, part in self.relations("").values():
            if kind == "officeDocument":
                return part
        if self.has("xl/workbook.xml"):
            return "xl/workbook.xml"
        raise self.refused("a zip archive that holds no workbook")

    def _read_workbook(self) -> None:
        relations = self.relations(self.workbook)
        sheets: list[SheetPart] = []

        def start(name: str, attributes: Attributes) -> None:
            name = local_name(name)
            if name == "workbookPr":
                self.dates_from_1904 = attributes.get("date1904") in {"1", "true"}
            elif name == "sheet":
                related = next((value for key, value in attributes.items() if ":" in key and local_name(key) == "id"), "")
                kind, part = relations.get(related, ("", ""))
                if kind == "worksheet":
                    sheets.append(SheetPart(attributes.get("name", ""), part, attributes.get("state", "visible") != "visible"))

        self.parse(self.workbook, start, lambda name: None, lambda text: None)
        self.sheets = tuple(sheets)

    def related(self, kind: str) -> str | None:
        """Return the part of that kind that the workbook refers to, where it is there."""
        return next((part for found, part in self.relations(self.workbook).values() if found == kind and self.has(part)), None)
