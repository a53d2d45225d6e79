"""Reading back: what was built is found again by name, wherever it stands; hostile files are refused."""

import re
import struct
import zipfile
from datetime import date
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from udfs import CellError
from workbook_templates.building import build, stamp_for
from workbook_templates.description import describe, forms
from workbook_templates.reading import Contents, Filled, Unreadable, read
from workbook_templates.reading.sheet_markup import read_sheet
from workbook_templates.shape import Kind

STAMP = stamp_for("self-evaluation", "national-2020", "ab" * 32, "0.1.0")

ROWS = [
    {"一级指标": "产出指标", "二级指标": "时效指标", "三级指标": "9月30日前预算执行支出进度",
     "年度指标值": "≥80%", "实际完成值": "64.71%", "分值": 5, "偏差原因分析及改进措施": "安排在下半年"},
    {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "实际利用外资",
     "年度指标值": "≥1600万美元", "实际完成值": "4805万美元", "分值": 45, "调减分值": Fraction("0.5")},
    {"一级指标": "满意度指标", "二级指标": "服务对象满意度指标", "三级指标": "企业满意度",
     "年度指标值": "≥90%", "实际完成值": "95%", "分值": 10},
]  # fmt: skip
DATA = {
    "项目名称": "州投资促进专项经费",
    "年初预算数": 1500,
    "全年预算数": 1150,
    "全年执行数": Fraction("1114.9"),
    "填表日期": date(2024, 3, 12),
    "指标": ROWS,
}


@pytest.fixture
def filled(tmp_path):
    return build("self-evaluation", tmp_path / "f.xlsx", DATA, STAMP, "national-2020")


def rewrite(path, change):
    """The workbook with `change(name, bytes)` applied to every part; None drops the part."""
    out = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out


def in_part(part, old, new):
    def change(name, content):
        if name != part:
            return content
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return change


def ok(path) -> Filled:
    answer = read(path)
    assert isinstance(answer, Contents), answer
    (form,) = answer.forms
    return form


def test_round_trip(filled):
    form = ok(filled)
    assert (form.form, form.stamp, form.stamp_agrees) == ("self-evaluation", STAMP, True)
    assert (form.missing, form.strays) == ((), ())
    values = {name: cell.value for name, cell in form.fields.items() if not cell.formula}
    assert {name: value for name, value in values.items() if value is not None} == {
        name: value for name, value in DATA.items() if name != "指标"
    }
    rows = [
        row
        for area in ("指标区_产出", "指标区_效益", "指标区_满意度")
        for row in form.sections[area]
    ]
    inputs = [
        {role: cell.value for role, cell in row.items() if cell.value is not None} for row in rows
    ]
    assert inputs == ROWS
    assert form.sections["指标区_效益"] == ()


def test_computed_cells_have_their_formulas(filled):
    form = ok(filled)
    assert form.computed["总分"].formula.startswith("=PE_TOTAL(")
    assert form.computed["总分"].value is None  # never calculated
    for row in form.sections["指标区_产出"]:
        assert "PE_SCORE" in row["得分"].formula
        assert row["实际完成值"].formula is None


@pytest.mark.parametrize("form", forms())
def test_a_blank_template_reads_as_blank(tmp_path, form):
    stamp = stamp_for(form, "p", "h", "v")
    answer = ok(build(form, tmp_path / "b.xlsx", None, stamp, "p"))
    kinds = dict(describe(form).fields())
    assert set(answer.fields) == {name for name, kind in kinds.items() if kind is Kind.INPUT}
    assert set(answer.computed) == {name for name, kind in kinds.items() if kind is Kind.COMPUTED}
    assert answer.missing == ()
    assert all(cell.value is None for cell in answer.fields.values())
    printed = sum(len(rows) for rows in answer.sections.values())
    assert printed == (17 if form == "department-score" else 0)


def shift(text, at, by):
    """A reference as a spreadsheet program leaves it when rows are inserted at `at`."""
    return re.sub(r"\$(\d+)", lambda m: f"${int(m[1]) + by * (int(m[1]) >= at)}", text)


