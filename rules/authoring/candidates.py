"""Values worth trying for a piece of data: those at and around every figure of the policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice

from rules.authoring.neighbours import around, figure_text
from rules.authoring.places import Place, everything, is_construct, parts, root
from rules.exact import plain
from rules.expression import Expression
from rules.expression.tree import Node, Number, Text, Unary, walk
from rules.model.bands import Range
from rules.model.policy import Policy
from rules.model.quantities import Quantity, QuantityType
from rules.model.rewards import in_formulas
from rules.model.scalars import Dated, Figure, Span
from rules.notation import read_unit

_MOST = 40
_LARGEST = Fraction(10) ** 14
_SHARES = {"%": Fraction(1, 100), "‰": Fraction(1, 1000)}


@dataclass(frozen=True, slots=True)
class Written:
    """A figure of the policy: its value, what it measures, how it is written."""

    value: Fraction
    dimension: str
    text: str


class Candidates:
    """The values to try, by the type of the data; collected once for a policy."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.figures: dict[str, list[tuple[Fraction, str]]] = {}
        self.days: list[date] = []
        self.words: list[str] = []
        #: The figures that stand in one rule with a quantity: the first to try for it.
        self._beside: dict[str, list[Written]] = {}
        for place in everything(root(policy)):
            if not place.path or place.path[0] not in ("依据", "示例", "数据", "指标体系"):
                self._collect(place)
                self._together(place)

    def _collect(self, place: Place) -> None:
        value = place.value
        for written in _figures_in(value):
            self.figures.setdefault(written.dimension, []).append((written.value, written.text))
        if isinstance(value, date):
            self.days += [value - timedelta(1), value, value + timedelta(1)]
        elif isinstance(value, Dated):
            for since, _ in value.values:
                self.days += [since - timedelta(1), since] if since else []
        elif isinstance(value, Expression):
            self.words += [node.value for node, _ in walk(value.root) if isinstance(node, Text)]
        elif isinstance(value, dict):
            self.words += [str(key) for key in value if not isinstance(key, Range)]

    def _together(self, place: Place) -> None:
        """Figures beside the quantities that the formulas of the same construct name."""
        if not is_construct(place.value):
            return
        names = {
            name
            for part in parts(place)
            if isinstance(part.value, Expression)
            for name in part.value.names
        }
        if not names:
            return
        found = [written for inside in everything(place) for written in _figures_in(inside.value)]
        for name in names:
            self._beside.setdefault(name, []).extend(found)

    def of(self, name: str) -> list[str]:
        """The texts to try for a declared quantity, a blank last."""
        quantity = self.policy.quantities[name]
        kind = quantity.type
        if kind is QuantityType.TRUTH:
            return ["是", "否", ""]
        if kind is QuantityType.DATE:
            return [*dict.fromkeys(map(str, self.days)), ""]
        if kind is QuantityType.TEXT:
            return [*(quantity.allowed or dict.fromkeys(self.words)), "其他", ""]
        dimension = _dimension(quantity)
        texts = (*self._near(name, quantity, dimension), *self.numbers(dimension))
        return [*islice(dict.fromkeys(texts), _MOST), ""]

    def _near(self, name: str, quantity: Quantity, dimension: str) -> list[str]:
        """The figures beside a quantity with what lies around them; a bare one in its unit."""
        found: set[str] = set()
        for written in self._beside.get(name, ()):
            near = (written.value, *around(written.value, written.text)[written.value == 0 :])
            if written.dimension == dimension:
                found |= {figure_text(value, dimension) for value in near}
            elif not written.dimension and dimension not in ("人民币", "比率"):
                found |= {plain(value) + quantity.unit for value in near}
        return sorted(found, key=_plainness)

    def numbers(self, dimension: str) -> list[str]:
        """The figures of a dimension with what lies around them, the plainest first."""
        values = set(self.shares(dimension))
        if dimension == "人民币":
            values |= set(self._reached())
        texts = {figure_text(value, dimension) for value in values}
        return sorted(texts, key=_plainness)[:_MOST]

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


def _plainness(text: str) -> tuple[bool, int, str]:
    return text.startswith("-"), len(text), text


def _figures_in(value: object) -> Iterator[Written]:
    """The figures that a value is or holds itself, without those of the constructs inside it."""
    if isinstance(value, Figure):
        yield _written(value.value, value.dimension, value.text)
    elif isinstance(value, Span):
        yield from (Written(value.low, "比率", ""), Written(value.high, "比率", ""))
    elif isinstance(value, Expression):
        yield from _numbers_of(value.root)
    elif isinstance(value, dict):
        for key in value:
            if isinstance(key, Range):
                ends = (key.low, key.high)
                yield from (_written(e, key.dimension, key.text) for e in ends if e is not None)


def _written(value: Fraction, dimension: str, text: str) -> Written:
    return Written(value, "" if dimension == "分" else dimension, text)


def _numbers_of(root: Node) -> Iterator[Written]:
    """The numbers of a formula; the sign after one (90%) belongs to it."""
    signs = {
        id(node.operand): node.operator
        for node, _ in walk(root)
        if isinstance(node, Unary) and node.operator in _SHARES
    }
    for node, _ in walk(root):
        if isinstance(node, Number):
            sign = signs.get(id(node), "")
            value = node.value * _SHARES.get(sign, 1)
            yield _written(value, "比率" if sign else node.dimension, node.text + sign)


def _dimension(quantity: Quantity) -> str:
    if quantity.type is QuantityType.RATIO:
        return "比率"
    if quantity.type is QuantityType.POINTS or not quantity.unit:
        return ""
    unit = read_unit(quantity.unit)
    return unit.dimension if unit else ""


def names_in(policy: Policy, value: object) -> list[str]:
    """Every declared quantity that a part of the policy names, in formulas, fields and keys.

    Another reward that a formula names (奖励.企业奖励) stands for the quantities that it needs.
    """
    found: dict[str, None] = {}
    others = {in_formulas(name): rule for name, rule in policy.rewards.items()}
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
            elif word in others and isinstance(inside, Expression):
                found |= dict.fromkeys(names_in(policy, others[word]))
    return list(found)
