"""A policy's conditions as formulas: 1 for yes, 0 for no, -1 where data that matter are not there.

A decisive answer settles AND and OR whatever is blank beside it, as in the exact engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rules.parts import Binary, Call, Name, Node, Number, QuantityType, Truth, Unary
from workbook_templates.plain.facts import Fact, hundredths
from workbook_templates.plain.refusing import CannotSayError
from workbook_templates.plain.scratch import Scratch

_COMPARISONS = ("=", "<>", "<", ">", "<=", ">=")


def truth(scratch: Scratch, node: Node, facts: Mapping[str, Fact]) -> str:
    """A helper cell with the answer of a condition."""
    match node:
        case Truth():
            return "1" if node.value else "0"
        case Name() if facts[node.name].type is QuantityType.TRUTH:
            return facts[node.name].value
        case Call() if node.function in ("AND", "OR", "NOT"):
            parts = [truth(scratch, one, facts) for one in node.arguments]
            listed = ",".join(parts)
            if node.function == "NOT":
                return scratch.keep(f"IF({listed}<0,-1,1-{listed})")
            if node.function == "OR":
                return scratch.keep(f"IF(MAX({listed})=1,1,MIN({listed}))")
            return scratch.keep(f"IF({'*'.join(parts)}=0,0,MIN({listed}))")
        case Binary() if node.operator in _COMPARISONS:
            left, right = (number(scratch, one, facts) for one in (node.left, node.right))
            there = [f'{one}=""' for one in (left, right) if one.startswith("【")]
            answer = f"IF({left}{node.operator}{right},1,0)"
            missing = f"OR({','.join(there)})" if there else "FALSE"
            return scratch.keep(f"IF({missing},-1,{answer})")
    raise CannotSayError("条件里的算法")


def number(scratch: Scratch, node: Node, facts: Mapping[str, Fact]) -> str:
    """A number of a formula in hundredths: a helper cell ("" where data are missing) or a figure."""
    match node:
        case Number():
            return str(hundredths(node.value))
        case Name() if facts[node.name].type is QuantityType.MONEY:
            return facts[node.name].value
        case Unary() if node.operator == "-":
            inner = number(scratch, node.operand, facts)
            return scratch.keep(f'IF({inner}="","",-{inner})') if inner[0] == "【" else f"-{inner}"
        case Binary() if node.operator in ("+", "-"):
            left, right = (number(scratch, one, facts) for one in (node.left, node.right))
            there = [f'{one}=""' for one in (left, right) if one.startswith("【")]
            sum_of = f"{left}{node.operator}{right}"
            return scratch.keep(f'IF(OR({",".join(there)}),"",{sum_of})' if there else sum_of)
        case Binary() if node.operator == "*" and isinstance(node.right, Number):
            factor = Fraction(node.right.value)
            inner = number(scratch, node.left, facts)
            if factor.denominator == 1:
                return scratch.keep(f'IF({inner}="","",{inner}*{factor})')
    raise CannotSayError("公式里的算法")
