"""分档: wherever bands stand in a policy, they neither overlap nor leave a gap that is not named."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from rules import expression
from rules.expression import Kind
from rules.expression.kinds import is_pure
from rules.model.bands import Bands, Range
from rules.model.policy import Policy
from rules.model.walk import constructs
from rules.proof.others import reward_kinds
from rules.proof.quantities import kinds
from rules.proof.report import Path, Report, Whole
from rules.wording import scalar


def prove(
    policy: Policy, report: Report, whole: Whole, declared_anyway: frozenset[str] = frozenset()
) -> None:
    """Check every 分档 of the policy; what its values may be is checked by the kind it stands in."""
    known, in_rewards = kinds(policy), {**kinds(policy), **reward_kinds(policy)}
    for path, found in constructs(policy):
        if not isinstance(found, Bands):
            continue
        if found.by is not None and not declared_anyway.intersection(found.by.names):
            dimension = "" if is_pure(found.dimension) else found.dimension
            names = in_rewards if path[0] in ("奖励", "组合") else known
            for fault in expression.check(found.by, names, Kind("数", dimension)):
                report((*path, "按"), f"公式“{found.by.text}”：{fault.message}", fault.advice)
        if whole((*path, "各档")) and found.bands and _one_unit(path, found, report):
            scale = policy.grades.get(str(path[1])) if path[0] == "等级" else None
            _coverage(path, found, report, scale.full.value if scale else None)


def _one_unit(path: Path, bands: Bands[object], report: Report) -> bool:
    fits = True
    for word, ranges in (("各档", tuple(bands.bands)), ("空档", bands.gaps)):
        for number, found in enumerate(ranges):
            place: Path = (*path, word, str(found) if word == "各档" else number)
            zero_only = not found.dimension and not any((found.low, found.high))
            if found.dimension != bands.dimension and not zero_only:
                report(place, f"“{found}”的单位与其他各档不同", "请用同一类单位写各档")
                fits = False
    if bands.ends is None and any(found.asks_ends for found in bands.bands):
        report(
            path, "没有写“含”哪一端", "写 含: 下限（如 1亿元..2亿元 含1亿元不含2亿元）或 含: 上限"
        )
        fits = False
    return fits


def _coverage(path: Path, bands: Bands[object], report: Report, most: Fraction | None) -> None:
    """Each figure is in one band or in a gap; `most` is the largest that there can be."""
    ordered = sorted(bands.ranges, key=_place)
    open_gaps = dict(enumerate(bands.gaps))

    def gap(low: Range | None, high: Range | None) -> None:
        hole = _hole(low, high)
        declared = next((n for n, g in open_gaps.items() if _same(g, hole)), None)
        if declared is not None:
            del open_gaps[declared]
            return
        report(
            (*path, "各档"),
            f"{_named(hole, bands.dimension)}没有哪一档包括",
            f"文件没有规定的，请写 {_to_paste(hole, bands.dimension)}；否则请补上这一档",
        )

    first, last = ordered[0], ordered[-1]
    # Nothing is expected below a lowest band that starts with 0 itself.
    if first.low is not None and not (first.low == 0 and first.has_low):
        gap(None, first)
    for below, above in pairwise(ordered):
        a, b = below.high, above.low
        if a is None or b is None or a > b or (a == b and below.has_high and above.has_low):
            report((*path, "各档", str(above)), f"“{below}”与“{above}”重叠", "各档应首尾相接")
        elif a < b or not (below.has_high or above.has_low):
            gap(below, above)
    if last.high is not None and not (last.high == most and last.has_high):
        gap(last, None)
    for number, declared in open_gaps.items():
        report(
            (*path, "空档", number),
            f"空档“{declared}”与各档对不上",
            "空档应从一档的一端写到下一档的一端；已有一档包括的请删去",
        )


def _place(found: Range) -> tuple[bool, Fraction, bool]:
    return (found.low is not None, found.low or Fraction(0), not found.has_low)


def _hole(below: Range | None, above: Range | None) -> Range:
    """What lies between two ranges that follow each other."""
    low, high = below.high if below else None, above.low if above else None
    has_low = not below.has_high if below else False
    has_high = not above.has_low if above else False
    return Range(low, high, has_low, has_high, "", "")


def _same(declared: Range, hole: Range) -> bool:
    """Whether a declared gap is this hole; of `a..b` the bands beside it decide about the ends."""
    if (declared.low, declared.high) != (hole.low, hole.high):
        return False
    return (declared.has_low in (None, hole.has_low)) and (
        declared.has_high in (None, hole.has_high)
    )


def _written(hole: Range, dimension: str) -> str:
    if hole.low is not None and hole.high is not None:
        low, high = scalar(hole.low, dimension), scalar(hole.high, dimension)
        return low if hole.low == hole.high else f"{low}..{high}"
    if hole.low is not None:
        return ("≥" if hole.has_low else ">") + scalar(hole.low, dimension)
    assert hole.high is not None
    return ("≤" if hole.has_high else "<") + scalar(hole.high, dimension)


def _to_paste(hole: Range, dimension: str) -> str:
    """The line that declares the gap; `>` begins a text of several lines where it is not quoted."""
    written = _written(hole, dimension)
    return f'空档: ["{written}"]' if written.startswith(">") else f"空档: [{written}]"


def _named(hole: Range, dimension: str) -> str:
    return f"“{_written(hole, dimension).replace('..', '～')}”"
