"""Data files: figures exact, words kept, and anything else refused with the place and the remedy."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook_templates.data_file import read_data
from workbook_templates.faults import FormError


@pytest.fixture
def data(tmp_path):
    def read(text):
        path = tmp_path / "数据.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_data(path)

    return read


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1114.9", Decimal("1114.9")),
        ("0.1", Decimal("0.1")),
        ("1114.90", Decimal("1114.90")),
        ("1150", 1150),
        ("-3", -3),
        ("0", 0),
        ("007", "007"),  # a code, not a number
        ("1e5", "1e5"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("1,150", "1,150"),
        (".5", ".5"),
        ("12:30", "12:30"),  # YAML 1.1 would make it 750
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("64.71%", "64.71%"),
        ("≥80%", "≥80%"),
        ("0.5‰", "0.5‰"),
        ("101亿元", "101亿元"),
        ("'1150'", "1150"),
        ('"2023-06-30"', "2023-06-30"),
        ("2023-06-30", date(2023, 6, 30)),
        ("2023-02-30", "2023-02-30"),
        ("2023-6-30", "2023-6-30"),
        ("是", "是"),
        ("否", "否"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("Y", "Y"),
        ("true", True),
        ("false", False),
        ("True", "True"),
        ("", None),
        ("~", None),
        ("null", None),
        ("/", "/"),
        ("nan", "nan"),
        (".inf", ".inf"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_value_is_what_was_written(data, written, meant):
    value = data(f"项: {written}\n")["项"]
    assert (value, type(value)) == (meant, type(meant))


def test_lists_and_mappings_keep_their_order(data):
    told = data("指标:\n  - {三级指标: 甲, 分值: 5}\n  - 三级指标: 乙\n    分值: 2.5\n")
    assert told == {
        "指标": [{"三级指标": "甲", "分值": 5}, {"三级指标": "乙", "分值": Decimal("2.5")}]
    }


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "---\n", "\ufeff"])
def test_an_empty_file_is_no_data(data, text):
    assert data(text) == {}


def test_a_byte_order_mark_is_not_part_of_a_name(data):
    assert data("\ufeff项: 1\n") == {"项": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("项: 1\n项: 2\n", "第 2 行：“项”写了两次"),
        ("指标:\n  - 甲: 1\n    甲: 2\n", "第 3 行：“甲”写了两次"),
        ("指标:\n  - [{甲: 1, 甲: 2}]\n", "第 2 行：“甲”写了两次"),
        ("甲: &a 1\n乙: *a\n", r"第 2 行：不使用 \* 引用"),
        ("甲: !!python/object:os.system x\n", "第 1 行：不使用 ! 标记"),
        ("甲: !!python/object/apply:os.system [x]\n", "第 1 行：不使用 ! 标记"),
        ("甲: !x {乙: 1, 乙: 2}\n", "第 1 行：不使用 ! 标记"),
        ("甲:\n\t乙: 1\n", "第 2 行：写法不对"),
        ("甲: [1, 2\n", "写法不对"),
        ("甲: “引号\n 乙: 1\n", "第 2 行：写法不对"),
        ("甲: 1\n---\n乙: 2\n", "写法不对"),
        ("? [甲, 乙]\n: 1\n", "第 1 行：冒号左边应是一个名称"),
        ("{甲: 1}: 2\n", "第 1 行：冒号左边应是一个名称"),
        ("甲: @x\n", "第 1 行：写法不对"),
        ("甲: \x01\n", "写法不对"),
        ("- 甲\n- 乙\n", "应是“名称: 值”的形式"),
        ("只有一句话\n", "应是“名称: 值”的形式"),
        ("42\n", "应是“名称: 值”的形式"),
        ("甲: " + "[" * 100_000, "第 1 行：层次太深"),
        ("甲: " + "{乙: " * 50_000, "第 1 行：层次太深"),
        ("".join(" " * depth + "甲:\n" for depth in range(500)), "第 21 行：层次太深"),
        ("甲: 乙\n".encode("gbk"), "不是 UTF-8 文本"),
        ("甲: 乙\n".encode("utf-16"), "不是 UTF-8 文本"),
        (b"\xed\xa0\x80: 1\n", "不是 UTF-8 文本"),  # a lone surrogate
        (b"#" * 500_001, "文件过大"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(data, text, said):
    with pytest.raises(FormError, match=said) as caught:
        data(text)
    assert len(str(caught.value)) < 300
    assert "数据.yaml" in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FormError, match="打不开"):
        read_data(tmp_path / "无.yaml")
    with pytest.raises(FormError, match="打不开"):
        read_data(tmp_path)  # a folder


def read_or_refused(path):
    """The data, none where they are refused; anything but a `FormError` is a defect."""
    try:
        return read_data(path)
    except FormError:
        return {}


#: YAML's own signs, what staff write, and odd characters.
_PIECES = st.one_of(
    st.sampled_from(
        [*"-:?,[]{}#&*!|>'\"%@`~<=\t\n ", "  ", "- ", ": ", "<<", "---", "...", "!!map "]
    ),
    st.text(max_size=6),
    st.sampled_from(["项", "是", "1", "0.5", "2023-02-30", "\x00", "\x85", "\ufeff", "\ud800"]),
)


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_text_is_read_or_refused(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "任意.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert all(isinstance(name, str) for name in read_or_refused(path))


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "字节.yaml"
    path.write_bytes(content)
    read_or_refused(path)


@settings(deadline=None)
@given(st.decimals(min_value=-(10**15), max_value=10**15, places=6))
def test_no_figure_passes_through_a_float(tmp_path_factory, figure):
    path = tmp_path_factory.getbasetemp() / "数.yaml"
    path.write_text(f"数: {figure:f}\n", encoding="utf-8")
    assert read_data(path)["数"] == figure
