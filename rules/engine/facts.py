"""The quantities that a rule needs, read from a row by the policy's declarations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from rules.engine.cells import Fact, read_cell
from rules.engine.rows import Raw, Row
from rules.engine.same import Same
from rules.engine.use import Use
from rules.model.policy import Policy
from rules.model.quantities import Quantity, QuantityType
from rules.notation import Unit
from rules.results import Reason, Refusal, Scalar


@dataclass(frozen=True, slots=True)
class Facts:
    """The quantities that a rule needs, read from a row."""

    by_name: dict[str, Fact]
    absent: frozenset[str]

    def values(self) -> dict[str, Scalar]:
        """Name to value, for expressions."""
        return {name: fact.value for name, fact in self.by_name.items()}

    def shown(self) -> dict[str, str]:
        """Name to the figure as a sentence shows it."""
        return {name: fact.shown for name, fact in self.by_name.items()}

    def named_in(self, message: str) -> str:
        """The quantity that a sentence names: the longest, as 投资额 also stands in 计划投资额."""
        return max((name for name in self.by_name if name in message), key=len, default="")

    def missing(self, refusal: Refusal, use: Use) -> Refusal:
        """A missing-value refusal of an expression, told as a missing column where it is one."""
        if refusal.reason is not Reason.MISSING_VALUE:
            return refusal
        gone = self.named_in(refusal.message)
        if gone not in self.absent:
            quantity = use.policy.quantities.get(gone)
            if quantity is None or quantity.type is not QuantityType.TRUTH or not quantity.says:
                return refusal
            # Whether it holds is often for somebody to judge: the file says who.
            return replace(refusal, advice=f"{refusal.advice}（{quantity.says}）")
        return Refusal(
            Reason.MISSING_FIELD,
            f"数据里没有“{gone}”这一项",
            f"请在表头加上这一项并填写；政策“{use.policy.id}”要用到它",
        )


def read_facts(use: Use, row: Row, names: Iterable[str]) -> Facts | Refusal:
    """Read the named quantities; one that cannot be understood is a refusal that names it."""
    columns = _columns(Same(use.policy), row.headers, tuple(names))
    facts: dict[str, Fact] = {}
    for column in columns:
        if column.wrong is not None:
            return column.wrong
        raw = None if column.place is None else row.values[column.place]
        read = _cell if isinstance(raw, Refusal) else _kept_cell
        fact = read(column, raw)
        if isinstance(fact, Refusal):
            return fact
        facts[column.name] = fact
    absent = frozenset([column.name for column in columns if column.place is None])
    mixed = _mixed(use, facts)
    return mixed if mixed is not None else Facts(facts, absent)


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """Where a quantity stands under one header row, or why that is open; `place` None is nowhere.

    Two of them are equal where they are the same one.
    """

    name: str
    quantity: Quantity
    place: int | None
    unit: Unit | None
    wrong: Refusal | None


def _cell(column: _Column, raw: Raw) -> Fact | Refusal:
    return read_cell(column.name, column.quantity, raw, column.unit)


#: 是, a date or a round figure stands in many rows.
_kept_cell = lru_cache(maxsize=8192, typed=True)(_cell)


@lru_cache(maxsize=512)
def _columns(
    policy: Same[Policy], headers: tuple[str, ...], names: tuple[str, ...]
) -> tuple[_Column, ...]:
    """The columns of the named quantities: the same for all the rows under a header row."""
    return tuple(_column(policy.of, Row(headers, ()), name) for name in dict.fromkeys(names))


def _column(policy: Policy, head: Row, name: str) -> _Column:
    quantity = policy.quantities[name]
    found = head.place(name, quantity.headers)
    if found is not None:
        several = head.several(name, quantity.headers)
        wrong = Refusal(Reason.AMBIGUOUS, several, "请只保留一列") if several else None
        return _Column(name, quantity, *found, wrong)
    like = head.lookalike(name, quantity.headers, _known(policy)) if quantity.if_blank else ""
    if not like:
        return _Column(name, quantity, None, None, None)
    wrong = Refusal(
        Reason.AMBIGUOUS,
        f"没有“{name}”这一列，却有“{like}”，可能是同一项",
        f"请把表头改成“{name}”；确实是另一项的，请加上“{name}”一列留空",
    )
    return _Column(name, quantity, None, None, wrong)


def _known(policy: Policy) -> tuple[str, ...]:
    """Every header that stands for a quantity of the policy."""
    return tuple(one for name, q in policy.quantities.items() for one in (name, *q.headers))


def _mixed(use: Use, facts: dict[str, Fact]) -> Refusal | None:
    """Quantities declared without a unit may come in any, but all of a row in the same."""
    units: dict[str, str] = {}
    for name, fact in facts.items():
        declared = use.policy.quantities[name]
        if declared.type is QuantityType.NUMBER and not declared.unit and fact.dimension:
            units.setdefault(fact.dimension, name)
    if len(units) < 2:
        return None
    (first, a), (second, b), *_ = units.items()
    return Refusal(
        Reason.NOT_UNDERSTOOD,
        f"“{a}”的单位是{first}，“{b}”的单位是{second}，不能相比",
        "请用同一单位填写",
    )
