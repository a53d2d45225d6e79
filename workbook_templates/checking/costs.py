"""Indicators of cost against the money that was spent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from rules.exact import printed
from rules.notation import Misread, NumericActual, NumericTarget, Quantity, bring_together
from rules.wording import scalar
from workbook_templates.checking.catalogue import rules
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.explanations import Need
from workbook_templates.checking.scored_rows import ScoredRow
from workbook_templates.shape import Form

#: Names of indicators whose figure is the whole of what was spent, not a part of it.
_WHOLE = re.compile(
    r"(?:(?:项目|全年|年度)(?:总|实际)?|总)(?:成本|支出)(?:控制)?(?:数|额|总额)?|全年执行数"
)
_MONEY = "人民币"


def needs_in(row: ScoredRow, form: Form, sums: Mapping[str, Quantity]) -> Iterator[Need]:
    """A cost that is more than was spent; a whole cost that is not what was spent."""
    spent, target, actual = sums.get(form.funds.spent), row.target, row.actual
    if spent is None or not isinstance(actual, NumericActual):
        return
    sort = in_words(row.cells[row.check.sort].value) if row.check.sort in row.cells else ""
    whole = bool(_WHOLE.fullmatch(row.title.strip()))
    if not whole and "成本" not in sort + row.title:
        return
    figure = _money(target, actual)
    if figure is None:
        return
    paid = printed(spent.value, spent.step)
    reached = printed(figure, actual.quantity.step)
    if reached.low > paid.high:
        why = f"高于{form.funds.spent}"
    elif whole and reached.high < paid.low:
        why = f"低于{form.funds.spent}"
    else:
        return
    finding = rules.COST_OTHER_THAN_SPENT.at(
        row.cells.get(row.check.actual),
        row.title,
        found=actual.text,
        expected=scalar(spent.value, _MONEY),
        why=why,
        reason=row.reason,
    )
    yield Need(finding, f"完成值 {actual.text} {why}")


def _money(target: object, actual: NumericActual) -> Fraction | None:
    """What was reached, in 元; None where it is no money (a cost of one piece, 2万元/人)."""
    if actual.quantity.unit is not None:
        return actual.quantity.value if actual.quantity.unit.dimension == _MONEY else None
    if not isinstance(target, NumericTarget) or target.quantity.unit is None:
        return None
    both = bring_together(target, actual)
    money = target.quantity.unit.dimension == _MONEY
    return both[1] if money and not isinstance(both, Misread) else None
