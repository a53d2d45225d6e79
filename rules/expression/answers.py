"""What a whole formula answers: its value, whether it can hold, what one side should be."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rules.exact import Interval
from rules.expression.evaluation import Values, find
from rules.expression.intervals import Vague
from rules.expression.refusals import broken
from rules.expression.tree import Binary, Expression, Name, names_in
from rules.expression.wording import part
from rules.results import Reason, Refusal, Scalar


def evaluate(expression: Expression, values: Mapping[str, Scalar]) -> Scalar | Refusal:
    """What `expression` gives for `values`: a `Fraction`, a truth, a date or a text.

    A name that is blank (None) or absent refuses with `Reason.MISSING_VALUE`, unless the answer
    does not hang on it: OR with something true is true, AND with something false is false, and IF
    looks at one branch only. Any other refusal stands wherever it arises, as an error does in Excel.
    """
    found = find(expression.root, values)
    if isinstance(found, Interval | Vague):
        return Refusal(Reason.DEFECT, "公式得到的不是确定的数", "请把公式和数据发给软件维护人")
    return found


def possible(expression: Expression, values: Values) -> bool | Refusal:
    """Whether the condition holds for some figures within the intervals; False only if for none.

    A printed figure is right if some true figures that round to the printed operands give it, so
    give each printed operand as `printed(value, step)`. A name that occurs twice may stand for two
    different figures of its interval: the answer then errs on the side of True.
    """
    found = find(expression.root, values)
    if isinstance(found, Refusal):
        return found
    if isinstance(found, bool) or found is Vague.TRUTH:
        return found is not False
    return broken(f"“{part(expression.root)}”不是条件", "请写成能回答是或否的比较")


def expected(expression: Expression, values: Mapping[str, Scalar]) -> tuple[str, Fraction] | None:
    """For an equation with a bare name on one side: that name, and what the other side gives.

    None for anything else, and where the other side uses that name too or gives no number.
    """
    root = expression.root
    if not isinstance(root, Binary) or root.operator != "=":
        return None
    for side, other in ((root.left, root.right), (root.right, root.left)):
        if isinstance(side, Name) and side.name not in names_in(other):
            found = find(other, values)
            return (side.name, found) if isinstance(found, Fraction) else None
    return None
