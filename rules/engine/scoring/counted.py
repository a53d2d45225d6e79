"""计次: so much off for each occurrence, or so much earned for each piece of evidence."""

from __future__ import annotations

from fractions import Fraction

from rules.engine.scoring.scored_row import ScoredRow
from rules.engine.scoring.worth import worth
from rules.notation import NumericActual
from rules.results import Reason, Refusal, Step, Value, Working

#: Words that count things; a figure in any other unit counts nothing.
_COUNTING = frozenset("个次件项处起条家人户份篇例宗笔部种类批") | {"场次", "批次", "人次"}


def earned(row: ScoredRow) -> Value | Refusal:
    """Points by the number that stands as the actual: whole, not below 0."""
    rule = row.method.count
    assert rule is not None
    number = _number(row)
    if isinstance(number, Refusal):
        return number
    each_figure = rule.off if rule.off is not None else rule.gain
    assert each_figure is not None
    each, most = worth(each_figure, row.full), worth(rule.most, row.full)
    exact = number * each
    limited = min(exact, most, row.full)
    value = limited if rule.gain is not None else row.full - limited
    word = "每次扣" if rule.off is not None else "每次得"
    figures = {
        "number": number,
        "actual": row.actual.text,
        "each": each,
        "exact": exact,
        "limited": limited,
        "points": row.full,
        "value": value,
    }
    read = (*(("计次", word) if number else ()), *(("最多",) if exact > limited else ()))
    step = Step("count_gain" if rule.gain is not None else "count_off", figures)
    return Value(value, Working((step,), row.clause, row.readings(*read)))


def _number(row: ScoredRow) -> Fraction | Refusal:
    actual = row.actual
    if isinstance(actual, NumericActual):
        quantity = actual.quantity
        counts = quantity.unit is None or quantity.unit.dimension in _COUNTING
        if counts and quantity.value >= 0 and quantity.value.denominator == 1:
            return quantity.value
    return Refusal(
        Reason.NOT_UNDERSTOOD,
        f"实际完成值“{actual.text}”不是次数，这种方法按次数（项数）计分",
        "请填整数，如 2；没有发生的填 0",
    )
