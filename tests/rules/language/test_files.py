"""Files that are no policy at all: each refused with one sentence, none with a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.language.faults import PolicyBrokenError
from rules.language.load import examine, examine_text, load
from tests.rules.samples import SAMPLE, told, varied


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "文件是空的"),
        ("# 只有注释\n", "文件是空的"),
        ("- 甲\n- 乙\n", "文件应写成“名称: 内容”的分项"),
        ("一段话", "文件应写成“名称: 内容”的分项"),
        ("名称: &a 样例\n", "不使用 & 和 * 引用"),
        ("名称: *a\n", "不使用 & 和 * 引用"),
        ("甲: " + "[" * 30 + "]" * 30, "层次过深"),
        ("? " * 40 + "甲", "层次过深"),
        ("甲: " + "字" * 1_000_001, "文件过大"),
        ("名称: 一\n---\n名称: 二\n", "一个文件只写一项政策"),
        ("名称: \x00", "不能识别的字符"),
        ("名称: [样例\n", "不是合格的 YAML 写法"),
        ("\t名称: 样例\n", "不是合格的 YAML 写法"),
        ("名称：样例\n施行：二\n数据: 1\n", "冒号（用半角 : 并在后面空一格）"),
        ("? [甲]\n: 1\n", "关键词必须是文字"),
    ],
)
def test_told_in_one_sentence(text: str, says: str) -> None:
    lines = told(text=text)
    assert any(says in line for line in lines), lines
    assert all(line.startswith("s.yaml:") for line in lines)


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)},*{chr(97 + n)}]\n"
        for n in range(20)
    )
    assert told(text=bomb) == ["s.yaml:1: 不使用 & 和 * 引用（请把内容写在用到的地方）"]


def test_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "sample.yaml"
    file.write_bytes(SAMPLE.encode("gb18030"))
    assert [str(fault) for fault in examine(file)[1]] == [
        "sample.yaml:1: 文件不是 UTF-8 编码（请在编辑器里另存为 UTF-8）"
    ]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "sample.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SAMPLE.encode())
    assert load(file).id == "sample"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PolicyBrokenError, match="文件打不开"):
        load(tmp_path / "none.yaml")


def test_the_id_must_be_the_file_name(tmp_path: Path) -> None:
    file = tmp_path / "other.yaml"
    file.write_text(SAMPLE, encoding="utf-8")
    assert [str(fault) for fault in examine(file)[1]] == [
        "other.yaml:1: 政策代号“sample”与文件名不同"
        "（请把文件改名为 sample.yaml，或把“政策”改为 other）"
    ]


def test_a_tag_runs_nothing() -> None:
    """A YAML tag that would build a Python object elsewhere is only text here."""
    policy, _ = examine_text(
        varied(("名称: 样例", "名称: !!python/object/apply:os.system [echo]")), "s.yaml"
    )
    assert policy is None or isinstance(policy.title, str)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SAMPLE)), st.integers(0, 40), st.text(max_size=6))
def test_a_damaged_file_never_crashes(start: int, cut: int, put: str) -> None:
    text = SAMPLE[:start] + put + SAMPLE[start + cut :]
    policy, faults = examine_text(text, "s.yaml", "sample")
    assert policy is not None or faults
    assert all(fault.line >= 1 and fault.message for fault in faults)
