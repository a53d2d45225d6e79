"""The ways to earn points that look at the other units: 功效系数, 名次递减, 名次得分."""

from __future__ import annotations

from fractions import Fraction

from rules.engine.scorecards.reckoning import Earned, Place, gate
from rules.engine.use import reading
from rules.exact import plain
from rules.expression import Expression
from rules.model.bands import Ends
from rules.model.earning import AllEqual, Among, ByPlace, Decay, Order, Ties
from rules.model.scorecards import Line
from rules.results import Reason, Refusal, Step


def by_coefficient(at: Place, name: str, line: Line, worth: Fraction | None) -> Earned | Refusal:
    """功效系数: (x − worst) ÷ (best − worst), spread over the declared span."""
    way = line.coefficient
    assert way is not None
    own = at.sheet.number(at.use, way.of)
    if isinstance(own, Refusal):
        return own
    field = _field(at, line, way.of, way.among)
    if field is None:
        return _not_yet(name, worth)
    worst, best = field[0], field[-1]
    if way.order is Order.LOWEST:
        best, worst = worst, best
    readings = reading(line, "功效系数")
    low, high = way.span.low, way.span.high
    if best == worst:
        if way.if_equal is AllEqual.REFUSE:
            return Refusal(
                Reason.DIVIDES_BY_ZERO,
                f"各单位的“{way.of.text.lstrip('=')}”都是 {plain(own)}，最大与最小相同，不能算功效系数",
                "请由制定文件的单位确定怎样计分",
            )
        share = high if way.if_equal is AllEqual.HIGHEST else low
        readings += reading(line, "全部相同")
    else:
        share = low + (own - worst) / (best - worst) * (high - low)
    figures = {"name": name, "value": own, "best": best, "worst": worst, "share": share}
    figures["dimension"] = at.sheet.measure(way.of)
    step = Step("line_coefficient", {**figures, "span": way.span, "worth": worth or Fraction(0)})
    return Earned(share * (worth or 0), worth, step, readings)


def by_decay(at: Place, name: str, line: Line, worth: Fraction | None) -> Earned | Refusal:
    """名次递减: a share for the first, less for each place behind."""
    way = line.decay
    assert way is not None
    place = _place(at, name, line, way)
    if isinstance(place, Refusal):
        return place
    if place is None:
        return _not_yet(name, worth)
    share = way.first.value - (place - 1) * way.step.value
    readings = reading(line, "名次递减")
    if way.least.figure is not None and share < way.least.figure.value:
        share = way.least.figure.value
        readings += reading(line, "最低")
    figures = {"name": name, "place": place, "share": share, "worth": worth or Fraction(0)}
    return Earned(share * (worth or 0), worth, Step("line_decay", figures), readings)


def by_place(at: Place, name: str, line: Line, worth: Fraction | None) -> Earned | Refusal:
    """名次得分: points for the places that are named."""
    way = line.by_place
    assert way is not None
    place = _place(at, name, line, way)
    if isinstance(place, Refusal):
        return place
    if place is None:
        return _not_yet(name, worth)
    points = next(
        (
            figure.value
            for places, figure in way.points.items()
            if places.with_ends(Ends.BOTH).holds(Fraction(place))
        ),
        Fraction(0),
    )
    step = Step("line_by_place", {"name": name, "place": place})
    return Earned(points, worth, step, reading(line, "名次得分"))


def place_among(own: Fraction, field: list[Fraction], order: Order, ties: Ties) -> int | None:
    """The place of a figure among all of a field (its own with them); None for a refused tie."""
    better = [v for v in field if (v > own if order is Order.HIGHEST else v < own)]
    if ties is Ties.REFUSE and field.count(own) > 1:
        return None
    return 1 + (len(set(better)) if ties is Ties.SHARED_NO_GAP else len(better))


def _place(at: Place, name: str, line: Line, way: Decay | ByPlace) -> int | Refusal | None:
    own = at.sheet.number(at.use, way.by)
    if isinstance(own, Refusal):
        return own
    field = _field(at, line, way.by, way.among)
    if field is None:
        return None
    place = place_among(own, field, way.order, way.ties)
    if place is None:
        return Refusal(
            Reason.RULE_SILENT,
            f"有 {field.count(own)} 个单位的“{way.by.text.lstrip('=')}”同为 {plain(own)}，"
            "文件没有规定名次怎样排",
            "请由制定文件的单位确定",
        )
    return place


def _field(at: Place, line: Line, formula: Expression, among: Among) -> list[Fraction] | None:
    """The figures of the units compared, lowest first; None before it is known which take part."""
    if at.peers is None:
        return None
    known = at.peers.fields.get(id(line))
    if known is not None:
        return known
    units = at.peers.group if among is Among.GROUP else at.peers.everyone
    found: list[Fraction] = []
    for unit in units:
        if any(name in unit.whole.slashed for name in formula.names):
            continue
        if gate(at, "", line, unit.whole):
            continue
        value = unit.whole.number(at.use, formula)
        if isinstance(value, Fraction):
            found.append(value)
    found.sort()
    at.peers.fields[id(line)] = found
    return found


def _not_yet(name: str, worth: Fraction | None) -> Earned:
    return Earned(Fraction(0), worth, Step("line_by_place", {"name": name, "place": 0}))
