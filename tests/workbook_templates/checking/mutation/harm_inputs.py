"""Harm done to what was filled in: removed, not understood, contradicting, unexplained."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tests.workbook_templates.checking.mutation.ground import Ground, Harm, Line

Kind = Callable[[Ground], Harm | None]
KINDS: dict[str, Kind] = {}

READING = ("PE-I",)
NONSENSE = ("很多", "待统计", "abc", "#REF!", "？？", "正在核实", "#VALUE!", "#DIV/0!", "1O0", "？")
UNEXPLAINED = ("PE-R002", "PE-R003", "PE-R006", "PE-R007", "PE-R008", "PE-R013")


def kind(function: Kind) -> Kind:
    KINDS[function.__name__] = function
    return function


def _scored(ground: Ground) -> bool:
    return bool(ground.base.check.score and ground.base.check.actual)


def _at(ground: Ground, line: Line, told: str, codes: tuple[str, ...]) -> Harm:
    """The finding may stand at any cell of the row, or name its indicator."""
    title = str(ground.value(line.cells[ground.base.check.title]) or "")
    return Harm(told, codes, ground.row_of(line.number), (title,) if title else ())


def _put(ground: Ground, line: Line, role: str, value: Any, codes: tuple[str, ...]) -> Harm:
    address, old = line.cells[role], ground.value(line.cells[role])
    harm = _at(ground, line, f"{address}（{role}）由 {old!r} 改为 {value!r}", codes)
    ground.book.put(address, value)
    return harm


def _field(ground: Ground, name: str, value: Any, codes: tuple[str, ...]) -> Harm | None:
    address = ground.field(name)
    if not address:
        return None
    old = ground.value(address)
    ground.book.put(address, value)
    told = f"{address}（{name}）由 {old!r} 改为 {value!r}"
    return Harm(told, codes, frozenset({address}), (name,))


def _sums(ground: Ground) -> list[str]:
    return [name for name in ground.base.form.funds.whole if ground.field(name)]


def _line(ground: Ground, wanted: Callable[[Line], bool] = lambda line: True) -> Line | None:
    return next(iter(ground.lines(wanted)), None)


# --- rows: target and actual


@kind
def actual_removed(ground: Ground) -> Harm | None:
    check = ground.base.check
    role = check.forecast or check.actual
    line = _line(ground) if role else None
    return _put(ground, line, role, ground.pick((None, "", " ", "　")), READING) if line else None


@kind
def target_removed(ground: Ground) -> Harm | None:
    check = ground.base.check
    if not check.target:
        return None
    role = check.target[1] if len(check.target) > 1 else check.target[0]
    line = _line(ground)
    return _put(ground, line, role, None, READING) if line else None


@kind
def title_removed(ground: Ground) -> Harm | None:
    if ground.base.form.id == "department-score":
        return None  # printed by the template; see the harm to the template
    line = _line(ground)
    assert line is not None
    harm = _put(ground, line, ground.base.check.title, None, READING)
    return Harm(harm.told, harm.codes, harm.cells)


@kind
def actual_is_nonsense(ground: Ground) -> Harm | None:
    line = _line(ground) if _scored(ground) else None
    if line is None:
        return None
    return _put(ground, line, ground.base.check.actual, ground.pick(NONSENSE), READING)


@kind
def error_value_in_a_row(ground: Ground) -> Harm | None:
    """#REF! in any input of a row that something is computed from."""
    line = _line(ground)
    check = ground.base.check
    roles = [role for role in (*check.target, check.actual, check.points, check.forecast)
             if role and line and not ground.book.formula(line.cells[role])]  # fmt: skip
    if ground.base.form.id == "department-score":
        roles = ["得分"]
    if ground.base.form.id == "market-reward":
        roles = ["认定日期", "正式签约", "入库计划投资额", "世界500强"]
    if line is None or not roles:
        return None
    error = ground.pick(("#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#N/A"))
    return _put(ground, line, ground.pick(roles), error, ("PE-I", "PE-T012", "PE-R011"))


