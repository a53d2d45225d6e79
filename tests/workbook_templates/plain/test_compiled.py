"""What the compiler makes of the shipped forms: ordinary functions, Excel's limits, names kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from rules.library import Library
from tests.workbook_templates.plain import trial_policy as trial
from udfs import policies
from workbook_templates.description import describe
from workbook_templates.description_check import names_of
from workbook_templates.faults import FormError
from workbook_templates.plain import plain_form
from workbook_templates.plain.calls import Call, calls_in, replaced
from workbook_templates.plain.lookup import Ranges, cells, units
from workbook_templates.plain.texts import limits_broken, quoted
from workbook_templates.shape import ASIDE, Band, Form

#: Functions that Excel 2010, WPS and LibreOffice 7.4 all have.
_ORDINARY = (
    "ABS AND CHAR CHOOSE COUNTA DATE DAY EXACT FIND GCD IF IFERROR INDEX INT ISBLANK ISERR ISERROR ISNA "
    "ISLOGICAL ISNUMBER ISTEXT LEFT LEN MATCH MAX MID MIN MONTH NA NOT OR REPLACE REPT RIGHT ROUND SIGN "
    "SUBSTITUTE SUM SUMIF SUMPRODUCT TEXT TRIM UPPER VALUE YEAR"
)
ORDINARY = frozenset(_ORDINARY.split())
SHIPPED = [
    ("self-evaluation", "national-2020"),
    ("self-evaluation", "honghe-2023"),
    ("market-reward", "honghe-2023"),
    ("department-score", "yiyang-2024"),
    ("sichuan", "sichuan-2023"),
    ("hubei", "hubei-2020"),
    ("beijing-2016", "beijing-2016"),
]


def compiled(form_id: str, policy: str) -> Form:
    return plain_form(describe(form_id), policies.library().find(policy))


def formulas(form: Form) -> Iterator[str]:
    for block in form.blocks:
        for spot in block.spots if isinstance(block, Band) else (*block.columns, *block.subtotal):
            for text in (spot.content, spot.initial, *spot.formulas.values()):
                if text.startswith("="):
                    yield text


@pytest.mark.parametrize(("form_id", "policy"), SHIPPED)
def test_only_ordinary_functions_within_excels_limits(form_id, policy):
    for text in formulas(compiled(form_id, policy)):
        outside = re.sub(r'"(?:[^"]|"")*"', "", text)
        assert set(re.findall(r"([A-Z][A-Z0-9_.]*)\(", outside)) <= ORDINARY, text
        assert not limits_broken(re.sub(r"【[^】]*】", "$AAA$9999", text)), text


@pytest.mark.parametrize(("form_id", "policy"), SHIPPED)
def test_it_stays_the_same_form(form_id, policy):
    usual, plain = describe(form_id), compiled(form_id, policy)
    kept = [name for name in names_of(plain) if ASIDE not in name]
    assert kept == list(names_of(usual))
    assert plain.columns == len(usual.widths)
    assert (plain.id, plain.version, plain.results) == (usual.id, usual.version, usual.results)
    for table in plain.tables():
        beside = [column.first for column in table.columns if column.name.startswith(ASIDE)]
        assert all(place > plain.columns for place in beside)


def test_what_cannot_be_said_is_refused_with_every_name(tmp_path):
    pool = "    年度总额: {金额: 100万元, 尾差: 归最后一项, 取整: {到: 1元, 方式: 舍去}}"
    factor = "系数: {择一: {甲类: 1.5倍}, 同时符合: 就高}, 比例: 1‰"
    text = trial.policy("two", factor, pool, how="不取整").replace("到: 0.01元, ", "")
    (tmp_path / "two.yaml").write_text(text, encoding="utf-8")
    use = Library(tmp_path).find("two")
    with pytest.raises(FormError) as refused:
        plain_form(trial.form(), use)
    told = "\n".join(map(str, refused.value.faults))
    assert all(
        f"普通公式表达不了：{word}" in told for word in ("年度总额", "取整“不取整”", "投资的系数")
    )
    assert "政策“two” › 奖励 › 奖金" in told


def test_a_shipped_policy_that_cannot_be_said_is_told_method_by_method():
    with pytest.raises(FormError) as refused:
        plain_form(trial.score_form(), policies.library().find("jilin"))
    told = [str(fault) for fault in refused.value.faults]
    assert (
        "政策“jilin” › 评分 › 预算执行进度：普通公式表达不了：月度指标。"
        "请改用带 PE_ 函数的表（不加 --functions plain），或换一项政策"
    ) in told
    assert any("是否存在违规行为：普通公式表达不了：方向“按情形”" in one for one in told)
    assert len(told) > 3


def test_what_the_policy_lacks_is_told_as_such():
    """A form with PE_ functions would compute it no better."""
    with pytest.raises(FormError) as refused:
        plain_form(describe("market-reward"), policies.library().find("national-2020"))
    told = [str(fault) for fault in refused.value.faults]
    assert any("政策没有这项奖励。请换一项政策" in one for one in told)
    assert not any("改用带 PE_ 函数的表" in one for one in told)


def test_calls_are_taken_apart_outside_of_texts():
    formula = (
        '=IF(A1="PE_SCORE(1","",PE_SCORE(A1,"≥1,000",MAX(1,2),,【政策】)-PE_TOTAL(B1:B2,C1:C2))'
    )
    assert calls_in(formula) == [
        Call("PE_SCORE", ("A1", '"≥1,000"', "MAX(1,2)", "", "【政策】")),
        Call("PE_TOTAL", ("B1:B2", "C1:C2")),
    ]
    assert replaced(formula, lambda call: call.function[3:]) == (
        '=IF(A1="PE_SCORE(1","",SCORE-TOTAL)'
    )


def test_limits_are_found():
    assert limits_broken("=1") == ""
    assert "字符" in limits_broken("=" + "1+" * 4100 + "1")
    assert "嵌套" in limits_broken("=" + "(" * 65 + "1" + ")" * 65)
    assert "参数" in limits_broken(f"=MAX({','.join(['1'] * 256)})")
    assert "文字" in limits_broken(f'="{"字" * 256}"')
    assert limits_broken(f"={quoted('字' * 1000)}") == ""


def test_units_are_looked_up_as_the_engine_has_them():
    # 1亩 is 2000/3 平方米, 1分钟 1/60 小时 = 10^-2 × 5/3, 1万元 10^4 元.
    found = {unit.word: (unit.power, unit.times, unit.over) for unit in units()}
    assert found["亩"] == (3, 2, 3)
    assert found["分钟"] == (-2, 5, 3)
    assert found["万元"] == (4, 1, 1)
    assert found["%"] == (-2, 1, 1)
    assert f"对照表!$A$3:$A${len(units()) + 2}" == Ranges.UNIT
    assert sum(1 for _, column, _ in cells() if column == "A") == len(units()) + 2
