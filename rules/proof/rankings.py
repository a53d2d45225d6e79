"""排名: a scorecard that is there, ties that are settled, prizes in one way and one unit."""

from __future__ import annotations

from rules.model.earning import Ties
from rules.model.policy import Policy
from rules.model.rankings import Consequence, Prizes, Ranking, TiedPrizes, Withholding
from rules.model.scalars import Parameter
from rules.nearest import nearest
from rules.proof import declared, places
from rules.proof.figures import points, rounding
from rules.proof.figures import share as share_of
from rules.proof.report import Path, Report


def prove(policy: Policy, report: Report, declared_anyway: frozenset[str] = frozenset()) -> None:
    """Report what is wrong in each ranking."""
    declared.prove(policy, policy.rankings, ("排名",), report, declared_anyway)
    for name, rule in policy.rankings.items():
        top: Path = ("排名", name)
        if rule.scorecard not in policy.scorecards:
            advice = nearest(rule.scorecard, policy.scorecards) or "请先写“计分表”"
            report((*top, "计分表"), f"没有名为“{rule.scorecard}”的计分表", advice)
        for called, one in rule.consequences.items():
            _consequence((*top, "后果", called), one, report)
        if rule.prizes:
            _prizes(policy, (*top, "奖项"), rule, rule.prizes, report)


def _consequence(path: Path, one: Consequence, report: Report) -> None:
    if one.below is None and one.last is None:
        report(path, "没有写“总分低于”或“后几名”", "如 {总分低于: 60, 后几名: 2, 说明: 约谈}")
    if one.below is not None:
        points((*path, "总分低于"), one.below, report)
    last = one.last
    if last is not None and (last.dimension or last.value < 1 or last.value.denominator != 1):
        report((*path, "后几名"), f"“{last}”不是名次的个数", "如 2")


def _prizes(policy: Policy, path: Path, rule: Ranking, prizes: Prizes, report: Report) -> None:
    rounding((*path, "取整"), prizes.rounding, ("人民币", "", "分"), report)
    ways = {
        "按名次": prizes.by_place,
        "按等级": prizes.by_grade,
        "按得分分摊": prizes.pool,
        "核定": prizes.by_person,
    }
    said = [word for word, found in ways.items() if found]
    if len(said) != 1:
        told = f"写了{'、'.join(said)}" if said else "没有写奖金怎样定"
        report(path, f"{told}，应只写一种", f"可写：{'、'.join(ways)}")
    if prizes.least is not None:
        points((*path, "得分达到"), prizes.least, report)
    if prizes.by_place:
        places.prove((*path, "按名次"), prizes.by_place, report)
        if prizes.tied is None:
            report(path, "没有写“同名次”的奖金怎样发", "请写 平分、各得或拒绝")
        elif prizes.tied is TiedPrizes.SHARE and rule.ties.left is Ties.SHARED_NO_GAP:
            wrong = "同名次不空位的，不占后面的名次，没有几份奖金可以平分"
            advice = "请把并列改为 同名次后空位，或把奖金改为 各得"
            report((*path, "同名次"), wrong, advice)
    figures: dict[tuple[str, str], Parameter] = {
        **{("按名次", str(place)): found for place, found in prizes.by_place.items()},
        **{("按等级", grade): found for grade, found in prizes.by_grade.items()},
        **({("按得分分摊", "总额"): prizes.pool.amount} if prizes.pool else {}),
    }
    money = [_is_money(policy, found) for found in figures.values()]
    for where, found in figures.items():
        figure = found.figure
        if figure and (figure.dimension not in ("人民币", "分") or figure.value < 0):
            report((*path, *where), f"“{found}”不是奖金", "请写成 100万元 或 2分")
    if any(money) and not all(money):
        report(path, "奖金有的是钱，有的是分", "请分成两个排名")
    card = policy.scorecards.get(rule.scorecard)
    if prizes.by_grade and card and card.grade is None:
        report((*path, "按等级"), f"计分表“{rule.scorecard}”没有写“定级”", "请在计分表写“定级”")
    for number, withheld in enumerate(prizes.withheld):
        place = (*path, "扣拨", number)
        shares = withheld.how in (Withholding.LATER, Withholding.LESS)
        share = withheld.share
        if shares != (share is not None):
            report(place, "缓拨、少拨写“比例”，停拨、全额扣回不写", "如 处理: 少拨, 比例: 50%")
        elif share:
            share_of((*place, "比例"), share, report)
        if (withheld.how is Withholding.RETURNED) != bool(withheld.paid):
            report(place, "全额扣回要写“已拨”填在哪一项数据，其他不写", "如 已拨: 已拨奖金")


def is_money(policy: Policy, prizes: Prizes) -> bool:
    """Whether prizes are amounts of money; the others are points."""
    if prizes.pool is not None:
        return _is_money(policy, prizes.pool.amount)
    figures = (*prizes.by_place.values(), *prizes.by_grade.values())
    return bool(prizes.by_person) or any(_is_money(policy, found) for found in figures)


def _is_money(policy: Policy, found: Parameter) -> bool:
    if found.figure:
        return found.figure.dimension == "人民币"
    quantity = policy.quantities.get(found.name)
    return quantity is not None and quantity.type.value == "金额"
