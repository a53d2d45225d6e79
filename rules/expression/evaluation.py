"""What each part of a formula gives: exact where its values are exact, else an interval."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import TypeAlias, TypeGuard

from rules.exact import Interval, plain
from rules.expression import intervals
from rules.expression.functions import FUNCTIONS
from rules.expression.intervals import Known, Numeric, Vague
from rules.expression.operations import applied, operated, signed
from rules.expression.refusals import (
    broken,
    kind_of,
    missing,
    not_a,
    not_comparable,
    too_large,
)
from rules.expression.tree import COMPARISONS, Binary, Call, Name, Node, Number, Text, Truth, Unary
from rules.expression.wording import part
from rules.results import Reason, Refusal, Scalar

LONGEST_TEXT = 4000

Values: TypeAlias = Mapping[str, Interval | Scalar]
Found: TypeAlias = Numeric | Known | str | date


def find(node: Node, values: Values) -> Found | Refusal:
    """What `node` gives for `values`, or why it gives nothing."""
    match node:
        case Number() | Text() | Truth():
            return node.value
        case Name():
            return _look_up(node.name, values)
        case Unary():
            operand = _number(node.operand, values)
            return operand if isinstance(operand, Refusal) else signed(node.operator, operand)
        case Binary():
            if node.operator in COMPARISONS:
                return _comparison(node, values)
            if node.operator == "&":
                return _joined(node, values)
            numbers = _numbers((node.left, node.right), values)
            return numbers if isinstance(numbers, Refusal) else operated(node, *numbers)
    return _call(node, values)


def _look_up(name: str, values: Values) -> Found | Refusal:
    value = values.get(name)
    if value is None:
        return missing(name)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, Fraction | Interval | str | bool | date):
        return value
    return Refusal(Reason.DEFECT, f"{name}不是精确的数", "请把公式和数据发给软件维护人")


def _is_number(found: Found | Refusal) -> TypeGuard[Numeric]:
    return isinstance(found, Fraction | Interval) or found is Vague.NUMBER


def _is_truth(found: Found | Refusal) -> TypeGuard[Known]:
    return isinstance(found, bool) or found is Vague.TRUTH


def _number(node: Node, values: Values) -> Numeric | Refusal:
    found = find(node, values)
    if isinstance(found, Refusal) or _is_number(found):
        return found
    return not_a("数", node, found)


def _numbers(nodes: tuple[Node, ...], values: Values) -> list[Numeric] | Refusal:
    """What `nodes` give, or the first refusal among them."""
    numbers: list[Numeric] = []
    for node in nodes:
        number = _number(node, values)
        if isinstance(number, Refusal):
            return number
        numbers.append(number)
    return numbers


def _truth(node: Node, values: Values) -> Known | Refusal:
    found = find(node, values)
    if isinstance(found, Refusal) or _is_truth(found):
        return found
    return not_a("是或否", node, found)


def _comparison(node: Binary, values: Values) -> Known | Refusal:
    left, right = find(node.left, values), find(node.right, values)
    if isinstance(left, Refusal):
        return left
    if isinstance(right, Refusal):
        return right
    if _is_number(left) and _is_number(right):
        return intervals.compare(node.operator, left, right)
    kind = kind_of(left)
    if kind != kind_of(right):
        return not_comparable(node.left, left, node.right, right)
    if left is Vague.TRUTH or right is Vague.TRUTH:
        return Vague.TRUTH
    if node.operator in ("=", "<>"):
        return (left == right) is (node.operator == "=")
    if isinstance(left, date) and isinstance(right, date):
        days = Fraction(left.toordinal()), Fraction(right.toordinal())
        return intervals.compare(node.operator, *days)
    return broken(f"{kind}只能比较是否相同：“{part(node)}”", "请用 = 或 <>")


def _joined(node: Binary, values: Values) -> str | Refusal:
    """The two operands as one text; truths are written as Excel writes them."""
    texts: list[str] = []
    for side in (node.left, node.right):
        found = find(side, values)
        if isinstance(found, Refusal):
            return found
        if isinstance(found, bool):
            texts.append("TRUE" if found else "FALSE")
        elif isinstance(found, Fraction | str):
            texts.append(plain(found) if isinstance(found, Fraction) else found)
        else:
            return not_a("文字", side, found)
    text = "".join(texts)
    return text if len(text) <= LONGEST_TEXT else too_large(node)


def _call(node: Call, values: Values) -> Found | Refusal:
    function = FUNCTIONS.get(node.function)
    if function is None:
        return broken(f"没有{node.function}这个函数", "可用：" + " ".join(FUNCTIONS))
    if not function.takes(len(node.arguments)):
        return broken(f"{node.function} 的参数个数不对", f"请写成 {function.example}")
    match node.function:
        case "AND" | "OR":
            return _all_or_any(node, values)
        case "IF":
            return _branch(node, values)
        case "NOT":
            truth = _truth(node.arguments[0], values)
            return not truth if isinstance(truth, bool) else truth
    numbers = _numbers(node.arguments, values)
    return numbers if isinstance(numbers, Refusal) else applied(node, *numbers)


def _all_or_any(node: Call, values: Values) -> Known | Refusal:
    """AND and OR: one decisive argument settles it, whatever is blank beside it."""
    decisive = node.function == "OR"
    blank: Refusal | None = None
    settled = vague = False
    for argument in node.arguments:
        truth = _truth(argument, values)
        if isinstance(truth, Refusal):
            if truth.reason is not Reason.MISSING_VALUE:
                return truth
            blank = blank or truth
        elif truth is Vague.TRUTH:
            vague = True
        else:
            settled = settled or truth is decisive
    if settled:
        return decisive
    return blank or (Vague.TRUTH if vague else not decisive)


def _branch(node: Call, values: Values) -> Found | Refusal:
    """IF: the branch that the condition chooses; what both can give where it is undecided."""
    condition, if_so, if_not = node.arguments
    truth = _truth(condition, values)
    if isinstance(truth, Refusal):
        return truth
    if isinstance(truth, bool):
        return find(if_so if truth else if_not, values)
    one, other = find(if_so, values), find(if_not, values)
    if isinstance(one, Refusal) or one == other:
        return one
    if isinstance(other, Refusal):
        return other
    if _is_number(one) and _is_number(other):
        return intervals.spanning(one, other)
    if _is_truth(one) and _is_truth(other):
        return Vague.TRUTH
    return Refusal(
        Reason.AMBIGUOUS,
        f"按显示位数不能断定“{part(condition)}”是否成立",
        "请填写更多位小数",
    )