@kind
def unit_of_the_actual_changed(ground: Ground) -> Harm | None:
    """Persons against kilometres: no one can compare them."""
    if not _scored(ground):
        return None
    line = _line(ground)
    assert line is not None
    check = ground.base.check
    figure = "".join(c for c in str(ground.value(line.cells[check.actual])) if c in "0123456789.")
    return _put(ground, line, check.actual, f"{figure}公里", READING)


@kind
def target_contradicts_itself(ground: Ground) -> Harm | None:
    check = ground.base.check
    line = _line(ground, lambda line: not (check.reason and ground.value(line.cells[check.reason])))
    if not check.target or line is None:
        return None
    role = check.target[1] if len(check.target) > 1 else check.target[0]
    both = ("≥80%，≤60%", "春节前下达50%,6月底前全部下达", "≥80%且≥90%", "100个或200个", "80%、90%")
    return _put(ground, line, role, ground.pick(both), READING)


@kind
def placeholder(ground: Ground) -> Harm | None:
    name = ground.pick(
        name for name in ("项目名称", "主管部门", "实施单位", "填报单位") if ground.field(name)
    )
    left = ("XX项目", "××项目", "（填写全称）", "XXX", "请填写", "待填", "某某某（请填写）")
    return _field(ground, name, ground.pick(left[:4]), ("PE-I004", "PE-I001")) if name else None


@kind
def one_indicator_with_two_figures(ground: Ground) -> Harm | None:
    if not _scored(ground):
        return None
    check = ground.base.check
    unexplained = ground.lines(lambda line: not ground.value(line.cells[check.reason]))
    for line in unexplained:
        above = [one for one in ground.base.lines if one.area == line.area
                 and one.number < line.number]  # fmt: skip
        if above:
            ground.book.put(line.cells[check.sort], ground.value(above[0].cells[check.sort]))
            name = ground.value(above[0].cells[check.title])
            return _put(ground, line, check.title, name, ("PE-I012",))
    return None


# --- rows: points, deductions


@kind
def points_raised_in_one_row(ground: Ground) -> Harm | None:
    return _points(ground, ground.pick((1, 2, 5, 10)))


@kind
def points_lowered_in_one_row(ground: Ground) -> Harm | None:
    return _points(ground, ground.pick((-1, -2)))


def _points(ground: Ground, more: int) -> Harm | None:
    check = ground.base.check
    if not check.points:
        return None
    line = _line(ground, lambda line: ground.value(line.cells[check.points]) > -more)
    if line is None:
        return None
    old = ground.value(line.cells[check.points])
    harm = _put(ground, line, check.points, old + more, ("PE-R", "PE-T012"))
    section = line.section.removesuffix("指标")
    return Harm(
        harm.told, harm.codes, harm.cells, (*harm.names, "总分值", "总权重", section, "合计")
    )


@kind
def points_moved_between_sections(ground: Ground) -> Harm | None:
    """The sum stays 100, the shares that the policy fixes do not."""
    check = ground.base.check
    if ground.base.form.id not in ("self-evaluation", "department-score"):
        return None  # the other policies fix only the sum
    found = ground.lines(lambda line: ground.value(line.cells[check.points]) >= 2)
    other = next((line for line in found if line.area != found[0].area), None)
    if other is None:
        return None
    _put(ground, other, check.points, ground.value(other.cells[check.points]) - 1, ())
    more = ground.value(found[0].cells[check.points]) + 1
    harm = _put(ground, found[0], check.points, more, ("PE-R", "PE-T012"))
    sections = tuple(line.section.removesuffix("指标") for line in (found[0], other))
    return Harm(harm.told, harm.codes, harm.cells, (*harm.names, *sections))


@kind
def points_are_nonsense(ground: Ground) -> Harm | None:
    check = ground.base.check
    if not check.points:
        return None
    line = _line(ground)
    assert line is not None
    bad = ground.pick(("三十", "abc", -5, "#REF!", "10%", "二十分左右", "10公里", "A"))
    return _put(ground, line, check.points, bad, ("PE-I", "PE-R", "PE-T012"))


@kind
def points_removed(ground: Ground) -> Harm | None:
    check = ground.base.check
    if not check.points:
        return None
    line = _line(ground)
    assert line is not None
    codes = ("PE-I", "PE-R010", "PE-R005", "PE-T012", "PE-R011")
    return _put(ground, line, check.points, None, codes)


