"""Quotients rounded exactly, in whole numbers.

A host computes with binary floats, and many of them hide the last digit or two: Excel takes a
difference near 0 for 0, LibreOffice's INT takes 2.9999999999999996 for 3. All of them are exact on
whole numbers up to 10^14, and on INT(x/y) of such numbers: where x/y lies below a whole number n, it
does so by at least 1/y, which is n·10^-14 or more, and nobody hides that. So every step here is a
whole number of at most `LARGEST`, of which twice and a little more stays below 10^14; a greater one
is refused (`""`), never rounded.

A fraction x/y of at most 1 times p, rounded half up, is INT((2·p·x+y)/(2·y)); p is split in two, as
in a division on paper, so that 2·100·y and not 2·p·y must stay below the bound: y may have 11 digits.
"""

from __future__ import annotations

from rules.parts import RoundingWord
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.texts import either, iff

#: The greatest whole number that a step may come to.
LARGEST = "4E13"

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
    wide = scratch.keep(f'IFERROR(IF({parts}*{y}>{LARGEST},"",{parts}*{y}),"")')
    p, w = reduced(scratch, worth, wide)
    q, d = reduced(scratch, x, w)
    high = scratch.keep(f'IFERROR(INT({p}/100),"")')
    low = f"({p}-100*{high})"
    too_long = either(f"{high}*{q}>{LARGEST}", f"202*{d}+200*{q}>{LARGEST}")
    whole = scratch.keep(f'IFERROR(IF({too_long},"",INT({high}*{q}/{d})),"")')
    rest = scratch.keep(f'IFERROR(({high}*{q}-{whole}*{d})*100+{low}*{q},"")')
    return scratch.keep(f'IFERROR({whole}*100+{quotient(rest, d, how)},"")')


def quotient(above: str, below: str, how: RoundingWord) -> str:
    """`above` ÷ `below`, whole numbers of at least 0, rounded to a whole number."""
    if how is RoundingWord.HALF_UP:
        return f"INT((2*{above}+{below})/(2*{below}))"
    if how is RoundingWord.DOWN:
        return f"INT({above}/{below})"
    return f"(INT({above}/{below})+IF(INT({above}/{below})*{below}<{above},1,0))"


def scaled(number: str, power: str) -> str:
    """A whole number times a power of ten that is not below 0; an error where it is too long."""
    return iff(f"ABS({number})*10^({power})>{LARGEST}", '""', f"({number})*10^({power})")
