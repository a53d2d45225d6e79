"""Steps that bring target and actual together: two whole numbers in the ratio of the two figures."""

from __future__ import annotations

from dataclasses import dataclass

from workbook_templates.plain.exactly import scaled
from workbook_templates.plain.figures import Figure, clear_percent
from workbook_templates.plain.lookup import DIMENSIONS, Ranges
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.targets import Read
from workbook_templates.plain.texts import both, either, iff

_RATIO, _NUMBER = DIMENSIONS["比率"], DIMENSIONS["数"]
#: The unit that says that bare figures beside it are in percent, as in a column of its own.
_PERCENT = "百分比"
#: A number cell against a percentage is a fraction up to here: 10 is 1000%.
_LARGEST_FRACTION = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """Whole numbers in the ratio of actual and target; `fits` says whether they can be compared."""

    reached: str
    wanted: str
    fits: str


def pair(scratch: Scratch, wanted: Read, reached: Read) -> Pair:
    """The two figures of a row in one unit, as the exact engine brings them together."""
    a, b = reached.figure, wanted.figure
    same_kind = _same_kind(scratch, a, b)
    percent = f'EXACT({b.word},"{_PERCENT}")'
    bare_actual = iff(percent, clear_percent(a), _bare(scratch, a, _dimension(b), 0))
    bare_target = _bare(scratch, b, _dimension(a), 1)
    fits = scratch.keep(
        iff(
            f"AND({a.unit}=0,{b.unit}=0)",
            "TRUE",
            iff(
                f"{a.unit}=0",
                bare_actual,
                iff(f"{b.unit}=0", bare_target, same_kind),
            ),
        )
    )
    up = scratch.keep(_power(a, b) + f"-IF(AND({a.unit}=0,{percent}),2,0)")
    over = scratch.keep(_power(b, a))
    # Of two units of one kind each has its fraction; one alone is on both sides and falls out.
    twice = f"AND({a.unit}>0,{b.unit}>0)"
    reached_number = f"{a.number}*{_part(twice, Ranges.TIMES, a)}*{_part(twice, Ranges.OVER, b)}"
    wanted_number = f"{b.number}*{_part(twice, Ranges.TIMES, b)}*{_part(twice, Ranges.OVER, a)}"
    return Pair(
        scratch.keep(f'IFERROR({scaled(reached_number, f"MAX({up}-{over},0)")},"")'),
        scratch.keep(f'IFERROR({scaled(wanted_number, f"MAX({over}-{up},0)")},"")'),
        fits,
    )


def _dimension(one: Figure) -> str:
    return f"IF({one.unit}>0,INDEX({Ranges.DIMENSION},MAX({one.unit},1)),0)"


def _same_kind(scratch: Scratch, a: Figure, b: Figure) -> str:
    return iff(
        f"OR({a.unit}<0,{b.unit}<0)",
        f"EXACT({a.word},{b.word})",
        f"{_dimension(a)}={_dimension(b)}",
    )


def _bare(scratch: Scratch, bare: Figure, dimension: str, largest_text: int) -> str:
    """Whether a figure without a unit can stand beside one of this dimension."""
    size = f"ABS({bare.number})"
    small = f"{size}<={_LARGEST_FRACTION}*10^(-({bare.power}))"
    one = f"{size}<={largest_text}*10^(-({bare.power}))"
    return iff(
        f"{bare.number}=0",
        "TRUE",
        iff(
            f"{dimension}={_NUMBER}",
            "FALSE",
            iff(f"{dimension}={_RATIO}", iff(bare.typed, small, one), "TRUE"),
        ),
    )


def _power(one: Figure, other: Figure) -> str:
    """The power of ten of a figure; a bare one beside a unit that is no ratio has that unit."""
    takes = both(
        f"{one.unit}=0",
        f"{other.unit}>0",
        f"{_dimension(other)}<>{_RATIO}",
    )
    taken = f"IF({takes},INDEX({Ranges.POWER},MAX({other.unit},1)),0)"
    return f"{one.power}+{taken}"


def _part(twice: str, column: str, one: Figure) -> str:
    return f"IF({twice},INDEX({column},MAX({one.unit},1)),1)"


def known(one: Read) -> str:
    """Whether a figure stands there."""
    return f'{one.kind}="N"'


def either_is(kind: str, *reads: Read) -> str:
    """Whether one of several cells is of this kind."""
    return either(*(f'{one.kind}="{kind}"' for one in reads))
