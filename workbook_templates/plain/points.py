"""Points and typed scores as plain formulas: 10, and the texts 10分, １０ and " 10" that mean it."""

from __future__ import annotations

from workbook_templates.plain.figures import Figure, figure
from workbook_templates.plain.methods import POINT_PARTS
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.spelling import tidied
from workbook_templates.plain.texts import both, iff


def parts(worth: Figure) -> str:
    """Points in `POINT_PARTS`; "" for what is no number of points."""
    power = f"({worth.power}+6)"
    fits = both(
        f'{worth.number}<>""',
        f'OR({worth.word}="",{worth.word}="分")',
        f"{power}>=0",
        f'IF({worth.number}="",FALSE,AND({worth.number}>=0,{worth.number}*10^{power}<=1E10))',
    )
    return iff(fits, f"{worth.number}*10^{power}", '""')


def as_number(scratch: Scratch, cell: str) -> str:
    """The helper cell with the number in a cell of points, for a sum; other texts in one spelling.

    LibreOffice takes TRUE for the number 1; here it is a text, as it is for whoever reads it.
    """
    told = tidied(scratch, cell)
    read = scratch.keep(parts(figure(scratch, told, cell)))
    text = iff(f'{read}=""', told, f"{read}/{POINT_PARTS}")
    return scratch.keep(iff(f"ISLOGICAL({cell})", told, iff(f"ISNUMBER({cell})", cell, text)))
