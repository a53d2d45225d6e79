"""Steps that read a day or a deadline at the start of a text: 2023年12月31日前, 12月底前, 2023-12-31.

A day is the number year × 10000 + month × 100 + day, with year 0 where none is written and day 31
for the end of a month, so that days compare as numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.texts import both, either, iff, is_one_of

_THIS_YEAR = ("", "当", "本", "今")
_VERBS = ("完成", "完工", "竣工", "支付", "拨付", "下达", "提交", "报送")
#: What may follow the day on which something was done.
DONE = (
    *(lead + verb for lead in ("", "已", "全部") for verb in _VERBS),
    *("完成验收", "通过验收", "验收合格", "完成支付", "完成拨付"),
)


@dataclass(frozen=True, slots=True)
class Day:
    """Helper cells: `key` is the day (0: the text begins with none, -1: no day of the calendar).

    `rest` is what follows it, `exact` whether a day and not only the end of a month is named.
    """

    key: str
    rest: str
    exact: str


def day(scratch: Scratch, text: str) -> Day:
    """Read the day at the start of `text` (a tidied text)."""
    spelled = scratch.keep(_spelled(text))
    month = scratch.keep(f'IFERROR(FIND("月",{spelled}),0)')
    of = f'FIND("年",{spelled})'
    year = scratch.keep(f"IFERROR(IF(AND({month}>0,{of}>{month}),0,{of}),0)")
    ends_year = scratch.keep(f'AND({year}>0,{year}<=5,MID({spelled},{year}+1,1)="底")')
    in_month = scratch.keep(f"MID({spelled},{year}+1,MAX({month}-{year}-1,0))")
    dated = scratch.keep(
        f"IFERROR(AND({month}>{year}+1,{month}<={year}+3,{year}<=5,{_digits(in_month)}),FALSE)"
    )
    after = f"MID({spelled},{month}+1,1)"
    end_of_day = scratch.keep(f'IFERROR(FIND("日",{spelled},{month}+1),0)')
    in_day = f"MID({spelled},{month}+1,MAX({end_of_day}-{month}-1,0))"
    named = f"LEFT({spelled},MAX({year}-1,0))"
    of_year = scratch.keep(
        iff(
            either(*(f'{named}="{word}"' for word in _THIS_YEAR)),
            "0",
            f"IFERROR(IF(AND(LEN({named})=4,{_digits(named)},VALUE({named})>=1900),"
            f"VALUE({named}),-1),-1)",
        )
    )
    of_day = scratch.keep(
        iff(
            f'{after}="底"',
            "99",
            f"IFERROR(IF(AND({end_of_day}-{month}<=3,{_digits(in_day)}),VALUE({in_day}),-1),-1)",
        )
    )
    whole = f"{of_year}*10000+VALUE({in_month})*100"
    longest = f"DAY(DATE(IF({of_year}=0,2000,{of_year}),VALUE({in_month})+1,0))"
    possible = f"AND(VALUE({in_month})>=1,VALUE({in_month})<=12,{of_day}>=1,{of_day}<={longest})"
    key = scratch.keep(
        iff(
            ends_year,
            iff(f"{of_year}<0", "-1", f"{of_year}*10000+1231"),
            iff(
                f"NOT({dated})",
                "0",
                iff(
                    either(f"{of_year}<0", f"{of_day}<0"),
                    "-1",
                    iff(
                        both(f"{of_day}=99", f"VALUE({in_month})>=1", f"VALUE({in_month})<=12"),
                        f"{whole}+31",
                        iff(possible, f"{whole}+{of_day}", "-1"),
                    ),
                ),
            ),
        )
    )
    end = iff(ends_year, f"{year}+1", iff(f"{of_day}=99", f"{month}+1", end_of_day))
    rest = scratch.keep(f"MID({spelled},{end}+1,99)")
    return Day(key, rest, both(f"NOT({ends_year})", f"{of_day}<>99"))


def done(rest: str) -> str:
    """Whether what follows a day says only that it was done."""
    return either(f'{rest}=""', is_one_of(rest, DONE))


def _digits(text: str) -> str:
    return f'EXACT(TEXT(VALUE({text}),REPT("0",LEN({text}))),{text})'


def _with_day(date: str) -> str:
    """日 behind the one or two digits after 月; beyond the end MID gives "", which FIND finds."""
    place = f'FIND("月",{date})'
    two = f'ISNUMBER(FIND(MID({date},{place}+2,1),"0123456789"))'
    return f'REPLACE({date},{place}+IF({two},3,2),0,"日")'


def _spelled(text: str) -> str:
    """2023-12-31, 2023/12/31 and 2023.12.31 with 年, 月 and 日; 号 is 日 and 月末 is 月底."""
    written = text
    for sign in "-/.":
        three = both(
            f'MID({text},5,1)="{sign}"', f'LEN({text})-LEN(SUBSTITUTE({text},"{sign}",""))=2'
        )
        date = f'SUBSTITUTE(SUBSTITUTE({text},"{sign}","年",1),"{sign}","月",1)'
        written = iff(three, _with_day(date), written)
    return f'SUBSTITUTE(SUBSTITUTE({written},"号","日"),"末","底")'
