"""计分表: one way for each line, points that sum up, nothing left open that places do differently."""

from __future__ import annotations

from rules.model.earning import ByMethod
from rules.model.policy import Policy
from rules.model.scorecards import (
    Deductions,
    Extras,
    NotApplicable,
    Scorecard,
)
from rules.model.walk import constructs
from rules.nearest import nearest
from rules.proof import declared, earning, graded, lines
from rules.proof.report import Path, Report, Whole
from rules.proof.scoring import as_printed, points, rounding


def prove(
    policy: Policy, report: Report, whole: Whole, declared_anyway: frozenset[str] = frozenset()
) -> None:
    """Report what is wrong in each scorecard."""
    declared.prove(policy, policy.scorecards, ("计分表",), report, declared_anyway)
    for name, card in policy.scorecards.items():
        top: Path = ("计分表", name)
        if name == "得分":
            report(top, "“得分”是评分示例的结果，不能作计分表的名称", "请改名，如 年度考核")
        _card(policy, top, card, report, whole)
        for path, found in constructs(card, top):
            if isinstance(found, ByMethod):
                earning.by_method(policy, path, found, report)


def _card(policy: Policy, top: Path, card: Scorecard, report: Report, whole: Whole) -> None:
    rounding((*top, "各项取整"), card.row_rounding, ("", "分"), report)
    rounding((*top, "取整"), card.rounding, ("", "分"), report)
    if card.full is not None:
        points((*top, "满分"), card.full, report)
    elif card.not_applicable is NotApplicable.RESCALED:
        report((*top, "不适用"), "要折算到满分，但没有写“满分”", "请写 满分: 100")
    as_printed((*top, "印出"), card.printed, card.full, report)
    for name, line in card.lines.items():
        lines.prove((*top, "各项", name), line, card, report, whole)
    if card.full is not None and whole((*top, "各项")):
        lines.sum_of((*top, "各项"), card.lines, card.full.value, "满分", report)
    if card.extras:
        _extras((*top, "加分"), card.extras, card, report, whole)
    if card.deductions:
        _deductions((*top, "扣分"), card.deductions, report)
    labels = graded.labels_of(policy, (*top, "定级"), card.grade, report)
    scale = policy.grades.get(card.grade.scale) if card.grade else None
    alone = card.extras is None and card.full is not None
    if scale is not None and alone and card.full and scale.full.value != card.full.value:
        both = f"计分表满分 {card.full}，等级“{card.grade.scale if card.grade else ''}”满分 {scale.full}"
        report((*top, "定级"), f"{both}，两个不同", "请用同一满分，或另写一种等级")
    graded.moves(top, card, labels, report)
    _several(policy, top, card, report)


def _extras(path: Path, extras: Extras, card: Scorecard, report: Report, whole: Whole) -> None:
    for name, line in extras.lines.items():
        lines.prove((*path, "各项", name), line, card, report, whole)
        share = line.worth is not None and line.worth.figure is not None
        if share and line.worth.figure.dimension == "比率" and card.full is None:  # type: ignore[union-attr]
            report((*path, "各项", name, "分值"), "没有写“满分”，分值不能写成比重", "请写分数")
    earning.limit((*path, "最高"), extras.most, report, share=False)
    earning.limit((*path, "总分最高"), extras.total_most, report, share=False)


def _deductions(path: Path, deductions: Deductions, report: Report) -> None:
    for name, piece in deductions.lines.items():
        earning.one_piece((*path, "各项", name), piece, report)
    earning.limit((*path, "最多"), deductions.most, report, share=False)
    earning.limit((*path, "扣到"), deductions.least, report, share=False)


def _several(policy: Policy, top: Path, card: Scorecard, report: Report) -> None:
    several = card.several
    if several is None:
        return
    for name, how in several.gathered.items():
        path: Path = (*top, "多行", "汇总", name)
        quantity = policy.quantities.get(name)
        if quantity is None:
            advice = nearest(name, policy.quantities) or "请先在“数据”里声明"
            report(path, f"“数据”里没有“{name}”", advice)
        elif quantity.type.value not in ("金额", "数值", "比率", "分值"):
            report(path, f"“{name}”是{quantity.type.value}，不能{how.value}", "只有数可以汇总")
        lines.weighted(how, card, path, report)
