"""The PE_ functions themselves: cells in, answers out. `udfs.catalogue` says how they are called.

Contract: an omitted argument is None. Each may be a single cell or rows of cells, save where one row
is answered from its own cells alone (`by_row` in the catalogue): the catalogue goes through columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rules import engine
from rules.engine import Finding, Row, Use
from rules.notation import Misread, read_date
from rules.results import Reason, Refusal, Result, Step, Value, Working
from udfs.cells import Cell, Cells, is_blank, raw
from udfs.explaining import pe_explain
from udfs.policies import DEFAULT, library, named, text
from udfs.shapes import Answer, laid_out, raws, records, single, uncollected

#: What a wholly blank row gives.
NOT_FILLED = Value(None, Working((Step("not_filled", {}),)))
#: A rule of the engine that answers row by row.
#: A rule on some rows; whether they were selected as a list, of which some may be blank.
Rule = Callable[[Use, str, Sequence[Row], bool], Sequence[Result]]


def pe_score(
    points: Cell, target: Cell, actual: Cell, method: Cell = None, policy: Cell = None
) -> Result:
    """Points earned."""
    use = named(policy, default=DEFAULT)
    if isinstance(use, Refusal):
        return use
    worth, wanted, reached = raw(points), raw(target), raw(actual)
    if isinstance(worth, Refusal):
        return worth
    if isinstance(wanted, Refusal):
        return wanted
    if isinstance(reached, Refusal):
        return reached
    if is_blank(method):
        return engine.score(use, worth, wanted, reached)
    how = text(method, "计分方法", "正向")
    return how if isinstance(how, Refusal) else engine.score(use, worth, wanted, reached, how)


def pe_rate(policy: Cells, rate: Cells, names: Cells, values: Cells) -> Answer:
    """A named rate of the policy, one per row of values."""
    return _by_row(policy, rate, "比率名称", "资金到位率", names, values, _rates)


def pe_reward(policy: Cells, scheme: Cells, names: Cells, values: Cells) -> Answer:
    """A reward in 元, one per row of values; a yearly pool is shared out over all of them."""
    return _by_row(policy, scheme, "奖励名称", "招商奖励", names, values, _rewards)


def _by_row(
    policy: Cells, item: Cells, what: str, sample: str, names: Cells, values: Cells, rule: Rule
) -> Answer:
    use, name = named(single(policy)), text(single(item), what, sample)
    if isinstance(use, Refusal):
        return use
    if isinstance(name, Refusal):
        return name
    read = records(names, values)
    if isinstance(read, Refusal):
        return read
    rows, beside = read
    with uncollected():
        results = iter(rule(use, name, [row for row in rows if row is not None], len(rows) > 1))
    return laid_out([NOT_FILLED if row is None else next(results) for row in rows], beside)


def _rewards(use: Use, name: str, rows: Sequence[Row], listed: bool) -> list[Result]:
    return engine.rewards(use, name, rows, listed=listed)


def _rates(use: Use, name: str, rows: Sequence[Row], _listed: bool) -> list[Result]:
    return [engine.rate(use, name, row) for row in rows]


def pe_grade(total: Cell, policy: Cell = None) -> Result:
    """The grade of a total."""
    use, value = named(policy, default=DEFAULT), raw(total)
    if isinstance(use, Refusal):
        return use
    return value if isinstance(value, Refusal) else engine.grade(use, value)


def pe_total(points: Cells, scores: Cells) -> Answer:
    """The exact sum of scores beside their points."""
    return engine.total(raws(points), raws(scores))


def pe_rank(policy: Cells, ranking: Cells, names: Cells, values: Cells) -> Answer:
    """One row per unit: total, place, award; a refusal of the whole is one result."""
    use, name = named(single(policy)), text(single(ranking), "排名名称", "年度考核")
    if isinstance(use, Refusal):
        return use
    if isinstance(name, Refusal):
        return name
    read = records(names, values)
    if isinstance(read, Refusal):
        return read
    rows, beside = read
    if all(row is None for row in rows):
        return NOT_FILLED
    with uncollected():
        ranked = engine.ranking(use, name, rows)
    if isinstance(ranked, Refusal):
        return ranked
    return tuple(zip(*ranked, strict=True)) if beside else ranked


def pe_check(policy: Cells, names: Cells, values: Cells) -> Answer:
    """Findings, one a row: severity, field, sentence; or 通过."""
    use = named(single(policy))
    if isinstance(use, Refusal):
        return use
    read = records(names, values)
    if isinstance(read, Refusal):
        return read
    rows, beside = read
    if all(row is None for row in rows):
        return NOT_FILLED
    told: list[tuple[Result, ...]] = []
    for number, row in enumerate(rows, start=1):
        if row is None:
            continue
        findings = engine.check(use, row)
        if isinstance(findings, Refusal):
            return findings
        where = f"第{number}{'列' if beside else '行'} " if len(rows) > 1 else ""
        told += [_finding(where, found) for found in findings]
    return tuple(told) or Value("通过", Working((Step("passed", {}),)))


def _finding(where: str, found: Finding) -> tuple[Result, ...]:
    working = Working((Step("finding", {"message": found.message}),), found.clause, found.readings)
    return (
        Value(found.severity.value, working),
        Value(where + found.field, working),
        Value(found.message, working),
    )


def pe_amount(written: Cell, unit: Cell = None) -> Result:
    """A figure with its unit as a number."""
    value = raw(written)
    if isinstance(value, Refusal):
        return value
    if is_blank(unit):
        return engine.amount(value)
    wanted = text(unit, "单位", "万元")
    return wanted if isinstance(wanted, Refusal) else engine.amount(value, wanted)


def pe_param(policy: Cells, item: Cells, on_date: Cells = None) -> Answer:
    """A parameter of the policy, on a date where one is given."""
    use, path = named(single(policy)), text(single(item), "项目", "招商奖励.封顶")
    if isinstance(use, Refusal):
        return use
    if isinstance(path, Refusal):
        return path
    on = single(on_date)
    given = on if isinstance(on, Refusal) else raw(on)
    if isinstance(given, Refusal):
        return given
    day = read_date(given)
    if isinstance(day, Misread):
        return Refusal(day.reason, f"日期{day.message}", day.advice)
    return engine.parameter(use, path, day)


def pe_clause(policy: Cells, item: Cells) -> Answer:
    """The clause that an item of the policy rests on."""
    use, path = named(single(policy)), text(single(item), "项目", "招商奖励.封顶")
    if isinstance(use, Refusal):
        return use
    return path if isinstance(path, Refusal) else engine.clause(use, path)


def pe_policies() -> Answer:
    """The policies that are there: id, title, in force."""
    shelf = library().shelf.values()
    return tuple(
        tuple(
            Value(shown, _told(f"政策“{s.id}”：{s.title}，{s.in_force}"))
            for shown in (s.id, s.title, s.in_force)
        )
        for s in shelf
    )


def pe_version() -> Answer:
    """The version of the product."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("jixiao")
    except PackageNotFoundError:
        return Refusal(Reason.MISSING_VALUE, "没有安装，查不到版本", "请按说明安装后再试")
    return Value(number, _told(f"本软件的版本是 {number}"))


def _told(sentence: str) -> Working:
    return Working((Step("told", {"text": sentence}),))


__all__ = [
    "pe_amount",
    "pe_check",
    "pe_clause",
    "pe_explain",
    "pe_grade",
    "pe_param",
    "pe_policies",
    "pe_rank",
    "pe_rate",
    "pe_reward",
    "pe_score",
    "pe_total",
    "pe_version",
]
