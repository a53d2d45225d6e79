"""PE_SCORE as plain formulas: which method, which case, which share of the points, rounded exactly.

Each row comes to a code first, and the cell shows points or an error by it: 0 all points, 1 none,
2 actual ÷ target, 3 target ÷ actual, 4 down to nothing at twice the target, 5 the share of a level;
from 80 on it waits (#N/A), from 90 on it is refused (#VALUE!).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from workbook_templates.plain.cases import (
    BAD_ACTUAL,
    BAD_METHOD,
    BAD_POINTS,
    BAD_TARGET,
    NO_ACTUAL,
    NO_POINTS,
    NO_TARGET,
    TOO_LONG,
    by_day,
    by_figures,
    by_method,
    by_words,
    level_row,
    method_of,
)
from workbook_templates.plain.exactly import share_of
from workbook_templates.plain.figures import figure
from workbook_templates.plain.methods import DIRECTIONS, POINT_PARTS, Methods, rounding_of
from workbook_templates.plain.pairs import Pair, pair
from workbook_templates.plain.points import parts as parts_of
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.shares import rounded_share, share, within_edges
from workbook_templates.plain.spelling import skipped, tidied
from workbook_templates.plain.targets import Read, actual, by_serial, target
from workbook_templates.plain.texts import (
    REFUSED,
    WAITING,
    chosen,
    either,
    first_that_holds,
    iff,
)

#: Text results of the cell: the row does not apply, or is not filled in.
_SKIPPED, _BLANK = '"/"', '""'


@dataclass(frozen=True, slots=True)
class Scored:
    """The helper cells of one scored row."""

    points: str
    wanted: Read
    reached: Read
    pair: Pair
    method: str
    code: str
    score: str


def scored(
    scratch: Scratch,
    methods: Methods,
    points: str,
    wanted: str,
    reached: str,
    named: str,
) -> Scored:
    """The steps of one row; the arguments are cells or literals of a formula, `named` may be ""."""
    told = tidied(scratch, points)
    parts = scratch.keep(parts_of(figure(scratch, told, points)))
    b = target(scratch, wanted)
    a = by_serial(scratch, actual(scratch, reached), b, reached)
    both_figures = pair(scratch, b, a)
    method = scratch.keep(method_of(methods, a, b, named))
    figures = scratch.keep(by_figures(methods, a, b, both_figures, method))
    level = scratch.keep(level_row(methods, a, method))
    words = scratch.keep(by_words(methods, a, b, method, level))
    direction = chosen(f"MAX({method},1)", methods.each(lambda m: DIRECTIONS[m.direction]))
    first = scratch.keep(
        first_that_holds(
            (f'OR({b.kind}="B",{b.kind}="H")', f"{NO_TARGET}"),
            (f'{b.kind}="E"', iff(b.figure.long, f"{TOO_LONG}", f"{BAD_TARGET}")),
            (f'{a.kind}="H"', f"{NO_ACTUAL}"),
            (f'{a.kind}="E"', iff(a.figure.long, f"{TOO_LONG}", f"{BAD_ACTUAL}")),
            (f"{method}<1", f"{BAD_METHOD}"),
            (f"{direction}<=3", figures),
            (f"{direction}=4", by_day(methods, a, b, method)),
            otherwise=words,
        )
    )
    above, below = share(methods, scratch, a, both_figures, method, level, first)
    above, below = rounded_share(methods, scratch, method, first, above, below)
    held = scratch.keep(within_edges(methods, method, first, above, below))
    how, step = rounding_of(methods)
    share_above = iff(f"{held}=0", "1", iff(f"{held}=1", "0", above))
    share_below = iff(f"{held}<=1", "1", below)
    rounded = share_of(
        scratch, parts, step, scratch.keep(share_above), scratch.keep(share_below), how
    )
    code = scratch.keep(_whole_code(methods, told, parts, a, held, method, rounded))
    score = scratch.keep(
        iff(
            either(skipped(told), f'{a.kind}="X"', f'{b.kind}="X"'),
            _SKIPPED,
            iff(
                f'{a.kind}="B"',
                iff(f"{code}={BAD_POINTS}", REFUSED, _BLANK),
                iff(
                    f"{code}>=90",
                    REFUSED,
                    iff(f"{code}>=80", WAITING, _points(rounded, step)),
                ),
            ),
        )
    )
    return Scored(points, b, a, both_figures, method, code, score)


def _points(rounded: str, step: int) -> str:
    """Steps as points: a quotient of whole numbers is the nearest a cell can hold."""
    share = Fraction(step, POINT_PARTS)
    return f"{rounded}*{share.numerator}/{share.denominator}"


def _whole_code(
    methods: Methods, told: str, parts: str, a: Read, held: str, method: str, rounded: str
) -> str:
    """The code of the whole row: the points first, then the case, then figures that are too long."""
    code = iff(f"{held}>=80", held, iff(f'{rounded}=""', str(TOO_LONG), held))
    if any(m.stated_points for m in methods.all):
        stated = by_method(
            methods,
            method,
            lambda m: (
                "TRUE"
                if m.stated_points is None
                else f"{parts}*{m.stated_points.value.denominator}"
                f"={m.stated_points.value.numerator * POINT_PARTS}"
            ),
        )
        code = iff(f"AND({method}>0,NOT({stated}))", str(BAD_POINTS), code)
    return iff(
        f'{told}=""',
        str(NO_POINTS),
        iff(f'{parts}=""', str(BAD_POINTS), code),
    )
