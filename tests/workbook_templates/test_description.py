"""The descriptions of the forms: what they hold, and that a wrong one is told with its place."""

import pytest

from workbook_templates.description import describe, forms, load
from workbook_templates.description_check import heading_cell_name, names_of
from workbook_templates.faults import FormError
from workbook_templates.shape import Kind

SMALL = """
模板: small
版本: "1"
名称: 小表
依据: 无
工作表: 表
列宽: [10, 10, 10]
版面:
  - 行:
      - {位: "A:B", 填: 项目名称, 提示: 名称。}
      - {位: C, 算: 合计, 公式: "=SUM(【数区.数】)"}
  - 明细:
      名称: 行
      表头名: 行表头
      列:
        - {位: A, 填: 数, 提示: 填数字。}
        - {位: B, 算: 双倍, 公式: "=2*【数】"}
      分段:
        - {名称: 行, 区: 数区, 行数: 2}
"""


def faults(text: str) -> str:
    with pytest.raises(FormError) as caught:
        load(text, "small.yaml")
    return str(caught.value)


def test_the_forms_are_there_and_sound():
    shipped = {"department-score", "market-reward", "self-evaluation"}
    assert {*forms()} >= shipped | {"beijing-2016", "hubei", "sichuan"}
    for form in forms():
        assert describe(form).id == form


def test_small_description_loads():
    form = load(SMALL, "small.yaml")
    assert list(names_of(form)) == [
        "项目名称", "合计", "行表头", "数区", "列_数", "列_双倍",
    ]  # fmt: skip
    assert heading_cell_name("数") == "列_数"


def test_self_evaluation_columns_are_those_of_the_national_form():
    # The national form's, with the person's deduction, the explanation, and the method where the
    # document leaves it open.
    (table,) = describe("self-evaluation").tables()
    assert [column.heading for column in table.columns] == [
        "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "调减分值",
        "偏差原因分析及改进措施", "计分说明", "计分方法",
    ]  # fmt: skip
    assert [section.area for section in table.sections] == [
        "指标区_产出",
        "指标区_效益",
        "指标区_满意度",
    ]


def test_yiyang_rows_add_up_as_published():
    # framework.md §1: 决策 15, 过程 25, 产出 35, 效益 25: 17 rows, 100 points
    (table,) = describe("department-score").tables()
    points: dict[str, int] = {}
    for row in table.fixed:
        points[row["一级指标"]] = points.get(row["一级指标"], 0) + row["分值"]
    assert points == {"决策": 15, "过程": 25, "产出": 35, "效益": 25}
    assert len(table.fixed) == 17
    last = table.fixed[-1]
    assert (last["三级指标"], last["分值"]) == ("社会公众或服务对象满意度", 10)


def test_reward_headings_carry_their_units():
    (table,) = describe("market-reward").tables()
    headings = {column.heading for column in table.columns}
    assert {
        "入库计划投资额（万元）",
        "年度进出口总额（万元）",
        "核定奖励额（万元）",
        "奖励额（元）",
    } <= headings
    assert table.column("引荐人") is table.column("招商代理人（引荐人）")


def test_every_input_helps_and_says_it_shortly_enough():
    # Excel shows at most 255 characters of an input message
    for form in map(describe, forms()):
        spots = [spot for block in form.blocks for spot in getattr(block, "spots", ())]
        spots += [spot for table in form.tables() for spot in table.columns]
        inputs = [spot for spot in spots if spot.kind is Kind.INPUT]
        assert inputs
        assert all(0 < len(spot.hint) <= 255 for spot in inputs)


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("列款: [10, 10, 10]", "列宽: [10, 10, 10]", "是不是“列宽”"),
        ("【数区.树】", "【数区.数】", "【数区.树】没有所指"),
        ("=2*【数量】", "=2*【数】", "【数量】没有所指"),
        ('位: "B:A"', '位: "A:B"', "次序反了"),
        ('位: "A:C"', '位: "A:B"', "占了同一列"),
        ('位: "A:F"', '位: "A:B"', "超出了列宽"),
        (", 提示: 填数字。", None, "缺少“提示”"),
        ("填: 合计, 提示: 名称。", "填: 项目名称, 提示: 名称。", "用了两次"),
        ("填: 2023年, 提示: 名称。", "填: 项目名称, 提示: 名称。", "不能作名称"),
        ("格式: 小数, 提示: 填数字。", "提示: 填数字。", "没有“小数”格式"),
        ("样式: 红, 提示: 填数字。", "提示: 填数字。", "没有“红”样式"),
        ("行数: 两行", "行数: 2", "“行数”应是"),
        ("文字: 甲, 填: 数, 提示", "填: 数, 提示", "只写一种"),
        ("模板: small\n模板: other", "模板: small", "写了两次"),
        ("版面: [", "版面:", "不是有效的 YAML"),
    ],
)
def test_a_wrong_description_is_told(wrong, right, told):
    text = SMALL.replace(wrong, "") if right is None else SMALL.replace(right, wrong)
    assert text != SMALL
    assert told in faults(text)
    assert "small.yaml" in faults(text)


def test_all_faults_at_once():
    text = SMALL.replace("【数区.数】", "【甲】").replace("=2*【数】", "=2*【乙】")
    assert "【甲】" in faults(text)
    assert "【乙】" in faults(text)


def test_a_hint_longer_than_excel_shows_is_refused():
    assert "最多 255 字" in faults(SMALL.replace("填数字。", "填" * 256))
    assert load(SMALL.replace("填数字。", "填" * 255), "small.yaml")


def test_an_unknown_form_names_the_nearest():
    with pytest.raises(FormError, match="self-evaluation"):
        describe("self-evaluaton")


KNOWN = """
识别:
  题名: [小表]
  须有: [数]
  列: {数: [数量]}
  右边: {项目名称: [名称]}
  合计: {合计: 双倍}
版面:
"""


def test_how_a_form_is_known_by_its_headings():
    known = load(SMALL.replace("版面:\n", KNOWN.lstrip()), "small.yaml").recognition
    assert known is not None
    assert (known.needed, known.columns["数"], known.totals) == (
        ("数",),
        ("数量",),
        {"合计": "双倍"},
    )
    assert load(SMALL, "small.yaml").recognition is None


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("须有: [数]", "须有: [树]", "没有“树”这一列"),
        ("列: {数:", "列: {量:", "没有“量”这一列"),
        ("右边: {项目名称:", "右边: {项目:", "没有“项目”这一格"),
        ("合计: {合计: 双倍}", "合计: {合计: 三倍}", "没有“三倍”这一列"),
        ("题名: [小表]", "标题: [小表]", "不认识“标题”"),
        ("右边: {项目名称: [名称]}", "右边: {项目名称: 名称}", "应是一列文字"),
        ("  题名: [小表]\n", "  交叉: [{列: {合计: []}}]\n", "缺少“行”"),
    ],
)
def test_a_wrong_way_to_know_a_form_is_told(right, wrong, told):
    assert right in KNOWN
    text = SMALL.replace("版面:\n", KNOWN.lstrip().replace(right, wrong))
    assert told in faults(text)
