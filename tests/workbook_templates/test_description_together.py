"""Descriptions of forms without scores, and of what forms have in common: what they hold, what is wrong."""

import pytest

from tests.workbook_templates.test_description import SMALL, faults
from workbook_templates.description import describe, forms, load
from workbook_templates.shape import Kind

WITH = SMALL.replace(
    "版面:",
    """核对: {起止: 项目名称, 至少一项: [行], 可衡量: 是}
表间: {表别: 自评, 项目: 项目名称, 单位: 项目名称, 金额: {全年支出: 合计（元）}}
资金: {总额: [项目名称], 单位: 万元, 不超过: [[项目名称, 项目名称]]}
核分: [{明细: 行, 名称: 数, 预计: 数, 须写原因: {双倍: [好]}}]
识别: {须有: [数], 取后: [数], 选列: {数: [甲, 乙]}, 不是: [别的]}
版面:""",
)


def test_what_is_written_is_there():
    form = load(WITH, "small.yaml")
    assert (form.demands.period, form.demands.sections, form.demands.measurable) == (
        "项目名称", ("行",), True,
    )  # fmt: skip
    assert (form.shared.kind, dict(form.shared.sums)) == ("自评", {"全年支出": "合计（元）"})
    assert (form.funds.unit, form.funds.at_most) == ("万元", (("项目名称", "项目名称"),))
    (check,) = form.score_checks
    assert (check.score, check.forecast, dict(check.asks)) == ("", "数", {"双倍": ("好",)})
    assert form.recognition is not None
    assert (form.recognition.last, form.recognition.never) == (("数",), ("别的",))


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("表别: 自评", "表别: 自己", "没有“自己”这种表别"),
        ("全年支出: 合计", "全年收入: 合计", "没有“全年收入”这项金额"),
        ("全年支出: 合计（元）", "全年支出: 总计（元）", "没有“总计”这一格"),
        ("至少一项: [行]", "至少一项: [列]", "没有分段“列”"),
        ("起止: 项目名称", "起止: 项目期", "没有“项目期”这一格"),
        ("[[项目名称, 项目名称]]", "[[项目名称, 总数]]", "没有“总数”这一格"),
        ("预计: 数", "预计: 估计", "没有“估计”"),
        ("{双倍: [好]}", "{三倍: [好]}", "没有“三倍”"),
        ("取后: [数]", "取后: [量]", "没有“量”这一列"),
        ("选列: {数: [甲, 乙]}", "选列: {量: [甲, 乙]}", "没有“量”这一列"),
    ],
)
def test_what_is_wrong_is_told(right, wrong, told):
    assert WITH.count(right) == 1
    assert told in faults(WITH.replace(right, wrong))


def test_the_monitoring_form_has_the_columns_of_the_national_one():
    (table,) = describe("monitoring").tables()
    headings = ["".join(column.heading.split()) for column in table.columns]
    assert headings == [
        "一级指标", "二级指标", "三级指标", "年度指标值", "1—7月执行情况", "全年预计完成情况",
        "经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明", "完成目标可能性", "备注",
    ]  # fmt: skip
    likely = table.column("完成目标可能性")
    assert likely is not None
    assert likely.options == ("确定能", "有可能", "完全不可能")


def test_the_declaration_has_the_fields_of_the_national_one():
    form = describe("declaration")
    fields = {name for name, kind in form.fields() if kind is Kind.INPUT}
    assert fields >= {
        "项目名称", "主管部门", "实施单位", "项目属性", "项目期", "中期资金总额", "年度资金总额",
        "中期目标", "年度目标",
    }  # fmt: skip
    (table,) = form.tables()
    assert {column.name for column in table.columns} >= {
        "一级指标",
        "二级指标",
        "三级指标",
        "指标值",
    }


@pytest.mark.parametrize("form", forms())
def test_forms_of_one_project_can_be_told_apart(form):
    shared = describe(form).shared
    if shared.kind:
        assert shared.project
        assert shared.unit
