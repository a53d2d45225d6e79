"""Rules that contradict each other: conditions and checks that no data can satisfy together.

Conditions are tried on the edge values of the data that they name. What holds on none of them is
told with an input that shows it; a bounded search, so the sentence says how many were tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice, product

from rules import expression
from rules.authoring.candidates import Candidates
from rules.authoring.hints import Hint
from rules.authoring.neighbours import figure_text
from rules.authoring.places import Place, everything, in_words, is_construct, parts, root
from rules.engine.facts import Facts, read_facts
from rules.engine.rows import Row
from rules.engine.use import Use
from rules.expression import Expression
from rules.expression.tree import Binary, Call, Node, Number
from rules.model.granting import Threshold
from rules.model.policy import Policy
from rules.model.quantities import QuantityType
from rules.model.rewards import Condition
from rules.proof.report import Path
from rules.results import Scalar

_MOST_INPUTS = 800
_MOST_PAIRS = 100
_MOST_CLAIMS = 100
_MOST_VALUES = 12
#: Round figures that let most sums and quotients come out equal once.
_PLAIN = ("1", "2", "100")

Values = dict[str, Scalar]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A condition of the policy.

    `idle` is what it comes to where it makes no difference; None where its own 当 tells that.
    """

    path: Path
    formula: Expression
    idle: bool | None


@dataclass(frozen=True, slots=True)
class _Group:
    """Conditions that stand together; `all_hold` tells that each of them must hold."""

    claims: list[_Claim]
    all_hold: bool


def conflicts(policy: Policy) -> tuple[Hint, ...]:
    """Conditions that never or always hold, and pairs that must hold together and never do."""
    search = _Search(policy)
    found: list[Hint] = []
    for group in _groups(policy):
        possible = []
        for claim in group.claims[:_MOST_CLAIMS]:
            hint = search.one_sided(claim)
            if hint is None:
                possible.append(claim)
            else:
                found.append(hint)
        if not group.all_hold:
            continue
        for one, other in islice(combinations(possible, 2), _MOST_PAIRS):
            hint = search.contradiction(one, other)
            if hint is not None:
                found.append(hint)
    return tuple(found)


def _groups(policy: Policy) -> Iterator[_Group]:
    """What must all hold: 条件 and 门槛 of one rule, and all checks of the file.

    Of the cases of a list (否决, 晋档, 扣拨, the 当 of each 门槛) each stands for itself.
    """
    for place in everything(root(policy)):
        value = place.value
        if isinstance(value, tuple) and value and is_construct(value[0]):
            if not isinstance(value[0], Condition):
                yield _Group(_when(place.path, value), all_hold=False)
        elif is_construct(value):
            yield _Group(_gates(place.path, value), all_hold=True)
    checks = [
        _Claim(("审核", name, "须满足"), check.that, True) for name, check in policy.checks.items()
    ]
    yield _Group(checks, all_hold=True)


def _when(path: Path, members: tuple[object, ...]) -> list[_Claim]:
    """The 当 of each member of a list."""
    claims = []
    for number, member in enumerate(members):
        for part in parts(Place((*path, number), (), member)):
            if part.path[-1] == "当" and isinstance(part.value, Expression):
                claims.append(_Claim(part.path, part.value, idle=False))
    return claims


def _gates(path: Path, rule: object) -> list[_Claim]:
    """What must hold before a rule gives anything: its 条件 and 门槛."""
    claims = [
        _Claim((*path, "条件", number, "当"), condition.holds, True)
        for number, condition in enumerate(getattr(rule, "conditions", ()))
    ]
    for number, threshold in enumerate(getattr(rule, "thresholds", ())):
        if threshold.reach is not None and len(threshold.reach.values) == 1:
            idle = True if threshold.when is None else None
            claims.append(_Claim((*path, "门槛", number, "达到"), _reached(threshold), idle))
    return claims