@kind
def more_deducted_than_there_is(ground: Ground) -> Harm | None:
    check = ground.base.check
    if not check.deduction:
        return None
    line = _line(ground)
    assert line is not None
    beyond = ground.value(line.cells[check.points]) + ground.pick((0.5, 3, 50))
    return _put(ground, line, check.deduction, beyond, ("PE-I", "PE-R"))


@kind
def negative_deduction(ground: Ground) -> Harm | None:
    """A deduction below zero is points given away: the score rises above its rule."""
    check = ground.base.check
    if not check.deduction:
        return None
    line = _line(ground)
    assert line is not None
    return _put(ground, line, check.deduction, ground.pick((-1, -0.5, -10)), ("PE-I", "PE-R"))


@kind
def deduction_without_a_word(ground: Ground) -> Harm | None:
    check = ground.base.check
    if not check.deduction:
        return None
    line = _line(ground, lambda line: not ground.value(line.cells[check.reason]))
    return _put(ground, line, check.deduction, 1, UNEXPLAINED) if line else None


# --- rows: explanations


@kind
def explanation_removed(ground: Ground) -> Harm | None:
    line = next(iter(ground.lossy()), None)
    return _put(ground, line, ground.base.check.reason, None, UNEXPLAINED) if line else None


@kind
def explanation_is_a_phrase(ground: Ground) -> Harm | None:
    line = next(iter(ground.lossy()), None)
    phrase = ground.pick(("无", "同上", "见附件", "/", "略", "详见报告", "无。", "——", "已完成"))
    return _put(ground, line, ground.base.check.reason, phrase, UNEXPLAINED) if line else None


@kind
def one_explanation_in_every_row(ground: Ground) -> Harm | None:
    lines = ground.lossy()
    if len(lines) < 2:
        return None
    reason = ground.base.check.reason
    same = "受外部环境影响，部分工作未能按计划推进"
    harms = [_put(ground, line, reason, same, ("PE-R008",)) for line in lines]
    return harms[0]


@kind
def actual_lowered_without_a_word(ground: Ground) -> Harm | None:
    """A row that reached its target now does not, and nobody says why."""
    check = ground.base.check
    if not _scored(ground):
        return None
    line = _line(ground, lambda line: not ground.value(line.cells[check.reason]) and "≥" in "".join(
        str(ground.value(line.cells[role]) or "") for role in check.target))  # fmt: skip
    if line is None:
        return None
    text = str(ground.value(line.cells[check.actual]))
    figure = "".join(c for c in text if c in "0123456789.")
    unit = text.removeprefix(figure)
    lower = f"{round(float(figure) * ground.pick((0.3, 0.5, 0.7)), 2):g}{unit}"
    return _put(ground, line, check.actual, lower, UNEXPLAINED)


@kind
def actual_far_above_without_a_word(ground: Ground) -> Harm | None:
    check = ground.base.check
    if ground.base.form.id not in ("self-evaluation",):
        return None
    line = _line(ground, lambda line: not ground.value(line.cells[check.reason]) and "≥" in str(
        ground.value(line.cells[check.target[0]])) and "%" not in str(
        ground.value(line.cells[check.target[0]])))  # fmt: skip
    if line is None:
        return None
    text = str(ground.value(line.cells[check.actual]))
    figure = "".join(c for c in text if c in "0123456789.")
    more = f"{float(figure) * ground.pick((3, 5, 10)):g}{text.removeprefix(figure)}"
    return _put(ground, line, check.actual, more, UNEXPLAINED)


@kind
def execution_lowered_without_a_word(ground: Ground) -> Harm | None:
    single = next((one for one in ground.base.form.score_checks if not one.table), None)
    spent = ground.base.form.funds.spent
    if single is None or ground.value(ground.field(single.reason)):
        return None
    # The parts go with it, so that the sums still agree.
    cells = [name for name in ground.base.filled.fields if name.split("_")[0] == spent]
    for name in cells:
        value = ground.value(ground.field(name))
        if value is not None:
            ground.book.put(ground.field(name), value / 2)
    told = f"{spent}减半，各项资金也减半，没有说明"
    address = ground.field(single.score)
    return Harm(told, ("PE-R",), frozenset({address}), (single.title, single.score, spent))


