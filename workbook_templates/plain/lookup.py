"""The sheet 对照表 of a plain workbook: operators and units as staff write them.

The words are those that the exact engine reads: the lists are made by asking it, never written here
again. Formulas find a unit with MATCH and an operator with LEFT and RIGHT.

A unit's factor is held as a power of ten and a fraction in whole numbers (万元 is 10^4 × 1 / 1, 亩 is
10^3 × 2 / 3 平方米), so that no formula ever multiplies by a binary fraction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import gcd
from string import ascii_letters

from rules.notation import (
    OPERATORS_AFTER,
    OPERATORS_BEFORE,
    SCALES,
    WORDS,
    Relation,
    Unit,
    read_unit,
)

SHEET = "对照表"
#: The first row of data, from 1.
_TOP = 3

#: The number of a relation in formulas; 0 is a target without an operator.
CODES = {
    Relation.NONE: 0,
    Relation.AT_LEAST: 1,
    Relation.ABOVE: 2,
    Relation.AT_MOST: 3,
    Relation.BELOW: 4,
    Relation.EQUAL: 5,
    Relation.AROUND: 6,
}
#: The numbers of the dimensions that formulas ask for.
DIMENSIONS = {"比率": 1, "数": 2, "人民币": 3, "分": 4}
#: Of these no unit is made: 50日前 and 50个或以上 say more than a unit.
_NO_UNIT = "或和及与至到不余多几来约前后每均增减超达底末以上下内〇零一二三四五六七八九十百千万亿"
#: Signs beside Han and Latin letters that may be an answer in words.
_ANSWERS = "√×✓✔✗✘"
#: Words before a target that say only that it is to be reached.
_NO_OPERATOR = ("已完成", "完成")


@dataclass(frozen=True, slots=True)
class Operator:
    """A word or sign, and the number of its relation."""

    word: str
    code: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit: its dimension by number, and its factor 10^`power` × `times` ÷ `over`."""

    word: str
    dimension: int
    power: int
    times: int
    over: int


@lru_cache
def before() -> tuple[Operator, ...]:
    """The operators that stand before a figure, the shortest first: the last that fits is right."""
    words = {word: CODES[relation] for word, relation in OPERATORS_BEFORE}
    words |= {
        f"不得{word[1:]}": code for word, code in words.items() if len(word) > 1 and word[0] == "不"
    }
    words |= dict.fromkeys(_NO_OPERATOR, 0)
    return tuple(Operator(word, words[word]) for word in sorted(words, key=lambda w: (len(w), w)))


@lru_cache
def after() -> tuple[Operator, ...]:
    """The operators that stand after a figure, the shortest first."""
    found = {word: CODES[relation] for word, relation in OPERATORS_AFTER}
    return tuple(Operator(word, found[word]) for word in sorted(found, key=lambda w: (len(w), w)))


@lru_cache
def units() -> tuple[UnitRow, ...]:
    """Every unit of the engine's list, with each scale that it can have before it."""
    dimensions = dict(DIMENSIONS)
    found: dict[str, UnitRow] = {}
    for word in _words():
        unit = read_unit(word)
        if unit is not None and word not in found:
            number = dimensions.setdefault(unit.dimension, len(dimensions) + 1)
            found[word] = _row(word, number, unit)
    return tuple(found.values())


def _words() -> Iterator[str]:
    scales = ("", *SCALES)
    for word in WORDS:
        yield from (scale + word for scale in scales)
    yield from SCALES


def _row(word: str, dimension: int, unit: Unit) -> UnitRow:
    """The factor with all its tens in the power."""
    times, over, power = unit.factor.numerator, unit.factor.denominator, 0
    while times % 10 == 0:
        times, power = times // 10, power + 1
    while over > 1 and gcd(over, 10) > 1:  # 1/60 is 10^-1 × 1/6; 1/4 would be 10^-2 × 25
        factor = 10 // gcd(over, 10)
        times, over, power = times * factor, over // gcd(over, 10), power - 1
    return UnitRow(word, dimension, power, times, over)


@lru_cache
def letters() -> str:
    """The signs that a unit of which nothing is known may be written in: Han, those of GB 2312.

    The exact engine knows all Han; a formula can only look for a sign in a text that holds it.
    """
    table = bytes(
        code
        for row in range(0xB0, 0xF8)
        for place in range(0xA1, 0xFF)
        if (row, place) < (0xD7, 0xFA) or row > 0xD7
        for code in (row, place)
    )
    return "".join(sign for sign in table.decode("gb2312") if sign not in _NO_UNIT)


def _range(column: str, count: int) -> str:
    return f"{SHEET}!${column}${_TOP}:${column}${_TOP + count - 1}"


class Ranges:
    """Where the columns of the sheet stand, as formulas name them."""

    UNIT, DIMENSION, POWER, TIMES, OVER = (
        _range(column, len(units())) for column in ("A", "B", "C", "D", "E")
    )
    BEFORE, BEFORE_LENGTH, BEFORE_CODE, BEFORE_PLACE = (
        _range(column, len(before())) for column in ("G", "H", "I", "J")
    )
    AFTER, AFTER_LENGTH, AFTER_CODE, AFTER_PLACE = (
        _range(column, len(after())) for column in ("L", "M", "N", "O")
    )
    #: The signs of unknown units, the other Han, and what else words are written in.
    HAN, OTHER_HAN, LATIN = (f"{SHEET}!$Q${_TOP + row}" for row in range(3))


HEADINGS = (
    ("A", "单位"), ("B", "类别"), ("C", "十的几次方"), ("D", "乘"), ("E", "除"),
    ("G", "前面的符号"), ("H", "字数"), ("I", "代号"), ("J", "序号"),
    ("L", "后面的符号"), ("M", "字数"), ("N", "代号"), ("O", "序号"),
    ("Q", "用字"),
)  # fmt: skip


def cells() -> Iterator[tuple[int, str, str | int]]:
    """Every cell of the sheet: row (from 0), column letter, content."""
    yield 0, "A", "本页供公式查找，请勿改动、插入或删除。单位和符号的写法与填写说明一致。"
    for column, heading in HEADINGS:
        yield _TOP - 2, column, heading
    for number, unit in enumerate(units(), _TOP - 1):
        yield number, "A", unit.word
        yield number, "B", unit.dimension
        yield number, "C", unit.power
        yield number, "D", unit.times
        yield number, "E", unit.over
    for number, signs in enumerate((letters(), _NO_UNIT, ascii_letters + _ANSWERS), _TOP - 1):
        yield number, "Q", signs
    for columns, operators in (("GHIJ", before()), ("LMNO", after())):
        for number, operator in enumerate(operators):
            row: tuple[str | int, ...] = (
                operator.word,
                len(operator.word),
                operator.code,
                number + 1,
            )
            for letter, one in zip(columns, row, strict=True):
                yield _TOP - 1 + number, letter, one
