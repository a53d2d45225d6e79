"""CONCAT, CONCATENATE and TEXTJOIN: texts of cells put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from udfs.cells import CellError
from workbook_templates.recalculation.controls import Control, Nodes, as_rows, first
from workbook_templates.recalculation.nodes import Value
from workbook_templates.recalculation.numbers import to_text, to_truth
from workbook_templates.recalculation.places import Place

if TYPE_CHECKING:
    from workbook_templates.recalculation.evaluator import Evaluator


def _joined(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
    return _concatenated(evaluator, arguments, place, "", False)


def _textjoin(evaluator: Evaluator, arguments: Nodes, place: Place) -> Value:
    if len(arguments) < 3:
        return CellError.VALUE
    between = to_text(first(evaluator.operand(arguments[0], place)))
    skip = to_truth(first(evaluator.operand(arguments[1], place)))
    if isinstance(between, CellError):
        return between
    if isinstance(skip, CellError):
        return skip
    return _concatenated(evaluator, arguments[2:], place, between, skip)


def _concatenated(
    evaluator: Evaluator, arguments: Nodes, place: Place, between: str, skip_blank: bool
) -> Value:
    texts: list[str] = []
    for argument in arguments:
        for row in as_rows(evaluator.area(argument, place)):
            for cell in row:
                text = to_text(cell)
                if isinstance(text, CellError):
                    return text
                if text or not skip_blank:
                    texts.append(text)
    return between.join(texts)


JOINING: dict[str, Control] = {
    "CONCAT": _joined,
    "CONCATENATE": _joined,
    "TEXTJOIN": _textjoin,
}
