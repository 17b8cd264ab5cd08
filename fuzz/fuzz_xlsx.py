"""Fuzz the workbook reader: it raises UnreadableInput or returns sheets and findings, whatever the package or its parts hold.

The first byte chooses: 0 takes the rest as the whole package; 1 to 4 put it into a sound package as the sheet, the shared texts, the
styles or the workbook, which reaches further than broken zip files do.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["claims.load"]):
    from claims.errors import UnreadableInput
    from claims.load.table_files import read_table_file

NAMES = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SOUND: dict[str, str] = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="claims" sheetId="1" r:id="r1"/></sheets>'
    "</workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
    + "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")], 1
        )
    )
    + "</Relationships>",
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>id</t></si><si><t>statement</t></si></sst>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>'
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>demo-0001</t></is></c><c r="B2" s="1"><v>44000</v></c></row></sheetData></worksheet>',
}  # fmt: skip
PLACE = Path(tempfile.mkdtemp(), "fuzz.xlsx")


def package(data: bytes) -> bytes:
    """Return the bytes of the workbook that `data` stands for."""
    choice = data[0] % (len(NAMES) + 1) if data else 0
    if choice == 0:
        return data[1:]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in SOUND.items():
            archive.writestr(name, data[1:] if name == NAMES[choice - 1] else text)
    return stream.getvalue()


def one_input(data: bytes) -> None:
    """Read the workbook that `data` stands for."""
    PLACE.write_bytes(package(data))
    try:
        reading = read_table_file(PLACE)
    except UnreadableInput as error:
        assert str(error) and "\n" not in str(error)
        return
    assert reading.records or reading.findings or reading.unreadable, "read as nothing, silently"
    for finding in reading.findings:
        assert "\n" not in finding.message


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
