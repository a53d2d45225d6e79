"""Points against those that the policy prints, where the policy has no check of its own on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rules.engine import Use
from rules.exact import plain
from workbook_templates.checking.catalogue import rules
from workbook_templates.checking.explanations import Need
from workbook_templates.checking.scored_rows import ScoredRow

#: What the reason for other points in all has to name.
POINTS = "分值"


def published(use: Use) -> Mapping[str, Fraction]:
    """The points that the policy prints, by the name of the indicator."""
    printed = use.policy.indicators
    return {one.level3: one.points.value for one in printed.rows} if printed else {}


def row_needs(row: ScoredRow, use: Use, printed: Mapping[str, Fraction]) -> Iterator[Need]:
    """A row whose points are not those that the policy prints for it."""
    worth = printed.get(row.title)
    points = row.value(row.check.points) if worth is not None and row.check.points else None
    if worth is None or not isinstance(points, Fraction) or points == worth:
        return
    assert use.policy.indicators is not None
    got, full = plain(points), plain(worth)
    finding = rules.OTHER_POINTS.at(
        row.cells.get(row.check.points),
        row.title,
        found=got,
        expected=full,
        reason=row.reason,
        clause=use.cite(use.policy.indicators.clause),
    )
    yield Need(finding, f"分值 {got}，规定 {full}")


def total_needs(rows: Sequence[ScoredRow], use: Use, reason: str) -> Iterator[Need]:
    """Points that do not come to the policy's total."""
    policy = use.policy
    stated = policy.indicators or policy.weights
    if stated is None or any("总分值" in check.that.names for check in policy.checks.values()):
        return
    scored = list(rows)
    known = published(use)
    # Where a layout has no column of points (or nothing is scored) there is no sum of them.
    if not scored or not all(row.check.points for row in scored):
        return
    values = [row.value(row.check.points) for row in scored]
    total = sum((value for value in values if isinstance(value, Fraction)), Fraction(0))
    if total == stated.total.value:
        return
    if not any(next(row_needs(row, use, known), None) for row in scored):
        got, full = plain(total), plain(stated.total.value)
        finding = rules.POINTS_NOT_FULL.at(
            scored[-1].cells.get(scored[-1].check.points),
            POINTS,
            found=got,
            expected=full,
            reason=reason,
            clause=use.cite(stated.clause),
        )
        yield Need(finding, f"合计 {got} 分，规定 {full} 分")
