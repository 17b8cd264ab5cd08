"""The workbook as a file: what stands on which sheet, and what a text in a record can never do to it."""

from __future__ import annotations

import datetime
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from builders import anchor_value, article_value, citation_value, claim_value, entity_value, info_value, make_ledger, source_value
from workbooks import open_workbook, records_of, write_workbook

from claims.errors import CannotExport, UnknownName
from claims.export.exporter import ExportOptions
from claims.export.to_xlsx import XlsxExporter
from claims.export.workbook.book import write_book
from claims.load.typed import load_ledger
from claims.load.workbook_map import Role, ledger_digest, read_map
from claims.model.ledger import LedgerRecord

INJECTIONS = (
    "=1+1", "=HYPERLINK(\"https://evil.example\",\"x\")", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "{=1}", "http://a.example",
    "mailto:a@b.example", "internal:'Claims'!A1", "file:///etc/passwd", "_x003D_1+1", "1E5", "0010", "TRUE", "MARCH1", "1-2", "NA", "None",
    "<r><t>rich</t></r>", "&amp;", "]]>", "https://a.example/#x",
)  # fmt: skip


@pytest.fixture(scope="module")
def ledger() -> LedgerRecord:
    return make_ledger(
        claims=[
            claim_value("pear-0001", time="2021-05-05"),
            claim_value(
                "pear-0002", statement="سلام means peace.", anchors=[anchor_value("r003")], time="1899-12-30",
                payload={"kind": "state", "relation": "means", "subject": "freedonia", "object_text": "peace"}, citations=[],
                assessment={
                    "verdict": "refuted", "policy": "claims-default/1", "rationale": "It is not so.", "corrected": "It is otherwise.",
                    "credence": "0.1000", "reasons": [{"group": "port-office-2021", "weight": "-2.1972", "sources": ["port-office-2021"]}],
                },
            ),
            *(
                claim_value(
                    f"pear-00{10 + year}", time=str(2000 + year),
                    payload={
                        "kind": "quantity", "measure": "exports", "value": f"{year}.50", "unit": "tonnes", "multiplier": "1000",
                        "period": str(2000 + year), "subject": "freedonia", "counterpart": "sylvania",
                    },
                )
                for year in (1, 2, 3)
            ),
        ]
    )  # fmt: skip


@pytest.fixture(scope="module")
def path(ledger: LedgerRecord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_workbook(ledger, tmp_path_factory.mktemp("book") / "pear.xlsx")


@pytest.fixture(scope="module")
def book(path: Path) -> Any:
    return open_workbook(path)


def test_the_sheets_stand_in_the_order_in_which_people_want_them(book: Any) -> None:
    assert book.sheetnames[:11] == [
        "Read me", "Claims", "Citations", "Sources", "Entities", "Quantities", "Figures", "Timeline", "Findings", "Codebook", "Codes",
    ]  # fmt: skip
    assert book.sheetnames[-2:] == ["Lists", "Meta"]
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == ["Meta"]
    assert book.active.title == "Read me"


def test_every_table_is_an_excel_table_with_plain_names_and_a_frozen_header(book: Any) -> None:
    for sheet in book:
        if sheet.title in {"Read me", "Figures"}:
            continue
        (table,) = sheet.tables.values()
        header = [cell.value for cell in sheet[1]]
        assert table.displayName == sheet.title and table.autoFilter is not None
        assert sheet.freeze_panes == "B2"
        assert len({name.casefold() for name in header}) == len(header)
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,31}", name) for name in header), sheet.title
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0 and sheet.print_title_rows == "$1:$1"


def test_frozen_panes_can_be_left_out(ledger: LedgerRecord, tmp_path: Path) -> None:
    assert {sheet.freeze_panes for sheet in open_workbook(write_workbook(ledger, tmp_path / "a.xlsx", freeze=False))} == {None}


def test_dates_and_numbers_are_real_beside_their_exact_texts(book: Any) -> None:
    first, second, third, *_ = records_of(book["Claims"])
    assert (first["time"], first["time_day"]) == ("2021-05-05", datetime.datetime(2021, 5, 5))
    assert (second["time"], second["time_day"]) == ("1899-12-30", None)
    assert (third["value"], third["value_number"], third["amount"]) == ("1.50", 1.5, 1500)
    assert (second["credence"], second["credence_number"]) == ("0.1000", 0.1)
    assert first["checkable"] is True


