"""A formula as it was used: of each IF only the branch that was taken, and why that one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rules.expression.evaluation import find
from rules.expression.tree import Binary, Call, Expression, Name, Node, Number, Unary
from rules.expression.wording import part
from rules.results import Scalar


def taken(
    expression: Expression, values: Mapping[str, Scalar]
) -> tuple[Expression, tuple[str, ...]]:
    """`expression` with each IF replaced by its branch for `values`, and why (``外资企业为否``).

    An IF that cannot be decided stays as it is; one that adds 0 to a sum goes without a word.
    """
    reasons: list[str] = []
    root = _taken(expression.root, values, reasons)
    return replace(expression, root=root), tuple(dict.fromkeys(reasons))


def _taken(node: Node, values: Mapping[str, Scalar], reasons: list[str]) -> Node:
    match node:
        case Call("IF", (condition, if_so, if_not)):
            holds = find(condition, values)
            if not isinstance(holds, bool):
                return node
            reasons.append(_why(condition, holds))
            return _taken(if_so if holds else if_not, values, reasons)
        case Call():
            arguments = tuple(_taken(one, values, reasons) for one in node.arguments)
            return replace(node, arguments=arguments)
        case Unary():
            return replace(node, operand=_taken(node.operand, values, reasons))
        case Binary():
            return _sides(node, values, reasons)
    return node


def _sides(node: Binary, values: Mapping[str, Scalar], reasons: list[str]) -> Node:
    whys: tuple[list[str], list[str]] = ([], [])
    left, right = (
        _taken(side, values, why) for side, why in zip((node.left, node.right), whys, strict=True)
    )
    if node.operator in ("+", "-") and _nothing(right) and whys[1]:
        reasons += whys[0]
        return left
    if node.operator == "+" and _nothing(left) and whys[0]:
        reasons += whys[1]
        return right
    reasons += (*whys[0], *whys[1])
    return replace(node, left=left, right=right)


def _nothing(node: Node) -> bool:
    return isinstance(node, Number) and node.value == 0


def _why(condition: Node, holds: bool) -> str:
    """Why a branch was taken, in words."""
    match condition:
        case Name():
            return f"{condition.name}为{'是' if holds else '否'}"
        case Call("NOT", (Name() as negated,)):
            return f"{negated.name}为{'否' if holds else '是'}"
    return f"“{part(condition)}”{'成立' if holds else '不成立'}"
