"""Which case a scored row is: by two figures, by a day, by words; each a code (see `scores`)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from rules.parts import Method, Short, Written
from workbook_templates.plain.methods import (
    DIRECTIONS,
    SHORTS,
    SPELLINGS,
    Methods,
    full_if_zero,
)
from workbook_templates.plain.pairs import Pair
from workbook_templates.plain.spelling import seen
from workbook_templates.plain.targets import Read
from workbook_templates.plain.texts import both, chosen, either, iff, place_among

#: The codes of what is no score.
NO_TARGET, LATE, NO_SHARE, NO_POINTS, NO_ACTUAL = 80, 81, 82, 83, 84
BAD_POINTS, BAD_TARGET, BAD_ACTUAL, BAD_METHOD = 90, 91, 92, 93
BAD_UNITS, BAD_SHARE, SILENT, TOO_LONG, BAD_STATED = 94, 95, 96, 97, 98


def method_of(methods: Methods, a: Read, b: Read, named: str) -> str:
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
    name = seen(named)
    known = place_among(name, methods.names)
    return iff(f'{name}=""', by_target, known)


def by_method(methods: Methods, method: str, ask: Callable[[Method], object]) -> str:
    """The answer of the method that is chosen."""
    return chosen(f"MAX({method},1)", methods.each(ask))


def by_figures(methods: Methods, a: Read, b: Read, two: Pair, method: str) -> str:
    """The case of a row with two figures."""
    x, y, relation = two.reached, two.wanted, b.relation
    direction = by_method(methods, method, lambda m: DIRECTIONS[m.direction])
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
    short = by_method(methods, method, lambda m: SHORTS[m.short])
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
        f"{by_method(methods, method, lambda m: int(full_if_zero(m)))}=1",
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


def by_day(methods: Methods, a: Read, b: Read, method: str) -> str:
    """The case of a deadline and a day; a year on one side only is refused."""
    nothing = by_method(methods, method, lambda m: int(m.short is Short.NOTHING))
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


def level_row(methods: Methods, a: Read, method: str) -> str:
    """Which word for a level stands in the actual; 0 for none."""
    levels = methods.levels
    if not levels:
        return "0"
    word = iff(f'{a.kind}="L"', a.label, a.text)
    keys = [f"{level.method}|{level.word}" for level in levels]
    return place_among(f'{method}&"|"&{word}', keys)


def by_words(methods: Methods, a: Read, b: Read, method: str, level: str) -> str:
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
    same = by_method(methods, method, lambda m: int(m.same_words is not None))
    repeated = both(f'{a.kind}="W"', f"{same}=1", _same(a, b))
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


def _same(a: Read, b: Read) -> str:
    """Whether two cells say the same; spaces of other kinds within them are no matter of guessing."""
    no_space = f'ISERROR(FIND(" ",{a.text}))'
    return both(f"EXACT({a.text},{b.text})", either(no_space, f"EXACT({a.cell},{b.cell})"))


def _compared(number: str, power: str, edge: Fraction, sign: str) -> str:
    """A share (N × 10^power, power at most 0) against an end of a level, in whole numbers."""
    return f"{number}*{edge.denominator}{sign}{edge.numerator}*10^(-({power}))"
