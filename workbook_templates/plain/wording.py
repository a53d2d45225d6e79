"""Steps that tell words from figures: no digit, no figure in Chinese numerals, something to read."""

from __future__ import annotations

from workbook_templates.plain.figures import unit_row
from workbook_templates.plain.lookup import Ranges
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.spelling import LONGEST, holds
from workbook_templates.plain.texts import array, both, either, iff, is_one_of, numbers

#: Figures of one sign; what `first_digit` says where there is none.
_ONE_SIGN = ("½", "¼", "¾", "⅓", "⅔")
NO_DIGIT = 1000
#: Before and after a figure in words: 约三十, 近百个, 三十余个; the last of the first only before a scale.
_ROUGHLY = ("大约", "约为", "将近", "接近", "大概"), "约近", "上数几"
_MORE = "余多几来"
_NUMERALS = "零〇○一二两三四五六七八九十百千万亿点半"


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
    return iff(f"{found}=0", "FALSE", f"NOT({holds(text, _ONE_SIGN)})")


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
    bare = scratch.keep(f"MID({text},IF({longer},3,IF({rough},2,1)),{LONGEST})")
    places = numbers(20)
    end = scratch.keep(
        f'SUMPRODUCT(MIN({places}+100*ISNUMBER(FIND(MID({bare}&"|",{places},1),"{_NUMERALS}"))))'
    )
    more = f'IF(ISNUMBER(FIND(MID({bare}&"|",{end},1),"{_MORE}")),1,0)'
    rest = scratch.keep(f"MID({bare},{end}+{more},{LONGEST})")
    whole = f'OR({text}="百分百",{text}="百分之百",{text}="十分")'
    share = f'LEFT({rest},2)="分之"'
    known = either(f'{rest}=""', f'{rest}="成"', share, f"{unit_row(rest)}>0")
    return iff(whole, "FALSE", both(f"{end}>1", known))
