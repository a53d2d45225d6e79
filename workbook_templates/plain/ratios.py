"""PE_RATE as plain formulas: a quotient of whole numbers, so that the cell holds the nearest there is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from rules.engine import Use
from rules.notation import read_unit, with_unit
from rules.parts import Binary, Name, Node, Number, QuantityType, RoundingWord, Unary
from workbook_templates.plain.exactly import KNOWN, LARGEST, multiple
from workbook_templates.plain.figures import Figure, clear_percent, figure
from workbook_templates.plain.lookup import DIMENSIONS, Ranges, units
from workbook_templates.plain.refusing import CannotSayError, Unsayable
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.spelling import skipped, tidied
from workbook_templates.plain.texts import REFUSED, WAITING, both, either, iff

#: The kinds of data that a rate is made of.
_COUNTED = (QuantityType.MONEY, QuantityType.NUMBER)


@dataclass(frozen=True, slots=True)
class Given:
    """A cell under its header: the helper cells of its figure, and whether it is blank or fits."""

    figure: Figure
    power: str
    blank: str
    fits: str


@dataclass(frozen=True, slots=True)
class _Quotient:
    """above ÷ below × (the common unit)^degree."""

    above: str
    below: str
    degree: int


def given(scratch: Scratch, cell: str, header: str, unit_of_policy: str) -> Given:
    """Read the cell of a quantity; a bare figure is in the unit of the header, or of the policy."""
    text = tidied(scratch, cell)
    read = figure(scratch, text, cell)
    named = with_unit(header)[1] or (read_unit(unit_of_policy) if unit_of_policy else None)
    power, fits = read.power, f'{read.number}<>""'
    if named is not None:
        row = next((one for one in units() if one.word == named.name), None)
        if row is None:
            raise CannotSayError(f"单位“{named.name}”")
        whole = "AND({0}>0,INDEX({1},MAX({0},1))={2},INDEX({3},MAX({0},1))*INDEX({4},MAX({0},1))=1)"
        same = whole.format(read.unit, Ranges.DIMENSION, row.dimension, Ranges.TIMES, Ranges.OVER)
        power = f"({read.power}+IF({read.unit}=0,{row.power},0))"
        bare = f"{read.unit}=0"
        if (row.dimension, row.power) == (DIMENSIONS["比率"], -2):
            bare = both(bare, clear_percent(read))
        fits = iff(fits, either(bare, same), "FALSE")
    blank = either(f'{text}=""', skipped(text))
    return Given(read, scratch.keep(power), scratch.keep(blank), scratch.keep(fits))


def ratio(
    scratch: Scratch, use: Use, name: str, cells: dict[str, str], unsayable: Unsayable
) -> str:
    """The formula of a named rate of the policy; `cells` are the cells by their headers."""
    where = f" › 比率 › {name}"
    rule = use.policy.rates.get(name)
    if rule is None:
        unsayable.lack(where, "政策没有这个比率")
        return REFUSED
    rounding = rule.rounding
    if rounding.how is not RoundingWord.NONE and (rounding.how not in KNOWN or not rounding.to):
        unsayable.say(where, f"取整“{rounding.how.value}{rounding.to or ''}”")
    by_name = {with_unit(header)[0]: (header, cell) for header, cell in cells.items()}
    reads: dict[str, Given] = {}
    for one in rule.formula.names:
        quantity = use.policy.quantities[one]
        header = next((h for h in (one, *quantity.headers) if with_unit(h)[0] in by_name), None)
        if header is None or quantity.type not in _COUNTED:
            if header is None:
                unsayable.lack(where, f"表上没有“{one}”")
            else:
                unsayable.say(where, f"数据“{one}”的类型“{quantity.type.value}”")
            continue
        reads[one] = given(
            scratch,
            by_name[with_unit(header)[0]][1],
            by_name[with_unit(header)[0]][0],
            quantity.unit,
        )
    if len(reads) < len(rule.formula.names):
        return REFUSED
    least = scratch.keep(f"MIN({','.join(one.power for one in reads.values())})")
    whole = {
        one: scratch.keep(
            f'IFERROR(IF(ABS({read.figure.number})*10^({read.power}-{least})>{LARGEST},"",'
            f'{read.figure.number}*10^({read.power}-{least})),"")'
        )
        for one, read in reads.items()
    }
    try:
        found = _quotient(rule.formula.root, whole)
    except CannotSayError as cannot:
        unsayable.cannot(where, cannot)
        return REFUSED
    if found.degree:
        unsayable.say(where, "公式不是比率（单位没有约去）")
        return REFUSED
    blank = [read.blank for read in reads.values()]
    fits = scratch.keep(both(*(read.fits for read in reads.values()), *_alike(reads, use)))
    above = scratch.keep(f'IFERROR(IF({fits},{found.above},""),"")')
    below = scratch.keep(f'IFERROR(IF({fits},{found.below},""),"")')
    if rounding.how is not RoundingWord.NONE and rounding.to is not None:
        step = rounding.to.value
        x = scratch.keep(f'IFERROR(ABS({above}),"")')
        y = scratch.keep(f'IFERROR(ABS({below})*{step.numerator},"")')
        steps = multiple(scratch, str(step.denominator), x, y, rounding.how)
        above = scratch.keep(f'IFERROR(SIGN({above})*SIGN({below})*{steps}*{step.numerator},"")')
        below = scratch.keep(iff(f'{above}=""', '""', str(step.denominator)))
    sizes = f"ABS({above})>{LARGEST},ABS({below})>{LARGEST},{below}=0"
    too_long = f'IF(OR({above}="",{below}=""),TRUE,OR({sizes}))'
    value = f"{above}/{below}"
    return iff(
        both(*blank),
        '""',
        iff(either(*blank), WAITING, iff(too_long, REFUSED, value)),
    )


def _alike(reads: dict[str, Given], use: Use) -> list[str]:
    """Figures without a unit of their own come in any, but all of a row in the same."""
    free = [read.figure for one, read in reads.items() if not use.policy.quantities[one].unit]
    return [f'OR({a.word}="",{b.word}="",EXACT({a.word},{b.word}))' for a, b in pairwise(free)]


def _quotient(node: Node, names: dict[str, str]) -> _Quotient:
    match node:
        case Name():
            return _Quotient(names[node.name], "1", 1)
        case Number():
            value = Fraction(node.value)
            return _Quotient(str(value.numerator), str(value.denominator), 0)
        case Unary() if node.operator in ("-", "+"):
            inner = _quotient(node.operand, names)
            return _Quotient(f"({node.operator}{inner.above})", inner.below, inner.degree)
        case Binary() if node.operator in ("+", "-", "*", "/"):
            return _joined(node.operator, _quotient(node.left, names), _quotient(node.right, names))
    raise CannotSayError("公式里有四则运算以外的算法")


def _joined(operator: str, a: _Quotient, b: _Quotient) -> _Quotient:
    if operator == "*":
        return _Quotient(_times(a.above, b.above), _times(a.below, b.below), a.degree + b.degree)
    if operator == "/":
        return _Quotient(_times(a.above, b.below), _times(a.below, b.above), a.degree - b.degree)
    if a.degree != b.degree:
        raise CannotSayError("公式里不同单位的数相加减")
    if a.below == b.below:
        return _Quotient(f"({a.above}{operator}{b.above})", a.below, a.degree)
    above = f"({_times(a.above, b.below)}{operator}{_times(b.above, a.below)})"
    return _Quotient(above, _times(a.below, b.below), a.degree)


def _times(a: str, b: str) -> str:
    return b if a == "1" else a if b == "1" else f"{a}*{b}"
