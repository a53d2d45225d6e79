"""Rows of a self-evaluation form at the edges: notations, ties, ends, blanks, mistakes."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

from rules.exact import decimal_places, plain

#: Points, target, actual, method.
Row = tuple[object, object, object, str | None]

#: By hand, with what must come out: national-2020, points to 0.01 half up.
BY_HAND: list[tuple[Row, object]] = [
    ((100, "≥80%", "64.71%", None), 80.89),  # 红河州自评报告, 九月支出进度
    ((100, "11月30日前95%", "87.20%", None), 91.79),  # the same, 十一月
    ((2, "≥200", "100.5", None), 1.01),  # 1.005 exactly
    ((10, "≥1", "0.8085", None), 8.09),  # 8.085 exactly
    ((8, "≤90万元", "89.97万元", None), 8),
    ((8, "≤90万元", "900001元", None), "#VALUE!"),  # the document does not say how
    ((10, "≤10", "15", "反向比例"), 6.67),
    ((10, "≤10", "15", "反向递减"), 5),
    ((10, "≤10", "20", "反向递减"), 0),
    ((10, "≤10", "15", "反向不得分"), 0),
    ((5, "=0", "0", None), 5),
    ((5, "=0", "1", None), 0),
    ((20, "=100%", "97%", None), 19.4),
    ((10, "≥2000亩", "1平方公里", None), 7.5),  # 1500 亩
    ((10, "≥２０００", "1,500", None), 7.5),
    ((10, "98％以上", "49%", None), 5),
    ((10, "不低于 80%", 0.4, None), 5),  # a number cell beside percent is a fraction
    ((10, "≥80%", 95, None), "#VALUE!"),  # 95% or 9500%
    ((10, "≥80%", "95", None), "#VALUE!"),
    ((10, "≥50个", "50次", None), "#VALUE!"),
    ((10, "≥50个", "50", None), 10),
    ((5, "2023年12月31日前", "2023年12月31日", None), 5),
    ((5, "12月底前", "12月20日", None), 5),
    ((5, "2023年12月31日前", "2024年1月5日", None), "#N/A"),  # for a person to judge
    ((5, "2023年12月31日前", "12月20日", None), "#VALUE!"),  # which year?
    ((10, "效果明显", "达成 80%", None), 8),
    ((10, "效果明显", "部分达成 60%", None), 6),
    ((10, "效果明显", "部分达成 80%", None), "#VALUE!"),  # 80% belongs to 达成
    ((10, "效果明显", "达成", None), "#N/A"),  # between 8 and 10: for a person to say
    ((20, "及时", "及时", None), 20),
    ((10, "≥80%", None, None), None),
    ((10, "/", "5", None), "/"),
    ((10, "≥80%", "—", None), "/"),
    ((None, "≥80%", "80%", None), "#N/A"),
    ((-1, "≥80%", "80%", None), "#VALUE!"),
    ((10, None, "80%", None), "#N/A"),
    ((10, "≥80%", "80%", "没有的方法"), "#VALUE!"),
]

_TARGETS = (
    "≥80%", ">80%", "<10", "=1个", "至少3次", "≤-5%", "±5%", "80%以下(不含)", "年底前", "12月前",
    "合格", "三个", "≥3万", "≥1,23", "百分之80", "≥80%以下", "≥0.5‰", "10天", "≥3盏", "不得超过5次",
    "≥80%。", "≥5A级", "XX%", "完成95%", 200, 0.8,
)  # fmt: skip
_ACTUALS = (
    "80%", "10", "1个", "0", "-3%", "2023-12-31", "合格", "部分达成（60%）", "未达成 30%", "三个", "达到95%",
    "≥95%", "24小时", "3盏", "4.5万", "约95%", "9 0%", "达成预期指标：85%", "1e5", 0.872, 100.5,
)  # fmt: skip


def mixed() -> list[Row]:
    """Every odd target beside every odd actual."""
    return [(10, wanted, reached, None) for wanted, reached in product(_TARGETS, _ACTUALS)]


def ties(how_many: int, seed: int) -> list[Row]:
    """Rows whose points come to half a cent exactly, or one unit of the actual beside it."""
    chance = random.Random(seed)
    rows: list[Row] = []
    while len(rows) < how_many:
        points = chance.choice([1, 2, 2.5, 3, 5, 6, 7.5, 8, 10, 12, 15, 20, 30, 50, 100])
        wanted = Fraction(chance.choice(["200", "400", "125", "1600", "12345.6", "0.8", "2000"]))
        half = Fraction(2 * chance.randrange(int(points * 100)) + 1, 200)
        reached = half / Fraction(str(points)) * wanted
        if decimal_places(reached) is None:
            continue
        beside = Fraction(chance.choice([-1, 0, 1]), 10**6)
        if reached + beside < 0:
            continue
        rows.append((points, f"≥{plain(wanted)}", plain(reached + beside, 9), None))
    return rows


def ordinary(how_many: int, seed: int) -> list[Row]:
    """Rows as they are usual: figures with units, levels with shares, methods."""
    chance = random.Random(seed)
    rows: list[Row] = []
    for _ in range(how_many):
        points = chance.choice([5, 8, 10, 12.5, 33.3, 0.01])
        if chance.random() < 0.3:
            level = chance.choice(["达成", "部分达成", "未达成"])
            share = chance.choice(["0", "59.99", "60", "79.99", "80", "85.5", "100"])
            rows.append((points, "效果明显", f"{level} {share}%", None))
            continue
        unit = chance.choice(["", "%", "个", "万元", "亩", "公里"])
        wanted, reached = (
            plain(Fraction(chance.randrange(1, 10**6), chance.choice([1, 10, 100])), 2)
            for _ in range(2)
        )
        method = chance.choice([None, None, "反向比例", "反向递减"])
        sign = "≤" if method else chance.choice(["≥", ">", "=", ""])
        rows.append((points, f"{sign}{wanted}{unit}", f"{reached}{unit}", method))
    return rows
