"""Rows of the reward form: each band end, cap, threshold, tie, missing answer; then at random.

The figures are worked out by hand from the policy's text, 红政办发〔2023〕12号: 1‰ of the investment,
0.5‰ of the trade, 20 % or 15 % more, at most 100万元, from 2023-04-01 on.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

DAY = date(2023, 6, 30)
SINCE = date(2023, 4, 1)

_FULL: dict[str, Any] = {
    "项目名称": "某项目", "认定日期": DAY, "正式签约": "是", "实质性开工": "是", "纳入统计库": "是",
    "入库计划投资额": 0, "年度进出口总额": 0, "世界500强": "否", "国内500强": "否", "一事一议": "否",
}  # fmt: skip
_ANSWERS = ("正式签约", "实质性开工", "纳入统计库", "世界500强", "国内500强", "一事一议")


def _row(**over: Any) -> dict[str, Any]:
    return {name: value for name, value in (_FULL | over).items() if value is not None}


def edges() -> list[dict[str, Any]]:
    """Every edge of the reward."""
    some = 50000
    rows = []
    # The cap: 100万元 is 1‰ of 100000万元, with a fifth more of 83333.3333…, with 15 % of 86956.5217….
    for amount in ("100000", "99999.9999", "100000.0001", "99999.999", "1010000", "128300"):
        rows.append(_row(入库计划投资额=Decimal(amount)))
    for amount in ("83333.3333", "83333.3334", "83333", "90000"):
        rows.append(_row(入库计划投资额=Decimal(amount), 世界500强="是"))
    for amount in ("86956.5217", "86956.5218", "87000"):
        rows.append(_row(入库计划投资额=Decimal(amount), 国内500强="是"))
    for amount in ("200000", "199999.9999", "200000.0001"):
        rows.append(_row(年度进出口总额=Decimal(amount)))
    rows.append(_row(入库计划投资额=60000, 年度进出口总额=80000))
    rows.append(_row(入库计划投资额=60000, 年度进出口总额=Decimal("79999.9999")))
    # Ties at half a 分: 1‰ of …5元, 0.5‰ of …10元 (6172.845), 1.2‰ of …12.5元, 1.15‰.
    for amount in ("1234.5675", "0.0005", "0.0015", "4321.0985", "1234.5674", "1234.5676"):
        rows.append(_row(入库计划投资额=Decimal(amount)))
        rows.append(_row(入库计划投资额=Decimal(amount), 世界500强="是"))
        rows.append(_row(入库计划投资额=Decimal(amount), 国内500强="是"))
    for amount in ("1234.569", "1234.5688", "0.001", "0.003", "32000"):
        rows.append(_row(年度进出口总额=Decimal(amount)))
        rows.append(_row(年度进出口总额=Decimal(amount), 国内500强="是"))
    # The days of the policy, as dates and as people write them.
    for day in (SINCE, SINCE - timedelta(1), SINCE + timedelta(1), date(2030, 1, 1), None):
        rows.append(_row(认定日期=day, 入库计划投资额=some))
    for word in ("2023年6月30日", "2023-03-31", "2023/4/1", "不详", "2023年2月30日"):
        rows.append(_row(认定日期=word, 入库计划投资额=some))
    # Each answer given, refused, missing, not understood.
    for name in _ANSWERS:
        for answer in ("是", "否", None, " 是 ", "有", "/"):
            rows.append(_row(**{name: answer}, 入库计划投资额=some))
    rows.append(_row(世界500强="是", 国内500强="是", 入库计划投资额=some))
    rows.append(_row(实质性开工="否", 纳入统计库="否", 年度进出口总额=32000, 国内500强="是"))
    rows.append(_row(实质性开工=None, 纳入统计库=None, 年度进出口总额=32000))
    for decided in (None, 150, 0, Decimal("123.456789"), -1, "150万元", "待定"):
        rows.append(_row(一事一议="是", 核定奖励额=decided, 入库计划投资额=some))
    rows.append(_row(核定奖励额=150, 入库计划投资额=some))
    # No other case, and no sign for any other, is a word of the engine's.
    for word in ("n/a", "N/A", "?", "20230630"):
        rows.append(_row(认定日期=word, 入库计划投资额=some))
        rows.append(_row(正式签约=word, 入库计划投资额=some))
    rows.append(_row(正式签约="y", 入库计划投资额="5亿元\u200b"))
    rows.append(_row(入库计划投资额="5℃"))
    for number in (20230630, 20230631, "20230230"):
        rows.append(_row(认定日期=number, 入库计划投资额=some))
    # Amounts as texts, missing, negative, not understood.
    for word in (
        "101亿元",
        "5亿",
        "50000万元",
        "5,000",
        "５０００",
        "约5亿元",
        "-3",
        "/",
        "无",
        "三亿元",
    ):
        rows.append(_row(入库计划投资额=word))
    rows.append(_row(入库计划投资额=None, 年度进出口总额=None))
    rows.append(_row(入库计划投资额=None, 年度进出口总额=100))
    rows.append(_row(入库计划投资额=-3))
    rows.append(_row(入库计划投资额=0, 年度进出口总额=0))
    # 13 digits; a 分 below a round sum is no slip of a float.
    for amount in ("9876543.218765", "9999999.999999"):
        rows.append(_row(入库计划投资额=Decimal(amount)))
        rows.append(_row(年度进出口总额=Decimal(amount)))
    rows.append({})
    return rows


def beyond() -> list[dict[str, Any]]:
    """What the engine reads and plain formulas refuse: more than 13 digits, or 分, in an amount."""
    return [_row(入库计划投资额=Decimal(text)) for text in ("99999999999", "99999999.999999")]


def _amount(random: Random, digits: int) -> Decimal:
    """万元 with so many decimals (6 are 分), from a few to 一千亿元."""
    return Decimal(random.randint(0, 10 ** (digits + random.randint(2, 7)))).scaleb(-digits)


def at_random(random: Random) -> dict[str, Any]:
    """A project as an office fills it in."""
    digits = random.randint(0, 6)
    row = _row(
        认定日期=SINCE + timedelta(random.randint(-30, 900)),
        入库计划投资额=random.choice((0, _amount(random, digits))),
        年度进出口总额=random.choice((0, _amount(random, digits))),
    )
    for name in _ANSWERS:
        if random.random() < 0.3:
            row[name] = random.choice(("是", "否", "否"))
    if row["一事一议"] == "是" and random.random() < 0.7:
        row["核定奖励额"] = Decimal(random.randint(0, 10**8)).scaleb(-2)
    return row
