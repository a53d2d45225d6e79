"""Keywords: known or told with the nearest, needed, of the right shape; each with its line."""

from __future__ import annotations

import pytest

from tests.rules.samples import Change, line_of, told


@pytest.mark.parametrize(
    ("change", "piece", "says"),
    [
        (("施行:", "施形:"), "施形", "不认识的关键词“施形”（是不是“施行”？）"),
        (("{类型: 日期", "{类形: 日期"), "类形", "不认识的关键词“类形”（是不是“类型”？）"),
        (("{类型: 日期", "{类形: 日期"), "类形", "“认定日期”缺少“类型”"),
        (
            ("未完成: 按比例", "未完成: 按比列"),
            "按比列",
            "“未完成”不能写“按比列”（是不是“按比例”？可写：",
        ),
        (
            ("施行: {起: 2023-01-01, 按: 认定日期}", "施行: 2023"),
            "施行: 2023",
            "“施行”应写成“名称: 内容”的分项",
        ),
        (("适用: [≥, 未写符号]", "适用: ≥"), "适用: ≥", "“适用”应写成列表"),
        (("名称: 样例", "名称:"), "名称:", "“名称”没有填写（请填写）"),
        (
            ("{产出: 60, 效益: 40}", "{}"),
            "分项: {}",
            "“分项”下面是空的（请填写，或删去这个关键词）",
        ),
        (("投资: {基数: 投资额, 比例: 1‰}", "{}"), "      {}", "“合计”下面是空的"),
        (
            ("起: 2023-01-01", "起: 2023/1/1"),
            "2023/1/1",
            "“起”的写法“2023/1/1”不对（如 2023-04-01）",
        ),
        (
            ("起: 2023-01-01", "起: 2023-02-30"),
            "2023-02-30",
            "“2023-02-30”不是日期（请写成 2023-04-01）",
        ),
        (("{类型: 日期", "{<<: 1, 类型: 日期"), "<<", "不认识的关键词“<<”"),
        (("    标题: 样例办法", '    标题: ""'), '标题: ""', "没有填写"),
    ],
)
def test_told_with_its_line(change: Change, piece: str, says: str) -> None:
    wanted = f"s.yaml:{line_of(piece, change)}: "
    assert any(line.startswith(wanted) and says in line for line in told(change)), told(change)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("名称: 样例\n", ""), "文件缺少“名称”（政策名称）"),
        (
            (", 同时符合: 就高", ""),
            "“上浮”缺少“同时符合”（同时符合几项时：就高、相加、连乘或不允许）",
        ),
        (("次序: 先上浮后封顶, ", ""), "“封顶”缺少“次序”（先上浮后封顶，或先封顶后上浮）"),
        ((", 比例: 1‰", ""), "“投资”缺少“比例”"),
        ((", 条款: 办法/计分}\n权重", "}\n权重"), "缺少“条款”"),
        (("满分: 100, ", ""), "“等次”缺少“满分”"),
        (("先取整: {方式: 不取整}, ", ""), "“等次”缺少“先取整”"),
        (("    容差: 不容差\n", ""), "“完成数核对”缺少“容差”"),
        (("    取整: {到: 0.01元, 方式: 四舍五入}\n", ""), "“奖金”缺少“取整”"),
        (("未完成: 按比例, ", ""), "没有写“未完成”时怎样计分"),
    ],
)
def test_nothing_that_places_do_differently_has_a_default(change: Change, says: str) -> None:
    assert any(says in line for line in told(change)), told(change)


def test_a_duplicate_key_names_both_lines() -> None:
    assert told(("名称: 样例\n", "名称: 样例\n名称: 别的\n")) == [
        "s.yaml:3: “名称”重复了，第 2 行已经写过（请删去一处，或改用不同的名称）"
    ]


def test_a_duplicate_name_of_the_author_too() -> None:
    assert "“甲类”重复了" in told(("  乙类: {", "  甲类: {"))[0]


class TestDatedValues:
    dated = ("比例: 1‰", "比例: {2023-01-01: 1‰, 2024-01-01: 0.8‰}")
    with_day = ("给定: {投资额", "给定: {认定日期: 2023-05-01, 投资额")

    def test_by_date(self) -> None:
        assert told(self.dated, self.with_day) == []

    @pytest.mark.parametrize("day", ["2023-1-1", "2023-02-30", "去年"])
    def test_a_day_that_is_none_is_told_and_never_dropped(self, day: str) -> None:
        """Dropping it would pay by the other rate for the whole time."""
        change = ("比例: 1‰", f"比例: {{2023-01-01: 1‰, {day}: 0.8‰}}")
        lines = told(change, self.with_day)
        assert len(lines) == 1
        assert f"“{day}”不是日期（请写成 2023-04-01" in lines[0]

    def test_from_the_first_day_in_force(self) -> None:
        change = ("比例: 1‰", "比例: {2024-01-01: 1‰}")
        assert told(change) == [
            "s.yaml:33: 从 2023-01-01 施行，2024-01-01 以前没有值（请补上施行之日起的值）"
        ]

    def test_needs_the_date_that_decides(self) -> None:
        change = ("比例: 1‰", "比例: {2023-01-01: 1‰}")
        assert "没有写以哪项日期判断" in told(change, (", 按: 认定日期", ""))[0]
