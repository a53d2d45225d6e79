"""The ways to earn points that need nothing but the unit's own figures."""

from __future__ import annotations

from fractions import Fraction

from rules.engine.bands import band_of
from rules.engine.scorecards.pieces import pieces
from rules.engine.scorecards.reckoning import Earned, Place, of_worth
from rules.engine.use import reading
from rules.exact import plain
from rules.model.earning import IfUnrated
from rules.model.scorecards import Line
from rules.results import Reason, Refusal, Step


def by_ratio(at: Place, name: str, line: Line, worth: Fraction | None) -> Earned | Refusal:
    """完成率: the points times a ratio; nothing for a negative one or one below the floor."""
    assert line.ratio is not None
    share = at.sheet.number(at.use, line.ratio)
    if isinstance(share, Refusal):
        return share
    counted = max(share, Fraction(0))
    readings: tuple[str, ...] = reading(line, "完成率")
    if line.below is not None and counted < line.below.value:
        counted = Fraction(0)
        readings += reading(line, "低于不得分")
    points = counted * (worth or 0)
    floor = line.below.value if line.below is not None else Fraction(0)
    figures = {"name": name, "share": share, "counted": counted, "worth": worth or Fraction(0)}
    figures |= {"floor": floor}
    return Earned(points, worth, Step("line_ratio", figures), readings)


def by_bands(at: Place, name: str, line: Line, worth: Fraction | None) -> Earned | Refusal:
    """分档: what the band gives in which a figure lies."""
    assert line.bands is not None
    assert line.bands.by is not None
    value = at.sheet.number(at.use, line.bands.by)
    if isinstance(value, Refusal):
        return value
    what = line.bands.by.text.lstrip("=")
    band = band_of(line.bands, value, what)
    if isinstance(band, Refusal):
        return band
    figures = {"name": name, "of": what, "value": value, "dimension": line.bands.dimension}
    figures |= {"edges": line.bands.edges}
    step = Step("line_band", {**figures, "range": band.range.shown})
    readings = (*band.readings, *reading(line, "分档"))
    return Earned(of_worth(band.value, worth), worth, step, readings)


def by_count(at: Place, name: str, line: Line, worth: Fraction | None) -> Earned | Refusal:
    """基数加减: a start, plus and minus so much per piece, down to a floor."""
    counting = line.counting
    assert counting is not None
    plus, minus = pieces(at, counting.plus), pieces(at, counting.minus)
    if isinstance(plus, Refusal):
        return plus
    if isinstance(minus, Refusal):
        return minus
    points = counting.start.value + plus.points - minus.points
    readings = (*plus.readings, *minus.readings, *reading(line, "基数加减"))
    least = counting.least.figure if counting.least else None
    low = least is not None and points < least.value
    if least is not None and low:
        points = least.value
        readings += reading(line, "最低")
    figures = {"name": name, "start": counting.start.value, "least": low}
    step = Step("line_count", {**figures, "plus": plus.told, "minus": minus.told})
    return Earned(points, worth, step, readings)


def by_peers(at: Place, name: str, line: Line, worth: Fraction | None) -> Earned | Refusal:
    """评议: the mean of each class of raters, weighted by class."""
    peers = line.peers
    assert peers is not None
    share = Fraction(0)
    told: list[tuple[str, Fraction, Fraction]] = []
    unrated = False
    for label, raters in peers.classes.items():
        marks: list[Fraction] = []
        for rating in raters.ratings:
            mark = at.sheet.figure(at.use, rating)
            if isinstance(mark, Refusal):
                if peers.if_unrated is IfUnrated.REFUSE or mark.reason is Reason.AMBIGUOUS:
                    return mark
                unrated = True
                continue
            if not 0 <= mark <= peers.full.value:
                return Refusal(
                    Reason.BREAKS_RULE,
                    f"“{rating}” {plain(mark)} 不在 0～{plain(peers.full.value)} 之间",
                    "请核对评分",
                )
            marks.append(mark)
        if not marks:
            return Refusal(Reason.MISSING_VALUE, f"{label}没有一个评分", "请补填评分")
        mean = sum(marks, Fraction(0)) / len(marks)
        share += raters.share.value * mean / peers.full.value
        told.append((label, mean, raters.share.value))
    readings = reading(line, "评议")
    readings += reading(line, "缺评") if unrated else ()
    figures = {"name": name, "classes": tuple(told), "full": peers.full.value}
    step = Step("line_peers", {**figures, "worth": worth or Fraction(0)})
    return Earned(share * (worth or 0), worth, step, readings)


def by_person(at: Place, name: str, line: Line, worth: Fraction | None) -> Earned | Refusal:
    """评分人填写: the points that a person gave, checked against those of the line."""
    score = at.sheet.figure(at.use, line.by_person)
    if isinstance(score, Refusal):
        if score.reason is not Reason.MISSING_VALUE:
            return score
        return Refusal(
            Reason.WAITS_FOR_PERSON, "由评分人评定，还没有评定", f"评定后请填写“{line.by_person}”"
        )
    if score < 0 or (worth is not None and score > worth):
        most = f"～{plain(worth)}" if worth is not None else " 以上"
        return Refusal(
            Reason.BREAKS_RULE,
            f"“{line.by_person}”填的 {plain(score)} 不在 0{most} 之间".replace("以上 之间", "以上"),
            "请核对评分和分值",
        )
    readings = reading(line, "评分人填写")
    return Earned(score, worth, Step("line_person", {"name": name}), readings)
