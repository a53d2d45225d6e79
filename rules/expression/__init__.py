"""Formulas in Excel's syntax over Chinese names of data, read and evaluated exactly.

The order of operations is Excel's (a sign binds tighter than ``^``, ``%`` stands behind its
operand, comparisons bind least); there are no cells and no ranges. Names run over letters, digits
and ``_ · “ ” 《 》`` and may have parts (``奖励.企业奖励``); any other name is written in square
brackets: ``[满意度（服务对象）]``.
"""

from rules.expression.answers import evaluate, expected, possible
from rules.expression.branches import taken
from rules.expression.check import check
from rules.expression.faults import Fault, SyntaxFault, caret
from rules.expression.kinds import Kind
from rules.expression.parser import parse
from rules.expression.tree import Expression, Name
from rules.expression.wording import in_words

__all__ = [
    "Expression",
    "Fault",
    "Kind",
    "Name",
    "SyntaxFault",
    "caret",
    "check",
    "evaluate",
    "expected",
    "in_words",
    "parse",
    "possible",
    "taken",
]
