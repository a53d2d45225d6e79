"""A formula as a person reads it: figures in place of names, and Chinese signs."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rules.exact import plain
from rules.expression.tree import Binary, Call, Expression, Name, Node, Number, Text, Truth, Unary

LONGEST_CITED = 60

_SIGNS = {"*": "×", "/": "÷", ">=": "≥", "<=": "≤", "<>": "≠"}
_BINDS = {"&": 4, "+": 5, "-": 5, "*": 6, "/": 6, "^": 7}
_COMPARES, _ATOM = 3, 10
#: A sign in front binds like a product for the reader, though tighter than ^ for Excel: (-2)^2.
_SIGN = 6
_MINUS = ("-", "+", "−", "－")
_JOINED = {"AND": "且", "OR": "或"}
_WORDS = {
    "ABS": "绝对值", "SUM": "合计", "MIN": "最小值", "MAX": "最大值",
    "ROUND": "四舍五入", "ROUNDUP": "进位", "ROUNDDOWN": "舍去", "NOT": "并非",
}  # fmt: skip
_PAIRS = {"MIN": "较小值", "MAX": "较大值"}


def in_words(expression: Expression, written: Mapping[str, str]) -> str:
    """The formula with each name replaced by what is written for it: ``1114.90÷1150``.

    Names that `written` does not hold, or leaves empty, stay; a name that is a condition by itself
    keeps its name (``实质性开工为是``), and brackets stand only where the reader needs them.
    """
    return worded(expression.root, written)


def worded(node: Node, written: Mapping[str, str]) -> str:
    """As `in_words`, for a part of a formula."""
    return _say(node, written)[0]


def part(node: Node) -> str:
    """A part of a formula as a sentence cites it: with its names, and not too long."""
    words = worded(node, {})
    return words if len(words) <= LONGEST_CITED else words[: LONGEST_CITED - 1] + "…"


def _say(node: Node, written: Mapping[str, str]) -> tuple[str, int]:
    """The words for `node`, and how strongly they hold together."""
    match node:
        case Number():
            return _figure(node.text or plain(node.value))
        case Text():
            return f"“{node.value}”", _ATOM
        case Truth():
            return "是" if node.value else "否", _ATOM
        case Name():
            return _figure(written.get(node.name) or node.name)
        case Unary():
            return _say_sign(node, written)
        case Binary():
            return _say_operation(node, written)
    return _say_call(node, written)


def _figure(text: str) -> tuple[str, int]:
    return text, _SIGN if text.startswith(_MINUS) else _ATOM


def _held(node: Node, written: Mapping[str, str], strength: int) -> str:
    """The words for `node`, in brackets unless they hold together at least so strongly."""
    text, holds = _say(node, written)
    return text if holds >= strength else f"({text})"


def _say_sign(node: Unary, written: Mapping[str, str]) -> tuple[str, int]:
    inner = node.operand
    if node.operator not in "%‰":
        return node.operator + _held(inner, written, _ATOM), _SIGN
    if isinstance(inner, Unary) and inner.operator in "+-":
        operand, holds = worded(inner, written), _SIGN
    else:
        operand, holds = _held(inner, written, _ATOM), _ATOM
    return (f"({operand})" if operand.endswith(("%", "‰")) else operand) + node.operator, holds


def _say_operation(node: Binary, written: Mapping[str, str]) -> tuple[str, int]:
    binds = _BINDS.get(node.operator, _COMPARES)
    left, (right, holds) = _held(node.left, written, binds), _say(node.right, written)
    if holds <= binds or (binds > _COMPARES and right.startswith(_MINUS)):
        right = f"({right})"
    return f"{left}{_SIGNS.get(node.operator, node.operator)}{right}", binds


def _say_call(node: Call, written: Mapping[str, str]) -> tuple[str, int]:
    name, arguments = node.function, node.arguments
    if name in _JOINED and arguments:
        if len(arguments) == 1:
            return _condition(arguments[0], written)
        said = [_condition(argument, written) for argument in arguments]
        joined = _JOINED[name].join(t if holds >= _COMPARES else f"({t})" for t, holds in said)
        return joined, 1
    if name == "IF" and len(arguments) == 3:
        if_so, if_not = (_held(argument, written, 1) for argument in arguments[1:])
        return f"如果{_condition(arguments[0], written)[0]}，则{if_so}，否则{if_not}", 0
    if name == "NOT" and len(arguments) == 1:
        return f"并非({_condition(arguments[0], written)[0]})", _ATOM
    said_plainly = [_held(argument, written, 1) for argument in arguments]
    if name.startswith("ROUND") and len(arguments) == 2:
        said_plainly[1] = _places(arguments[1], said_plainly[1])
    word = _PAIRS.get(name) if len(arguments) == 2 else None
    return f"{word or _WORDS.get(name, name)}({'，'.join(said_plainly)})", _ATOM


def _condition(node: Node, written: Mapping[str, str]) -> tuple[str, int]:
    """A condition: where it is a bare name, with its name, for a lone 是 tells nothing."""
    if isinstance(node, Name) and written.get(node.name):
        return f"{node.name}为{written[node.name]}", _COMPARES
    return _say(node, written)


def _places(node: Node, otherwise: str) -> str:
    """What the second argument of ROUND says."""
    if not isinstance(node, Number) or node.value.denominator != 1:
        return otherwise
    return "取整数" if node.value == Fraction(0) else f"保留{node.value}位小数"