def test_links_lead_from_claim_to_citation_to_source_and_back(book: Any) -> None:
    claims, citations, sources = book["Claims"], book["Citations"], book["Sources"]
    places = {name: {cell.value: cell.column - 1 for cell in book[name][1]} for name in ("Claims", "Citations", "Sources")}
    row = claims[2]
    article = row[places["Claims"]["row"]].hyperlink
    assert article.target == "https://gazette.example/orchard" and article.location.startswith(":~:text=")
    assert row[places["Claims"]["citations"]].hyperlink.location == "'Citations'!A2"
    assert row[places["Claims"]["main_source"]].hyperlink.location == "'Sources'!A2"
    assert citations[2][places["Citations"]["claim"]].hyperlink.location == "'Claims'!A2"
    assert citations[2][places["Citations"]["source"]].hyperlink.location == "'Sources'!A2"
    assert sources[2][places["Sources"]["cited"]].hyperlink.location == "'Citations'!A2"
    assert sources[2][places["Sources"]["url"]].hyperlink.target == "https://port.example/port-office-2021"
    assert claims[3][places["Claims"]["citations"]].hyperlink is None


def test_text_from_right_to_left_stands_at_the_right(book: Any) -> None:
    statement = book["Claims"]["C3"]
    assert statement.value == "سلام means peace." and statement.alignment.horizontal == "right" and statement.alignment.readingOrder == 2
    assert book["Claims"]["C2"].alignment.horizontal == "left"


def test_vocabularies_are_chosen_from_ranges_of_the_lists_sheet(book: Any) -> None:
    lists = {cell.value: [c.value for c in book["Lists"][cell.column_letter][1:] if c.value is not None] for cell in book["Lists"][1]}
    rules = {str(rule.sqref): rule for rule in book["Claims"].data_validations.dataValidation}
    verdict = next(rule for area, rule in rules.items() if area.startswith("B2:"))
    column = re.fullmatch(r"Lists!\$([A-Z]+)\$2:\$[A-Z]+\$(\d+)", verdict.formula1)
    assert column is not None and book["Lists"][f"{column[1]}1"].value == "verdict" and int(column[2]) == len(lists["verdict"]) + 1
    assert verdict.errorStyle in {None, "stop"}
    assert lists["topics"] == ["trade", "politics"] and lists["sources"] == ["port-office-2021"] and lists["true_false"] == [True, False]
    ids = rules["A2:A6"]
    assert (ids.type, ids.formula1) == ("custom", "FALSE")
    assert not any(sheet.protection.sheet for sheet in book)


def test_counts_are_live_and_carry_their_values(path: Path, book: Any) -> None:
    formulas = [cell.value for row in book["Read me"].iter_rows() for cell in row if cell.data_type == "f"]
    assert '=COUNTIFS(Claims[verdict],"refuted")' in formulas
    assert '=COUNTIFS(Claims[section],"intro",Claims[verdict],"refuted")' in formulas
    shown = {row[0]: row[1] for row in open_workbook(path, data_only=True)["Read me"].iter_rows(values_only=True)}
    assert (shown["☒ refuted"], shown["○ not-enough-evidence"], shown["all"]) == (1, 4, 5)


def test_no_text_of_a_record_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    hostile = make_ledger(
        ledger=info_value(title="=1+1", description="@SUM(1)", creators=["+1", "-1"]),
        articles=[article_value(source=source_value("gazette-2021", title="=2", publisher="=3", note="@x"))],
        sources=[source_value(title=text, publisher=text, note=text, id=f"s-{i:02}") for i, text in enumerate(INJECTIONS)],
        entities=[
            entity_value(f"e-{i:02}", type="person", name=text, aliases=[{"text": text}], offices=[{"title": text}])
            for i, text in enumerate(INJECTIONS)
        ],
        claims=[
            claim_value(
                f"pear-{i + 1:04}", statement=text, citations=[citation_value("s-00", says=text, locator=text, value=text)],
                payload={"kind": "utterance", "speaker": "e-00", "content": text, "medium": text, "quotation": text},
                assessment={"verdict": "refuted", "policy": text, "rationale": text, "corrected": text, "later": text},
                searched=[{"what": text, "result": text, "on": "2021"}], history=[{"date": "2021", "change": "created", "note": text}],
            )
            for i, text in enumerate(INJECTIONS)
        ],
    )  # fmt: skip
    target = write_workbook(hostile, tmp_path / "a.xlsx", title="=0", selection='=1"', form="long")
    book = open_workbook(target)
    allowed = re.compile(r"=(COUNTIFS\(Claims\[|SUM\([BC]\d+:[A-Z]\d+\)$|IF\(B\$\d+=0,0,B\d+/B\$\d+\)$)")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert sheet.title == "Read me" and allowed.match(cell.value), (sheet.title, cell.coordinate, cell.value)
                if cell.hyperlink is not None and cell.hyperlink.target is not None:
                    assert re.match(r"https://(port|gazette)\.example/", cell.hyperlink.target), cell.value
    assert [row["statement"] for row in records_of(book["Claims"])] == [
        text.replace("_x003D_", "_x005F_x003D_")
        for text in INJECTIONS  # openpyxl leaves Excel's escapes as they are
    ]
    with zipfile.ZipFile(target) as package:
        assert not [name for name in package.namelist() if "vba" in name.lower() or "externalLink" in name or "connections" in name]
    assert load_ledger(target) == hostile


