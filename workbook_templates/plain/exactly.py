"""Quotients rounded exactly, in whole numbers.

A host computes with binary floats, and many of them hide the last digit or two: Excel takes a
difference near 0 for 0, LibreOffice's INT takes 2.9999999999999996 for 3. All of them are exact on
whole numbers up to 10^14, and on INT(x/y) of such numbers: where x/y lies below a whole number n, it
does so by at least 1/y, which is n·10^-14 or more, and nobody hides that. So every step here is a
whole number of at most `LARGEST`, of which twice and a little more stays below 10^14; a greater one
is refused (`""`), never rounded.

p·x/y rounded half up is INT((2·p·x+y)/(2·y)), of which p·x may have many more digits. So the whole
part n of p·x/y is estimated first, and what is left of it, p·x − n·y, is found exactly with x and y
split behind their last seven digits; it is less than y, and tells how much n is too small or, where
the estimate went astray, too great. y may have 13 digits, p·x/y seven. Where p·x is a step itself,
n is left at 0 and p·x/y may be as great as it is.
"""

from __future__ import annotations

from rules.parts import RoundingWord
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.texts import either, iff

#: The greatest whole number that a step may come to.
LARGEST = "4E13"
#: The greatest divisor, of which four times is a step; the greatest factor and the greatest result.
_LONGEST, _MOST = "1E13", "1E6"
#: The greatest product that is taken whole: twice it and a divisor stay below 10^14.
_WHOLE = "1E13"
#: Where whole numbers are split: a factor times a lower part is a step.
_SPLIT = "1E7"

#: The ways to round that these steps know.
KNOWN = (RoundingWord.HALF_UP, RoundingWord.DOWN, RoundingWord.UP)


def reduced(scratch: Scratch, above: str, below: str) -> tuple[str, str]:
    """A fraction of two helper cells (whole, at least 0; `below` above 0) in lowest terms."""
    common = scratch.keep(f'IFERROR(GCD({above},{below}),"")')
    return (
        scratch.keep(f'IFERROR({above}/{common},"")'),
        scratch.keep(f'IFERROR({below}/{common},"")'),
    )


def share_of(
    scratch: Scratch, points: str, step: int, above: str, below: str, how: RoundingWord
) -> str:
    """`points` × `above` ÷ (`step` × `below`), rounded to a whole number; "" where it is too long.

    `points` is a whole number, `above` ÷ `below` a fraction from 0 to 1 of whole helper cells.
    """
    x, y = reduced(scratch, above, below)
    worth, parts = reduced(scratch, points, str(step))
    return multiple(scratch, worth, x, scratch.keep(f'IFERROR({parts}*{y},"")'), how)


def multiple(scratch: Scratch, times: str, above: str, below: str, how: RoundingWord) -> str:
    """`times` × `above` ÷ `below`, rounded to a whole number; "" where it is too long.

    Whole numbers of at least 0 (`below` above 0), those of the fraction in helper cells.
    """
    about = f"IF({times}*{above}<={_WHOLE},0,INT({times}*{above}/{below}))"
    too_long = either(
        f"{above}>{LARGEST}", f"{below}>{_LONGEST}", f"{times}>{_MOST}", f"{about}>{_MOST}"
    )
    whole = scratch.keep(f'IFERROR(IF({too_long},"",{about}),"")')
    x, y = (scratch.keep(f'IFERROR(INT({one}/{_SPLIT}),"")') for one in (above, below))
    high = f"({times}*{x}-{whole}*{y})*{_SPLIT}"
    low = f"{times}*({above}-{x}*{_SPLIT})-{whole}*({below}-{y}*{_SPLIT})"
    rest = scratch.keep(f'IFERROR({high}+({low}),"")')
    return scratch.keep(f'IFERROR({whole}+{quotient(rest, below, how)},"")')


def quotient(above: str, below: str, how: RoundingWord) -> str:
    """`above` ÷ `below`, whole numbers and `below` above 0, rounded to a whole number."""
    if how is RoundingWord.HALF_UP:
        return f"INT((2*{above}+{below})/(2*{below}))"
    if how is RoundingWord.DOWN:
        return f"INT({above}/{below})"
    return f"(INT({above}/{below})+IF(INT({above}/{below})*{below}<{above},1,0))"


def scaled(number: str, power: str) -> str:
    """A whole number times a power of ten that is not below 0; an error where it is too long."""
    return iff(f"ABS({number})*10^({power})>{LARGEST}", '""', f"({number})*10^({power})")
