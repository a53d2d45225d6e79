"""Names and values: PE_RATE, PE_REWARD and PE_CHECK over a header row and the rows under it.

Amounts by hand from 红政办发〔2023〕12号: 1‰ of 9亿 is 90万, +20% is 108万, capped at 100万; 0.5‰ of
3.2亿 is 16万, +15% is 18.4万. Rates from 益阳's sheet: 572.23 ÷ 860.
"""

from datetime import date

import pytest

from rules.results import Reason, Refusal, Value
from udfs import CATALOGUE, CellError

PE_RATE, PE_REWARD, PE_CHECK = (CATALOGUE[n] for n in ("PE_RATE", "PE_REWARD", "PE_CHECK"))

NAMES = ("认定日期", "正式签约", "实质性开工", "纳入统计库", "入库计划投资额", "世界500强")
NINE = ("2023-06-30", "是", "是", "是", "9亿元", "是")
RATE = "yiyang-2024", "资金到位率"
REWARD = "honghe-2023", "招商奖励"


def refused(name: str, *given: object) -> Refusal:
    answer = CATALOGUE[name].answer(*given)
    assert isinstance(answer, Refusal)
    return answer


def reward(**cells: object) -> object:
    return PE_REWARD(*REWARD, (tuple(cells),), (tuple(cells.values()),))


def test_one_row() -> None:
    assert PE_REWARD(*REWARD, (NAMES,), (NINE,)) == 1_000_000
    assert PE_RATE(*RATE, (("实际到位资金", "预算资金"),), ((572.23, 860),)) == 572.23 / 860


def test_the_bars_of_the_reward() -> None:
    eligible = {"正式签约": True, "实质性开工": True, "纳入统计库": True}
    assert reward(**eligible, 入库计划投资额="5亿元", 世界500强="是", 国内500强="是") == 600_000
    assert reward(正式签约="是", 年度进出口总额="3.2亿元", 国内500强="是") == 184_000


def test_several_rows_give_a_column_and_a_blank_row_a_blank() -> None:
    rows = (
        NINE,
        (None, "", " ", None, None, None),
        (date(2023, 3, 31), *NINE[1:]),
        (NINE[0], "否", *NINE[2:]),
        (*NINE[:4], CellError.NA, None),
        (45107, True, True, True, 500_000_000, False),  # serial of 2023-06-30
    )
    shown = (1_000_000, None, CellError.NUM, 0, CellError.NA, 500_000)
    assert PE_REWARD(*REWARD, (NAMES,), rows) == tuple((cell,) for cell in shown)


def test_the_order_is_free_and_unknown_headers_are_ignored() -> None:
    names, values = ("备注", *reversed(NAMES), None, 2023), ("甲", *reversed(NINE), 1, "乙")
    assert PE_REWARD(*REWARD, (names,), (values,)) == 1_000_000


def test_an_error_under_an_ignored_header_does_not_matter() -> None:
    assert PE_REWARD(*REWARD, (("备注", *NAMES),), ((CellError.DIV0, *NINE),)) == 1_000_000


def test_a_missing_header_is_refused_by_name() -> None:
    refusal = refused("PE_RATE", *RATE, (("实际到位资金",),), ((572.23,),))
    assert refusal.reason is Reason.MISSING_FIELD
    assert "预算资金" in refusal.message
    assert PE_RATE(*RATE, (("实际到位资金",),), ((572.23,),)) is CellError.VALUE


def test_a_value_not_there_yet_waits() -> None:
    given = (*RATE, (("实际到位资金", "预算资金"),), ((572.23, None),))
    assert PE_RATE(*given) is CellError.NA
    assert "预算资金" in refused("PE_RATE", *given).message


def test_a_header_column_has_its_records_side_by_side() -> None:
    names = tuple((name,) for name in NAMES)
    assert PE_REWARD(*REWARD, names, tuple((cell,) for cell in NINE)) == 1_000_000
    two = (*tuple((cell, cell) for cell in NINE[:-1]), ("是", "否"))
    assert PE_REWARD(*REWARD, names, two) == ((1_000_000, 900_000),)


def test_units_in_headers() -> None:
    for header, amount in (
        ("入库计划投资额（万元）", 90_000),
        ("入库计划投资额(亿元)", 9),
        ("入库计划投资额", "9亿元"),
        ("入库计划投资额（元）", 900_000_000),
    ):
        names = (*NAMES[:4], header, NAMES[5])
        assert PE_REWARD(*REWARD, (names,), ((*NINE[:4], amount, "否"),)) == 900_000
    dollars = (*NAMES[:4], "入库计划投资额（万美元）", NAMES[5])
    assert PE_REWARD(*REWARD, (dollars,), ((*NINE[:4], 9, "否"),)) is CellError.VALUE


def test_a_header_twice_is_refused_by_name_only_where_it_is_used() -> None:
    names, values = (*NAMES, "入库计划投资额（万元）"), (*NINE, 1)
    assert "入库计划投资额" in refused("PE_REWARD", *REWARD, (names,), (values,)).message
    assert PE_REWARD(*REWARD, (("备注", "备注", *NAMES),), ((1, 2, *NINE),)) == 1_000_000


