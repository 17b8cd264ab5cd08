"""One pass over lines: a fast verdict on each, integrity beside it, words only for the lines that fail.

The loop is written out for claims, of which there are many; records of other kinds are few and take the plainer way below it.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

import attrs
import orjson

from ..load.bulk import has_repeated_key
from ..load.marks import walk
from ..load.read import kind_of, read_line
from .bulk_schema import has_numbers, quick_validator
from .bulk_tally import FILE_BIT, Tally, Vocabulary, namespace
from .engine import locate
from .mentions import ENTITY_FIELDS
from .rule import Rule
from .structure import build

BLOCK = 1 << 22
"""Bytes read at once."""
MAX_LINE = 1 << 24
"""Longest line, in bytes. No record is that long; without a bound, one line could fill the memory."""
EXPLAINED_BETWEEN_COLLECTIONS = 500


class NotText(Exception):
    """A file that cannot be read as lines of text, with its place: line and column, from 1."""

    def __init__(self, code: str, line: int, column: int, message: str, help: str) -> None:
        super().__init__(code, line, column, message, help)
        self.code, self.line, self.column, self.message, self.help = code, line, column, message, help


@attrs.frozen(eq=False)
class Known:
    """What is known before a pass begins: identifiers by namespace, and the words of the ledger."""

    ids: Mapping[str, Collection[str]]
    vocabulary: Vocabulary | None = None


def blocks_of_lines(stream: BinaryIO, start: int, end: int, number: int = 0) -> Iterator[tuple[int, list[bytes]]]:
    """Yield the lines between two offsets without their ends, many at once, with the offset of the first.

    `number` lines stand before them. Raises NotText for a line beyond `MAX_LINE`.
    """
    stream.seek(start)
    carried, offset = b"", start
    while start < end:
        block = stream.read(min(BLOCK, end - start))
        if not block:
            break
        start += len(block)
        lines = (carried + block).split(b"\n")
        carried = lines.pop()
        yield offset, lines
        offset = start - len(carried)
        number += len(lines)
        if len(carried) > MAX_LINE:
            raise NotText("SYN000", number + 1, 1, f"a line of more than {MAX_LINE >> 20} MiB", "write one record a line")
    if carried:
        yield offset, [carried]


class Scan:
    """A pass over the lines of one file, or of a part of it. `tally` grows as it goes."""

    def __init__(self, name: str, number: int, known: Known, rules: Mapping[str, Rule], lines_before: int = 0) -> None:
        self.name = name
        self.tally = Tally(lines=lines_before)
        self.base = number << FILE_BIT
        self.rules = rules
        self.known = known
        self.vocabulary = known.vocabulary
        self.explained = 0

    def run(self, blocks: Iterable[tuple[int, list[bytes]]]) -> Tally:
        """Check every line. Raises NotText where one is not UTF-8."""
        tally = self.tally
        loads, dumps = orjson.loads, orjson.dumps
        malformed = (orjson.JSONDecodeError, orjson.JSONEncodeError)  # the latter where a value nests deeper than it writes
        is_claim = quick_validator("claim")
        claims, known_claims = tally.ids["claim"], self.known.ids["claim"]
        sources, known_sources = tally.ids["source"], self.known.ids["source"]
        entities, known_entities = tally.ids["entity"], self.known.ids["entity"]
        leave_open = tally.leave_open
        for offset, lines in blocks:
            number = tally.lines
            words = self.vocabulary
            for line in lines:
                number += 1
                try:
                    value = loads(line)
                    as_written = dumps(value) == line
                except malformed:
                    self.explain(number, line, offset, lines, number - tally.lines - 1)
                    continue
                if not as_written and has_repeated_key(line, value):
                    self.explain(number, line, offset, lines, number - tally.lines - 1)
                    continue
                if type(value) is not dict or "statement" not in value:
                    self.other(number, line, value)
                    words = self.vocabulary
                    continue
                if not is_claim(value):
                    self.explain(number, line)
                    continue
                for anchor in value["anchors"]:  # the only numbers of a claim; the schema takes 1.0 for an integer
                    if type(anchor["start"]) is not int or type(anchor["end"]) is not int:
                        break
                else:
                    anchor = None
                if anchor is not None:
                    self.explain(number, line)
                    continue
                tally.records += 1
                place = self.base + number
                identifier = value["id"]
                if identifier in claims:
                    tally.identify("claim", identifier, place)
                else:
                    claims[identifier] = place
                for citation in value.get("citations", ()):
                    name = citation["source"]
                    if name not in sources and name not in known_sources:
                        leave_open("source", name, place)
                for part in value.get("entities", ()):
                    name = part["entity"]
                    if name not in entities and name not in known_entities:
                        leave_open("entity", name, place)
                for step in value["attribution"]:
                    name = step["agent"]
                    if name not in entities and name not in known_entities:
                        leave_open("entity", name, place)
                payload = value["payload"]
                for field in ENTITY_FIELDS[payload["kind"]]:
                    name = payload.get(field)
                    if name is not None and name not in entities and name not in known_entities:
                        leave_open("entity", name, place)
                if "participants" in payload:
                    for part in payload["participants"]:
                        name = part["entity"]
                        if name not in entities and name not in known_entities:
                            leave_open("entity", name, place)
                for name in value.get("places", ()):
                    if name not in entities and name not in known_entities:
                        leave_open("entity", name, place)
                for relation in value.get("relations", ()):
                    name = relation["target"]
                    if name not in claims and name not in known_claims:
                        leave_open("claim", name, place)
                if "derivations" in value:
                    for derivation in value["derivations"]:
                        for variable in derivation["inputs"]:
                            name = variable["claim"]
                            if name not in claims and name not in known_claims:
                                leave_open("claim", name, place)
                if "accepted" in value:
                    tally.closer.add(place)
                if words is None:
                    self.say("topic", value["topic"], place)
                    self.say("prefix", identifier.rpartition("-")[0], place)
                    for tag in value.get("tags", ()):
                        self.say("tag", tag, place)
                else:
                    if identifier.rpartition("-")[0] != words.prefix or value["topic"] not in words.topics:
                        tally.closer.add(place)
                    for tag in value.get("tags", ()):
                        if tag not in words.tags:
                            tally.closer.add(place)
            tally.lines = number
        return tally

    def say(self, what: str, word: str, place: int) -> None:
        """Look closer at a place that uses a word which the ledger does not declare; put it off where no ledger was seen so far."""
        if self.vocabulary is None:
            self.tally.leave_open(what, word, place)
        elif not self.vocabulary.declares(what, word):
            self.tally.closer.add(place)

    def refer(self, name: str, identifier: str, place: int) -> None:
        """Note a reference."""
        if identifier not in self.tally.ids[name] and identifier not in self.known.ids[name]:
            self.tally.leave_open(name, identifier, place)

    def other(self, number: int, line: bytes, value: Any) -> None:
        """Check a record that is no plain claim."""
        kind = kind_of(value)
        if (
            kind is None
            or not quick_validator(kind)(value)
            or (has_numbers(kind) and any(isinstance(part, float) for _, part in walk(value)))
        ):
            self.explain(number, line)
            return
        tally, place = self.tally, self.base + number
        tally.records += 1
        tally.identify(namespace(kind), value["source"]["id"] if kind == "article" else value["id"], place)
        if "accepted" in value or kind in {"ledger", "claim"}:
            tally.closer.add(place)
        if kind == "ledger":
            tally.ledgers.append(value)
            self.vocabulary = self.vocabulary or Vocabulary.of(value)
        elif kind == "entity":
            for office in value.get("offices", ()):
                if "organisation" in office:
                    self.refer("entity", office["organisation"], place)
                if "source" in office:
                    self.refer("source", office["source"], place)
        elif kind == "article":
            self.say("side", value["source"]["side"], place)
            for row in value["inventory"]:
                self.say("section", row["section"], place)
        elif kind == "source":
            self.say("side", value["side"], place)
            if "origin" in value:
                self.refer("source", value["origin"], place)

    def explain(self, number: int, line: bytes, offset: int = 0, lines: list[bytes] | None = None, index: int = 0) -> None:
        """Say what is wrong with a line; one that turns out to be good is looked at again by the rules."""
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            at = offset + sum(len(before) + 1 for before in (lines or [])[:index]) + error.start
            column = len(line[: error.start].decode("utf-8")) + 1
            message = f"byte {at} (0x{line[error.start]:02X}) is not UTF-8"
            raise NotText("SYN005", number, column, message, "save it as UTF-8") from None
        if not text.strip(" \t\r"):
            return
        tally, place = self.tally, self.base + number
        raw, findings = read_line(self.name, number, text)
        tally.findings += findings
        if raw is not None:
            tally.records += 1
            model, problems = build(raw)
            tally.findings += (locate(self.rules[code], problem) for code, problem in problems)
            if raw.id:
                tally.identify(namespace(raw.kind), raw.id, place)
            if model is not None:
                tally.closer.add(place)
                if raw.kind == "ledger":
                    tally.ledgers.append(raw.value)
                    self.vocabulary = self.vocabulary or Vocabulary.of(raw.value)
            else:
                tally.broken.add((namespace(raw.kind), raw.id))
        self.explained += 1
        if self.explained % EXPLAINED_BETWEEN_COLLECTIONS == 0:
            gc.collect()  # exceptions make cycles, and the collector is paused
