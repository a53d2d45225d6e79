"""Target and actual side by side: two figures in one unit, and as sentences show them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules.engine.scoring.scored_row import ScoredRow
from rules.notation import (
    Misread,
    NumericActual,
    NumericTarget,
    Relation,
    Unit,
    bring_together,
)
from rules.results import Reason, Refusal
from rules.wording import percent


@dataclass(frozen=True, slots=True)
class Pair:
    """Target and actual in one unit, and as sentences show them."""

    row: ScoredRow
    relation: Relation
    wanted: Fraction
    reached: Fraction
    unit: Unit | None
    figures: dict[str, object]

    @property
    def actual(self) -> str:
        """The actual as written."""
        return str(self.figures["actual"])


def pair_of(row: ScoredRow) -> Pair | Refusal:
    """The row's two figures, or why they are not two figures of one kind."""
    target, actual = row.target, row.actual
    if not isinstance(target, NumericTarget):
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"年度指标值“{target.text}”不是数，不能按定量指标计分",
            "请填数字和单位，如 ≥80%；定性指标请改用定性方法",
        )
    if not isinstance(actual, NumericActual):
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"年度指标值“{target.text}”是数，实际完成值“{actual.text}”是文字",
            "定量指标请填实际达到的数，如 64.71%",
        )
    pair = bring_together(target, actual)
    if isinstance(pair, Misread):
        return Refusal(pair.reason, pair.message, pair.advice)
    wanted, reached = pair
    unit, quantity = target.quantity.unit, actual.quantity
    bare_percent = quantity.unit is None and quantity.from_number and unit is not None
    written = (
        # A number against a percent target is a percentage, and is shown as one.
        percent(reached, 2, (wanted,))
        if bare_percent and unit is not None and unit.dimension == "比率"
        else quantity.text
    )
    figures = {
        **row.figures,
        "actual": written,
        "wanted": (target.quantity, wanted),
        "reached": (quantity, reached),
    }
    return Pair(row, target.relation, wanted, reached, unit or quantity.unit, figures)
