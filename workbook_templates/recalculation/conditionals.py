"""COUNTIF, SUMIFS and their kin over areas of the workbook; what a criterion picks is in `criteria`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from udfs.cells import CellError
from workbook_templates.recalculation import criteria
from workbook_templates.recalculation.controls import Control, Nodes, as_rows
from workbook_templates.recalculation.nodes import Reference, Rows, Scalar, Value
from workbook_templates.recalculation.operators import lift
from workbook_templates.recalculation.places import Place

if TYPE_CHECKING:
    from workbook_templates.recalculation.evaluator import Evaluator


def _conditional(finish: Callable[[Iterator[Scalar]], Scalar], target_first: bool) -> Control:
    """SUMIFS and its kin (`target_first`), or COUNTIFS, whose first area is also what it counts."""

    def control(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
        pairs = arguments[1:] if target_first else arguments
        if not pairs or len(pairs) % 2:
            return CellError.VALUE
        target = as_rows(evaluator.area(arguments[0], place))
        areas = [as_rows(evaluator.area(area, place)) for area in pairs[::2]]
        return _over_conditions(evaluator, finish, target, areas, pairs[1::2], place)

    return control


def _conditional_pair(finish: Callable[[Iterator[Scalar]], Scalar]) -> Control:
    """SUMIF and AVERAGEIF: the cells to add are as many as are tested, wherever the third one ends."""

    def control(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
        if not 2 <= len(arguments) <= 3:
            return CellError.VALUE
        tested = as_rows(evaluator.area(arguments[0], place))
        target = tested
        if len(arguments) == 3:
            start = evaluator.value(arguments[2], place)
            if not isinstance(start, Reference):
                return start if isinstance(start, CellError) else CellError.VALUE
            bottom, right = start.top + len(tested) - 1, start.left + len(tested[0]) - 1
            target = evaluator.rows(Reference(start.sheet, start.top, start.left, bottom, right))
        return _over_conditions(evaluator, finish, target, [tested], arguments[1:2], place)

    return control


def _over_conditions(
    evaluator: Evaluator,
    finish: Callable[[Iterator[Scalar]], Scalar],
    target: Rows,
    areas: list[Rows],
    conditions: Nodes,
    place: Place,
) -> Value:
    def outcome(*wanted: Scalar) -> Scalar:
        chosen = criteria.picked(target, tuple(zip(areas, wanted, strict=True)))
        return chosen if isinstance(chosen, CellError) else finish(chosen)

    return lift(outcome, *(evaluator.operand(condition, place) for condition in conditions))


CONDITIONALS: dict[str, Control] = {
    "COUNTIF": _conditional(criteria.count_of, target_first=False),
    "COUNTIFS": _conditional(criteria.count_of, target_first=False),
    "SUMIF": _conditional_pair(criteria.sum_of),
    "AVERAGEIF": _conditional_pair(criteria.mean_of),
    "SUMIFS": _conditional(criteria.sum_of, target_first=True),
    "AVERAGEIFS": _conditional(criteria.mean_of, target_first=True),
    "MAXIFS": _conditional(criteria.largest_of, target_first=True),
    "MINIFS": _conditional(criteria.smallest_of, target_first=True),
}