# --- money


@kind
def money_not_understood(ground: Ground) -> Harm | None:
    names = _sums(ground) or (
        ["预算资金", "实际到位资金"] if ground.base.form.id == "department-score" else []
    )
    name = ground.pick(names)
    bad = ("一百多", "100公里", "约500", "100美元", "#REF!", "abc", "5OO", "#DIV/0!", "已付清")
    return _field(ground, name, ground.pick(bad), ("PE-I",)) if name else None


@kind
def money_negative(ground: Ground) -> Harm | None:
    name = ground.pick(_sums(ground))
    return _field(ground, name, ground.pick((-100, "-50万元")), ("PE-I", "PE-R")) if name else None


@kind
def money_removed(ground: Ground) -> Harm | None:
    name = ground.pick(name for name in _sums(ground) if name in ground.base.form.required)
    return _field(ground, name, None, ("PE-I", "PE-R")) if name else None


@kind
def yuan_for_10_000_yuan(ground: Ground) -> Harm | None:
    names = _sums(ground)
    if ground.base.form.id == "declaration":
        names = [
            "年度资金总额"
        ]  # of two sums only the one that cannot be more is surely the wrong one
    elif len(names) < 2:
        return None
    name = ground.pick(names)
    if not name:
        return None
    # The parts slip with it.
    parts = [one for one in ground.base.filled.fields if one.startswith(f"{name}_")]
    for part in parts:
        value = ground.value(ground.field(part))
        if value is not None:
            ground.book.put(ground.field(part), value * 10000)
    harm = _field(ground, name, ground.value(ground.field(name)) * 10000, ("PE-I", "PE-R014"))
    return Harm(harm.told, harm.codes, harm.cells, (*names, "执行率")) if harm else None


@kind
def parts_do_not_add_up(ground: Ground) -> Harm | None:
    return _parts(ground, lambda value: value + ground.pick((1, -3, 0.5, 100)))


@kind
def a_part_removed(ground: Ground) -> Harm | None:
    return _parts(ground, lambda value: None)


def _parts(ground: Ground, changed: Callable[[float], float | None]) -> Harm | None:
    wholes = _sums(ground)
    parts = [name for name in ground.base.filled.fields if name.split("_")[0] in wholes
             and "_" in name and ground.value(ground.field(name)) is not None]  # fmt: skip
    name = ground.pick(parts)
    if not name:
        return None
    harm = _field(ground, name, changed(ground.value(ground.field(name))), ("PE-R",))
    whole = name.split("_")[0]
    assert harm is not None
    return Harm(harm.told, harm.codes, harm.cells | {ground.field(whole)}, (whole,))


@kind
def more_than_possible(ground: Ground) -> Harm | None:
    form = ground.base.form
    pair = ground.pick(form.funds.at_most)
    if not pair:
        return None
    less, most = pair
    where = form.explained_in.get(less, form.explained_in["其他"])
    if ground.value(ground.field(where)):
        return None  # explained already
    old = ground.value(ground.field(less))
    new = ground.value(ground.field(most)) + ground.pick((1, 50))
    # What is more goes to one part, so that the sums still agree.
    parts = [one for one in ground.base.filled.fields if one.startswith(f"{less}_")
             and ground.value(ground.field(one)) is not None]  # fmt: skip
    for part in parts[:1]:
        ground.book.put(ground.field(part), ground.value(ground.field(part)) + new - old)
    return _field(ground, less, new, ("PE-R014",))


@kind
def required_field_removed(ground: Ground) -> Harm | None:
    name = ground.pick(ground.base.form.required)
    return _field(ground, name, ground.pick((None, " ", "　")), ("PE-I", "PE-R"))


# --- forms of their own


@kind
def score_of_a_person(ground: Ground) -> Harm | None:
    """The score sheet: more than the points, less than nothing, no number, nothing."""
    if ground.base.form.id != "department-score":
        return None
    line = _line(ground)
    assert line is not None
    points = ground.value(line.cells["分值"])
    bad = ground.pick((points + 1, points + 0.01, -1, "好", "满分", None, "#REF!", "9O%"))
    return _put(ground, line, "得分", bad, ("PE-I", "PE-R"))


