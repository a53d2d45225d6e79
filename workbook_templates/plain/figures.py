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

#: What the exact engine takes for a space and does not see; CHAR(9) to CHAR(13) are spaces too.
_SPACES = "\u0085\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_UNSEEN = "\u00ad\u2060\ufeff" + "".join(map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F)]))
_WIDE = {chr(0xFEE0 + ord(sign)): sign for sign in "0123456789%.,+-<>=():/;#~"}
_ALIKE = {"﹪": "%", "﹢": "+", "﹣": "-", "−": "-", "‐": "-", "‑": "-", "〜": "~", "∼": "~"}
#: A space between two of these stays; any other falls out of a text of at most `_SPACED` signs.
_FIRM = "0123456789.," + ascii_letters
_SPACED = 40

#: A cell that says that the row does not apply.
NOT_APPLICABLE = ("/", "—", "——", "-", "--", "N/A", "不适用", "无此项", "不涉及")
#: The form's own hints, which are no answer: anywhere in a text, at its start, within parentheses.
_HINTS = (
    "填写说明", "填写要求", "此处填写", "待填写", "字以内)", "字以下)",
    "XX", "xx", "××", "**", "__", "...", "……",
)  # fmt: skip
_HINTS_FIRST = ("请填", "请在", "例如", "示例", "如:", "请输入", "请选择", "在此填", "此处填")
_HINTS_WITHIN = ("填写", "填报", "请填", "字以内", "如:")
#: What no unit has in it, though its signs are those of words; 人民币 is in the list where it is one.
_NO_UNIT = ("完成", "合格", "左右", "人民币")
_LONGEST_UNIT = 6
#: Text that is longer is words, whatever figures it has.
_LONGEST = 200
#: Figures of one sign; what `first_digit` says where there is none.
_ONE_SIGN = ("½", "¼", "¾", "⅓", "⅔")
NO_DIGIT = 1000
#: Before and after a figure in words: 约三十, 近百个, 三十余个; the last of the first only before a scale.
_ROUGHLY = ("大约", "约为", "将近", "接近", "大概"), "约近", "上数几"
_MORE = "余多几来"
_NUMERALS = "零〇○一二两三四五六七八九十百千万亿点半"


def seen(cell: str) -> str:
    """A cell's text as its reader sees it: no unseen signs, every kind of space one of one kind.

    A cell of TRUE or FALSE is 是 or 否; in LibreOffice it would be the text 1 or 0.
    """
    text = iff(f"ISLOGICAL({cell})", iff(cell, '"是"', '"否"'), f'{cell}&""')
    for code in range(9, 14):
        text = f'SUBSTITUTE({text},CHAR({code})," ")'
    for space in _SPACES:
        text = f'SUBSTITUTE({text},"{space}"," ")'
    for sign in _UNSEEN:
        text = f'SUBSTITUTE({text},"{sign}","")'
    return f"TRIM({text})"


def tidied(scratch: Scratch, cell: str) -> str:
    """One spelling of a cell's text: half-width figures and signs, no spaces or full stop at its ends.

    No cell holds CHAR(1): it marks the end, so that only a full stop there is taken off.
    """
    text = scratch.keep(seen(cell))
    for wide, sign in (_WIDE | _ALIKE).items():
        text = f'SUBSTITUTE({text},"{wide}","{sign}")'
    text = scratch.keep(text)
    text = scratch.keep(_without_spaces(text)) + "&CHAR(1)"
    for stop in "。;":
        text = f'SUBSTITUTE({text},"{stop}"&CHAR(1),CHAR(1))'
    return scratch.keep(f'SUBSTITUTE({text},CHAR(1),"")')


def _without_spaces(text: str) -> str:
    """Without its spaces, unless one stands inside a figure or Latin words: 9 0% must not become 90%."""
    before, after = (
        f'ISNUMBER(FIND(MID({text},{numbers(_SPACED, first)},1),"{_FIRM}"))' for first in (1, 3)
    )
    firm = f'SUMPRODUCT({before}*(MID({text},{numbers(_SPACED, 2)},1)=" ")*{after})>0'
    keep = either(f'ISERROR(FIND(" ",{text}))', f"LEN({text})>{_SPACED}")
    return iff(keep, text, iff(firm, text, f'SUBSTITUTE({text}," ","")'))


def too_long(cell: str) -> str:
    """Whether a cell holds a text that nobody searches for figures."""
    return f"LEN({cell})>{_LONGEST}"


def skipped(text: str) -> str:
    """Whether a tidied text says that the row does not apply."""
    return is_one_of(text, NOT_APPLICABLE)


def hint(text: str) -> str:
    """Whether a tidied text is a hint of the form that nobody replaced."""
    opened = f'LEFT({text},1)="("'
    start = f"MID({text},IF({opened},2,1),3)"
    first = (
        is_one_of(f"LEFT({start},{length})", [w for w in _HINTS_FIRST if len(w) == length])
        for length in (2, 3)
    )
    within = both(opened, f'RIGHT({text},1)=")"', _holds(text, _HINTS_WITHIN))
    return either(_holds(text, _HINTS), *first, within)


def _holds(text: str, words: tuple[str, ...]) -> str:
    return f"SUMPRODUCT(--ISNUMBER(FIND({array(words)},{text})))>0"


def first_digit(text: str) -> str:
    """The place of the first digit; `NO_DIGIT` where there is none."""
    place = f'SUMPRODUCT(MIN(FIND({array("0123456789")},{text}&"0123456789")))'
    return iff(f"{place}>LEN({text})", str(NO_DIGIT), place)


