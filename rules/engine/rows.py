"""One row of data: headers and values as they stand in cells, read by the policy's declarations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from rules import wording
from rules.engine.use import Use
from rules.exact import plain
from rules.model.policy import Policy
from rules.model.quantities import Quantity, QuantityType
from rules.nearest import alike
from rules.notation import (
    NOT_APPLICABLE,
    Misread,
    Unit,
    apply_unit,
    as_ratio,
    read_actual,
    read_date,
    read_quantity,
    read_unit,
    read_yes_no,
    with_unit,
    without_scale,
)
from rules.notation import Quantity as Figure
from rules.results import Reason, Refusal, Scalar

#: A cell's content; a cell that shows an error comes as the refusal it stands for.
Raw: TypeAlias = Scalar | Refusal


@dataclass(frozen=True, slots=True)
class Row:
    """A header row and one row of values under it."""

    headers: tuple[str, ...]
    values: tuple[Raw, ...]

    @classmethod
    def of(cls, given: dict[str, Raw]) -> Row:
        """A row from names and values."""
        return cls(tuple(given), tuple(given.values()))

    def find(self, name: str, also: tuple[str, ...] = ()) -> tuple[Raw, Unit | None] | None:
        """The value under a header and the unit that the header names; None where it is absent.

        `also` are the other headers under which it may stand.
        """
        index = _index(self.headers)
        place = next((index[one] for one in _spelt(name, also) if one in index), None)
        return None if place is None else (self.values[place[0]], place[1])

    def several(self, name: str, also: tuple[str, ...] = ()) -> str:
        """Why it is open which column holds this; empty where it is not."""
        index = _index(self.headers)
        found = [one for one in _spelt(name, also) if one in index]
        if any(one in _repeated(self.headers) for one in found):
            return f"表头“{name}”出现了两次"
        return f"表头“{'”和“'.join(found)}”是同一项数据" if len(found) > 1 else ""


@lru_cache(maxsize=1024)
def _spelt(name: str, also: tuple[str, ...]) -> tuple[str, ...]:
    """The headers that stand for a quantity, as `_index` has them."""
    # A quantity may be declared with brackets of the other width than its header has.
    return tuple(dict.fromkeys(with_unit(one)[0] for one in (name, *also)))


@lru_cache(maxsize=256)
def _index(headers: tuple[str, ...]) -> dict[str, tuple[int, Unit | None]]:
    index: dict[str, tuple[int, Unit | None]] = {}
    for position, header in enumerate(headers):
        name, unit = with_unit(header)
        index.setdefault(name, (position, unit))
    return index


@lru_cache(maxsize=1024)
def _lookalike(headers: tuple[str, ...], names: tuple[str, ...], known: tuple[str, ...]) -> str:
    """A header that nobody declared and that looks like one of `names`: a misspelling, most likely.

    A quantity with 未填 would otherwise fall back to it without a word.
    """
    declared = {*known, *(with_unit(one)[0] for one in known)}
    others = [found for found in _index(headers) if found not in declared]
    return next((other for other in others if any(alike(other, name) for name in names)), "")


@lru_cache(maxsize=256)
def _repeated(headers: tuple[str, ...]) -> frozenset[str]:
    names = [with_unit(header)[0] for header in headers]
    return frozenset(name for name in names if names.count(name) > 1)


@dataclass(frozen=True, slots=True)
class Fact:
    """One quantity as the engine uses it."""

    value: Scalar
    shown: str
    step: Fraction | None = None
    given: bool = True
    dimension: str = ""


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
    facts: dict[str, Fact] = {}
    absent: set[str] = set()
    for name in names:
        if name in facts:
            continue
        quantity = use.policy.quantities[name]
        found = row.find(name, quantity.headers)
        if found is None:
            absent.add(name)
            like = _lookalike(row.headers, _spelt(name, quantity.headers), _known(use.policy))
            if quantity.if_blank and like:
                return Refusal(
                    Reason.AMBIGUOUS,
                    f"没有“{name}”这一列，却有“{like}”，可能是同一项",
                    f"请把表头改成“{name}”；确实是另一项的，请加上“{name}”一列留空",
                )
        elif open_which := row.several(name, quantity.headers):
            return Refusal(Reason.AMBIGUOUS, open_which, "请只保留一列")
        raw, unit = found if found is not None else (None, None)
        fact = _read(name, quantity, raw, unit)
        if isinstance(fact, Refusal):
            return fact
        facts[name] = fact
    mixed = _mixed(use, facts)
    return mixed if mixed is not None else Facts(facts, frozenset(absent))


def _known(policy: Policy) -> tuple[str, ...]:
    """Every header that stands for a quantity of the policy."""
    return tuple(one for name, q in policy.quantities.items() for one in (name, *q.headers))


def _read(name: str, quantity: Quantity, raw: Raw, unit: Unit | None) -> Fact | Refusal:
    if isinstance(raw, Refusal):
        return Refusal(raw.reason, f"“{name}”所在单元格是错误值：{raw.message}", raw.advice)
    given = not (raw is None or (isinstance(raw, str) and _nothing(raw)))
    if not given:
        if not quantity.if_blank:
            return Fact(None, "", given=False)
        raw, unit = quantity.if_blank, None
    fact = _typed(quantity, raw, unit)
    if isinstance(fact, Misread):
        told = f"填的{fact.message}" if fact.message.startswith("“") else fact.message
        return Refusal(fact.reason, f"“{name}”{told}", fact.advice)
    return fact if given else Fact(fact.value, fact.shown, None, False, fact.dimension)


def _nothing(text: str) -> bool:
    return not text.strip() or read_actual(text) is NOT_APPLICABLE


def _typed(quantity: Quantity, raw: Scalar, unit: Unit | None) -> Fact | Misread:
    kind = quantity.type
    if kind is QuantityType.TRUTH:
        truth = read_yes_no(raw)
        return truth if isinstance(truth, Misread) else Fact(truth, wording.scalar(truth))
    if kind is QuantityType.DATE:
        day = read_date(raw)
        return day if isinstance(day, Misread) else Fact(day, wording.scalar(day))
    if kind is QuantityType.TEXT:
        return Fact(raw if isinstance(raw, str) else wording.scalar(raw), wording.scalar(raw))
    return _figure(quantity, raw, unit)


def _figure(quantity: Quantity, raw: Scalar, unit: Unit | None) -> Fact | Misread:
    read = read_quantity(raw)
    if read is None or isinstance(read, Misread):
        return read or Fact(None, "", given=False)
    if quantity.type is QuantityType.RATIO:
        ratio = as_ratio(read, unit_says_percent=unit is not None and unit.name in ("%", "百分比"))
        if isinstance(ratio, Misread):
            return ratio
        scale = ratio / read.value if read.value else Fraction(1)
        shown = wording.percent(ratio, 4 if read.from_number else 10)
        return Fact(ratio, shown, read.step * scale, True, "比率")
    declared = unit or (read_unit(quantity.unit) if quantity.unit else None)
    if declared is not None and quantity.unit:
        wanted = read_unit(quantity.unit)
        if wanted is not None and declared.dimension != wanted.dimension:
            return Misread(
                Reason.NOT_UNDERSTOOD,
                f"的表头单位是{declared.name}，应为{wanted.name}一类的单位",
                f"请换算成{wanted.name}",
            )
    if declared is not None:
        if read.unit is not None and read.unit.dimension != declared.dimension:
            name = declared.name
            return Misread(
                Reason.BREAKS_RULE,
                f"“{read.text}”不是以{name}一类的单位写的",
                _whole_unit(read, read.unit, declared),
            )
        applied = apply_unit(read, declared)
        if isinstance(applied, Misread):
            return applied
        read = applied
    dimension = read.unit.dimension if read.unit else ""
    if quantity.type is QuantityType.POINTS:
        if dimension not in ("", "分"):
            return Misread(Reason.NOT_UNDERSTOOD, f"“{read.text}”不是分值", "请填数字，如 10")
        dimension = "分"
    shown = wording.scalar(read.value, dimension) if dimension == "人民币" else read.text
    step = None if quantity.exact else printed_step(read)
    return Fact(read.value, shown, step, True, dimension)


def _whole_unit(read: Figure, own: Unit, wanted: Unit) -> str:
    """What to write instead of a figure in a unit of another kind: `5亿` of money is 5亿元."""
    base = without_scale(wanted.name)
    if own.dimension == "数":
        return f"请写全单位，如 {read.text}{base}"
    if own.dimension in wording.CURRENCIES or wanted.dimension in wording.CURRENCIES:
        return f"请按汇率折算成{wanted.name}后填写"
    return f"请核对是不是填错了一项，这里应填{wanted.name}"


def printed_step(read: Figure) -> Fraction:
    """The last printed unit of a figure.

    A number cell does not keep the zeros it shows: 30 beside 49.77 is 30.00, so that its missing
    decimals never loosen a sum.
    """
    if not read.from_number:
        return read.step
    return min(read.step, Fraction(1, 100) * (read.unit.factor if read.unit else 1))


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


def shown_like(value: Fraction, step: Fraction | None, dimension: str) -> str:
    """An expected figure printed to the digits of the one it is compared with."""
    from rules.exact import Rounding, round_to

    if step is not None and step >= 1 and (value * 100 / step).denominator == 1:
        step = step / 100  # beside a whole 860万元, 572.23万元 is told as it is
    near = value if step is None else round_to(value, step, Rounding.HALF_UP)
    if dimension in ("比率", "人民币"):
        return wording.scalar(near, dimension)
    return plain(near)