def _reached(threshold: Threshold) -> Expression:
    """A threshold as a condition: the figure reaches it, or it is not asked for."""
    assert threshold.reach is not None
    ((_, least),) = threshold.reach.values
    text = f"{threshold.of.text}达到{least}"
    node: Node = Binary(">=", threshold.of.root, Number(least.value, least.dimension, least.text))
    if threshold.when is not None:
        node = Call("OR", (Call("NOT", (threshold.when.root,)), node))
    return Expression(text, node)


class _Search:
    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.candidates = Candidates(policy)

    def one_sided(self, claim: _Claim) -> Hint | None:
        """A condition that holds on every input tried, or on none."""
        if claim.idle is None:
            return None
        held = {self._holds(claim, values) for values in self._inputs([claim])}
        if True in held and False in held:
            return None
        if not held & {True, False}:
            return None
        always = True in held
        return Hint(
            claim.path,
            f"“{in_words(claim.path)}”的 {claim.formula.text} "
            + ("总是成立" if always else "总不成立")
            + ("，这一项不起作用" if always is claim.idle else ""),
            "请核对公式里的数额和方向",
        )

    def contradiction(self, one: _Claim, other: _Claim) -> Hint | None:
        """Two conditions on the same data of which one fails whenever the other holds."""
        shared = set(one.formula.names) & set(other.formula.names)
        if not shared:
            return None
        shown: Values | None = None
        tried = 0
        for values in self._inputs([one, other]):
            tried += 1
            if self._holds(one, values):
                held = self._holds(other, values)
                if held:
                    return None
                if held is False and shown is None:
                    shown = values
        if shown is None:
            return None
        given = "，".join(f"{name} {self._written(name, v)}" for name, v in shown.items())
        return Hint(
            one.path,
            f"“{in_words(one.path)}”与“{in_words(other.path)}”不能同时成立："
            f"试了 {tried} 组数据；例如 {given} 时，前一项成立，后一项不成立",
            "请核对两处的数额和方向，或改写成分情形的一项",
        )

    def _holds(self, claim: _Claim, values: Values) -> bool | None:
        found = expression.evaluate(claim.formula, values)
        return found if isinstance(found, bool) else None

    def _inputs(self, claims: Sequence[_Claim]) -> Iterator[Values]:
        """Values for every name of the claims; equations are also solved for their bare side."""
        names = list(dict.fromkeys(name for claim in claims for name in claim.formula.names))
        domains = [self._domain(name) for name in names]
        if not all(domains):
            return
        for chosen in islice(_spread(domains), _MOST_INPUTS):
            values = dict(zip(names, chosen, strict=True))
            yield values
            for claim in claims:
                wanted = expression.expected(claim.formula, values)
                if wanted is not None:
                    yield {**values, wanted[0]: wanted[1]}

    def _domain(self, name: str) -> list[Scalar]:
        if name not in self.policy.quantities:
            return []  # another reward: what it can come to is not known here
        quantity = self.policy.quantities[name]
        texts = self.candidates.of(name)[:_MOST_VALUES]
        if quantity.type not in (QuantityType.TRUTH, QuantityType.DATE, QuantityType.TEXT):
            texts += [plain + quantity.unit for plain in _PLAIN]
        values: list[Scalar] = []
        for text in texts:
            facts = read_facts(Use(self.policy), Row.of({name: text}), (name,))
            value = facts.by_name[name].value if isinstance(facts, Facts) else None
            if value is not None and value not in values:
                values.append(value)
        return values

    def _written(self, name: str, value: Scalar) -> str:
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, Fraction):
            quantity = self.policy.quantities[name]
            money = quantity.type is QuantityType.MONEY
            ratio = quantity.type is QuantityType.RATIO
            return figure_text(value, "人民币" if money else "比率" if ratio else "")
        return str(value)


def _spread(domains: Sequence[list[Scalar]]) -> Iterator[tuple[Scalar, ...]]:
    """All combinations, those first in which every value is taken once and all are alike."""
    longest = max(map(len, domains), default=0)
    for turn in range(longest):
        yield tuple(domain[turn % len(domain)] for domain in domains)
    for number in range(len(domains)):
        for turn in range(longest):
            yield tuple(
                domain[turn % len(domain)] if place == number else domain[0]
                for place, domain in enumerate(domains)
            )
    yield from product(*domains)
