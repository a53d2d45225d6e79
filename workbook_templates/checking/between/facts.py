"""What one form tells the others of its project: whose it is, its sums, its indicators."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import product

from rules.engine import Use
from rules.exact import plain
from rules.notation import Misread, Quantity, Unit, read_date, read_unit, with_unit
from rules.results import Refusal, Scalar
from udfs import CellError, policies
from workbook_templates.checking import days, funds
from workbook_templates.checking.cells_compared import exact
from workbook_templates.checking.recomputing import recompute
from workbook_templates.description import describe
from workbook_templates.reading import Cell, Filled
from workbook_templates.reading.filled import Row
from workbook_templates.shape import Form, ScoreCheck

_SIGNS = re.compile(r"(?!(?<=\d)\.(?=\d))[\W_]+")
_YEAR = re.compile(r"((?:19|20)\d{2})年度?")
#: Where the year stands under a title.
_TOP, _WIDE = 5, 16
_NAME_NOTHING = frozenset(("定性", "定量"))


@lru_cache(maxsize=8192)
def normal(name: str) -> str:
    """A name without what does not matter: spaces, brackets, signs, width, case."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", name)).casefold()


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator as filled in: its target, what was reached, what was expected to be."""

    name: str
    target: Scalar
    actual: Scalar = None
    forecast: Scalar = None


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money and the name of its cell."""

    name: str
    money: Quantity


@dataclass(frozen=True, slots=True)
class Facts:
    """What other forms of a project may ask of a form.

    `where` is its file or sheet as a finding names it, `until` the day up to which it tells, `sums`
    are by what several forms call them.
    """

    kind: str
    title: str
    where: str
    project: str
    unit: str
    year: int | None
    until: date | None = None
    sums: Mapping[str, Sum] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a form: its `own` facts, those of other files, of its file's other sheets."""

    own: Facts | None = None
    others: tuple[Facts, ...] = ()
    same_file: tuple[Facts, ...] = ()


def all_beside(
    forms: Sequence[Filled], policy: str, others: tuple[Facts, ...]
) -> tuple[Beside, ...]:
    """What stands beside each form of one file; nothing is read for a form that stands alone."""
    if len(forms) < 2 and not others:
        return tuple(Beside() for _ in forms)
    told = [facts_of(filled, policy, f"工作表“{filled.sheet}”") for filled in forms]
    return tuple(
        Beside(
            own,
            others,
            tuple(one for n, one in enumerate(told) if one is not None and n != number),
        )
        for number, own in enumerate(told)
    )


def facts_of(filled: Filled, policy: str, where: str) -> Facts | None:
    """The facts of a filled form; None for a form that has nothing in common with others.

    `policy` is for a form without a stamp instead of its own.
    """
    form = describe(filled.form)
    shared = form.shared
    named = filled.stamp.policy if filled.stamp else policy or form.policy
    use = policies.library().find(named) if shared.kind else None
    if use is None or isinstance(use, Refusal):
        return None
    return Facts(
        shared.kind,
        form.title,
        where,
        _text(filled.fields.get(shared.project)),
        _text(filled.fields.get(shared.unit)),
        days.year_of(filled) or _year_printed(filled),
        _day(filled.fields.get(shared.until)),
        dict(_sums(form, filled, named, use)),
        tuple(_indicators(form, filled)),
    )


def _text(cell: Cell | None) -> str:
    value = cell.value if cell else None
    return value.strip() if isinstance(value, str) else ""


def _day(cell: Cell | None) -> date | None:
    day = read_date(_value(cell))
    return None if isinstance(day, Misread) else day


def _year_printed(filled: Filled) -> int | None:
    """The year under the title of a form without a stamp: （2023年度）."""
    if filled.stamp is not None or filled.look is None:
        return None
    for row, column in product(range(_TOP), range(_WIDE)):
        value = filled.look(filled.sheet, row, column).value
        found = _YEAR.fullmatch(normal(value)) if isinstance(value, str) else None
        if found is not None:
            return int(found[1])
    return None


def _sums(form: Form, filled: Filled, policy: str, use: Use) -> Iterator[tuple[str, Sum]]:
    amounts = funds.amounts(form, filled, use)
    for term, written in form.shared.sums.items():
        name, unit = with_unit(written)
        if name in amounts:
            yield term, Sum(name, amounts[name])
        elif name in filled.computed:
            value = exact(recompute(form, filled, policy).fields[name].value)
            unit = unit or read_unit(form.funds.unit)
            if isinstance(value, Fraction) and unit is not None:
                yield term, Sum(name, _money(value, unit))


def _money(value: Fraction, unit: Unit) -> Quantity:
    factor = unit.factor
    return Quantity(value * factor, factor / 100, unit, plain(value), True)


def _indicators(form: Form, filled: Filled) -> Iterator[Indicator]:
    for check in form.score_checks:
        if not check.table or not check.target:
            continue
        table = next(table for table in form.tables() if table.name == check.table)
        for section in table.sections:
            for row in filled.sections.get(section.area, ()):
                if name := _text(row.get(check.title)):
                    yield Indicator(
                        name,
                        stated(row, check),
                        _value(row.get(check.actual)),
                        _value(row.get(check.forecast)),
                    )


def stated(row: Row, check: ScoreCheck) -> Scalar:
    """A row's target as filled in; sign, figure and unit of three columns as one text."""
    values = [_value(row.get(role)) for role in check.target]
    if len(values) == 1:
        return values[0]
    texts = [plain(one) if isinstance(one, Fraction) else str(one or "").strip() for one in values]
    return "".join(text for text in texts if text not in _NAME_NOTHING) or None


def _value(cell: Cell | None) -> Scalar:
    return None if cell is None or isinstance(cell.value, CellError) else cell.value
