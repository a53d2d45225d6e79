"""Steps that read a figure with its unit, of a text in one spelling.

A figure is a whole number N, a power of ten and a unit: ``64.71%`` is 6471, -4 and the row of ``%``.
N is read from digits alone, at most 13 of them, so that it is exact in a binary float and stays so.
What these steps do not know is refused, never guessed; the exact engine knows a little more.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbook_templates.plain.lookup import Ranges
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.spelling import LONGEST
from workbook_templates.plain.texts import array, both, either, iff, numbers

#: More digits than these are refused: sums of products of them would not be exact any more.
MOST_DIGITS = 13

#: What no unit has in it, though its signs are those of words; 人民币 is in the list where it is one.
_NO_UNIT = ("完成", "合格", "左右", "人民币")
_LONGEST_UNIT = 6


def unit_row(word: str) -> str:
    """The row of a word in the list of units; -1 for none. No two units differ only in their case."""
    row = f"MATCH({word},{Ranges.UNIT},0)"
    # MATCH reads * and ? as any signs, and km as KM.
    return f"IFERROR(IF(EXACT(INDEX({Ranges.UNIT},{row}),{word}),{row},-1),-1)"


def _is_unit(word: str) -> str:
    """Whether a word that is not in the list can be a unit: 盏, or two of them as in 元/人."""
    slash = f'FIND("/",{word}&"/")'
    above, below = f"LEFT({word},{slash}-1)", f"MID({word},{slash}+1,{LONGEST})"
    two = both(*(either(f"{unit_row(one)}>0", _is_word(one)) for one in (above, below)))
    return iff(f"{slash}>LEN({word})", _is_word(word), two)


def _is_word(text: str) -> str:
    signs = f'MID({text}&REPT("|",{_LONGEST_UNIT}),{numbers(_LONGEST_UNIT)},1)'
    known = f"SUMPRODUCT(--ISNUMBER(FIND({signs},{Ranges.HAN})))=LEN({text})"
    more = f"SUMPRODUCT(--ISNUMBER(FIND({array(_NO_UNIT)},{text})))=0"
    return iff(f'{text}=""', "FALSE", both(known, more))


@dataclass(frozen=True, slots=True)
class Figure:
    """The helper cells of a figure: `number` ("" for none), `power`, `unit` and how it stood there.

    `unit` is the row of the unit's list, 0 for none, -1 for a word that is not in the list (`word`).
    `typed` says whether a number cell holds the figure, `long` whether it has too many digits.
    """

    number: str
    power: str
    unit: str
    word: str
    typed: str
    long: str = "FALSE"


def figure(scratch: Scratch, body: str, cell: str) -> Figure:
    """Read `body` (a tidied text that begins at its sign or first digit) as a figure."""
    places = numbers(24)
    end = scratch.keep(
        f'SUMPRODUCT(MIN({places}+100*ISNUMBER(FIND(MID({body}&"|",{places},1),"0123456789.,+-"))))'
    )
    behind = scratch.keep(f"TRIM(MID({body},{end},{LONGEST}))")
    closed = f'AND(LEN({behind})>2,LEFT({behind},1)="(",RIGHT({behind},1)=")")'
    word = scratch.keep(iff(closed, f"MID({behind},2,LEN({behind})-2)", behind))
    signed = f"LEFT({body},{end}-1)"
    bare = scratch.keep(
        iff(f'OR(LEFT({body},1)="-",LEFT({body},1)="+")', f"MID({signed},2,{LONGEST})", signed)
    )
    unit = scratch.keep(
        iff(
            f'{word}=""',
            "0",
            unit_row(word),
        )
    )
    digits = f'SUBSTITUTE(SUBSTITUTE({bare},",",""),".","")'
    before = f'LEFT({bare},FIND(".",{bare}&".")-1)'
    grouped = iff(
        f'ISERROR(FIND(",",{bare}))',
        "TRUE",
        both(
            f'EXACT(TEXT(VALUE(SUBSTITUTE({before},",","")),"#,##0"),{before})',
            f'ISERROR(FIND(",",{bare},FIND(".",{bare}&".")))',
        ),
    )
    fits = both(
        f"LEN({digits})<={MOST_DIGITS}",
        f'EXACT(TEXT(VALUE({digits}),REPT("0",LEN({digits}))),{digits})',
        f'LEN({bare})-LEN(SUBSTITUTE({bare},".",""))<=1',
        f'LEFT({bare},1)<>"."',
        f'RIGHT({bare},1)<>"."',
        grouped,
        # -0% may have lost its sign; 2023年 and 12月 name a time as easily as they measure one.
        f'NOT(AND(LEFT({body},1)="-",VALUE({digits})=0))',
        f'NOT(OR(AND({word}="年",VALUE({digits})>=1900,VALUE({digits})<=2100),'
        f'AND({word}="月",VALUE({digits})<=12)))',
        iff(f"{unit}>=0", "TRUE", scratch.keep(_is_unit(word))),
    )
    value = f'VALUE({digits})*IF(LEFT({body},1)="-",-1,1)'
    number = scratch.keep(f'IFERROR(IF({fits},{value},""),"")')
    decimals = f'IF(ISNUMBER(FIND(".",{bare})),LEN({bare})-FIND(".",{bare}),0)'
    power = scratch.keep(iff(f"{unit}>0", f"INDEX({Ranges.POWER},{unit})", "0") + f"-{decimals}")
    long = f"IF(LEN({digits})>{MOST_DIGITS},ISNUMBER(VALUE({digits})),FALSE)"
    return Figure(number, power, unit, word, f"ISNUMBER({cell})", long=scratch.keep(long))


def clear_percent(bare: Figure) -> str:
    """Whether a figure in a column of percent is clear: 98 is 98%, 0.98 may be that or 0.98%."""
    size = f"ABS({bare.number})>10^(-({bare.power}))"
    return iff(f"{bare.number}=0", "TRUE", size)
