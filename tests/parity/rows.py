"""Rows of indicators for the fills: every edge of a policy's scoring first, then at random.

A row is kept in parts (operator, value, unit), because forms write them in one cell or in three.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random

from rules.parts import Direction, Method, Scoring, Written

#: A cell of a fill; None is a blank.
Given = str | int | Decimal | None
#: What stands in place of an operator where the target is words.
WORDS = "定性"


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: its points, its target in parts, what was reached, and the method named."""

    points: Given
    operator: str = ""
    target: Given = None
    unit: str = ""
    reached: Given = None
    reached_unit: str = ""
    method: str = ""
    deduction: Given = None

    @property
    def wanted(self) -> Given:
        """The target in one cell; a bare number stays one."""
        sign = "" if self.operator == WORDS else self.operator
        if not sign and not self.unit:
            return self.target
        return f"{sign}{_text(self.target)}{self.unit}"

    @property
    def actual(self) -> Given:
        """What was reached, in one cell."""
        return f"{_text(self.reached)}{self.reached_unit}" if self.reached_unit else self.reached


def edges(scoring: Scoring) -> list[Row]:
    """Every edge of the methods: those that come to points first, then those that wait or refuse."""
    return [
        *_higher(),
        *_lower(scoring),
        *_equal(),
        *_words(scoring),
        *_days(),
        *_refused(),
        *_odd(),
    ]


def _higher() -> Iterator[Row]:
    """10 points of 2000 are 0.005 a piece: every odd number is a tie of the rounding to 0.01."""
    for operator in ("≥", ">", ""):
        for reached in (2000, 1999, 2001, 0):
            yield Row(10, operator, 2000, "个", reached, "个")
        for reached in (1, 1289, 1327, 1605):
            yield Row(10, operator, 2000, "个", reached, "个")
        # Far above the target: 130 % and a little beside it.
        for reached in (1299, 1300, 1301, 4805):
            yield Row(15, operator, 1000, "人次", reached, "人次")
    for points, wanted, share in (
        (5, "80", "64.71"), (5, "95", "87.20"), (10, "100", "99.995"), (10, "100", "99.945"),
        (Decimal("2.5"), "90", "90"), (Decimal("0.5"), "98.5", "98.49"), (8, "100", "0"),
        (Decimal("7.25"), "33.3", "33.29"), (20, "0.5", "0.25"),
    ):  # fmt: skip
        yield Row(points, "≥", wanted, "%", share, "%")
    for figure, unit, got, other in (
        ("1600", "万美元", "1599.99", "万美元"), ("1.5", "亿元", "12000", "万元"),
        ("2.5", "万元", "24999", "元"), ("2.5", "万元", "25000", "元"), ("750", "亿元", "929.63", "亿元"),
        ("12.5", "公里", "12.4999", "公里"), ("3", "‰", "0.3", "%"), ("1,200", "户", "1,199", "户"),
    ):  # fmt: skip
        yield Row(10, "≥", figure, unit, got, other)
    # Numbers in the cells, not texts: a fraction beside a percentage, and a bare ratio.
    yield Row(10, "≥", "80", "%", Decimal("0.8"))
    yield Row(10, "≥", "80", "%", Decimal("0.64715"))
    yield Row(10, "", 2000, "", 1289)
    yield Row(10, "≥", 50, "个", 49)
    # 13 digits, a hair below all and below a tie: 9.985 is 10 × 0.9985.
    yield Row(10, "", 10000000, "", Decimal("9999999.999999"))
    yield Row(10, "≥", "10000000", "万元", "9984999.999999", "万元")
    yield Row(10, "≥", "10000000", "万元", "9985000", "万元")


