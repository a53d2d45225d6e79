"""奖励, 组合: rates, uplifts, caps and shares in units that fit, and a way to round."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from rules.model.payment import Instalment, Instalments, Sharing
from rules.model.policy import Policy
from rules.model.rewards import Addition, AdditionOrder, Combination, Scheme
from rules.model.scalars import Dated, Figure
from rules.nearest import nearest
from rules.proof import granting, limits, multiples, others
from rules.proof.amounts import Amounts
from rules.proof.declared import Naming
from rules.proof.figures import rounding
from rules.proof.report import Path, Report, Whole
from rules.wording import percent


def prove(
    policy: Policy, report: Report, whole: Whole, declared_anyway: frozenset[str] = frozenset()
) -> None:
    """Report figures whose unit does not fit their place, and what is said twice or not at all."""
    others.prove(policy, report)
    naming = Naming(policy, report, declared_anyway, others.reward_kinds(policy))
    amounts = Amounts(policy, naming, report)
    naming.marked(policy.rewards, ("奖励",))
    naming.marked(policy.combinations, ("组合",))
    for name, scheme in policy.rewards.items():
        shares = (*_periods(scheme), *(scheme.sharing.names if scheme.sharing else ()))
        for part in (name, *shares):
            if "." in part:
                report(
                    ("奖励", name), f"“{part}”里有“.”", "名称里请不用“.”，它用来取某一期或某一级"
                )
        _scheme(policy, ("奖励", name), scheme, amounts, report, whole)
    for name, combination in policy.combinations.items():
        _combination(policy, name, combination, amounts, report)


def _scheme(
    policy: Policy, top: Path, scheme: Scheme, amounts: Amounts, report: Report, whole: Whole
) -> None:
    dimension = scheme.unit.dimension
    units = ("人民币",) if dimension == "人民币" else ("分", "")
    rounding((*top, "取整"), scheme.rounding, units, report)
    for part, component in scheme.components.items():
        granting.component(amounts, (*top, "合计", part), component, dimension)
    limits.thresholds(amounts, (*top, "门槛"), scheme.thresholds)
    for number, window in enumerate(scheme.windows):
        if window.since is None and window.until is None:
            report((*top, "期间", number), "期间没有写起止", "请写 起 或 止")
        elif window.since and window.until and window.until < window.since:
            report(
                (*top, "期间", number), f"{window.until} 在 {window.since} 以前", "请核对起止日期"
            )
    if scheme.uplift:
        multiples.uplift(amounts, (*top, "上浮"), scheme.uplift)
    for name, addition in scheme.additions.items():
        _addition((*top, "另加", name), addition, dimension, amounts, report)
    _additions_then(top, scheme, report)
    if scheme.cap:
        limits.ceiling(amounts, (*top, "封顶"), scheme.cap, dimension)
    instalments, sharing, pool = scheme.instalments, scheme.sharing, scheme.pool
    if instalments:
        rounding((*top, "分期", "取整"), instalments.rounding, units, report)
        if whole((*top, "分期", "各期")) and whole((*top, "分期", "分类")):
            _instalments((*top, "分期"), instalments, amounts, report)
    if sharing:
        rounding((*top, "分担", "取整"), sharing.rounding, units, report)
        if whole((*top, "分担", "各级")) and whole((*top, "分担", "分类")):
            _sharing((*top, "分担"), sharing, amounts, report)
        for name in set(sharing.names).intersection(_periods(scheme)):
            report((*top, "分担"), f"“{name}”也是一期的名称", "请改用不同的名称")
    if pool:
        rounding((*top, "年度总额", "取整"), pool.rounding, units, report)
        if pool.amount.figure is not None:
            advice = "年度总额应写成 1000万元 的样子"
            amounts.figure((*top, "年度总额", "金额"), pool.amount.figure, dimension, advice)


def _instalments(path: Path, rule: Instalments, amounts: Amounts, report: Report) -> None:
    if bool(rule.each) == (rule.by_class is not None):
        report(path, "“各期”和“分类”要写一种，只写一种", "如 各期: {第一期: {比例: 100%}}")
    several: dict[Path, dict[str, Instalment]] = {(*path, "各期"): rule.each} if rule.each else {}
    for word, periods in (rule.by_class.each if rule.by_class else {}).items():
        several[(*path, "分类", "各类", word, "各期")] = periods.each
    for place, each in several.items():
        shares = {name: one.share for name, one in each.items()}
        _shares(place, shares, "比例", amounts, report)
        for name, one in each.items():
            if (one.when is None) != (not one.otherwise):
                advice = "如 {比例: 50%, 当: =已投产, 否则: 尚未投产}"
                report((*place, name), "“当”和“否则”应同时写", advice)


def _sharing(path: Path, rule: Sharing, amounts: Amounts, report: Report) -> None:
    if bool(rule.each) == (rule.by_class is not None):
        advice = "如 各级: {市级: 50%, 县级: 50%}, 尾差归: 县级"
        report(path, "“各级”和“分类”要写一种，只写一种", advice)
    several: list[tuple[Path, dict[str, Dated[Figure]], str]] = []
    if rule.each:
        several.append((path, rule.each, rule.rest))
    for word, levels in (rule.by_class.each if rule.by_class else {}).items():
        several.append(((*path, "分类", "各类", word), levels.each, levels.rest))
    for place, each, rest in several:
        _shares((*place, "各级"), each, "", amounts, report)
        if rest not in each:
            advice = nearest(rest, each) or f"可写：{'、'.join(each)}"
            said = f"“{rest}”不是各级中的一个" if rest else "没有写尾差归哪一级"
            report((*place, "尾差归") if rest else place, said, advice)


def _additions_then(top: Path, scheme: Scheme, report: Report) -> None:
    """Where a person decides, it must be said what becomes of the additions outside the cap."""
    if all(one.order is not AdditionOrder.OUTSIDE_CAP for one in scheme.additions.values()):
        return
    over = scheme.cap.over if scheme.cap else None
    for path, decided in (((*top, "人工核定"), scheme.by_person), ((*top, "封顶", "转人工"), over)):
        if decided is not None and decided.additions is None:
            report(
                path, "有封顶外的“另加”，没有写由人核定时它怎样计", "请写 另加: 另计 或 另加: 已含"
            )


def _periods(scheme: Scheme) -> tuple[str, ...]:
    return scheme.instalments.names if scheme.instalments else ()


def _addition(
    path: Path, addition: Addition, dimension: str, amounts: Amounts, report: Report
) -> None:
    if (addition.amount is None) == (addition.between is None):
        report(path, "另加应在“金额”和“区间”中写一种", "如 金额: 50万元")
    amounts.figures((*path, "金额"), addition.amount, dimension, "另加应写成 50万元 的样子")
    if addition.between is None:
        return
    if addition.between.high is None or addition.between.dimension != dimension:
        report((*path, "区间"), f"“{addition.between}”不是另加的范围", "如 10万元..50万元、≤50万元")
    if not addition.takes:
        report(path, "没有写核定的加奖额填在哪一项数据", "请写 取: 数据名称")


def _shares(
    path: Path,
    shares: dict[str, Dated[Figure]],
    word: str,
    amounts: Amounts,
    report: Report,
) -> None:
    """Shares that come to 100% on every day on which one of them changes."""
    for name, dated in shares.items():
        place: Path = (*path, name, word) if word else (*path, name)
        amounts.figures(place, dated, "比率", "应写成 50% 的样子")
    days: set[date | None] = {day for dated in shares.values() for day, _ in dated.values}
    # A share without days applies throughout: with none of them dated, once is enough.
    known = sorted(day for day in days if day is not None)
    changes: list[date | None] = [*known] or [None]
    for day in changes:
        figures = [dated.on(day) for dated in shares.values()]
        total = sum((figure.value for figure in figures if figure), Fraction(0))
        if total != 1:
            when = f"从 {day} 起" if day else ""
            report(path, f"{when}各份之和为 {percent(total)}，应为 100%", "请核对比例")


def _combination(
    policy: Policy, name: str, rule: Combination, amounts: Amounts, report: Report
) -> None:
    top: Path = ("组合", name)
    if name in policy.rewards:
        report(top, f"“{name}”已是一项奖励的名称", "请改用不同的名称")
    units = {policy.rewards[n].unit for n in rule.schemes if n in policy.rewards}
    if len(units) > 1:
        report((*top, "奖励"), "有的奖励以元计，有的以分计，不能合在一起", "请分成两个组合")
    for number, scheme in enumerate(rule.schemes):
        if scheme not in policy.rewards:
            advice = nearest(scheme, policy.rewards) or f"可写：{'、'.join(policy.rewards)}"
            report((*top, "奖励", number), f"没有名为“{scheme}”的奖励", advice)
        elif policy.rewards[scheme].pool is not None:
            said = f"“{scheme}”有年度总额，要全年一起算，不能放进组合"
            report((*top, "奖励", number), said, "请删去一处")
    for number, exclusion in enumerate(rule.exclusive):
        for scheme in exclusion.schemes:
            if scheme not in rule.schemes:
                advice = nearest(scheme, rule.schemes) or f"可写：{'、'.join(rule.schemes)}"
                report((*top, "互斥", number), f"“{scheme}”不在这个组合里", advice)
    if rule.ceiling is not None and units:
        limits.ceiling(amounts, (*top, "封顶"), rule.ceiling, next(iter(units)).dimension)
