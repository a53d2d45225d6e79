"""Notation: the one door through which what staff write becomes an exact thing or a misreading.

Everything here is a pure function of one cell (or of a target and its actual). Nothing is guessed:
what can be read in two ways is refused with both readings named.
"""

from rules.notation.actuals import (
    Actual,
    DateActual,
    LevelActual,
    NumericActual,
    StateActual,
    read_actual,
)
from rules.notation.dates import Day, read_date
from rules.notation.deadlines import Deadline, on_time
from rules.notation.matching import apply_unit, as_ratio, bring_together
from rules.notation.misread import NOT_APPLICABLE, Misread, NotApplicable
from rules.notation.quantities import Quantity, read_quantity
from rules.notation.relations import OPERATORS_AFTER, OPERATORS_BEFORE, Relation
from rules.notation.targets import (
    DeadlineTarget,
    NumericTarget,
    StateTarget,
    Target,
    read_target,
)
from rules.notation.units import SCALES, WORDS, Unit, read_unit, with_unit, without_scale
from rules.notation.writing import HAN, tidy
from rules.notation.yes_no import read_yes_no

__all__ = [
    "HAN",
    "NOT_APPLICABLE",
    "OPERATORS_AFTER",
    "OPERATORS_BEFORE",
    "SCALES",
    "WORDS",
    "Actual",
    "DateActual",
    "Day",
    "Deadline",
    "DeadlineTarget",
    "LevelActual",
    "Misread",
    "NotApplicable",
    "NumericActual",
    "NumericTarget",
    "Quantity",
    "Relation",
    "StateActual",
    "StateTarget",
    "Target",
    "Unit",
    "apply_unit",
    "as_ratio",
    "bring_together",
    "on_time",
    "read_actual",
    "read_date",
    "read_quantity",
    "read_target",
    "read_unit",
    "read_yes_no",
    "tidy",
    "with_unit",
    "without_scale",
]