def _lower(scoring: Scoring) -> Iterator[Row]:
    """Not more than: met, and missed by each way of counting that the policy has."""
    named = [
        name
        for name, method in scoring.methods.items()
        if method.direction is Direction.LOWER and not method.applies
    ]
    for operator in ("≤", "<"):
        for reached in (1289, 1288, 0):
            yield Row(10, operator, 1289, "万元", reached, "万元")
    for method in ("", *named):
        # 10 × 1289 ÷ 2000 = 6.445 and 10 × (2 × 2000 − 2001) ÷ 2000 = 9.995 are ties.
        for target, reached in (
            (1289, 2000), (2000, 2001), (2000, 3999), (2000, 4000), (2000, 4001), (3, 4), (0, 1), (0, 0),
        ):  # fmt: skip
            yield Row(10, "≤", target, "万元", reached, "万元", method)
        yield Row(5, "≤", "3.5", "%", "3.51", "%", method)


def _equal() -> Iterator[Row]:
    for reached in (1000, 999, 1001, 1300, 0, 645):
        yield Row(10, "=", 1000, "个", reached, "个")
    for reached in (0, 1):
        yield Row(5, "=", 0, "起", reached, "起")
    yield Row(20, "=", "100", "%", "97", "%")
    yield Row(20, "=", "100", "%", "100", "%")


def _words(scoring: Scoring) -> Iterator[Row]:
    """The ends of every level, a hair beside them, its other names; words that repeat the target."""
    for method in scoring.methods.values():
        if method.direction is not Direction.QUALITATIVE:
            continue
        for name, span in method.levels.items():
            hair = Fraction(1, 10000)
            for share in (span.low, span.low - hair, span.high, span.high - hair, span.high + hair):
                yield Row(10, WORDS, "效果明显", "", f"{name} {_percent(share)}")
            middle = _percent((span.low + span.high) / 2)
            yield Row(Decimal("7.5"), WORDS, "效果明显", "", f"{name}（{middle}）")
            yield Row(10, WORDS, "效果明显", "", name)
            for other in method.synonyms.get(name, ()):
                yield Row(10, WORDS, "合格", "", f"{other} {middle}")
        yield Row(10, WORDS, "及时", "", "及时")
        yield Row(10, WORDS, "及时", "", "不及时")


def _days() -> Iterator[Row]:
    for reached in ("2023年12月31日", "2023年12月20日", "2024年1月1日", "2023-12-31", "12月31日"):
        yield Row(5, WORDS, "2023年12月31日前", "", reached)
    # Numbers: a share, the last before the year 2000, and three days (45291 is 2023-12-31).
    for cell in (1, Decimal("0.95"), 36525, 36526, 45291, 45292):
        yield Row(5, WORDS, "2023年12月31日前", "", cell)
    yield Row(5, WORDS, "9月30日前", "", "9月30日")
    yield Row(5, WORDS, "9月30日前", "", "10月1日")


def _refused() -> Iterator[Row]:
    """Not applicable, not filled in, not understood."""
    yield Row(10, WORDS, "/", "", "/")
    yield Row(10, "≥", "80", "%", "/")
    yield Row(10, "≥", "80", "%", None)
    yield Row(None)
    yield Row(None, "≥", "80", "%", "80", "%")
    for points in ("/", "abc", -5, 0, Decimal("1.005")):
        yield Row(points, "≥", "80", "%", "80", "%")
    for target in ("XX", "８０", " 80 ", "约80", "80左右", "abc", "-80"):
        yield Row(10, "≥", target, "%", "64.71", "%")
    for reached in ("６４.７１", " 64.71 ", "约64", "64.7.1", "-64", "六十四", "待定", ""):
        yield Row(10, "≥", "80", "%", reached, "%")
    for unit, other in (
        ("%", "个"),
        ("个", "%"),
        ("万元", "万美元"),
        ("%", "个百分点"),
        ("天", "月"),
    ):
        yield Row(10, "≥", "80", unit, "70", other)
    for reached_number in (Decimal("64.71"), Decimal("10.5"), 1, Decimal("-0.1")):
        yield Row(10, "≥", "80", "%", reached_number)
    for operator in ("不低于", "不少于", "＞", "＝", ">=", "大于等于", "±"):
        yield Row(10, operator, "80", "%", "64.71", "%")
    yield Row(10, "", "98", "%以上", "98.5", "%")
    yield Row(10, "≥", "80", "%", "64.71", "%", "没有的方法")


