"""The sentences of scoring by bands, steps, counts, cases and stages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from rules.exact import decimal_places, plain
from rules.expression import Expression
from rules.model.bands import Range
from rules.model.scalars import Figure
from rules.wording import percent

Figures = Mapping[str, Any]

#: What is beyond a start, however little, is not told as 0.
_NONE = Fraction(0)
_RATIOS = ("比率", "百分点")


def _points(value: Fraction) -> str:
    return plain(value, 6) + "分"


def _near(value: Fraction) -> str:
    """`=…` or `≈…`, as the digits shown are all of them or not."""
    places = decimal_places(value)
    return ("=" if places is not None and places <= 6 else "≈") + plain(value, 6)


def worth(figure: Figure, points: Fraction) -> str:
    """`得5分`, or `得分值的80%：10×80%=8分`."""
    if figure.dimension != "比率":
        return f"得{_points(figure.value)}"
    share = percent(figure.value)
    return f"得分值的{share}：{plain(points)}×{share}{_near(points * figure.value)}分"


def ends(found: Range) -> str:
    """A range with the ends that belong to it: `80%～90%（含80%）`."""
    if not found.text.count(".."):
        return found.shown
    low, high = found.text.split("..")
    included = [end for end, has in ((low, found.has_low), (high, found.has_high)) if has]
    return f"{found.shown}（含{'、'.join(included)}）" if included else f"{found.shown}（不含两端）"


def _banded(f: Figures) -> str:
    return f"{f['what']}{f['shown']}在“{ends(f['range'])}”一档，{worth(f['worth'], f['points'])}"


def _steps(f: Figures) -> str:
    start: Expression = f["start"]
    per: Figure = f["per"]
    named = start.text.lstrip("=")
    named = named.replace("指标值", f"指标值{f['target'].lstrip('≤≥<>=')}")
    # Days are steps of 24 hours inside, and ratios differ by 百分点.
    if per.dimension in _RATIOS:
        beyond = f"{plain(f['beyond'] * 100, 4, (_NONE,))}个百分点"
    elif per.dimension == "时间":
        beyond = f"{plain(f['beyond'] / 24, 4)}天"
    else:
        beyond = plain(f["beyond"], 4)
    partial = f"，不足一级的{f['partial']}" if f["steps"] * _size(per) != f["beyond"] else ""
    taken = f"每{per}扣{_points(f['each'])}{partial}"
    off = f"{plain(f['steps'], 6)}×{plain(f['each'], 6)}{_near(f['off'])}分"
    if f["first"]:
        off = f"{plain(f['first'], 6)}＋{off}"
        taken = f"先扣{_points(f['first'])}，再{taken}"
    way = "高" if f["side"] == "超过" else "低"
    far = f"比{named}{way}{beyond}，" if named not in ("0", "0天") else "，"
    text = f"{f['what']}{f['shown']}{far}{taken}，扣{off}"
    if f["left"] < f["floor"]:
        done = "扣完为止" if not f["floor"] else "扣到最低"
        return f"{text}，{done}，得{_points(f['floor'])}"
    return f"{text}，得{plain(f['points'])}－{plain(f['off'], 6)}{_near(f['left'])}分"


def _size(per: Figure) -> Fraction:
    return per.value / 100 if per.dimension == "百分点" else per.value


def _count_off(f: Figures) -> str:
    if not f["number"]:
        return f"没有发生，不扣分，得{_points(f['value'])}"
    text = f"发生{plain(f['number'])}次，每次扣{_points(f['each'])}，共扣{_points(f['exact'])}"
    if f["limited"] < f["exact"]:
        text += f"，最多扣{_points(f['limited'])}"
    return f"{text}，得{_points(f['value'])}"


def _count_gain(f: Figures) -> str:
    text = f"共{plain(f['number'])}项，每项得{_points(f['each'])}，合{_points(f['exact'])}"
    if f["limited"] < f["exact"]:
        text += f"，最多得{_points(f['limited'])}"
    return text


def _share_rounded(f: Figures) -> str:
    shown = "=" if (f["share"] * 10000).denominator == 1 else "≈"
    return (
        f"实际完成值{f['actual']}与年度指标值{f['target']}相比，完成比例{shown}{percent(f['share'], 2)}，"
        f"先{f['how']}到{f['to']}为{percent(f['value'])}，"
        f"得{plain(f['points'])}×{percent(f['value'])}{_near(f['earned'])}分"
    )


def _beyond_all(f: Figures) -> str:
    named = f["end"].text.lstrip("=").replace("指标值", f"指标值{f['target'].lstrip('≤≥<>=')}")
    return f"{f['what']}{f['shown']}{f['word']}{named}，不得分"


def _no_steps(f: Figures) -> str:
    return f"{f['what']}{f['shown']}没有到扣分的起点，不扣分，记满分{_points(f['points'])}"


SENTENCES: dict[str, Callable[[Figures], str]] = {
    "banded": _banded,
    "steps": _steps,
    "no_steps": _no_steps,
    "beyond_all": _beyond_all,
    "count_off": _count_off,
    "count_gain": _count_gain,
    "case": lambda f: f"情形为“{f['case']}”，{worth(f['worth'], f['points'])}",
    "stage": lambda f: (
        f"{f['name']}应完成{f['due']}，实际{f['reached']}，"
        f"{plain(f['worth'], 6)}分中得{plain(f['earned'], 6)}分"
    ),
    "target_unread": lambda f: f"按文件印出的各档计分，没有用到表上的指标值“{f['target']}”",
    "method_chosen": lambda f: f"计分方法：{f['name']}（{f['why']}）",
    "target_stated": lambda f: (
        f"指标值按文件规定的{f['target']}"
        + (f"（表上写的是“{f['written']}”）" if f["written"] else "（表上没有填）")
    ),
    "target_of_month": lambda f: f"文件规定{f['name']}的指标值为{f['target']}",
    "below_least": lambda f: f"实际完成值{f['actual']}低于{f['least']}，按规定不得分",
    "below_floor": lambda f: (
        f"实际完成值{f['actual']}只到年度指标值{f['target']}的"
        f"{percent(f['share'], 2, (f['floor'],))}，低于{percent(f['floor'])}，不得分"
    ),
    "near_enough": lambda f: (
        f"实际完成值{f['actual']}到年度指标值{f['target']}的"
        f"{percent(f['share'], 2, (f['enough'],))}，达到{percent(f['enough'])}，"
        f"记满分{_points(f['points'])}"
    ),
    "share_rounded": _share_rounded,
    "grade_band": lambda f: f"总分{plain(f['total'])}，在{f['band']}一档，为“{f['grade']}”",
    "deducted_by_rule": lambda f: f"按规定扣减{_points(f['off'])}，得{_points(f['left'])}",
}
