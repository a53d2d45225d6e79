"""PE_TOTAL and PE_GRADE as plain formulas.

Scores are decimals of at most `_DECIMALS` digits (steps of a policy's rounding, or what a person
typed). Their binary sum is off by less than a millionth of the last of these, so rounding it to them
gives the nearest a cell can hold of the exact sum: no tie can lie there. A total is rounded for its
grade in whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules.engine import Use
from rules.parts import Range, RoundingWord, Scale
from workbook_templates.plain.exactly import KNOWN, quotient
from workbook_templates.plain.refusing import Unsayable
from workbook_templates.plain.spelling import NOT_APPLICABLE
from workbook_templates.plain.texts import (
    OUT,
    REFUSED,
    WAITING,
    both,
    iff,
    quoted,
)

_DECIMALS = 9
#: A total is counted in so many parts of a point where it is graded.
_PARTS = 10**8


@dataclass(frozen=True, slots=True)
class Column:
    """Cells to add up: a range of one column; `typed` is what people wrote where that is another."""

    cells: str
    typed: str = ""

    @property
    def not_copied(self) -> str:
        """How many cells are filled in beside none that reads them; "" where these are the cells."""
        return f"SUMPRODUCT(ISBLANK({self.cells})*(1-ISBLANK({self.typed})))" if self.typed else ""


def total(of_points: Column, of_scores: Column) -> str:
    """The exact sum of scores beside their points."""
    points, scores = of_points.cells, of_scores.cells
    skip_points, skip_scores = (_skipped(cells) for cells in (points, scores))
    wrong = "+".join(
        (
            # LibreOffice takes TRUE for the number 1.
            f"ISLOGICAL({points})",
            f"ISLOGICAL({scores})",
            f'ISTEXT({points})*({points}<>"")*(1-{skip_points})',
            f'ISTEXT({scores})*({scores}<>"")*(1-{skip_scores})',
            f"ISNUMBER({scores})*(1-ISNUMBER({points}))",
            f"ISNUMBER({points})*({points}<0)",
            f"ISNUMBER({scores})*({scores}<0)",
            f"ISNUMBER({scores})*ISNUMBER({points})*({scores}>{points})",
        )
    )
    skipped = f"SUMPRODUCT({skip_points})+SUMPRODUCT(ISNUMBER({points})*{skip_scores})"
    lost = dict.fromkeys(one.not_copied for one in (of_points, of_scores) if one.typed)
    waiting = "+".join((f'SUMPRODUCT(ISNUMBER({points})*({scores}=""))', *lost))
    rows = f"SUMPRODUCT(ISNUMBER({points})*ISNUMBER({scores}))"
    return iff(
        f"ISERROR(SUM({points}))",
        f"SUM({points})",
        iff(
            f"ISERROR(SUM({scores}))",
            f"SUM({scores})",
            iff(
                f"SUMPRODUCT({wrong})>0",
                REFUSED,
                iff(
                    f"{waiting}>0",
                    WAITING,
                    iff(f"{rows}+{skipped}=0", '""', f"ROUND(SUM({scores}),{_DECIMALS})"),
                ),
            ),
        ),
    )


def _skipped(cells: str) -> str:
    """1 for each cell of a column that says that its row does not apply, 0 for any other."""
    return f"({'+'.join(f'EXACT({cells},{quoted(word)})' for word in NOT_APPLICABLE)})"


def grade(total: str, use: Use, unsayable: Unsayable) -> str:
    """What a total is called; `total` is a cell."""
    known = use.policy.grades
    if len(known) != 1:
        if known:
            unsayable.say(" › 等级", f"有 {len(known)} 种等级")
        else:
            unsayable.lack(" › 等级", "没有规定等级")
        return REFUSED
    name, scale = next(iter(known.items()))
    if use.outside(use.day) is not None:
        return OUT
    rounding = scale.round_first
    step = _PARTS * rounding.to.value if rounding.to else Fraction(1)
    if rounding.how is RoundingWord.NONE:
        step = Fraction(1)
    elif rounding.how not in KNOWN or step.denominator != 1:
        unsayable.say(f" › 等级 › {name}", f"先取整“{rounding.how.value}{rounding.to or ''}”")
        return REFUSED
    parts = f"ROUND({total}*{_PARTS},0)"
    whole = parts
    if rounding.how is not RoundingWord.NONE:
        whole = quotient(parts, str(step.numerator), rounding.how)
    full = scale.full.value
    most = full * _PARTS / step
    if most.denominator != 1:
        unsayable.say(f" › 等级 › {name}", f"满分 {scale.full} 不是先取整的倍数")
        return REFUSED
    named = _named(whole, scale, step)
    if not named:
        unsayable.say(f" › 等级 › {name}", "下限或分档不是先取整的倍数")
        return REFUSED
    inside = both(f"2*{parts}>-{step}", f"{total}<{full + 1}")
    return iff(
        f"ISERROR({total})",
        total,
        iff(
            f'{total}=""',
            '""',
            iff(
                f"NOT(ISNUMBER({total}))",
                REFUSED,
                iff(f"NOT({inside})", REFUSED, iff(f"{whole}>{most}", REFUSED, named)),
            ),
        ),
    )


def _named(whole: str, scale: Scale, step: Fraction) -> str:
    """The grades from the highest on; "" where an end is no whole number of steps."""
    answer = OUT
    if scale.bands is not None:
        for (_, label), place in reversed(
            list(zip(scale.bands.bands.items(), scale.bands.ranges, strict=True))
        ):
            holds = within(whole, place, step / _PARTS)
            if not holds:
                return ""
            answer = iff(holds, quoted(label), answer)
        return answer
    for label, bound in reversed(scale.lower_bounds.items()):
        least = bound.value * _PARTS / step
        if least.denominator != 1:
            return ""
        answer = iff(f"{whole}>={least}", quoted(label), answer)
    return answer


def within(number: str, place: Range, step: Fraction) -> str:
    """Whether a whole number of `step` lies in a range; "" where an end is no whole number of them."""
    conditions = []
    for end, has, strict, loose in (
        (place.low, place.has_low, ">", ">="),
        (place.high, place.has_high, "<", "<="),
    ):
        if end is None:
            continue
        steps = end / step
        if steps.denominator != 1:
            return ""
        conditions.append(f"{number}{loose if has else strict}{steps}")
    return both(*conditions) if conditions else "TRUE"
