"""Steps that read a cell as staff write it: one spelling, then a figure with its unit.

A figure is a whole number N, a power of ten and a unit: ``64.71%`` is 6471, -4 and the row of ``%``.
N is read from digits alone, at most 13 of them, so that it is exact in a binary float and stays so.
What these steps do not know is refused, never guessed; the exact engine knows a little more.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_letters

from workbook_templates.plain.lookup import Ranges
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.texts import array, both, either, iff, is_one_of, numbers

#: More digits than these are refused: sums of products of them would not be exact any more.
MOST_DIGITS = 13

_WIDE = {chr(0xFEE0 + ord(sign)): sign for sign in "0123456789%.,+-<>=():/;"}
_ALIKE = {"﹪": "%", "−": "-", "\u3000": " ", "\u00a0": " "}
_BREAKS = (9, 10, 13)

#: A cell that says that the row does not apply.
NOT_APPLICABLE = ("/", "—", "——", "-", "--", "N/A", "不适用", "无此项", "不涉及")
#: The form's own hints, which are no answer.
_HINTS = ("XX", "xx", "××", "**", "__", "...", "……", "请填", "请输入", "请选择", "待填写", "此处填")
#: What no unit has in it: figures, signs, and words that say more than a unit.
_NO_UNIT = (
    *ascii_letters,
    *"0123456789.,+-%‰‱<>=≥≤±~/()（）:;\"'“”、。 #@&*?!_^$|\\[]{}《》",
    *"或和及与至到不余多几来约前后每均增减超达底末以上下内〇零一二三四五六七八九十百千万亿",
    "完成", "合格", "左右",
)  # fmt: skip
_NUMERALS = "零〇○一二两三四五六七八九十百千万亿点半"


def tidied(cell: str) -> str:
    """One spelling of a cell's text: half-width figures and signs, no spaces or full stop at its ends.

    No cell holds CHAR(1): it marks the end, so that only a full stop there is taken off.
    """
    text = f'{cell}&""'
    for code in _BREAKS:
        text = f'SUBSTITUTE({text},CHAR({code})," ")'
    for wide, sign in (_WIDE | _ALIKE).items():
        text = f'SUBSTITUTE({text},"{wide}","{sign}")'
    text = f"TRIM({text})&CHAR(1)"
    for stop in "。;":
        text = f'SUBSTITUTE({text},"{stop}"&CHAR(1),CHAR(1))'
    return f'SUBSTITUTE({text},CHAR(1),"")'


def skipped(text: str) -> str:
    """Whether a tidied text says that the row does not apply."""
    return is_one_of(text, NOT_APPLICABLE)


def hint(text: str) -> str:
    """Whether a tidied text is a hint of the form that nobody replaced, or an error as text."""
    return f"SUMPRODUCT(--ISNUMBER(FIND({array(_HINTS)},{text})))>0"


def first_digit(text: str) -> str:
    """The place of the first digit within 40 characters; 101 and more where there is none."""
    places = numbers(40)
    found = f'ISERROR(FIND(MID({text}&"一",{places},1),"0123456789"))'
    # Beyond the text MID gives "", which FIND finds: the sentinel stands before it.
    ended = f"({places}>LEN({text}))"
    return f"SUMPRODUCT(MIN({places}+100*(({found}+{ended})>0)))"


def spelled_out(text: str) -> str:
    """Whether a text is a figure in Chinese numerals, perhaps with a unit: 三个, 八成."""
    places = numbers(12)
    end = f'SUMPRODUCT(MIN({places}+100*ISNUMBER(FIND(MID({text}&"|",{places},1),"{_NUMERALS}"))))'
    rest = f"MID({text},{end},99)"
    whole = f'OR({text}="百分百",{text}="百分之百",{text}="十分")'
    known = either(f'{rest}=""', f'{rest}="成"', f"{_unit_row(rest)}>0")
    return iff(whole, "FALSE", both(f"{end}>1", known))


def _unit_row(word: str) -> str:
    """The row of a word in the list of units; -1 for none. No two units differ only in their case."""
    row = f"MATCH({word},{Ranges.UNIT},0)"
    # MATCH reads * and ? as any signs, and km as KM.
    return f"IFERROR(IF(EXACT(INDEX({Ranges.UNIT},{row}),{word}),{row},-1),-1)"


@dataclass(frozen=True, slots=True)
class Figure:
    """The helper cells of a figure: `number` ("" for none), `power`, `unit` and how it stood there.

    `unit` is the row of the unit's list, 0 for none, -1 for a word that is not in the list (`word`).
    `typed` says whether a number cell holds the figure. It may be the quotient of two whole numbers:
    `over` is the lower one.
    """

    number: str
    power: str
    unit: str
    word: str
    typed: str
    over: str = "1"


def figure(scratch: Scratch, body: str, cell: str) -> Figure:
    """Read `body` (a tidied text that begins at its sign or first digit) as a figure."""
    places = numbers(24)
    end = scratch.keep(
        f'SUMPRODUCT(MIN({places}+100*ISNUMBER(FIND(MID({body}&"|",{places},1),"0123456789.,+-"))))'
    )
    word = scratch.keep(f"TRIM(MID({body},{end},99))")
    signed = f"LEFT({body},{end}-1)"
    bare = scratch.keep(
        iff(f'OR(LEFT({body},1)="-",LEFT({body},1)="+")', f"MID({signed},2,99)", signed)
    )
    unit = scratch.keep(
        iff(
            f'{word}=""',
            "0",
            _unit_row(word),
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
        either(
            f"{unit}>=0",
            both(
                f"LEN({word})<=6",
                f"SUMPRODUCT(--ISNUMBER(FIND({array(_NO_UNIT)},{word})))=0",
            ),
        ),
    )
    value = f'VALUE({digits})*IF(LEFT({body},1)="-",-1,1)'
    number = scratch.keep(f'IFERROR(IF({fits},{value},""),"")')
    decimals = f'IF(ISNUMBER(FIND(".",{bare})),LEN({bare})-FIND(".",{bare}),0)'
    power = scratch.keep(iff(f"{unit}>0", f"INDEX({Ranges.POWER},{unit})", "0") + f"-{decimals}")
    return Figure(number, power, unit, word, f"ISNUMBER({cell})")