def test_the_same_ledger_gives_the_same_bytes_and_no_time_of_writing(ledger: LedgerRecord, path: Path, tmp_path: Path) -> None:
    assert write_workbook(ledger, tmp_path / "again.xlsx").read_bytes() == path.read_bytes()
    properties = open_workbook(path).properties
    assert properties.created == properties.modified == datetime.datetime(2021, 7, 2)
    assert (properties.title, properties.creator) == ("Orchard trade: an invented ledger", "The tests")
    with zipfile.ZipFile(path) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}


def test_a_text_too_long_for_a_cell_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    parts = [{"entity": "freedonia", "part": f"part-{number}"} for number in range(2000)]
    too_long = make_ledger(claims=[claim_value(entities=parts)])
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(CannotExport, match=r"Claims: the field entities of pear-0001 has [0-9,]+ UTF-16 units"):
        write_workbook(too_long, target)
    assert target.read_bytes() == b"old" and [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_table_longer_than_a_sheet_goes_on_in_the_next_and_says_so(tmp_path: Path) -> None:
    long = make_ledger(claims=[claim_value(f"pear-{number:04}") for number in range(1, 51)])
    target = tmp_path / "a.xlsx"
    with target.open("wb") as stream:
        notices = write_book((long,), stream, ExportOptions(), most_rows=50)
    book = open_workbook(target)
    assert [len(records_of(book[name])) for name in ("Claims", "Claims_2")] == [49, 1]
    assert "Claims has more rows than a sheet holds and goes on in Claims_2." in notices
    told = [cell.value for cell in book["Read me"]["B"]]
    assert set(notices) <= set(told)
    assert '=COUNTIFS(Claims[verdict],"refuted")+COUNTIFS(Claims_2[verdict],"refuted")' in told
    assert book["Citations_2"]["A2"].hyperlink.location == "'Claims_2'!A2"
    assert load_ledger(target) == long


def test_a_part_says_that_it_is_one(ledger: LedgerRecord, tmp_path: Path) -> None:
    book = open_workbook(write_workbook(ledger, tmp_path / "a.xlsx", columns=("statement", "value_number"), selection="kind=quantity"))
    assert [cell.value for cell in book["Claims"][1]] == ["id", "statement", "value_number"]
    told = {row[0]: row[1] for row in book["Read me"].iter_rows(values_only=True)}
    assert told["Only a part"] == "kind=quantity" and told["Only some columns"].startswith("statement, value_number.")
    found = read_map(book["Meta"].iter_rows(values_only=True))
    assert found is not None and found.settings["complete"] == "false" and found.settings["selection"] == "kind=quantity"
    assert not [cell for row in book["Read me"]["B16:B20"] for cell in row if isinstance(cell.value, str) and "COUNTIFS" in cell.value]


def test_unknown_columns_languages_and_forms_are_named_with_what_there_is(ledger: LedgerRecord, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"no column 'verdikt'; there are id, verdict, statement"):
        write_workbook(ledger, tmp_path / "a.xlsx", columns=("verdikt",))
    with pytest.raises(UnknownName, match=r"no labels in 'xx'; there are en"):
        write_workbook(ledger, tmp_path / "a.xlsx", language="xx")
    with pytest.raises(UnknownName, match=r"no form is called 'tall'; there are long, wide"):
        write_workbook(ledger, tmp_path / "a.xlsx", form="tall")
    assert not list(tmp_path.iterdir())


def test_the_map_tells_where_every_column_comes_from(book: Any, ledger: LedgerRecord) -> None:
    found = read_map(book["Meta"].iter_rows(values_only=True))
    assert found is not None
    assert found.settings["digest"] == ledger_digest(ledger) and found.settings["complete"] == "true"
    mapped = {(column.sheet, column.header): column for column in found.columns}
    for sheet in book:
        if sheet.tables and sheet.title != "Meta":
            assert all((sheet.title, cell.value) in mapped for cell in sheet[1]), sheet.title
    assert mapped["Claims", "value_number"].role is Role.NUMBER and mapped["Claims", "value_number"].column == "value"
    assert mapped["Claims", "time_day"].role is Role.DAY and mapped["Claims", "working"].role is Role.COMPUTED
    assert mapped["Timeline", "when"].table == ""
    assert len(found.records) == 1 + 1 + 4 + 1 + 5


def test_the_figures_are_charts_that_a_screen_reader_can_tell(path: Path, book: Any) -> None:
    rows = list(book["Figures"].iter_rows(values_only=True))
    assert [row[:2] for row in rows[-5:]] == [
        ("year", "exports"),
        *((2000 + n, f'=AVERAGEIFS(Quantities[amount],Quantities[measure],"exports",Quantities[unit],"tonnes",'
          f'Quantities[subject],"freedonia",Quantities[counterpart],"sylvania",Quantities[year],{2000 + n})') for n in (1, 2, 3, 20)),
    ]  # fmt: skip
    with zipfile.ZipFile(path) as package:
        names = [name for name in sorted(package.namelist()) if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)]
        drawings = [package.read(name).decode() for name in names]
    told = [re.search(r'descr="([^"]+)"', drawing) for drawing in drawings]
    assert len(told) == 2 and all(told)
    assert any(match and "exports: 1,500.0 in 2001, 1,200.0 in 2020" in match[1] for match in told)