def test_one_name_and_one_value() -> None:
    # One quantity is enough for no scheme here; what is refused must be what is missing, by name.
    refusal = refused("PE_RATE", *RATE, "实际到位资金", 572.23)
    assert "预算资金" in refusal.message
    refusal = refused("PE_REWARD", *REWARD, "正式签约", "是")
    assert "入库计划投资额" in refusal.message
    assert PE_REWARD(*REWARD, "正式签约", "否") == 0
    # One name over several rows.
    assert PE_REWARD(*REWARD, "正式签约", (("否",), (None,))) == ((0,), (None,))


@pytest.mark.parametrize(
    ("names", "values"),
    [
        ((("实际到位资金", "预算资金"),), ((1, 2, 3),)),
        ((("实际到位资金", "预算资金"),), ((1,), (2,))),
        ((("实际到位资金",), ("预算资金",)), ((1, 2),)),
        ((("实际到位资金", "预算资金"), ("甲", "乙")), ((1, 2), (3, 4))),
    ],
)
def test_names_and_values_that_do_not_fit_are_refused(names: object, values: object) -> None:
    assert refused("PE_RATE", *RATE, names, values).reason is Reason.NOT_UNDERSTOOD


@pytest.mark.parametrize("function", ["PE_RATE", "PE_REWARD"])
def test_the_item_and_the_policy_are_one_text_each(function: str) -> None:
    rest = (("正式签约",),), (("否",),)
    assert refused(function, None, "招商奖励", *rest).reason is Reason.MISSING_VALUE
    assert refused(function, "honghe-2023", " ", *rest).reason is Reason.MISSING_VALUE
    assert refused(function, "honghe-2023", 5, *rest).reason is Reason.NOT_UNDERSTOOD
    assert refused(function, "honghe-2023", CellError.NA, *rest).reason is Reason.MISSING_VALUE
    two = (("honghe-2023",), ("yiyang-2024",))
    assert "一个单元格" in refused(function, two, "招商奖励", *rest).message
    unknown = refused(function, "honghe-2023", "招商奖厉", *rest)
    assert unknown.reason is Reason.UNKNOWN_NAME
    assert "招商奖厉" in unknown.message


def test_a_person_decides() -> None:
    eligible = {"正式签约": "是", "年度进出口总额": "3.2亿元", "一事一议": "是"}
    assert reward(**eligible) is CellError.NA
    assert reward(**eligible, 核定奖励额="150万元") == 1_500_000


def test_no_rate_divides_by_zero() -> None:
    given = (*RATE, (("实际到位资金", "预算资金"),), ((572.23, 0),))
    assert PE_RATE(*given) is CellError.VALUE
    assert "预算资金" in refused("PE_RATE", *given).message


def test_a_quotient_beyond_all_cells_is_an_error_and_no_crash() -> None:
    given = ("yiyang-2024", "实际完成率", (("实际产出数", "计划产出数"),), ((1e29, 1e-300),))
    assert PE_RATE(*given) in (CellError.NUM, CellError.VALUE)


# PE_CHECK ------------------------------------------------------------------------------------

CHECKED = ("预算执行率", "全年执行数", "全年预算数")


def test_what_is_right_passes() -> None:
    # 红河: 1114.9 ÷ 1150 is 96.95%.
    assert PE_CHECK("honghe-2023", (CHECKED,), (("96.95%", 1114.9, 1150),)) == "通过"


def test_findings_are_rows_of_severity_field_and_sentence() -> None:
    found = PE_CHECK("honghe-2023", (CHECKED,), (("97.67%", 1114.9, 1150),))
    assert isinstance(found, tuple)
    ((severity, field, sentence),) = found
    assert (severity, field) == ("必须修改", "预算执行率")
    assert isinstance(sentence, str)
    assert "97.67%" in sentence
    assert "96.95%" in sentence


def test_findings_of_several_rows_say_which_row() -> None:
    rows = (("97.67%", 1114.9, 1150), (None,) * 3, ("96.95%", 1114.9, 1150), ("9%", 1114.9, 1150))
    found = PE_CHECK("honghe-2023", (CHECKED,), rows)
    assert isinstance(found, tuple)
    assert [row[1] for row in found] == ["第1行 预算执行率", "第4行 预算执行率"]


def test_findings_beside_a_header_column_say_which_column() -> None:
    names = tuple((name,) for name in CHECKED)
    values = (("96.95%", "97.67%"), (1114.9, 1114.9), (1150, 1150))
    found = PE_CHECK("honghe-2023", names, values)
    assert isinstance(found, tuple)
    assert [row[1] for row in found] == ["第2列 预算执行率"]


def test_nothing_filled_in_has_not_passed() -> None:
    assert PE_CHECK("honghe-2023", (CHECKED,), ((None, "", " "),)) is None
    assert PE_CHECK("honghe-2023", (CHECKED,), ((None,) * 3, (None,) * 3)) is None


def test_an_error_cell_is_a_finding() -> None:
    found = PE_CHECK("honghe-2023", (CHECKED,), (("96.95%", CellError.REF, 1150),))
    assert isinstance(found, tuple)
    assert "#REF!" in str(found[0][2])


def test_findings_carry_their_clause() -> None:
    answer = CATALOGUE["PE_CHECK"].answer("honghe-2023", (CHECKED,), (("97.67%", 1114.9, 1150),))
    assert isinstance(answer, tuple)
    assert all(isinstance(r, Value) and "投入情况" in r.working.clause for r in answer[0])