@kind
def points_taken_without_a_word(ground: Ground) -> Harm | None:
    if ground.base.form.id != "department-score":
        return None
    line = _line(ground, lambda line: not ground.value(line.cells["扣分说明"]))
    assert line is not None
    less = ground.value(line.cells["分值"]) - ground.pick((0.5, 1, 2))
    return _put(ground, line, "得分", less, UNEXPLAINED)


@kind
def case_by_case_without_an_amount(ground: Ground) -> Harm | None:
    if ground.base.form.id != "market-reward":
        return None
    line = _line(ground)
    assert line is not None
    ground.book.put(line.cells["核定奖励额"], None)
    return _put(ground, line, "一事一议", "是", ("PE-I003", "PE-I001"))


@kind
def reward_without_a_condition(ground: Ground) -> Harm | None:
    if ground.base.form.id != "market-reward":
        return None
    line = _line(ground, lambda line: ground.value(line.cells["一事一议"]) != "是")
    assert line is not None
    role = ground.pick(("认定日期", "正式签约", "实质性开工", "纳入统计库"))
    return _put(ground, line, role, None, READING)


@kind
def reward_condition_not_understood(ground: Ground) -> Harm | None:
    if ground.base.form.id != "market-reward":
        return None
    line = _line(ground, lambda line: ground.value(line.cells["一事一议"]) != "是")
    assert line is not None
    role, bad = ground.pick((
        ("认定日期", "去年"), ("认定日期", "2023-13-40"), ("认定日期", "2019-01-01"),
        ("认定日期", "#REF!"), ("正式签约", "也许"), ("实质性开工", "部分"), ("世界500强", "大概是"),
        ("入库计划投资额", "很多"), ("入库计划投资额", "5亿美元"), ("入库计划投资额", -100),
        ("入库计划投资额", "#VALUE!"), ("一事一议", "待定"),
    ))  # fmt: skip
    return _put(ground, line, role, bad, READING)


@kind
def cause_without_a_word(ground: Ground) -> Harm | None:
    if ground.base.form.id != "monitoring":
        return None
    line = _line(ground, lambda line: not ground.value(line.cells["原因说明"]))
    role, entry = ground.pick((
        ("经费保障", "√"), ("制度保障", "√"), ("人员保障", "√"), ("硬件条件保障", "√"), ("其他原因", "√"),
        ("完成目标可能性", "完全不可能"), ("完成目标可能性", "有可能"), ("其他原因", "疫情"),
    ))  # fmt: skip
    return _put(ground, line, role, entry, UNEXPLAINED) if line else None


@kind
def likelihood_removed(ground: Ground) -> Harm | None:
    if ground.base.form.id != "monitoring":
        return None
    line = _line(ground)
    assert line is not None
    return _put(ground, line, "完成目标可能性", None, READING)


@kind
def period_reversed(ground: Ground) -> Harm | None:
    if not ground.base.form.demands.period:
        return None
    period = ground.pick(("2025年—2023年", "2025年1月—2023年12月", "2024.12-2024.01"))
    return _field(ground, ground.base.form.demands.period, period, ("PE-I019",))


@kind
def done_after_the_form_was_signed(ground: Ground) -> Harm | None:
    """A day of completion behind the day of the form."""
    if ground.base.form.id != "self-evaluation":
        return None
    check = ground.base.check
    line = _line(ground, lambda line: not ground.value(line.cells[check.reason]))
    assert line is not None
    ground.book.put(line.cells[check.target[0]], "2024年12月31日前")
    return _put(ground, line, check.actual, "2024年6月20日", ("PE-I014",))


@kind
def section_emptied(ground: Ground) -> Harm | None:
    """All rows of a section that the form asks for."""
    section = ground.pick(ground.base.form.demands.sections)
    if not section:
        return None
    return _emptied(ground, [line for line in ground.base.lines if line.section == section],
                    section, ("PE-R015",))  # fmt: skip


def _emptied(
    ground: Ground, lines: Iterable[Line], name: str, codes: tuple[str, ...]
) -> Harm | None:
    for line in lines:
        for address in line.cells.values():
            if not ground.book.formula(address):
                ground.book.put(address, None)
    return Harm(f"{name}的内容全部删去", codes, names=(name,))