def in_words(text: str) -> str:
    """Whether a text without digits can be words: Han, Latin letters or a tick among its first signs."""
    signs = f'MID({text}&REPT("|",12),{numbers(12)},1)'
    found = "+".join(
        f"SUMPRODUCT(--ISNUMBER(FIND({signs},{there})))"
        for there in (Ranges.HAN, Ranges.OTHER_HAN, Ranges.LATIN)
    )
    strange = f"SUMPRODUCT(--ISNUMBER(FIND({array(_ONE_SIGN)},{text})))"
    return iff(f"{found}=0", "FALSE", f"{strange}=0")


def only_han(text: str) -> str:
    """Whether a text is Han and nothing else but 、 and commas; a longer one is not searched."""
    most = 60
    signs = f'MID({text}&REPT("|",{most}),{numbers(most)},1)'
    found = "+".join(
        f"SUMPRODUCT(--ISNUMBER(FIND({signs},{there})))"
        for there in (Ranges.HAN, Ranges.OTHER_HAN, '"、,"')
    )
    return iff(f'{text}=""', "TRUE", f"{found}=LEN({text})")


def spelled_out(scratch: Scratch, text: str) -> str:
    """Whether a text is a figure in Chinese numerals, perhaps with a unit: 三个, 八成, 近百个."""
    two, one, scale = _ROUGHLY
    first, second = f"LEFT({text},1)", f"MID({text},2,1)"
    rough = either(
        f'ISNUMBER(FIND({first},"{one}"))',
        both(f'ISNUMBER(FIND({first},"{scale}"))', f'ISNUMBER(FIND({second},"十百千万亿"))'),
    )
    longer = is_one_of(f"LEFT({text},2)", two)
    bare = scratch.keep(f"MID({text},IF({longer},3,IF({rough},2,1)),{_LONGEST})")
    places = numbers(20)
    end = scratch.keep(
        f'SUMPRODUCT(MIN({places}+100*ISNUMBER(FIND(MID({bare}&"|",{places},1),"{_NUMERALS}"))))'
    )
    more = f'IF(ISNUMBER(FIND(MID({bare}&"|",{end},1),"{_MORE}")),1,0)'
    rest = scratch.keep(f"MID({bare},{end}+{more},{_LONGEST})")
    whole = f'OR({text}="百分百",{text}="百分之百",{text}="十分")'
    share = f'LEFT({rest},2)="分之"'
    known = either(f'{rest}=""', f'{rest}="成"', share, f"{_unit_row(rest)}>0")
    return iff(whole, "FALSE", both(f"{end}>1", known))


def _unit_row(word: str) -> str:
    """The row of a word in the list of units; -1 for none. No two units differ only in their case."""
    row = f"MATCH({word},{Ranges.UNIT},0)"
    # MATCH reads * and ? as any signs, and km as KM.
    return f"IFERROR(IF(EXACT(INDEX({Ranges.UNIT},{row}),{word}),{row},-1),-1)"


def _is_unit(word: str) -> str:
    """Whether a word that is not in the list can be a unit: 盏, or two of them as in 元/人."""
    slash = f'FIND("/",{word}&"/")'
    above, below = f"LEFT({word},{slash}-1)", f"MID({word},{slash}+1,{_LONGEST})"
    two = both(*(either(f"{_unit_row(one)}>0", _is_word(one)) for one in (above, below)))
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
    `typed` says whether a number cell holds the figure, `long` whether it has too many digits. It may
    be the quotient of two whole numbers: `over` is the lower one.
    """

    number: str
    power: str
    unit: str
    word: str
    typed: str
    over: str = "1"
    long: str = "FALSE"


def figure(scratch: Scratch, body: str, cell: str) -> Figure:
    """Read `body` (a tidied text that begins at its sign or first digit) as a figure."""
    places = numbers(24)
    end = scratch.keep(
        f'SUMPRODUCT(MIN({places}+100*ISNUMBER(FIND(MID({body}&"|",{places},1),"0123456789.,+-"))))'
    )
    behind = scratch.keep(f"TRIM(MID({body},{end},{_LONGEST}))")
    closed = f'AND(LEN({behind})>2,LEFT({behind},1)="(",RIGHT({behind},1)=")")'
    word = scratch.keep(iff(closed, f"MID({behind},2,LEN({behind})-2)", behind))
    signed = f"LEFT({body},{end}-1)"
    bare = scratch.keep(
        iff(f'OR(LEFT({body},1)="-",LEFT({body},1)="+")', f"MID({signed},2,{_LONGEST})", signed)
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
        iff(f"{unit}>=0", "TRUE", scratch.keep(_is_unit(word))),
    )
    value = f'VALUE({digits})*IF(LEFT({body},1)="-",-1,1)'
    number = scratch.keep(f'IFERROR(IF({fits},{value},""),"")')
    decimals = f'IF(ISNUMBER(FIND(".",{bare})),LEN({bare})-FIND(".",{bare}),0)'
    power = scratch.keep(iff(f"{unit}>0", f"INDEX({Ranges.POWER},{unit})", "0") + f"-{decimals}")
    long = f"IF(LEN({digits})>{MOST_DIGITS},ISNUMBER(VALUE({digits})),FALSE)"
    return Figure(number, power, unit, word, f"ISNUMBER({cell})", long=scratch.keep(long))
