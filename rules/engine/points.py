"""The points column: what a row is worth, or what a score earned, as it stands in a cell."""

from __future__ import annotations

from fractions import Fraction

from rules.exact import plain
from rules.notation import NOT_APPLICABLE, Misread, read_quantity, read_target
from rules.results import Reason, Refusal, Result, Scalar, Step, Value, Working

#: What a function gives for a row that does not apply, and for one that is not filled in.
SKIPPED = Value("/", Working((Step("not_applicable", {}),)))
BLANK = Value(None, Working((Step("not_filled", {}),)))


def read_points(raw: Scalar) -> Fraction | Result:
    """The points; a blank or skipped row's result; or why they cannot be read."""
    if isinstance(raw, Fraction):
        if raw.numerator >= 0:
            return raw
        return Refusal(Reason.BREAKS_RULE, f"分值 {plain(raw)} 是负数", "分值应为 0 或正数")
    if read_target(raw) is NOT_APPLICABLE:
        return SKIPPED
    read = read_quantity(raw)
    if read is None:
        return BLANK
    if isinstance(read, Misread):
        return Refusal(read.reason, f"分值{read.message}", read.advice)
    if read.unit is not None and read.unit.dimension != "分":
        return Refusal(Reason.NOT_UNDERSTOOD, f"“{read.text}”不是分值", "请填数字，如 10")
    return read_points(read.value)
