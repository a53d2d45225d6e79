"""Text that tells an indicator's figure again: the same thing must have one figure.

Only a sentence that names the indicator exactly and gives a figure straight after it is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rules.exact import printed
from rules.notation import HAN, NumericActual, Quantity, read_quantity, read_unit, tidy
from workbook_templates.checking.catalogue import inputs
from workbook_templates.checking.explanations import Need
from workbook_templates.checking.scored_rows import ScoredRow
from workbook_templates.reading import Filled

#: A shorter name stands in other words too easily (税收 in 税收收入).
_SHORTEST = 4
#: Before the name: the start, a sign, or a word that leaves it the same thing.
_BEFORE = r"(?:^|(?<=[\s,，.。;；:：、“（(0-9])|(?<=全年)|(?<=完成)|(?<=实现)|(?<=累计))"
_AFTER = rf"(?:为|达到|达|完成|实现|共|累计|是|:|：)*\s*([0-9][0-9,]*(?:\.[0-9]+)?)((?:[%‰]|[{HAN}]{{0,6}}))"

_ROUGHLY = re.compile(r"(?:及?以[上下内]|左右|上下|[多余]|[-~—至])")


def needs_in(row: ScoredRow, filled: Filled) -> Iterator[Need]:
    """What the form's text says otherwise of an indicator."""
    check = row.check
    cell, actual = filled.fields.get(check.told_in), row.actual if check.told_in else None
    if cell is None or not isinstance(cell.value, str) or not isinstance(actual, NumericActual):
        return
    told = _told(row.title, cell.value)
    of_one_kind = [one for one in told if _alike(one, actual.quantity) is not None]
    if of_one_kind and not any(_alike(one, actual.quantity) for one in of_one_kind):
        other = of_one_kind[0]
        finding = inputs.TOLD_OTHERWISE.at(
            row.cells.get(check.actual),
            row.title,
            found=other.text,
            expected=actual.text,
            told_in=check.told_in,
            reason=row.reason,
        )
        yield Need(finding, f"完成值 {actual.text}，“{check.told_in}”写 {other.text}")


@lru_cache(maxsize=4096)
def _told(title: str, text: str) -> Sequence[Quantity]:
    """The figures that a text gives for a name."""
    title, text = tidy(title), tidy(text)
    if len(title) < _SHORTEST or title not in text:
        return ()
    found = []
    for match in re.finditer(_BEFORE + re.escape(title) + _AFTER, text):
        unit = next(
            (match[2][:end] for end in range(len(match[2]), 0, -1) if read_unit(match[2][:end])), ""
        )
        if _ROUGHLY.match(text, match.start(2) + len(unit)):
            continue  # 90%以上 is no other figure than 95%
        read = read_quantity(match[1] + unit)
        if isinstance(read, Quantity) and read.unit is not None:
            found.append(read)
    return found


def _alike(one: Quantity, other: Quantity) -> bool | None:
    """Whether two figures can be one, each rounded for itself; None for different kinds."""
    if one.unit is None or other.unit is None or one.unit.dimension != other.unit.dimension:
        return None
    first, second = printed(one.value, one.step), printed(other.value, other.step)
    return first.low <= second.high and second.low <= first.high
