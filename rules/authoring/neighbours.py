"""The values next to a value: what a figure, date, choice or formula could be read as by mistake.

If every example of a policy still comes out with the neighbour in its place, none tests it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import Any

from rules.exact import from_digits
from rules.expression import Expression, in_words
from rules.expression.tree import COMPARISONS, Binary, Call, Node, Number, Truth, Unary
from rules.model.bands import Range
from rules.model.common import RoundingWord
from rules.model.scalars import Figure, Span
from rules.wording import day, permille_or_percent, scalar

_MANY_DIGITS = 3
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
#: Ways to round that differ on ties between two even digits only: no document's example shows it.
_ALIKE = {RoundingWord.HALF_UP, RoundingWord.HALF_EVEN}
#: The comparison that treats the boundary itself the other way.
_EDGE = {">=": ">", ">": ">=", "<=": "<", "<": "<="}


def neighbours(value: Any, *, truth: bool = False) -> Iterator[tuple[Any, str]]:
    """Other values for this place, each with what it is in words; none for a text.

    `truth` tells that a formula is a condition where its form alone does not (a bare name).
    """
    if isinstance(value, Figure):
        for near in around(value.value, value.text)[value.value == 0 :]:
            shown = figure_text(near, value.dimension)
            yield Figure(near, value.dimension, shown), shown
    elif isinstance(value, bool):
        yield not value, "否" if value else "是"
    elif isinstance(value, date):
        for near_day in (value - timedelta(1), value + timedelta(1)):
            yield near_day, day(near_day)
    elif isinstance(value, Enum):
        for other in type(value):
            if other is not value and not (value in _ALIKE and other in _ALIKE):
                yield other, str(other.value)
    elif isinstance(value, Span):
        for end in ("low", "high"):
            exact = getattr(value, end)
            for near in around(exact, scalar(exact, "比率")):
                other_span = replace(value, **{end: near})
                yield other_span, str(other_span)
    elif isinstance(value, Expression):
        yield from _formulas(value, truth or is_condition(value.root))


def ranges(value: Range) -> Iterator[tuple[Range, str]]:
    """A band's range with one of its ends moved, or belonging to it or not."""
    texts = _DIGITS.findall(value.text.replace(",", ""))
    for end, text in (("low", texts[0] if texts else ""), ("high", texts[-1] if texts else "")):
        exact = getattr(value, end)
        if exact is None or value.low == value.high:
            continue
        low = end == "low"
        has = value.has_low if low else value.has_high
        if has is not None:
            word = "不含" if has else "含"
            other = replace(value, has_low=not has) if low else replace(value, has_high=not has)
            yield other, f"{value.text}（{word}这一端）"
        for near in around(exact, text)[exact == 0 :]:
            other = replace(value, low=near) if low else replace(value, high=near)
            yield other, f"{value.text} 的一端移到 {figure_text(near, value.dimension)}"


def around(value: Fraction, text: str) -> tuple[Fraction, Fraction]:
    """What is just below and above: 90 → 89.9 and 90.1, 10亿元 → 9.9亿元, 3000 → 2999 and 3001.

    A tenth of the last printed digit, or all of it where there are three digits or more.

    Below 0 there is mostly nothing, so callers leave the first out for a value of 0.
    """
    found = _DIGITS.search(text)
    digits = found[0] if found else ""
    exact, step = from_digits(digits) if digits else (Fraction(0), Fraction(1))
    factor = abs(value) / exact if exact else Fraction(1)
    near = step * factor / (1 if len(digits.replace(".", "")) >= _MANY_DIGITS else 10)
    return value - near, value + near


def figure_text(value: Fraction, dimension: str) -> str:
    """A figure as an author would write it."""
    return permille_or_percent(value) if dimension == "比率" and value else scalar(value, dimension)


def _formulas(value: Expression, truth: bool) -> Iterator[tuple[Expression, str]]:
    if truth:
        # Joined to the condition, so that it still asks for the data that it names.
        for join, always, told in (("OR", True, "总是成立"), ("AND", False, "总不成立")):
            yield Expression("", Call(join, (value.root, Truth(always)))), told
    for root in _altered(value.root):
        changed = Expression("", root)
        text = in_words(changed, {})
        yield Expression(text, root), text


def is_condition(node: Node) -> bool:
    """Whether a formula's form says that it is true or false; a bare name may be either."""
    if isinstance(node, Binary):
        return node.operator in COMPARISONS
    return isinstance(node, Truth) or (
        isinstance(node, Call) and node.function in ("AND", "OR", "NOT")
    )


def _altered(node: Node) -> Iterator[Node]:
    """The formula with one small thing different: a number, an edge, a part of AND, OR, MIN, MAX."""
    match node:
        case Number():
            for near in around(node.value, node.text)[node.value == 0 :]:
                yield replace(node, value=near, text=figure_text(near, node.dimension))
        case Unary():
            for operand in _altered(node.operand):
                yield replace(node, operand=operand)
        case Binary():
            if node.operator in _EDGE:
                yield replace(node, operator=_EDGE[node.operator])
            for left in _altered(node.left):
                yield replace(node, left=left)
            for right in _altered(node.right):
                yield replace(node, right=right)
        case Call():
            yield from _altered_call(node)


def _altered_call(node: Call) -> Iterator[Node]:
    some = node.arguments
    if node.function in ("AND", "OR", "MIN", "MAX") and len(some) > 1:
        for number in range(len(some)):
            rest = (*some[:number], *some[number + 1 :])
            yield replace(node, arguments=rest) if len(rest) > 1 else rest[0]
    elif node.function == "IF" and len(some) == 3:
        yield from some[1:]
    if node.function.startswith("ROUND"):
        some = some[:1]  # how many places is no edge of the data
    for number, argument in enumerate(some):
        for other in _altered(argument):
            arguments = (*node.arguments[:number], other, *node.arguments[number + 1 :])
            yield replace(node, arguments=arguments)
