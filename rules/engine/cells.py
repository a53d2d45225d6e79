"""One cell, read as the quantity that it holds is declared: 是否, 日期, 文本, or a figure in its unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules import wording
from rules.engine.rows import Raw
from rules.model.quantities import Quantity, QuantityType
from rules.nearest import nearest
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
    tidy,
    without_scale,
)
from rules.notation import Quantity as Figure
from rules.results import Reason, Refusal, Scalar


@dataclass(frozen=True, slots=True)
class Fact:
    """One quantity as the engine uses it."""

    value: Scalar
    shown: str
    step: Fraction | None = None
    given: bool = True
    dimension: str = ""


def read_cell(name: str, quantity: Quantity, raw: Raw, unit: Unit | None) -> Fact | Refusal:
    """What stands in a cell, as the quantity is declared; `unit` is the one that its header names."""
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
        return _text(quantity, raw)
    return _figure(quantity, raw, unit)


def _text(quantity: Quantity, raw: Scalar) -> Fact | Misread:
    text = raw if isinstance(raw, str) else wording.scalar(raw)
    if not quantity.allowed:
        return Fact(text, wording.scalar(raw))
    found = next((word for word in quantity.allowed if tidy(word) == tidy(text)), None)
    if found is not None:
        return Fact(found, found)
    listed = f"可填：{'、'.join(quantity.allowed)}"
    advice = "".join((nearest(text, quantity.allowed), listed))
    return Misread(Reason.BREAKS_RULE, f"“{text.strip()}”不是可以填的一种", advice)


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
