"""The sentences of scorecards and rankings: one for each kind of step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from rules.exact import plain
from rules.wording import money, percent, scalar

Figures = Mapping[str, Any]


def _points(value: Fraction) -> str:
    return plain(value, 6)


def _equals(value: Fraction, longest: int = 6) -> str:
    text = plain(value, longest)
    return ("=" if Fraction(text) == value else "≈") + text


def _prize(value: Fraction, unit: str) -> str:
    return money(value) if unit == "元" else plain(value) + unit


def _ends(f: Figures) -> str:
    """What a cap and a rounding did to a line, behind its own figures."""
    said = ""
    if f["before"] != f["points"]:
        said += f"，最高{_points(f['points'])}分"
    if "rounded" in f:
        said += f"，取整为{_points(f['rounded'])}分"
    return said


def line(how: Callable[[Figures], str]) -> Callable[[Figures], str]:
    """A sentence about a line of a scorecard: its name, how it earned, what ended it."""
    return lambda f: f"{f['name']}{how(f)}{_ends(f)}"


def _result(f: Figures) -> str:
    """The points before cap and rounding, as the outcome of what was told."""
    return f"{_equals(f['before'])}分"


def _ratio(f: Figures) -> str:
    if f["counted"] != f["share"]:
        below = f"，低于{percent(f['floor'])}" if f["floor"] else ""
        return f"完成率{percent(f['share'], beside=(f['floor'],))}{below}，不得分"
    share = percent(f["share"])
    return f"{_points(f['worth'])}×{share}{_result(f)}"


def _band(f: Figures) -> str:
    value = scalar(f["value"], f["dimension"], f["edges"])
    return f"（{f['of']}{value}，属{f['range']}一档）得{_points(f['before'])}分"


def _pieces(minus: bool, told: tuple[tuple[str, Fraction, Fraction, Fraction], ...]) -> str:
    sign = "－" if minus else "＋"
    return "".join(
        f"{sign}{name}{plain(count, 4)}×{_points(each)}"
        + (f"（计{_points(points)}）" if points != count * each else "")
        for name, count, each, points in told
    )


def _count(f: Figures) -> str:
    formula = f"{_points(f['start'])}{_pieces(False, f['plus'])}{_pieces(True, f['minus'])}"
    if not f["start"] and f["plus"]:
        # Nothing to begin with: the pieces alone, and not their name after the same name.
        formula = formula.removeprefix("0＋")
        same = f["plus"][0][0] == f["name"]
        formula = formula.removeprefix(f["name"]) if same else f"：{formula}"
    if f["least"]:
        return f"{formula}，扣到{_points(f['before'])}分"
    if not f["plus"] and not f["minus"]:
        return f"{formula}分"
    return f"{formula}{_result(f)}"


def _coefficient(f: Figures) -> str:
    own, best, worst = (scalar(f[k], f["dimension"]) for k in ("value", "best", "worst"))
    share = percent(f["share"])
    if f["best"] == f["worst"]:
        return f"各单位都是{own}，系数{share}，{_points(f['worth'])}×{share}{_result(f)}"
    span = f["span"]
    low, spread = plain(span.low * 100), plain((span.high - span.low) * 100)
    return (
        f"功效系数({own}－{worst})÷({best}－{worst})×{spread}+{low}"
        f"{_equals(f['share'] * 100, 4)}，得{_points(f['before'])}分"
    )


def _decay(f: Figures) -> str:
    share = percent(f["share"])
    return f"第{f['place']}名，{_points(f['worth'])}×{share}{_result(f)}"


def _peers(f: Figures) -> str:
    each = "、".join(
        f"{label}平均{plain(mean, 4)}占{percent(share)}" for label, mean, share in f["classes"]
    )
    return f"{each}，满分{plain(f['full'])}折{_points(f['worth'])}分，得{_points(f['before'])}分"


def _parts(f: Figures) -> str:
    each = "＋".join(f"{name}{_points(points)}" for name, points in f["parts"])
    return f"{each}{_result(f)}"


def _best(f: Figures) -> str:
    if len(f["parts"]) == 1:
        return f"按{f['best']}得{_points(f['before'])}分"
    each = "、".join(f"{name}{_points(points)}" for name, points in f["parts"])
    return f"（{each}）取最高的{f['best']}，得{_points(f['before'])}分"


def _rows(f: Figures) -> str:
    each = "、".join(map(_points, f["rows"][:6])) + ("等" if len(f["rows"]) > 6 else "")
    how = f"按{f['weight']}加权平均" if f["how"] == "加权平均" else f["how"]
    return f"{len(f['rows'])}行（{each}）{how}得{_points(f['before'])}分"


def _extras(f: Figures) -> str:
    most = "（已到加分的最高）" if f["cut"] else ""
    ended = "，已到总分的最高" if f["ended"] else ""
    return f"加分合计{_points(f['points'])}分{most}{ended}，总分{_points(f['total'])}分"


def _deducted(f: Figures) -> str:
    return f"扣分{_pieces(True, f['minus'])}，扣{_points(f['off'])}分后为{_points(f['total'])}分"


def _place(f: Figures) -> str:
    group = f"“{f['group']}”组" if f["group"] else ""
    shared = f"，与另外{f['shared'] - 1}个单位并列" if f["shared"] > 1 else ""
    decided = ""
    if f["decided"]:
        keys = "、".join(map(_deciding, f["decided"]))
        decided = f"；{f['equals']}个单位总分相同，比较{keys}排定"
    return f"总分{_points(f['total'])}，{group}{f['size']}个单位中第{f['place']}名{shared}{decided}"


def _deciding(key: tuple[str, str, Fraction, tuple[Fraction, ...]]) -> str:
    what, dimension, value, others = key
    own = scalar(value, dimension)
    if set(others) == {value}:
        return f"{what}（都是{own}）"
    few = "、".join(scalar(other, dimension) for other in others[:3])
    return f"{what}（本单位{own}，其余{few}{'等' if len(others) > 3 else ''}）"


def _consequence(f: Figures) -> str:
    why = [f"总分{_points(f['total'])}低于{f['below']}"] if f["below"] else []
    why += [f"在最后{f['last']}名"] if f["last"] else []
    return f"{f['name']}（{'，且'.join(why)}）：{f['says']}" if why else f"{f['name']}：{f['says']}"


def _pool(f: Figures) -> str:
    rest = f"，加取整的尾差{money(f['remainder'])}" if f["remainder"] else ""
    return (
        f"{money(f['pool'])}×{_points(f['total'])}÷{_points(f['whole'])}"
        f"{'=' if f['exact'] == f['amount'] else '≈'}{money(f['amount'] - f['remainder'])}{rest}"
    )


def _withheld(f: Figures) -> str:
    kept = f"{f['how']}{f['share']}（{_prize(f['kept'], f['unit'])}）"
    return f"{f['why']}，{kept}，实发{_prize(f['amount'], f['unit'])}"


#: Step kind → its sentence.
SENTENCES: dict[str, Callable[[Figures], str]] = {
    "prize_below": lambda f: f"总分{_points(f['total'])}，没有达到{_points(f['least'])}，没有奖金",
    "rank_consequence": _consequence,
    "rank_no_consequence": lambda f: f"不在{'、'.join(f['of'])}之列",
    "line_ratio": line(_ratio),
    "line_band": line(_band),
    "line_count": line(_count),
    "line_coefficient": line(_coefficient),
    "line_decay": line(_decay),
    "line_by_place": line(lambda f: f"第{f['place']}名，得{_points(f['before'])}分"),
    "line_peers": line(_peers),
    "line_person": line(lambda f: f"评定{_points(f['before'])}分"),
    "line_parts": line(_parts),
    "line_best": line(_best),
    "line_rows": line(_rows),
    "line_gate": lambda f: f"{f['name']}不得分：{f['why']}",
    "line_skipped": lambda f: f"{f['name']}不适用",
    "card_rescaled": lambda f: (
        f"折算到满分：{_points(f['points'])}×{plain(f['full'])}÷{plain(f['left'])}"
        f"{_equals(f['value'])}分"
    ),
    "card_total": lambda f: f"总分{_points(f['total'])}分",
    "card_extras": _extras,
    "card_no_extras": lambda f: f"不加分：{f['why']}",
    "card_deducted": _deducted,
    "card_veto": lambda f: f"{f['why']}，{f['how']}",
    "card_held_down": lambda f: (
        f"{f['why']}，总分{plain(f['was'], 6)}不超过{plain(f['most'])}分，按{plain(f['most'])}分计"
    ),
    "card_grade_given": lambda f: f"“{f['name']}”为“{f['grade']}”",
    "card_promoted": lambda f: f"{f['why']}，晋为“{f['grade']}”",
    "card_limited": lambda f: f"{f['why']}，等级不高于“{f['grade']}”",
    "rank_place": _place,
    "rank_out": lambda f: f"不参加排名：{f['why']}",
    "rank_grade": lambda f: f"等级为“{f['grade']}”",
    "rank_other_row": lambda f: "同一单位的结果在它的第一行",
    "prize_not_said": lambda f: "本排名没有规定奖项",
    "prize_none": lambda f: f"{f['what']}没有奖金",
    "prize_place": lambda f: f"第{f['place']}名奖{_prize(f['amount'], f['unit'])}",
    "prize_grade": lambda f: f"等级“{f['grade']}”奖{_prize(f['amount'], f['unit'])}",
    "prize_tied_each": lambda f: (
        f"{f['shared']}个单位同为第{f['place']}名，各奖{_prize(f['amount'], f['unit'])}"
    ),
    "prize_tied_shared": lambda f: (
        f"{f['shared']}个单位同为第{f['place']}名，{_prize(f['together'], f['unit'])}平分，"
        f"各{_prize(f['amount'], f['unit'])}"
    ),
    "prize_pool": _pool,
    "prize_withheld": _withheld,
    "prize_returned": lambda f: f"{f['why']}，全额扣回已拨的{_prize(f['paid'], f['unit'])}",
}
