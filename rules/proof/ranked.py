"""示例 of rankings: total, place and award of every row come out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import zip_longest

from rules import engine
from rules.engine.rows import Row
from rules.engine.use import Use
from rules.exact import Rounding, decimal_places, plain, round_to
from rules.explain import explain
from rules.model.policy import Example
from rules.notation import Misread, read_quantity
from rules.proof.rankings import is_money
from rules.proof.report import Path, Report
from rules.proof.several import Several
from rules.results import Refusal, Result
from rules.wording import scalar

#: Where the prize stands in a row.
_PRIZE = 2
#: How an example writes that a cell stays blank.
BLANK = "空白"


def rows_of(example: Example) -> list[Row]:
    """The rows of an example, each with what all of them share."""
    own = example.rows or ({},)
    # As in a table: a column that one row has is blank in the others, not absent.
    names = dict.fromkeys([*example.given, *(name for row in own for name in row)])
    return [Row.of({n: row.get(n, example.given.get(n)) for n in names}) for row in own]


def prove(use: Use, example: Example, path: Path, report: Report) -> None:
    """Report where the rankings of an example do not come out."""
    for item, wanted in example.ranked.items():
        place = (*path, "应排", item)
        who = f"示例“{example.title}”"
        if item not in use.policy.rankings:
            report(place, f"{who}所写的排名“{item}”在本政策里没有", "请核对名称")
            continue
        found = engine.ranking(use, item, rows_of(example))
        if isinstance(found, Refusal):
            report(place, f"{who}却被拒绝：{found.message}", "请核对规则或示例")
            continue
        if len(found) != len(wanted):
            report(place, f"{who}有 {len(found)} 行，“应排”写了 {len(wanted)} 行", "请逐行写")
            continue
        for number, (row, own) in enumerate(zip(found, wanted, strict=True), start=1):
            told = _differs(row, own)
            if told:
                report(place, f"{who}第 {number} 行{told}", "请核对规则或示例")
        said = "".join(explain(result) for row in found for result in row)
        if example.says not in said:
            report((*path, "说明"), f"{who}的说明里没有这些字：{said}", "请核对")


def run(use: Use, item: str, example: Example) -> Refusal | Several:
    """A ranking of the rows of an example as `应排` has it, or why all of it is refused.

    Of a row of which `应排` names fewer cells than there are, only those are told: the others are
    not tested by it.
    """
    found = engine.ranking(use, item, rows_of(example))
    if isinstance(found, Refusal):
        return found
    named = example.ranked.get(item, ())
    rows = [_named(row, named[n] if n < len(named) else ()) for n, row in enumerate(found)]
    in_money = _in_money(use, item)
    told = "[" + ", ".join(_written(row, in_money) for row in rows) + "]"
    return Several(told, tuple(result for row in found for result in row))


def _named(row: Sequence[Result], own: Sequence[str]) -> Sequence[Result]:
    """The cells of a row that an example names; all where it names none, or a refusal."""
    return row[: len(own)] if len(own) > 1 else row


def _in_money(use: Use, item: str) -> bool:
    """Whether a ranking's prizes are amounts of money."""
    prizes = use.policy.rankings[item].prizes
    return prizes is not None and is_money(use.policy, prizes)


def _written(row: Sequence[Result], in_money: bool) -> str:
    """A row as an example writes it; a refused unit by the beginning of its reason."""
    if all(isinstance(result, Refusal) for result in row):
        return f"[{_cell(row[0], False)}]"
    cells = (_cell(result, in_money and n == _PRIZE) for n, result in enumerate(row))
    return "[" + ", ".join(cells) + "]"


def _cell(result: Result, money: bool) -> str:
    if isinstance(result, Refusal):
        return re.split(r"[；。，：,\[\]]", result.message)[0]
    value = result.value
    if money and isinstance(value, Fraction) and decimal_places(value) is not None:
        return scalar(value, "人民币")
    if isinstance(value, Fraction) and decimal_places(value) is None:
        return plain(value, 6)
    return _shown(result)


def _differs(row: Sequence[Result], wanted: Sequence[str]) -> str:
    """Why a row is not the wanted one; empty where it is. What is not written is not compared."""
    if len(wanted) > len(row):
        return (
            f"写了 {len(wanted)} 格，这个排名一行只有 {len(row)} 格：{'、'.join(map(_shown, row))}"
        )
    if len(wanted) == 1:
        refused = next((result for result in row if isinstance(result, Refusal)), None)
        if refused is None:
            return f"应拒绝，却得出 {'、'.join(map(_shown, row))}"
        told = explain(refused)
        return "" if wanted[0] in told else f"拒绝的理由是“{told}”，没有“{wanted[0]}”"
    for result, own in zip(row, wanted, strict=False):
        if isinstance(result, Refusal):
            if own not in explain(result):
                return f"应得 {own}，却被拒绝：{result.message}"
        elif not _same(result, own):
            got = [_shown_as(result, cell) for result, cell in zip_longest(row, wanted)]
            return f"应得 {'、'.join(wanted)}，实得 {'、'.join(got)}"
    return ""


def _same(result: Result, wanted: str) -> bool:
    if _shown(result) == wanted:
        return True
    read = read_quantity(wanted)
    if isinstance(result, Refusal) or read is None or isinstance(read, Misread):
        return False
    value = result.value
    if not isinstance(value, Fraction):
        return False
    # What no number of decimals writes is compared to the digits that the example prints.
    if decimal_places(value) is None:
        value = round_to(value, read.step, Rounding.HALF_UP)
    return value == read.value


def _shown_as(result: Result, wanted: str | None) -> str:
    """A result in the unit in which the example writes it."""
    read = read_quantity(wanted) if wanted else None
    if isinstance(result, Refusal) or read is None or isinstance(read, Misread):
        return _shown(result)
    amount = read.unit is not None and isinstance(result.value, Fraction)
    return scalar(result.value, read.unit.dimension) if amount and read.unit else _shown(result)


def _shown(result: Result) -> str:
    if isinstance(result, Refusal):
        return result.message
    value = result.value
    if value is None:
        return BLANK
    return plain(value) if isinstance(value, Fraction) else str(value)
