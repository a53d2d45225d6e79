"""What a policy is made of, for whoever says it in another language: the formulas of a workbook.

The types of `rules.model` and the tree of a formula. Whoever only applies a policy needs none of it.
"""

from rules.expression import Expression
from rules.expression.tree import Binary, Call, Name, Node, Number, Text, Truth, Unary
from rules.model.bands import Bands, Range
from rules.model.common import Round, RoundingWord
from rules.model.earning import Broken
from rules.model.grades import Scale
from rules.model.granting import Ceiling, Component, Grant, IfBoth, Part, Threshold, Tiering, Uplift
from rules.model.overshoot import Deduction
from rules.model.quantities import Quantity, QuantityType
from rules.model.rewards import Cap, CapOrder, RewardUnit, Scheme
from rules.model.scalars import Figure
from rules.model.scoring import (
    Direction,
    Method,
    Scoring,
    Short,
    Written,
    ZeroTarget,
)

__all__ = [
    "Bands",
    "Binary",
    "Broken",
    "Call",
    "Cap",
    "CapOrder",
    "Ceiling",
    "Component",
    "Deduction",
    "Direction",
    "Expression",
    "Figure",
    "Grant",
    "IfBoth",
    "Method",
    "Name",
    "Node",
    "Number",
    "Part",
    "Quantity",
    "QuantityType",
    "Range",
    "RewardUnit",
    "Round",
    "RoundingWord",
    "Scale",
    "Scheme",
    "Scoring",
    "Short",
    "Text",
    "Threshold",
    "Tiering",
    "Truth",
    "Unary",
    "Uplift",
    "Written",
    "ZeroTarget",
]
