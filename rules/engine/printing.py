"""Figures as they are printed: whether one that was typed can be right.

A typed figure is right if *some* true figures that round to the printed operands give it: 97.67%
is right beside a printed 9.77 of 10 (97.665% gives 9.7665), and 97.60% is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rules import wording
from rules.engine.cells import printed_step
from rules.engine.scoring import score
from rules.engine.use import Use
from rules.exact import Rounding, plain, printed, round_to
from rules.notation import Quantity, read_quantity
from rules.results import Refusal, Scalar, Value


def agrees(shown: Scalar, *results: Fraction) -> bool:
    """Whether a true figure that prints as `shown` lies among `results`, from least to greatest.

    `results` are what the printed operands come to at their ends (`printed_ends`); a single one is
    an exact figure. A percent-formatted cell and `96.95%` are the same. False for what is no figure.
    """
    ends = printed_ends(shown)
    return ends is not None and ends[0] <= max(results) and min(results) <= ends[1]


def printed_ends(shown: Scalar) -> tuple[Fraction, Fraction] | None:
    """The least and the greatest true figure that prints as `shown`; None where it is no figure.

    In base units (money in 元, shares as fractions). A number cell does not keep the zeros that it
    shows, so that 30 in it stands for 30.00; a share in one, such as 0.9767, for 97.67%.
    """
    read = read_quantity(shown)
    if not isinstance(read, Quantity):
        return None
    step = printed_step(read)
    if read.from_number and abs(read.value) <= 1:
        step = min(step, Fraction(1, 10_000))
    within = printed(read.value, step)
    return within.low, within.high


def score_agrees(
    use: Use,
    shown: Scalar,
    points: Scalar,
    target: Scalar,
    actual: Scalar,
    method: str | None = None,
    deduction: Scalar = None,
) -> bool | Refusal:
    """Whether a row's typed score can be right beside its printed target and actual.

    A refusal where the row has no score of its own. Whole counts (50个) are taken as exact.
    """
    own = score(use, points, target, actual, method, deduction)
    if isinstance(own, Refusal):
        return own
    results = [own.value]
    for reached in _rounded_from(actual):
        other = score(use, points, target, reached, method, deduction)
        if isinstance(other, Value):
            results.append(other.value)
    figures = [result for result in results if isinstance(result, Fraction)]
    return agrees(shown, *figures) if figures else shown in (None, "", *results)


def _rounded_from(figure: Scalar) -> Iterator[Scalar]:
    """The ends of what a figure printed with decimals, or in percent, was rounded from."""
    read = read_quantity(figure)
    if not isinstance(read, Quantity):
        return
    factor = read.unit.factor if read.unit else Fraction(1)
    if read.step >= factor and not (read.unit and read.unit.dimension == "比率"):
        return
    within = printed(read.value, read.step)
    for end in (within.low, within.high):
        if read.unit is None:
            yield end
        else:
            yield plain(end / factor, 20) + read.unit.name


def shown_like(value: Fraction, step: Fraction | None, dimension: str) -> str:
    """An expected figure printed to the digits of the one it is compared with."""
    if step is not None and step >= 1 and (value * 100 / step).denominator == 1:
        step = step / 100  # beside a whole 860万元, 572.23万元 is told as it is
    near = value if step is None else round_to(value, step, Rounding.HALF_UP)
    if dimension in ("比率", "人民币"):
        return wording.scalar(near, dimension)
    return plain(near)
