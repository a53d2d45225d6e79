"""PE_REWARD in plain formulas: the document's own cases in LibreOffice, other schemes by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.library import Library
from tests.workbook_templates.plain import trial_policy as trial
from tests.workbook_templates.plain.books import by_office, written
from udfs import policies

_ELIGIBLE = {"认定日期": "2023-06-30", "正式签约": "是", "实质性开工": "是", "纳入统计库": "是"}
#: 红政办发〔2023〕12号: 1‰ of the investment, 0.5‰ of trade, uplift 20% or 15%, at most 100万元.
CASES: list[tuple[dict[str, object], object]] = [
    ({"入库计划投资额": "101亿元"}, 1_000_000),
    ({"入库计划投资额": 1_010_000}, 1_000_000),  # in 万元, as the column says
    ({"入库计划投资额": "9亿元", "世界500强": "是"}, 1_000_000),  # 108万, then the cap
    ({"入库计划投资额": "5亿元", "世界500强": "是", "国内500强": "是"}, 600_000),
    ({"年度进出口总额": "3.2亿元", "国内500强": "是"}, 184_000),
    ({"年度进出口总额": "12345690元"}, 6172.85),  # 6172.845 exactly
    ({"年度进出口总额": "12345688元"}, 6172.84),
    ({"年度进出口总额": "12345689元"}, 6172.84),  # 6172.8445
    ({"年度进出口总额": 1234.569}, 6172.85),  # the same 12345690元 as a number cell
    ({"入库计划投资额": "5亿元", "正式签约": "否"}, 0),
    ({"入库计划投资额": "5亿元", "纳入统计库": "否"}, 0),
    ({"入库计划投资额": "5亿元", "实质性开工": None}, "#N/A"),
    ({"入库计划投资额": "5亿元", "正式签约": None}, "#N/A"),
    ({"正式签约": "否", "实质性开工": None, "入库计划投资额": "5亿元"}, 0),  # settled all the same
    ({"入库计划投资额": "5亿元", "一事一议": "是"}, "#N/A"),
    ({"入库计划投资额": "5亿元", "一事一议": "是", "核定奖励额": 150}, 1_500_000),
    ({"入库计划投资额": "5亿元", "认定日期": "2023-03-31"}, "#NUM!"),
    ({"入库计划投资额": "5亿元", "认定日期": "2023-04-01"}, 500_000),
    ({"入库计划投资额": "5亿元", "认定日期": None}, 500_000),
    ({"入库计划投资额": "5亿元", "认定日期": "三月"}, "#VALUE!"),
    ({"入库计划投资额": "5亿", "正式签约": "是"}, "#VALUE!"),
    ({"入库计划投资额": "约5亿元"}, "#VALUE!"),
    ({"入库计划投资额": "5亿元", "世界500强": "也许"}, "#VALUE!"),
    ({"入库计划投资额": -1}, "#VALUE!"),
    ({}, "#N/A"),
    ({"入库计划投资额": 0, "年度进出口总额": 0}, 0),
    ({"入库计划投资额": "5亿元", "认定日期": "20230630"}, 500_000),
    ({"入库计划投资额": "5亿元", "认定日期": "20230230"}, "#VALUE!"),
    ({"入库计划投资额": "5亿元", "认定日期": "n/a"}, "#VALUE!"),
    ({"入库计划投资额": "5亿元", "认定日期": "N/A"}, 500_000),  # left open, as /
    ({"入库计划投资额": "5亿元", "正式签约": "n/a"}, "#VALUE!"),
    ({"入库计划投资额": "5亿元", "正式签约": "?"}, "#VALUE!"),
    ({"入库计划投资额": "5亿元", "正式签约": "y"}, 500_000),
    ({"入库计划投资额": "5℃"}, "#VALUE!"),
    ({"入库计划投资额": "12345678901234元"}, "#VALUE!"),
]

#: Schemes that the shipped form does not use: its text, its rows (投资额, 甲类, 乙类) by hand.
TRIALS: dict[str, tuple[str, list[tuple[tuple[object, ...], object]]]] = {
    "whole": (
        trial.policy("whole", trial.TIERS.format("全额")),
        [
            (("9999.99万元", "", ""), "#NUM!"),
            (("1亿元", "", ""), 100_000),
            ((49999.99, "", ""), 499_999.9),
            (("5亿元", "", ""), 1_000_000),
            (("10亿元", "", ""), 3_000_000),
        ],
    ),
    "progressive": (
        trial.policy(
            "progressive",
            trial.TIERS.format("超额累进")
            .replace("空档: [<1亿元]", "空档: []")
            .replace("{1亿元..5亿元", "{<5亿元"),
        ),
        [
            (("1亿元", "", ""), 100_000),
            (("6亿元", "", ""), 700_000),  # 50万 + 20万
            (("12亿元", "", ""), 2_100_000),  # 50万 + 100万 + 60万
        ],
    ),
    "sum-cap-first": (
        trial.policy(
            "sum-cap-first", "比例: 1‰", trial.UPLIFT.format("相加"), trial.CAP.format("先封顶后上浮")
        ),
        [
            (("9亿元", "是", "是"), 810_000),  # 60万 × 1.35
            (("9亿元", "", ""), 600_000),
            (("1亿元", "", "是"), 115_000),
        ],
    ),
    "product-up": (
        trial.policy("product-up", "比例: 1‰", trial.UPLIFT.format("连乘"), how="进位", to="1元"),
        [
            (("1亿元", "是", "是"), 138_000),  # 1.2 × 1.15 = 1.38
            (("10000.01元", "", ""), 11),  # 10.00001
            (("10000元", "", ""), 10),
        ],
    ),
    "refused-down": (
        trial.policy("refused-down", "比例: 1‰", trial.UPLIFT.format("不允许"), how="舍去", to="1万元"),
        [
            (("1.99亿元", "", ""), 190_000),
            (("1.99亿元", "是", "是"), "#VALUE!"),
            (("1.99亿元", "是", "否"), 230_000),  # 23.88万
        ],
    ),
    "steps": (
        trial.policy("steps", "每满: {每: 1亿元, 奖: 3万元, 不足: 舍去, 超过: 2亿元}, 定额: 5万元"),
        [
            (("1亿元", "", ""), 50_000),
            (("4.99亿元", "", ""), 110_000),  # 2 full units above 2亿
            (("5亿元", "", ""), 140_000),
        ],
    ),
}  # fmt: skip


@pytest.fixture(scope="session")
def computed(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("rewards")
    rows = [{"项目名称": "某项目"} | _ELIGIBLE | case for case, _ in CASES]
    files = [written(folder, "honghe", "market-reward", "honghe-2023", {"项目": rows})]
    shelf = folder / "policies"
    shelf.mkdir()
    for name, (text, _) in TRIALS.items():
        (shelf / f"{name}.yaml").write_text(text, encoding="utf-8")
    with policies.using(Library(shelf)):
        for name, (_, trials) in TRIALS.items():
            data = [
                {
                    "认定日期": "2023-06-30",
                    "投资额": amount,
                    "甲类": first or None,
                    "乙类": second or None,
                }
                for (amount, first, second), _ in trials
            ]
            files.append(written(folder, name, trial.form(), name, {"项目": data}))
    return dict(zip(("honghe", *TRIALS), by_office(folder, files), strict=True))


def test_the_documents_own_cases(computed):
    found = computed["honghe"].column("奖励区", "奖励额", len(CASES))
    wrong = [(c, want, got) for (c, want), got in zip(CASES, found, strict=True) if want != got]
    assert wrong == []


@pytest.mark.parametrize("name", TRIALS)
def test_other_schemes_by_hand(computed, name):
    _, trials = TRIALS[name]
    found = computed[name].column("试算区", "奖励额", len(trials))
    assert found == [expected for _, expected in trials]


def test_sums_and_reasons_beside_them(computed):
    book = computed["honghe"]
    told = book.column("奖励区", "测算说明", len(CASES))
    assert "最高 100万元" in told[0]
    assert "红政办发〔2023〕12号" in told[0]
    assert "上浮后为 1.2 倍" in told[3]
    assert "尚未与州、县市或园区正式签约" in told[9]
    assert "须报州人民政府同意" in told[14]
    assert "2023-04-01 起施行" in told[16]
    assert "看不懂" in told[-2]
    assert "金额太大" in told[-1]
    paid = sum(want for _, want in CASES if isinstance(want, (int, float)))
    assert book.field("奖励额合计") == pytest.approx(paid)
    waiting = sum(want == "#N/A" for _, want in CASES)
    wrong = sum(want in ("#VALUE!", "#NUM!") for _, want in CASES)
    assert book.field("合计说明") == f"待核定 {waiting} 行，有误 {wrong} 行"
