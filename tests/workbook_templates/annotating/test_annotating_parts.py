"""The pieces of an annotation: boxes by arithmetic, texts, parts of any spelling."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbook_templates.annotating.workbooks import checked, contents, finding, rich
from workbook_templates.annotating import annotate
from workbook_templates.annotating.boxes import anchor, grid
from workbook_templates.annotating.markup import Markup
from workbook_templates.annotating.remarks import Area, area_of, xml_text
from workbook_templates.checking import Severity


def test_the_box_stands_beside_its_cell():
    # Usual columns are 8.43 characters, 8.43 × 7 + 5 = 64 pixels; usual rows 15 points, 20 pixels.
    # The box begins 12 pixels into column B and is 320 wide: 332 = 5 × 64 + 12 → column G (6), 12.
    # One line is 17 high, with 14 around it, from 2 on: 33 = 20 + 13 → row 2 (1), 13.
    usual = grid(None, None, [])
    assert anchor(usual, Area(0, 0, 0, 0), "一行") == "1, 12, 0, 2, 6, 12, 1, 13"
    # 49 digits in a line of 48 take two lines: 2 + 2 × 17 + 14 = 50 = 2 × 20 + 10.
    assert anchor(usual, Area(0, 0, 0, 0), "1" * 49) == "1, 12, 0, 2, 6, 12, 2, 10"


def test_the_box_knows_wide_and_hidden_columns_and_high_rows():
    sheet = Markup(
        b'<w><sheetFormatPr defaultRowHeight="30"/><cols>'
        b'<col min="2" max="2" width="45"/><col min="3" max="4" width="9" hidden="1"/></cols>'
        b'<sheetData><row r="1" ht="12"/><row/><row r="7" hidden="1"/></sheetData></w>',
        "w",
    ).root
    data = sheet.child("sheetData")
    sizes = grid(sheet.child("sheetFormatPr"), sheet.child("cols"), data.children)
    # B is 45 × 7 + 5 = 320; 332 leaves 12 pixels, over the hidden C and D, in E (4).
    # Row 1 is 12 points, 16 pixels; 33 leaves 17 in row 2 (1), which is 40 high.
    assert anchor(sizes, Area(0, 0, 0, 0), "一行") == "1, 12, 0, 2, 4, 12, 1, 17"


@pytest.mark.parametrize(
    ("reference", "area"),
    [
        ("A1", Area(0, 0, 0, 0)),
        ("$C$12", Area(11, 2, 11, 2)),
        ("D4:B2", Area(1, 1, 3, 3)),
        ("XFD1048576", Area(1048575, 16383, 1048575, 16383)),
        ("XFE1", None),
        ("A0", None),
        ("a1", None),
        ("", None),
    ],
)
def test_references(reference, area):
    assert area_of(reference) == area


@given(st.text(st.characters(), max_size=60))
def test_any_text_can_be_written(text):
    read = ElementTree.fromstring(f"<t>{xml_text(text)}</t>").text or ""
    # Nothing in it is read as the escape of another character.
    assert not re.search("_x(?!005F_)[0-9A-Fa-f]{4}_", read.replace("_x005F_", ""))


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("empty", [True, False])
def test_edits_of_a_part(prefix, empty):
    space = ' xmlns:x="u"' if prefix else ' xmlns="u"'
    inside = f"<{prefix}b/>" if empty else f"<{prefix}b><{prefix}c k='&gt;>'/></{prefix}b>"
    markup = Markup(f"<{prefix}a{space}>{inside}<!-- <b/> --></{prefix}a>".encode(), "部件")
    part = markup.root.child("b")
    markup.append(part, "<d/>")
    markup.append(part, "<e/>")
    markup.set(part, "n", '"<&')
    markup.insert_after(markup.root, ("b",), "<f/>")
    root = ElementTree.fromstring(markup.result())
    assert [child.tag for child in root] == ["{u}b", "{u}f"]
    assert [child.tag for child in root[0]] == ["{u}c"] * (not empty) + ["{u}d", "{u}e"]
    assert root[0].get("n") == '"<&'
    assert b"<!-- <b/> -->" in markup.result()


PLACES = st.builds(
    finding,
    st.sampled_from(["A1", "B3", "B10", "C11", "D4", "F40", "A5", "C2", "", "Z9:AA10"]),
    st.sampled_from(Severity),
    st.text(st.characters(), max_size=20),
    st.sampled_from(["自评表", "数据'表", "没有"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PLACES, max_size=6), st.lists(PLACES, max_size=6))
def test_only_the_last_annotation_counts(tmp_path: Path, first, second):
    path = rich(tmp_path / "表.xlsx")
    outs = [tmp_path / f"{name}.xlsx" for name in ("一", "二", "直接")]
    annotate(path, outs[0], checked(*first))
    annotate(outs[0], outs[1], checked(*second))
    annotate(path, outs[2], checked(*second))
    twice, once = contents(outs[1]), contents(outs[2])
    assert twice["xl/worksheets/sheet3.xml"].count(b"<row ") == once[
        "xl/worksheets/sheet3.xml"
    ].count(b"<row ")
    for part in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        data = [re.search(rb"<sheetData.*</sheetData>", each[part])[0] for each in (twice, once)]
        # Cells that the first one made may stay, empty; the numbers of formats may be others.
        plain = [re.sub(rb'<c [^>]*/>| s="\d+"| spans="[^"]*"', b"", each) for each in data]
        plain = [re.sub(rb"<row [^>]*(></row>|/>)", b"", each) for each in plain]
        plain = [each.replace(b"<sheetData/>", b"<sheetData></sheetData>") for each in plain]
        assert plain[0] == plain[1]
    for part in twice:
        if part.endswith((".xml", ".rels", ".vml")):
            ElementTree.fromstring(twice[part])
    boxes = twice["xl/drawings/vmlDrawing1.vml"]
    texts = twice["xl/comments1.xml"]
    assert boxes.count(b'ObjectType="Note"') == texts.count(b"<comment ")