def _odd() -> Iterator[Row]:
    """What a search takes for another word, tails that are no units, long texts, pasted signs."""
    for reached in ("n/a", "N/A", "?", "达*", "9 0%", "9  0%", " \u200b64% "):
        yield Row(10, "≥", "80", "%", reached)
    for points in ("n/a", "10分", "１０", " 10 ", "10", "2.5\n", "／ ", "10%", "TRUE"):
        yield Row(points, "≥", "80", "%", "64.71", "%")
    for reached_number in (98, "98", Decimal("1.5"), Decimal("0.98"), "0.98", 0, "98%"):
        yield Row(10, "≥", "100", "百分比", reached_number)
    for unit in ("²", "℃", "°", "①", "½", "ａ", "㎏", "あ", "m²", "盏", "元/人", "（个）"):
        yield Row(10, "≥", "80", unit, "64.71")
    yield Row(10, "≥", "80", "元/人", "64.71", "元/人")
    yield Row(10, "≥", "80", "元/人", "64.71", "元/户")
    long = "完成全县" + "建设和改造任务及其他各项工作内容" * 7
    for words, reached in (
        ("合格", "合格\u3000"), ("合格\u00a0", "合格\n"), ("合 格", "合\u00a0格"), ("?", "?"), ("½", "½"),
        (long, long), (f"{long}达到100%", f"{long}达到100%"), (long * 2, long * 2),
        (f"2023年12月31日前{'完成' * 60}以后", "2023年12月1日"), ("2023年12月底前三个", "2023年12月1日"),
    ):  # fmt: skip
        yield Row(10, WORDS, words, "", reached)


def beyond() -> list[Row]:
    """What the engine reads and plain formulas refuse: more than 13 digits."""
    return [Row(10, "≥", "80", "%", "1234567890123456", "%")]


def at_random(random: Random, scoring: Scoring) -> Row:
    """A row as offices fill them in, that comes to points under nearly every policy."""
    points: Given = random.choice(
        (5, 8, 10, 15, 20, Decimal("2.5"), Decimal("0.5"), Decimal("3.75"))
    )
    digits = random.choice((0, 0, 1, 2))
    target = Decimal(random.randint(1, 10 ** random.randint(1, 6))).scaleb(-digits)
    share = random.choice((0, 1, 1, 2, Decimal(random.randint(0, 2600)).scaleb(-3)))
    reached = (target * share).quantize(Decimal(1).scaleb(-random.randint(0, 3)))
    unit, other = random.choice(
        (("%", "%"), ("个", "个"), ("万元", "万元"), ("人次", "人次"), ("", ""))
    )
    spellings = [w.value for m in scoring.methods.values() for w in m.applies if w in _SIGNED]
    operator = random.choice([*spellings, ""])
    method = (
        random.choice(["", *_named(scoring, Direction.LOWER)]) if operator in ("≤", "<") else ""
    )
    if operator and random.random() < 0.1:
        return Row(points, WORDS, "及时", "", random.choice(("及时", "达成 90%", "未达成 30%")))
    return Row(points, operator, str(target), unit, str(reached), other, method if operator else "")


_SIGNED = (Written.AT_LEAST, Written.ABOVE, Written.AT_MOST, Written.BELOW, Written.EQUAL)


def _named(scoring: Scoring, direction: Direction) -> list[str]:
    def chosen_by_hand(method: Method) -> bool:
        return method.direction is direction and not method.applies

    return [name for name, method in scoring.methods.items() if chosen_by_hand(method)]


def _percent(share: Fraction) -> str:
    hundred = share * 100
    return f"{Decimal(hundred.numerator) / Decimal(hundred.denominator)}%"


def _text(value: Given) -> str:
    return "" if value is None else str(value)
