"""PE_SCORE as plain formulas: which method, which case, which share of the points, rounded exactly.

Each row comes to a code first, and the cell shows points or an error by it: 0 all points, 1 none,
2 actual ÷ target, 3 target ÷ actual, 4 down to nothing at twice the target, 5 the share of a level;
from 80 on it waits (#N/A), from 90 on it is refused (#VALUE!).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules.parts import Method, Short, Written
from workbook_templates.plain.exactly import LARGEST, share_of
from workbook_templates.plain.exactly import quotient as whole_quotient
from workbook_templates.plain.figures import Figure, figure, skipped, tidied
from workbook_templates.plain.methods import (
    DIRECTIONS,
    POINT_PARTS,
    SHORTS,
    SPELLINGS,
    Methods,
    full_if_zero,
    rounding_of,
    share_rounding,
)
from workbook_templates.plain.pairs import Pair, pair
from workbook_templates.plain.ratios import Ratio
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.targets import Read, actual, by_serial, quotient, target
from workbook_templates.plain.texts import (
    REFUSED,
    WAITING,
    array,
    both,
    chosen,
    either,
    iff,
)

#: The codes of what is no score.
NO_TARGET, LATE, NO_SHARE, NO_POINTS = 80, 81, 82, 83
BAD_POINTS, BAD_TARGET, BAD_ACTUAL, BAD_METHOD = 90, 91, 92, 93
BAD_UNITS, BAD_SHARE, SILENT, TOO_LONG, BAD_STATED = 94, 95, 96, 97, 98
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
    rate: Ratio | None = None,
) -> Scored:
    """The steps of one row; the arguments are cells or literals of a formula, `named` may be "".

    `rate` is what the cell `reached` holds where that is a rate: its quotient is taken whole.
    """
    told = scratch.keep(tidied(points))
    parts = scratch.keep(_parts(figure(scratch, told, points)))
    a = actual(scratch, reached) if rate is None else quotient(scratch, reached, rate)
    b = target(scratch, wanted)
    a = by_serial(scratch, a, b, reached) if rate is None else a
    both_figures = pair(scratch, b, a)
    method = scratch.keep(_method(methods, a, b, named))
    figures = scratch.keep(_by_figures(methods, a, b, both_figures, method))
    level = scratch.keep(_level_row(methods, a, method))
    words = scratch.keep(_by_words(methods, a, b, method, level))
    direction = chosen(f"MAX({method},1)", methods.each(lambda m: DIRECTIONS[m.direction]))
    first = scratch.keep(
        iff(
            f'OR({b.kind}="B",{b.kind}="H")',
            f"{NO_TARGET}",
            iff(
                f'{b.kind}="E"',
                f"{BAD_TARGET}",
                iff(
                    f'{a.kind}="E"',
                    f"{BAD_ACTUAL}",
                    iff(
                        f"{method}<1",
                        f"{BAD_METHOD}",
                        iff(
                            f"{direction}<=3",
                            figures,
                            iff(f"{direction}=4", _by_day(methods, a, b, method), words),
                        ),
                    ),
                ),
            ),
        )
    )
    above, below = _share(methods, scratch, a, both_figures, method, level, first)
    above, below = _rounded_share(methods, scratch, method, first, above, below)
    held = scratch.keep(_within(methods, method, first, above, below))
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


def _parts(worth: Figure) -> str:
    """Points in `POINT_PARTS`; "" for what is no number of points."""
    power = f"({worth.power}+6)"
    fits = both(
        f'{worth.number}<>""',
        f'OR({worth.word}="",{worth.word}="分")',
        f"{power}>=0",
        f'IF({worth.number}="",FALSE,AND({worth.number}>=0,{worth.number}*10^{power}<=1E10))',
    )
    return iff(fits, f"{worth.number}*10^{power}", '""')


def _points(rounded: str, step: int) -> str:
    """Steps as points: a quotient of whole numbers is the nearest a cell can hold."""
    share = Fraction(step, POINT_PARTS)
    return f"{rounded}*{share.numerator}/{share.denominator}"


def _method(methods: Methods, a: Read, b: Read, named: str) -> str:
    """The number of the method: the one that is named, or that for the spelling of the target."""
    of_figures = chosen(
        f"{b.relation}+1", (methods.for_spelling(spelling) for spelling in SPELLINGS)
    )
    words, deadline = methods.for_spelling(Written.WORDS), methods.for_spelling(Written.DEADLINE)
    by_target = iff(
        f'{b.kind}="N"',
        iff(f"{b.relation}>6", "0", of_figures),
        iff(both(f'{b.kind}="D"', f'{a.kind}="D"'), str(deadline), str(words)),
    )
    if not named:
        return by_target
    name = f'TRIM({named}&"")'
    known = f"IFERROR(MATCH({name},{array(methods.names)},0),-1)"
    return iff(f'{name}=""', by_target, known)


def _list(methods: Methods, method: str, ask: object) -> str:
    return chosen(f"MAX({method},1)", methods.each(ask))  # type: ignore[arg-type]


def _by_figures(methods: Methods, a: Read, b: Read, two: Pair, method: str) -> str:
    """The case of a row with two figures."""
    x, y, relation = two.reached, two.wanted, b.relation
    direction = _list(methods, method, lambda m: DIRECTIONS[m.direction])
    contradicts = chosen(
        f"MIN({direction},3)",
        (
            f"OR({relation}=3,{relation}=4,{relation}=6)",
            f"OR({relation}=1,{relation}=2,{relation}=6)",
            f"{relation}=6",
        ),
    )
    met = iff(
        f"{direction}=2",
        iff(f"{relation}=4", f"{x}<{y}", f"{x}<={y}"),
        iff(
            f"AND({direction}=3,{y}<0)",
            f"{x}={y}",
            iff(f"{relation}=2", f"{x}>{y}", f"{x}>={y}"),
        ),
    )
    short = _list(methods, method, lambda m: SHORTS[m.short])
    too_high = iff(f"{y}=0", "1", iff(f"{short}=2", iff(f"2*{y}-{x}<=0", "1", "4"), "3"))
    missed = iff(
        f"{short}=0",
        str(SILENT),
        iff(
            f"{short}=3",
            "1",
            iff(
                f"OR({y}<0,AND({y}=0,{direction}<>2))",
                str(SILENT),
                iff(f"{direction}=2", too_high, iff(f"{x}<0", "1", "2")),
            ),
        ),
    )
    of_zero = iff(
        f"{_list(methods, method, lambda m: int(full_if_zero(m)))}=1",
        iff(f"{x}<=0", "0", "1"),
        str(SILENT),
    )
    return iff(
        f'{a.kind}<>"N"',
        str(BAD_ACTUAL),
        iff(
            f'{b.kind}<>"N"',
            str(BAD_TARGET),
            iff(
                f"NOT({two.fits})",
                str(BAD_UNITS),
                iff(
                    f'OR({x}="",{y}="")',
                    str(TOO_LONG),
                    iff(
                        contradicts,
                        str(BAD_METHOD),
                        iff(
                            f"AND({direction}=3,{y}=0)",
                            of_zero,
                            iff(met, "0", missed),
                        ),
                    ),
                ),
            ),
        ),
    )


def _by_day(methods: Methods, a: Read, b: Read, method: str) -> str:
    """The case of a deadline and a day; a year on one side only is refused."""
    nothing = _list(methods, method, lambda m: int(m.short is Short.NOTHING))
    return iff(
        f'{b.kind}<>"D"',
        str(BAD_TARGET),
        iff(
            f'{a.kind}<>"D"',
            str(BAD_ACTUAL),
            iff(
                f"({a.day.key}<10000)<>({b.day.key}<10000)",
                str(BAD_UNITS),
                iff(
                    f"{a.day.key}<={b.day.key}",
                    "0",
                    iff(f"{nothing}=1", "1", str(LATE)),
                ),
            ),
        ),
    )


def _level_row(methods: Methods, a: Read, method: str) -> str:
    """Which word for a level stands in the actual; 0 for none."""
    levels = methods.levels
    if not levels:
        return "0"
    word = iff(f'{a.kind}="L"', a.label, a.text)
    keys = array(f"{level.method}|{level.word}" for level in levels)
    return f'IFERROR(MATCH({method}&"|"&{word},{keys},0),0)'


def _by_words(methods: Methods, a: Read, b: Read, method: str, level: str) -> str:
    """The case of a level, or of words that repeat the target."""
    levels = methods.levels
    if not levels:
        return str(BAD_METHOD)
    row = f"MAX({level},1)"
    number, power = a.figure.number, a.figure.power
    low = chosen(row, (_compared(number, power, one.low, ">=") for one in levels))
    below = chosen(row, (_compared(number, power, one.high, "<") for one in levels))
    top = chosen(
        row,
        (_compared(number, power, one.high, "=") if one.closed else "FALSE" for one in levels),
    )
    bare = chosen(row, ("5" if one.bare is not None else str(NO_SHARE) for one in levels))
    same = _list(methods, method, lambda m: int(m.same_words is not None))
    repeated = both(f'{a.kind}="W"', f"{same}=1", f"EXACT({a.text},{b.text})")
    inside = iff(both(low, either(below, top)), "5", str(BAD_SHARE))
    return iff(
        repeated,
        "6",
        iff(
            either(f'{a.kind}="N"', f'{a.kind}="D"', f"{level}=0"),
            str(BAD_STATED),
            iff(f'{a.kind}="L"', inside, bare),
        ),
    )


def _compared(number: str, power: str, edge: Fraction, sign: str) -> str:
    """A share (N × 10^power, power at most 0) against an end of a level, in whole numbers."""
    return f"{number}*{edge.denominator}{sign}{edge.numerator}*10^(-({power}))"


def _share(
    methods: Methods,
    scratch: Scratch,
    a: Read,
    two: Pair,
    method: str,
    level: str,
    code: str,
) -> tuple[str, str]:
    """The share of the points as two whole numbers, for the codes that have one."""
    x, y, levels = two.reached, two.wanted, methods.levels
    row = f"MAX({level},1)"
    own = f'{a.kind}="L"'
    bare_above = chosen(
        row, (one.bare.numerator if one.bare else 0 for one in levels) if levels else ("0",)
    )
    bare_below = chosen(
        row, (one.bare.denominator if one.bare else 1 for one in levels) if levels else ("1",)
    )
    same_above = _list(
        methods, method, lambda m: m.same_words.value.numerator if m.same_words else 1
    )
    same_below = _list(
        methods, method, lambda m: m.same_words.value.denominator if m.same_words else 1
    )
    above = iff(
        f"{code}=2",
        x,
        iff(
            f"{code}=3",
            y,
            iff(
                f"{code}=4",
                f"2*{y}-{x}",
                iff(f"{code}=5", iff(own, a.figure.number, bare_above), same_above),
            ),
        ),
    )
    below = iff(
        f"OR({code}=2,{code}=4)",
        y,
        iff(
            f"{code}=3",
            x,
            iff(f"{code}=5", iff(own, f"10^(-({a.figure.power}))", bare_below), same_below),
        ),
    )
    kept = f"AND({code}>=2,{code}<=6)"
    return scratch.keep(iff(kept, above, "0")), scratch.keep(iff(kept, below, "1"))


def _rounded_share(
    methods: Methods, scratch: Scratch, method: str, code: str, above: str, below: str
) -> tuple[str, str]:
    """完成比例取整: the share of a missed target to so many places before it is multiplied."""
    rounding = share_rounding(methods)
    if rounding is None:
        return above, below
    how, step, each = rounding
    by_method = chosen(f"MAX({method},1)", each)
    asked = scratch.keep(f"AND({code}>=2,{code}<=4,{by_method}=1)")
    size, unit = f"{above}*{step.denominator}", f"({below}*{step.numerator})"
    steps = (
        f'IF(MAX({size},{unit})>{LARGEST},"",{whole_quotient(size, unit, how)}*{step.numerator})'
    )
    return (
        scratch.keep(iff(asked, steps, above)),
        scratch.keep(iff(asked, str(step.denominator), below)),
    )


def _within(methods: Methods, method: str, code: str, above: str, below: str) -> str:
    """The code after 低于不得分 and 达到得满分, which look at the share of a missed target."""
    case = code
    if any(m.full_from for m in methods.all):
        enough = _edge(methods, method, above, below, lambda m: m.full_from, ">=", "FALSE")
        case = iff(enough, "0", case)
    if any(m.floor for m in methods.all):
        low = _edge(methods, method, above, below, lambda m: m.floor, "<", "FALSE")
        case = iff(low, "1", case)
    return code if case == code else iff(f"AND({code}>=2,{code}<=4)", case, code)


def _edge(
    methods: Methods, method: str, above: str, below: str, ask: object, sign: str, without: str
) -> str:
    def one(m: Method) -> str:
        figure = ask(m)  # type: ignore[operator]
        if figure is None:
            return without
        value = figure.value
        return f"{above}*{value.denominator}{sign}{value.numerator}*{below}"

    return _list(methods, method, one)


def _whole_code(
    methods: Methods, told: str, parts: str, a: Read, held: str, method: str, rounded: str
) -> str:
    """The code of the whole row: the points first, then the case, then figures that are too long."""
    code = iff(f"{held}>=80", held, iff(f'{rounded}=""', str(TOO_LONG), held))
    if any(m.stated_points for m in methods.all):
        stated = _list(
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