def inserted(path, at, values=None):
    """Insert a row at `at` with these values by column, as Excel would: names follow."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.insert_rows(at)
    for column, value in (values or {}).items():
        sheet[f"{column}{at}"] = value
    for name in book.defined_names.values():
        name.attr_text = shift(name.attr_text, at, 1)
    out = path.with_name("inserted.xlsx")
    book.save(out)
    return out


def test_an_inserted_row_is_found(filled):
    first = int(re.search(r"\d+", ok(filled).sections["指标区_产出"][0]["分值"].address)[0])
    values = {"A": "产出指标", "C": "新指标", "D": "≥3个", "E": "4个", "F": 2}
    form = ok(inserted(filled, first + 1, values))
    names = [row["三级指标"].value for row in form.sections["指标区_产出"]]
    assert names == ["9月30日前预算执行支出进度", "新指标", "实际利用外资"]
    assert form.sections["指标区_产出"][1]["得分"].formula is None  # a row that lost its formula
    assert form.sections["指标区_满意度"][0]["三级指标"].value == "企业满意度"
    assert form.missing == ()


def test_a_row_inserted_outside_every_area_is_a_stray(filled):
    first = int(re.search(r"\d+", ok(filled).sections["指标区_产出"][0]["分值"].address)[0])
    form = ok(inserted(filled, first, {"C": "漏网指标", "F": 3}))
    assert [cell.value for cell in form.strays] == ["漏网指标", 3]
    assert len(form.sections["指标区_产出"]) == 2


def test_rows_above_the_title_move_everything_and_nothing_is_lost(filled):
    form = ok(inserted(filled, 1))
    assert form.fields["项目名称"].value == DATA["项目名称"]
    assert form.fields["项目名称"].address == "C4"  # it stood in row 3
    assert len(form.sections["指标区_产出"]) == 2


def test_a_renamed_sheet_is_followed(filled):
    book = openpyxl.load_workbook(filled)
    book.worksheets[0].title = "张三's 表"
    for name in book.defined_names.values():
        name.attr_text = name.attr_text.replace("'绩效自评表'", "'张三''s 表'").replace(
            "绩效自评表!", "'张三''s 表'!"
        )
    book.save(filled)
    assert ok(filled).fields["全年预算数"].value == 1150


def test_many_rows(tmp_path):
    rows = [{**ROWS[0], "三级指标": f"指标{n}"} for n in range(300)]
    form = ok(build("self-evaluation", tmp_path / "m.xlsx", {"指标": rows}, STAMP, "p"))
    assert [row["三级指标"].value for row in form.sections["指标区_产出"]] == [
        f"指标{n}" for n in range(300)
    ]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60
    ),
    number=st.decimals(-(10**9), 10**9, places=4),
    day=st.dates(date(1990, 1, 1), date(2099, 12, 31)),
)
def test_any_text_number_and_day_comes_back(tmp_path, text, number, day):
    data = {"项目名称": text, "年初预算数": number, "填表日期": day}
    fields = ok(build("self-evaluation", tmp_path / "h.xlsx", data, STAMP, "p")).fields
    assert fields["项目名称"].value == text
    assert fields["年初预算数"].value == Fraction(number)
    assert fields["填表日期"].value == day


def test_errors_percentages_and_booleans(tmp_path):
    shown = {
        "N5": CellError.NA,
        "N6": CellError.VALUE,
        "N7": Fraction("0.6471"),
        "N8": True,
        "N9": "待定",
    }
    rows = [{"项目名称": str(n)} for n in range(6)]
    path = build(
        "market-reward", tmp_path / "e.xlsx", {"项目": rows}, stamp_for("market-reward", "p", "h", "v"), "p",
        cached=lambda sheet, address: shown.get(address),
    )  # fmt: skip
    amounts = [row["奖励额"].value for row in ok(path).sections["奖励区"]]
    assert amounts == [CellError.NA, CellError.VALUE, Fraction("0.6471"), True, "待定", None]


def test_a_newer_kind_of_error_is_still_an_error(tmp_path):
    stamp = stamp_for("market-reward", "p", "h", "v")
    data = {"项目": [{"项目名称": "甲"}]}
    path = build(
        "market-reward", tmp_path / "n.xlsx", data, stamp, "p", cached=lambda *_: CellError.NUM
    )
    path = rewrite(path, in_part("xl/worksheets/sheet1.xml", "<v>#NUM!</v>", "<v>#SPILL!</v>"))
    (row,) = ok(path).sections["奖励区"]
    assert row["奖励额"].value is CellError.VALUE


def test_shared_formulas_are_written_out():
    sheet = read_sheet(
        b'<x:worksheet xmlns:x="urn:m"><x:row r="4"><x:c r="B4"><x:f t="shared" ref="B4:B5" si="0">'
        b"A4*$C$1</x:f><x:v>1</x:v></x:c></x:row>"
        b'<x:row><x:c><x:v>7</x:v></x:c><x:c><x:f t="shared" si="0"/></x:c></x:row></x:worksheet>',
        "x",
    )
    assert sheet.formulas == {"B4": "=A4*$C$1", "B5": "=A5*$C$1"}  # cells without r are counted


# --- what is wrong with a file ---


def test_a_deleted_name_is_missing(filled):
    gone = in_part("xl/workbook.xml", "'绩效自评表'!$D$6<", "#REF!<")  # 年初预算数
    form = ok(rewrite(filled, gone))
    assert form.missing == ("年初预算数",)
    assert "年初预算数" not in form.fields


def test_a_changed_stamp_is_seen(filled):
    form = ok(rewrite(filled, in_part("docProps/custom.xml", "national-2020", "other-2021")))
    assert not form.stamp_agrees
    assert form.stamp == STAMP


def test_a_stamp_only_in_the_properties_still_serves(filled):
    hidden = re.compile(rb"<definedName [^>]*hidden[^>]*>[^<]*</definedName>")
    form = ok(rewrite(filled, lambda name, content: hidden.sub(b"", content)))
    assert form.stamp == STAMP
    assert not form.stamp_agrees


def refused(path) -> str:
    answer = read(path)
    assert isinstance(answer, Unreadable), answer
    assert answer.advice
    return answer.code


def test_a_workbook_that_is_not_ours(tmp_path):
    openpyxl.Workbook().save(tmp_path / "x.xlsx")
    assert refused(tmp_path / "x.xlsx") == "不是模板"


def test_a_form_that_this_product_does_not_know(filled):
    def change(name, content):
        return (
            content.replace(b"self-evaluation", b"self-evaluatiom")
            if name.endswith(".xml")
            else content
        )

    assert refused(rewrite(filled, change)) == "不认识的模板"
    assert "self-evaluation" in read(rewrite(filled, change)).advice


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "不是工作簿"),
        (b"PK\x03\x04 but no more", "文件损坏"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "文件损坏"),
    ],
)
def test_not_a_workbook(tmp_path, content, code):
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    assert refused(path) == code


def test_no_file(tmp_path):
    assert refused(tmp_path / "none.xlsx") == "文件不能打开"


HOSTILE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "docProps/custom.xml", "_rels/.rels"]
)
def test_document_types_are_refused(filled, part):
    def change(name, content):
        return content.replace(b"?>", b"?>" + HOSTILE.encode(), 1) if name == part else content

    assert refused(rewrite(filled, change)) == "文件有害"


def test_an_unknown_encoding_is_refused(filled):
    assert refused(rewrite(filled, in_part("xl/workbook.xml", "UTF-8", "UTF-18"))) == "文件损坏"


def test_broken_xml_is_refused(filled):
    assert refused(rewrite(filled, in_part("xl/workbook.xml", "</workbook>", ""))) == "文件损坏"


def test_a_cell_far_out_is_refused_before_memory_is_spent(filled):
    far = in_part(
        "xl/worksheets/sheet1.xml", '<c r="A1"', '<c r="XFD1048576"><v>1</v></c><c r="A1"'
    )
    assert refused(rewrite(filled, far)) == "文件过大"


def test_a_bomb_is_refused(filled):
    bomb = rewrite(filled, lambda name, content: content)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b" " * 40_000_000)
    assert bomb.stat().st_size < 1_000_000
    assert refused(bomb) == "文件过大"


def test_a_part_that_lies_about_its_size_is_refused(filled):
    # The declared size of every part is set to 10 bytes: reading stops there, and the check fails.
    content = bytearray(filled.read_bytes())
    at = content.index(b"PK\x01\x02")
    while content[at : at + 4] == b"PK\x01\x02":
        lengths = struct.unpack("<HHH", content[at + 28 : at + 34])
        content[at + 24 : at + 28] = struct.pack("<I", 10)
        at += 46 + sum(lengths)
    filled.write_bytes(content)
    assert refused(filled) == "文件损坏"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(where=st.floats(0, 0.999), junk=st.binary(min_size=1, max_size=6))
def test_a_damaged_file_never_raises(filled, where, junk):
    content = bytearray(filled.read_bytes())
    at = int(where * len(content))
    content[at : at + len(junk)] = junk
    path = filled.with_name("damaged.xlsx")
    path.write_bytes(content)
    assert isinstance(read(path), Contents | Unreadable)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    where=st.floats(0, 0.999),
    junk=st.sampled_from(["<", ">", "&", '"', "A1", "$", "999999999", "", "'"]),
    part=st.sampled_from(
        ["worksheets/sheet1.xml", "workbook.xml", "sharedStrings.xml", "styles.xml"]
    ),
)
def test_damaged_markup_never_raises(filled, where, junk, part):
    def change(name, content):
        at = int(where * len(content))
        return content[:at] + junk.encode() + content[at + 3 :] if name == f"xl/{part}" else content

    assert isinstance(read(rewrite(filled, change)), Contents | Unreadable)
