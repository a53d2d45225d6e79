"""PE_AMOUNT: a figure with its unit as a plain number."""

from __future__ import annotations

from fractions import Fraction

from rules.exact import plain
from rules.notation import NOT_APPLICABLE, Misread, Unit, read_quantity, read_target, read_unit
from rules.results import Reason, Refusal, Result, Scalar, Step, Value, Working


def amount(text: Scalar, unit: str = "") -> Result:
    """The number that `text` says, in `unit`: 12.83亿元 in 万元 is 128300.

    Without `unit`: money in 元, percent as a fraction, other figures in the unit they are written in.
    A blank gives a blank; a figure of another kind than `unit`, or without a unit, is refused.
    """
    if isinstance(text, str) and read_target(text) is NOT_APPLICABLE:
        return Refusal(Reason.NOT_UNDERSTOOD, f"“{text}”不是数", "请填数字和单位，如 12.83亿元")
    read = read_quantity(text)
    if read is None:
        return Value(None, Working((Step("not_filled", {}),)))
    if isinstance(read, Misread):
        return Refusal(read.reason, read.message, read.advice)
    wanted: Unit | None = None
    if unit:
        wanted = read_unit(unit)
        if wanted is None:
            return Refusal(Reason.UNKNOWN_NAME, f"不认识的单位“{unit}”", "如 元、万元、亿元、%、个")
        if read.unit is None:
            return Refusal(
                Reason.AMBIGUOUS,
                f"“{read.text}”没有写单位，不知道怎样换算成{unit}",
                "请写上单位，如 12.83亿元",
            )
        if read.unit.dimension != wanted.dimension:
            return Refusal(
                Reason.NOT_UNDERSTOOD,
                f"“{read.text}”的单位是{read.unit.name}，不能换算成{unit}",
                "请核对单位",
            )
    factor = wanted.factor if wanted else Fraction(1)
    value = read.value / factor
    name = unit or ("元" if read.unit and read.unit.dimension == "人民币" else "")
    step = Step("converted", {"text": read.text or plain(value), "value": value, "unit": name})
    return Value(value, Working((step,)))
