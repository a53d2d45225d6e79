"""Indicators as they are written: names, targets and figures that do not belong together.

Only what a machine can be right about; each is cleared by the row's own explanation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from rules.notation import (
    HAN,
    Misread,
    NumericActual,
    NumericTarget,
    Quantity,
    StateTarget,
    Target,
    bring_together,
    read_quantity,
    tidy,
)
from rules.wording import percent
from workbook_templates.checking import slips
from workbook_templates.checking.catalogue import inputs, rules
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.explanations import Need
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.scored_rows import ScoredRow

#: A figure and its unit at the end of a name: 引进企业50家. One in the middle (10亿元以上项目数)
#: says what is counted.
_AT_END = re.compile(
    rf"^.*[{HAN}][^第{HAN}0-9.]{{0,2}}?([0-9]+(?:\.[0-9]+)?(?:[%‰]|[{HAN}]{{1,3}}))\)?$"
)
#: Units that number or date a thing rather than measure it.
_ORDINAL = re.compile(r"[年月日号期届级强位批A]$")
_MONEY_NAME = re.compile(r"(?:金额|总额|数额|资金|经费|成本|投资额|投资|收入|支出|税收|产值)$")
#: Shares of a whole, whatever is counted; 完成率, 到位率 and 增长率 may well be more than all.
_SHARE = re.compile(r"(?:满意度|满意率|合格率|及格率|优良率|达标率|覆盖率|知晓率|开工率|入学率)$")
_COUNTED = ("数量", "定量")
#: So many rows with the same three figures are no accident.
_ALIKE = 3
_MONEY, _RATIO, _POINTS = "人民币", "比率", "分"


def needs_in(row: ScoredRow) -> Iterator[Need]:
    """What one indicator has to explain about its name, target and figures."""
    if not row.check.target:
        return
    target = row.target
    yield from _number_in_name(row, target)
    yield from _sort(row, target)
    yield from _slipped(row, target)
    yield from _above_the_whole(row)


def _number_in_name(row: ScoredRow, target: object) -> Iterator[Need]:
    hidden = _hidden(row.title)
    if hidden is None or target is None or isinstance(target, Misread):
        return
    if not isinstance(target, Target):
        return
    if isinstance(target, NumericTarget) and _same(target.quantity, hidden):
        return
    if hidden.unit is not None and hidden.unit.dimension == _POINTS:
        return  # 建设面积（40分）: what the row is worth, as layouts without such a column print it
    finding = inputs.NUMBER_IN_NAME.at(
        row.cells.get(row.check.title),
        row.title,
        found=hidden.text,
        expected=target.text,
        reason=row.reason,
    )
    yield Need(finding, f"名称里写着 {hidden.text}，指标值是“{target.text}”")


@lru_cache(maxsize=4096)
def _hidden(title: str) -> Quantity | None:
    text = tidy(title)
    match = _AT_END.match(text)
    if match is None or _ORDINAL.search(match[1]) or f"第{match[1]}" in text:
        return None
    read = read_quantity(match[1])
    known = isinstance(read, Quantity) and read.unit is not None
    return read if known else None  # type: ignore[return-value]


def _same(stated: Quantity, hidden: Quantity) -> bool:
    if stated.unit is None:
        assert hidden.unit is not None
        return stated.value in (hidden.value, hidden.value / hidden.unit.factor)
    assert hidden.unit is not None
    return stated.value == hidden.value and stated.unit.dimension == hidden.unit.dimension


def _sort(row: ScoredRow, target: object) -> Iterator[Need]:
    """An indicator of a countable sort with a target in words, or money with one in percent."""
    cell = row.stated
    sort = in_words(row.cells[row.check.sort].value) if row.check.sort in row.cells else ""
    if isinstance(target, StateTarget) and any(word in sort for word in _COUNTED):
        finding = inputs.WORDS_FOR_QUANTITY.at(
            cell, row.title, found=target.text, sort=sort, reason=row.reason
        )
        yield Need(finding, f"属于{sort}，指标值是文字")
    if isinstance(target, NumericTarget) and _MONEY_NAME.search(tidy(row.title)):
        unit = target.quantity.unit
        if unit is not None and unit.dimension == _RATIO:
            finding = inputs.MONEY_IN_PERCENT.at(
                cell, row.title, found=target.text, reason=row.reason
            )
            yield Need(finding, f"是金额，指标值是“{target.text}”")


def _slipped(row: ScoredRow, target: object) -> Iterator[Need]:
    """Money reached that is about 10,000 times the target, or a 10,000th of it."""
    actual = row.actual
    if not isinstance(target, NumericTarget) or not isinstance(actual, NumericActual):
        return
    units = {one.unit.dimension for one in (target.quantity, actual.quantity) if one.unit}
    both = bring_together(target, actual)
    if units != {_MONEY} or isinstance(both, Misread):
        return
    times = slips.slip(both[1], both[0])
    if times:
        finding = inputs.UNIT_SLIP.at(
            row.cells.get(row.check.actual),
            f"{row.title}·{row.check.actual}",
            found=actual.text,
            expected="90万元",
            why=f"约为指标值“{target.text}”的{times}",
            reason=row.reason,
        )
        yield Need(finding, f"完成值约为指标值的{times}")


def _above_the_whole(row: ScoredRow) -> Iterator[Need]:
    """A share of a whole (满意度, 合格率) that is more than all of it."""
    actual = row.actual
    if not _SHARE.search(tidy(row.title)) or not isinstance(actual, NumericActual):
        return
    unit = actual.quantity.unit
    if unit is not None and unit.dimension == _RATIO and actual.quantity.value > 1:
        finding = rules.ABOVE_THE_WHOLE.at(
            row.cells.get(row.check.actual),
            row.title,
            found=actual.text,
            expected="100%",
            meant=_meant(actual.quantity.value),
            reason=row.reason,
        )
        yield Need(finding, f"完成值 {actual.text}，超过 100%")


def _meant(share: Fraction) -> str:
    """What such a share may have been meant to be: 950% is 95% with a digit too many."""
    likely = (share / times for times in (10, 100) if 1 <= 2 * share / times <= 2)
    less = next(likely, None)
    return f"（是不是 {percent(less, 2)}？）" if less is not None else ""


def findings_in(rows: Sequence[ScoredRow]) -> Iterator[Finding]:
    """What only several rows together show: points copied as figures."""
    alike = [row for row in rows if _copies_points(row)]
    if len(alike) >= _ALIKE:
        first = alike[0]
        yield inputs.POINTS_FOR_FIGURES.at(first.stated, first.title, found=str(len(alike)))


def _copies_points(row: ScoredRow) -> bool:
    target, actual = row.target if row.check.target else None, row.actual
    return (
        isinstance(target, NumericTarget)
        and isinstance(actual, NumericActual)
        and target.quantity.unit is None
        and actual.quantity.unit is None
        and target.quantity.value == actual.quantity.value == row.value(row.check.points)
    )


def named_twice(rows: Sequence[ScoredRow]) -> Iterator[tuple[ScoredRow, Need]]:
    """Indicators that stand in a table twice, each later one with what it has to explain."""
    seen: dict[tuple[str, str], ScoredRow] = {}
    count: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        if not row.check.target or row.check.title not in row.cells or row.not_applicable:
            continue
        if not row.filled(row.check.title):
            continue
        sort = in_words(row.cells[row.check.sort].value) if row.check.sort in row.cells else ""
        key = (tidy(row.title), sort)
        count[key] += 1
        if count[key] == 1:
            seen[key] = row
        elif count[key] == 2:
            first = seen[key]
            finding = inputs.SAME_NAME.at(
                row.cells[row.check.title],
                row.title,
                found=_figures(row),
                expected=_figures(first),
                other=first.cells[first.check.title].address,
            )
            yield row, Need(finding, "与另一行同名")


def _figures(row: ScoredRow) -> str:
    roles = (row.check.target[0], row.check.actual)
    return "，".join(
        f"{role} {in_words(row.cells[role].value)}" for role in roles if role in row.cells
    )
