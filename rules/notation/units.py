"""Units: their names as staff write them, what they measure, and how they convert exactly.

Two units convert only where that is a matter of definition (亩 and 平方米, 万元 and 元). Each measure
word is a dimension of its own: 个 is not 次, 元 is not 美元, % is not 百分点.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from rules.notation.writing import HAN, tidy


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: one `name` is `factor` base units of its `dimension`."""

    name: str
    dimension: str
    factor: Fraction


RATIO: Final = "比率"
POINTS: Final = "百分点"
#: The dimension of a bare scale such as 万 in `3万`: a number, of what it does not say.
NUMBER: Final = "数"

# dimension, factor to its base unit, names
_TABLE = (
    (RATIO, "1/100", "% 百分比 百分之一"),
    (RATIO, "1/1000", "‰ 千分比 千分之一"),
    (RATIO, "1/10000", "‱ 万分比 万分之一"),
    (POINTS, "1", "百分点 个百分点 pct pp"),
    ("人民币", "1", "元 人民币 人民币元 RMB CNY"),
    ("美元", "1", "美元 美金 USD"),
    ("港元", "1", "港元 港币 HKD"),
    ("欧元", "1", "欧元 EUR"),
    ("日元", "1", "日元 JPY"),
    ("英镑", "1", "英镑 GBP"),
    ("时间", "1/3600", "秒"),
    ("时间", "1/60", "分钟"),
    ("时间", "1", "小时 个小时 h"),
    ("时间", "24", "天 日 个自然日 自然日"),
    ("时间", "168", "周 星期 个星期"),
    ("工作日", "1", "工作日 个工作日"),
    ("月", "1", "月 个月"),
    ("月", "3", "季度 个季度"),
    ("月", "12", "年"),
    ("面积", "1", "平方米 平米 ㎡ m² m2"),
    ("面积", "2000/3", "亩"),
    ("面积", "10000", "公顷"),
    ("面积", "1000000", "平方公里 平方千米 km² km2"),
    ("长度", "1/1000", "毫米 mm"),
    ("长度", "1/100", "厘米 cm"),
    ("长度", "1", "米 m 延米"),
    ("长度", "1000", "公里 千米 km"),
    ("质量", "1/1000", "克 g"),
    ("质量", "1/2", "斤"),
    ("质量", "1", "千克 公斤 kg"),
    ("质量", "1000", "吨 t"),
    ("体积", "1/1000", "升 L"),
    ("体积", "1", "立方米 立方 m³ m3"),
    ("电量", "1", "千瓦时 kWh"),
    ("电量", "1000", "兆瓦时 MWh"),
    ("功率", "1", "千瓦 kW"),
    ("功率", "1000", "兆瓦 MW"),
    ("场次", "1", "场次 场"),
    ("批次", "1", "批次 批 个批次"),
    ("人", "1", "人 名"),
)
# Measure words: each a dimension of its own.
_COUNTS = """
    个 家 次 件 项 人次 户 台 套 辆 份 篇 期 处 座 条 间 倍 分 只 头 棵 株 本 册 张 块 盏 门 班 届 部 种 类
    起 宗 例 笔 幅 栋 幢 支 所 片 艘 架 村 课时 学时 床 站 组 队 单 标准箱 标箱 车次 户次 台次 架次 件次 台套
"""
_KNOWN = {
    name: Unit(name, dimension, Fraction(factor))
    for dimension, factor, names in _TABLE
    for name in names.split()
} | {word: Unit(word, word, Fraction(1)) for word in _COUNTS.split()}
#: Every unit that is known by name.
WORDS: Final = tuple(_KNOWN)
#: The scales before a unit, longest first: 万亿 before 万.
SCALES: Final = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7,
    "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 1000, "百": 100,
}  # fmt: skip
_UNSCALED = {RATIO, POINTS, "月", "工作日"}
_ANY_WORD = re.compile(rf"[{HAN}]{{1,6}}")
# Words that say more than a unit: 50个或以上, 50日前, 50左右, 50完成.
_NO_UNIT = re.compile(
    r"[或和及与至到不余多几来约前后每均增减超达底末以上下内〇零一二三四五六七八九十百千万亿]|完成|合格|左右"
)
_IN_PARENTHESES = re.compile(r"^(.+)\(([^()]+)\)$")


def _look_up(word: str, any_word: bool) -> Unit | None:
    if known := _KNOWN.get(word):
        return known
    above, slash, below = word.partition("/")
    if slash:
        over, under = _look_up(above, any_word), _look_up(below, any_word)
        if not over or not under or "/" in below:
            return None
        return Unit(word, f"{over.dimension}/{under.dimension}", over.factor / under.factor)
    if word.startswith("人民币"):
        plain = _look_up(word[3:], any_word=False)
        return (
            Unit(word, plain.dimension, plain.factor)
            if plain and "人民币" in plain.dimension
            else None
        )
    for scale, times in SCALES.items():
        if not word.startswith(scale):
            continue
        rest = word[len(scale) :]
        base = _KNOWN.get(rest) or (_unknown(rest) if any_word else None)
        if not rest:
            return Unit(word, NUMBER, Fraction(times))
        if base and base.dimension not in _UNSCALED:
            return Unit(word, base.dimension, base.factor * times)
    return _unknown(word) if any_word else None


def _unknown(word: str) -> Unit | None:
    """A word of which nothing is known: a dimension of its own, so that it is never dropped."""
    if _ANY_WORD.fullmatch(word) and not _NO_UNIT.search(word):
        return Unit(word, word, Fraction(1))
    return None


def without_scale(name: str) -> str:
    """A unit without the scale before it: 万元 is 元, 亿美元 is 美元; 千克 is a unit of its own."""
    for scale in SCALES:
        rest = name.removeprefix(scale)
        if rest and rest != name and rest in _KNOWN and name not in _KNOWN:
            return rest
    return name


@lru_cache(maxsize=2048)
def _read_unit(text: str, any_word: bool) -> Unit | None:
    word = tidy(text)
    if word.startswith("(") and word.endswith(")"):
        word = word[1:-1]
    word = word.removeprefix("单位").lstrip(":") if word.startswith("单位:") else word
    return _look_up(word, any_word)


def read_unit(text: str, *, any_word: bool = False) -> Unit | None:
    """The unit that `text` names, or None.

    With `any_word` a Chinese word of at most six characters that is not in the list counts as a
    unit too, of a dimension of its own (盏). Money in 元, ratios as 1, points as 百分点.
    """
    return _read_unit(text, any_word) if len(text) <= 30 else None


@lru_cache(maxsize=2048)
def with_unit(header: str) -> tuple[str, Unit | None]:
    """A column's heading, split into its name and the unit in its closing parentheses.

    `入库计划投资额（万元）` is (入库计划投资额, 万元). Parentheses that hold no known unit stay part of the
    name: `全年预算数 (A)` is (全年预算数（A）, None). Names come back with full-width parentheses and
    without spaces, so that one heading in two spellings is one name.
    """
    text = tidy(header)
    if (parts := _IN_PARENTHESES.match(text)) and (unit := read_unit(parts[2])):
        return _name(parts[1]), unit
    return _name(text), None


def _name(text: str) -> str:
    return text.replace("(", "（").replace(")", "）")
