"""Steps that read the data of a reward, each cell by what the policy declares of it.

Money and numbers become whole hundredths (分), 是 and 否 1 and 0, days year × 10000 + month × 100 + day.
What is not there is "" (a number), -1 (是否) or 0 (a day).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules.engine import Use
from rules.notation import Quantity, read_quantity, read_yes_no, with_unit
from rules.parts import QuantityType
from workbook_templates.plain.days import day
from workbook_templates.plain.exactly import LARGEST
from workbook_templates.plain.ratios import given
from workbook_templates.plain.refusing import CannotSayError
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.spelling import skipped, tidied
from workbook_templates.plain.texts import both, either, iff, is_one_of

#: Amounts are counted in hundredths.
HUNDREDTHS = 100
_YES = ("是", "有", "√", "✓", "✔", "☑", "TRUE", "Y", "YES")
_NO = ("否", "无", "×", "✗", "✘", "☒", "FALSE", "N", "NO")
assert all(read_yes_no(word) is True for word in _YES)
assert all(read_yes_no(word) is False for word in _NO)
_LAST_SERIAL = 2958465


@dataclass(frozen=True, slots=True)
class Fact:
    """The helper cells of one quantity: its value, whether it is given, understood, too long."""

    type: QuantityType
    value: str
    given: str
    understood: str
    too_long: str = "FALSE"


def fact(scratch: Scratch, use: Use, name: str, header: str, cell: str) -> Fact:
    """Read the cell of a quantity. Raises `CannotSayError` for a kind that formulas do not read."""
    quantity = use.policy.quantities[name]
    if quantity.type is QuantityType.TRUTH:
        return _truth(scratch, cell, quantity.if_blank)
    if quantity.type is QuantityType.DATE:
        return _day(scratch, cell)
    if quantity.type in (QuantityType.MONEY, QuantityType.NUMBER):
        return _number(scratch, cell, header, quantity.unit, quantity.if_blank)
    raise CannotSayError(f"数据“{name}”的类型“{quantity.type.value}”")


def column_of(use: Use, name: str, cells: dict[str, str]) -> tuple[str, str] | None:
    """The header and the cell of a quantity among those of a row; None where it has none."""
    quantity = use.policy.quantities.get(name)
    if quantity is None:
        return None  # another reward of the policy
    wanted = {with_unit(one)[0] for one in (name, *quantity.headers)}
    return next((pair for pair in cells.items() if with_unit(pair[0])[0] in wanted), None)


def hundredths(value: Fraction) -> int:
    """A figure of the policy in hundredths. Raises `CannotSayError` for one with more decimals."""
    parts = value * HUNDREDTHS
    if parts.denominator != 1:
        raise CannotSayError(f"小数多于两位的数 {float(value)}")
    return parts.numerator


def _truth(scratch: Scratch, cell: str, if_blank: str) -> Fact:
    written = tidied(scratch, cell)
    blank = scratch.keep(_blank(written))  # n/a is no blank, N/A is one
    text = scratch.keep(f"UPPER({written})")
    default = {True: "1", False: "0", None: "-1"}[read_yes_no(if_blank) if if_blank else None]  # type: ignore[index]
    yes, no = (is_one_of(text, words) for words in (_YES, _NO))
    value = scratch.keep(iff(blank, default, iff(yes, "1", iff(no, "0", '""'))))
    return Fact(QuantityType.TRUTH, value, f"NOT({blank})", f'{value}<>""')


def _day(scratch: Scratch, cell: str) -> Fact:
    text = tidied(scratch, cell)
    blank = scratch.keep(_blank(text))
    written = day(scratch, text)
    # A number between the bounds is a date as a cell holds it; 60 is the 29th that 1900 had not.
    serial = f"AND({cell}>=1,{cell}<={_LAST_SERIAL},INT({cell})<>60)"
    of_serial = f"YEAR({cell})*10000+MONTH({cell})*100+DAY({cell})"
    whole = both(f"{written.key}>=19000000", written.exact, f'{written.rest}=""')
    compact = scratch.keep(_compact(text))
    value = scratch.keep(
        iff(
            f"AND(ISNUMBER({cell}),NOT(ISLOGICAL({cell})))",
            iff(serial, of_serial, compact),
            iff(blank, "0", iff(whole, written.key, compact)),
        )
    )
    return Fact(QuantityType.DATE, value, f"NOT({blank})", f'{value}<>""')


def _compact(text: str) -> str:
    """The day of eight digits (20230630), in a number cell or as a text; "" for none."""
    year, month, of_month = f"LEFT({text},4)", f"VALUE(MID({text},5,2))", f"VALUE(RIGHT({text},2))"
    fits = both(
        f"LEN({text})=8",
        f'EXACT(TEXT(VALUE({text}),"00000000"),{text})',
        either(*(f'LEFT({text},2)="{century}"' for century in (19, 20))),
        f"{month}>=1",
        f"{month}<=12",
        f"{of_month}>=1",
        f"{of_month}<=DAY(DATE(VALUE({year}),{month}+1,0))",
    )
    return f'IFERROR(IF({fits},VALUE({text}),""),"")'


def _number(scratch: Scratch, cell: str, header: str, unit: str, if_blank: str) -> Fact:
    read = given(scratch, cell, header, unit)
    default = '""'
    if if_blank:
        known = read_quantity(if_blank)
        if not isinstance(known, Quantity):
            raise CannotSayError(f"未填时的“{if_blank}”")
        default = str(hundredths(known.value))
    number, power = read.figure.number, f"({read.power}+2)"
    cut = f"10^(-{power})"
    parts = iff(
        f"{power}>=0",
        f'IF(ABS({number})*10^{power}>{LARGEST},"",{number}*10^{power})',
        f'IF(INT({number}/{cut})*{cut}={number},{number}/{cut},"")',
    )
    value = scratch.keep(iff(read.blank, default, iff(read.fits, parts, '""')))
    understood = either(read.blank, f'{value}<>""')
    beyond = f"IFERROR(ABS({number})*10^{power}>{LARGEST},FALSE)"
    too_long = scratch.keep(either(read.figure.long, beyond))
    return Fact(QuantityType.MONEY, value, f"NOT({read.blank})", understood, too_long)


def _blank(text: str) -> str:
    return either(f'{text}=""', skipped(text))
