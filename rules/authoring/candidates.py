"""Values worth trying for a piece of data: those at and around every figure of the policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from rules.authoring.neighbours import around, figure_text
from rules.authoring.places import Place, everything, root
from rules.expression import Expression
from rules.expression.tree import Number, Text, walk
from rules.model.bands import Range
from rules.model.policy import Policy
from rules.model.quantities import Quantity, QuantityType
from rules.model.scalars import Dated, Figure, Span
from rules.notation import read_unit

_MOST = 40
_LARGEST = Fraction(10) ** 14


class Candidates:
    """The values to try, by the type of the data; collected once for a policy."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.figures: dict[str, list[tuple[Fraction, str]]] = {}
        self.days: list[date] = []
        self.words: list[str] = []
        for place in everything(root(policy)):
            if not place.path or place.path[0] not in ("依据", "示例", "数据", "指标体系"):
                self._collect(place)

    def _collect(self, place: Place) -> None:
        value = place.value
        if isinstance(value, Figure):
            self._figure(value.value, value.dimension, value.text)
        elif isinstance(value, Span):
            self._figure(value.low, "比率", "")
            self._figure(value.high, "比率", "")
        elif isinstance(value, date):
            self.days += [value - timedelta(1), value, value + timedelta(1)]
        elif isinstance(value, Dated):
            for since, _ in value.values:
                self.days += [since - timedelta(1), since] if since else []
        elif isinstance(value, Expression):
            for node, _ in walk(value.root):
                if isinstance(node, Number):
                    self._figure(node.value, node.dimension, node.text)
                elif isinstance(node, Text):
                    self.words.append(node.value)
        elif isinstance(value, dict):
            for key in value:
                if isinstance(key, Range):
                    for end in (key.low, key.high):
                        self._figure(end, key.dimension, key.text)
                else:
                    self.words.append(str(key))

    def _figure(self, value: Fraction | None, dimension: str, text: str) -> None:
        if value is not None:
            dimension = "" if dimension == "分" else dimension
            self.figures.setdefault(dimension, []).append((value, text))

    def of(self, quantity: Quantity) -> list[str]:
        """The texts to try for a declared quantity, a blank last."""
        kind = quantity.type
        if kind is QuantityType.TRUTH:
            return ["是", "否", ""]
        if kind is QuantityType.DATE:
            return [*dict.fromkeys(map(str, self.days)), ""]
        if kind is QuantityType.TEXT:
            return [*dict.fromkeys(self.words), "其他", ""]
        dimension = _dimension(quantity)
        return [*self.numbers(dimension), ""]

    def numbers(self, dimension: str) -> list[str]:
        """The figures of a dimension with what lies around them, the plainest first."""
        values = set(self.shares(dimension))
        if dimension == "人民币":
            values |= set(self._reached())
        texts = {figure_text(value, dimension) for value in values}
        return sorted(texts, key=lambda text: (text.startswith("-"), len(text), text))[:_MOST]

    def shares(self, dimension: str) -> list[Fraction]:
        """As `numbers`, as values."""
        return sorted(set(self._numbers(dimension)))

    def _numbers(self, dimension: str) -> Iterator[Fraction]:
        yield Fraction(0)
        for value, text in self.figures.get(dimension, ()):
            low, high = around(value, text)
            yield from (value, high)
            if value:
                # The last also with what is just rounded to it, or just not: 89.995, 89.994.
                yield from (low, value - (high - value) / 20, value - (high - value) * 3 / 50)

    def _reached(self) -> Iterator[Fraction]:
        """The money at which a rate reaches an amount of the policy: 10亿元 for 1‰ and 100万元."""
        shares = [value for value, _ in self.figures.get("比率", ()) if value > 0]
        for amount, _ in self.figures.get("人民币", ()):
            for share in dict.fromkeys(shares):
                if 0 < amount / share < _LARGEST:
                    yield amount / share


def _dimension(quantity: Quantity) -> str:
    if quantity.type is QuantityType.RATIO:
        return "比率"
    if quantity.type is QuantityType.POINTS or not quantity.unit:
        return ""
    unit = read_unit(quantity.unit)
    return unit.dimension if unit else ""


def names_in(policy: Policy, value: object) -> list[str]:
    """Every declared quantity that a part of the policy names, in formulas, fields and keys."""
    found: dict[str, None] = {}
    for place in everything(Place((), (), value)):
        inside = place.value
        words: Iterable[object] = ()
        if isinstance(inside, Expression):
            words = inside.names
        elif isinstance(inside, str):
            words = (inside,)
        elif isinstance(inside, dict):
            words = inside
        for word in words:
            if isinstance(word, str) and word in policy.quantities:
                found[word] = None
    return list(found)