def test_no_chart_where_no_measure_has_three_years(tmp_path: Path) -> None:
    assert "Figures" not in open_workbook(write_workbook(make_ledger(), tmp_path / "a.xlsx")).sheetnames


def test_findings_are_what_the_article_gets_wrong(book: Any) -> None:
    (found,) = records_of(book["Findings"])
    assert (found["claim"], found["verdict"], found["corrected"]) == ("pear-0002", "refuted", "It is otherwise.")


def test_the_codebook_explains_every_column_and_the_codes_every_word(book: Any) -> None:
    explained = {(row["sheet"], row["column"]): row for row in records_of(book["Codebook"])}
    for sheet in book:
        if sheet.tables and sheet.title not in {"Lists", "Meta"}:
            for cell in sheet[1]:
                assert explained[sheet.title, cell.value]["meaning"], (sheet.title, cell.value)
    assert explained["Claims", "credence"]["unit"] == "probability, 0 to 1"
    assert explained["Claims", "multiplier"]["blank"] == "Blank means 1, or that this kind of claim has no such field."
    codes = {(row["list"], row["code"]) for row in records_of(book["Codes"])}
    for column in book["Lists"].iter_cols(values_only=True):
        if column[0] not in {"true_false", "claims", "sources", "entities", "articles"}:
            assert {(column[0], word) for word in column[1:] if word is not None} <= codes, column[0]


@pytest.mark.parametrize(("form", "rows", "columns"), [("long", 5, 16), ("wide", 5, 16)])
def test_claims_and_citations_can_stand_in_one_table(ledger: LedgerRecord, tmp_path: Path, form: str, rows: int, columns: int) -> None:
    target = write_workbook(ledger, tmp_path / "a.xlsx", form=form)
    sheet = open_workbook(target)[form.capitalize()]
    found = records_of(sheet)
    assert (len(found), len(found[0])) == (rows, columns)
    assert found[0]["source" if form == "long" else "source_1"] == "port-office-2021"
    assert load_ledger(target) == ledger


def test_integers_of_sixteen_digits_stay_exact(tmp_path: Path) -> None:
    large = make_ledger(claims=[claim_value(anchors=[anchor_value("r002", start=2**53 - 2, end=2**53 - 1)])])
    target = write_workbook(large, tmp_path / "a.xlsx")
    assert records_of(open_workbook(target)["Anchors"])[0]["end"] == str(2**53 - 1)
    assert load_ledger(target) == large


def test_a_ledger_without_claims_is_a_workbook_too(tmp_path: Path) -> None:
    empty = make_ledger(claims=[], sources=[], entities=[])
    assert load_ledger(write_workbook(empty, tmp_path / "a.xlsx")) == empty


def test_the_exporter_says_what_it_is() -> None:
    assert (XlsxExporter.name, XlsxExporter.suffix, XlsxExporter.lossless, XlsxExporter.extra) == ("xlsx", ".xlsx", True, "excel")
