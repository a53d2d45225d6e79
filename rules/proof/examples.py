"""示例: every example comes out."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from rules import engine
from rules.engine.checks import one
from rules.engine.rows import Row
from rules.engine.use import Use
from rules.exact import Rounding, plain, round_to
from rules.explain import explain
from rules.model.policy import Example, Policy
from rules.nearest import nearest
from rules.notation import Misread, read_quantity, with_unit
from rules.proof import ranked
from rules.proof.report import Path, Report
from rules.proof.several import BETWEEN, Several, same_amounts
from rules.results import Refusal, Result, Step, Value, Working
from rules.wording import scalar

#: What an example comes to; a text where it cannot be asked for so, None for an unknown name.
Found: TypeAlias = Result | Several | str | None

SCORE = "得分"
#: The step of a check that could not be made because something is not there.
LACKS = "check_lacks"
SCORE_INPUTS = ("分值", "指标值", "实际完成值", "计分方法", "调减分值")


def prove(policy: Policy, report: Report) -> None:
    """Run each example and report those that do not come out."""
    use = Use(policy)
    known = [*policy.quantities, *SCORE_INPUTS, "总分"]
    headers = {with_unit(one)[0] for q in policy.quantities.values() for one in q.headers}
    for number, example in enumerate(policy.examples):
        path: Path = ("示例", number)
        if not (example.expect or example.refusal or example.ranked):
            report(path, f"示例“{example.title}”没有写“应得”或“应拒”", "请写明应有的结果")
        if not (example.given or example.rows):
            report(path, f"示例“{example.title}”没有写“给定”或“各行”", "请写明数据")
        names = dict.fromkeys([*example.given, *(name for row in example.rows for name in row)])
        strange = [name for name in names if with_unit(name)[0] not in (*known, *headers)]
        for name in strange:
            advice = nearest(name, known) or f"可写：{'、'.join(known)}"
            report((*path, "给定", name), f"示例“{example.title}”给定的“{name}”不是数据", advice)
        if strange:
            continue
        ranked.prove(use, example, path, report)
        for item, wanted in example.expect.items():
            result = run(use, item, example)
            told = _differs(result, wanted, item not in policy.rates)
            if told:
                report((*path, "应得", item), f"示例“{example.title}”{told}", "请核对规则或示例")
            elif (said := _unlike(result, example.says)) is not None:
                report(
                    (*path, "说明"), f"示例“{example.title}”的说明里没有这些字：{said}", "请核对"
                )
        for item, wanted in example.refusal.items():
            result = run(use, item, example)
            if not isinstance(result, Refusal):
                got = "" if result is None else _shown(result)
                report(
                    (*path, "应拒", item),
                    f"示例“{example.title}”应拒绝，却得出 {got}",
                    "请核对规则或示例",
                )
            elif wanted not in explain(result):
                report(
                    (*path, "应拒", item),
                    f"示例“{example.title}”拒绝的理由是“{result.message}”，没有“{wanted}”",
                    "请核对",
                )


def _unlike(found: Found, says: str) -> str | None:
    """The explanation of what came out where `says` is not in it; most examples ask for nothing."""
    said = explained(found) if says else None
    return said if said is not None and says not in said else None


def explained(found: Found) -> str | None:
    """The explanation of what came out; None where there is none."""
    if isinstance(found, Value):
        return explain(found)
    return "".join(map(explain, found.results)) if isinstance(found, Several) else None


def run(use: Use, item: str, example: Example) -> Found:
    """The result that an example names; of a check its severity, or 通过; None if unknown."""
    policy, given = use.policy, dict(example.given)
    row = Row.of(dict(given))
    if item == SCORE:
        unknown = [word for word in given if word not in SCORE_INPUTS]
        if unknown:
            return f"评分示例不用“{unknown[0]}”，{nearest(unknown[0], SCORE_INPUTS)}"
        points, target, actual, method, deduction = map(given.get, SCORE_INPUTS)
        return engine.score(use, points, target, actual, method, deduction)
    if item in policy.combinations or item.partition(".")[0] in policy.rewards:
        return _rewarded(use, item, example)
    # A scorecard and its ranking often have one name: several rows that are refused are units.
    units = bool(example.rows) and item in example.refusal
    if item in policy.rankings and (units or item in example.ranked):
        return ranked.run(use, item, example)
    if item in policy.scorecards:
        return engine.scorecard(use, item, ranked.rows_of(example))
    if item in policy.rankings:
        return ranked.run(use, item, example)
    if item in policy.rates:
        return engine.rate(use, item, row)
    if item in policy.grades:
        return engine.grade(use, given.get("总分"), item)
    if item in policy.checks:
        return _checked(use, item, row)
    return None


def _checked(use: Use, item: str, row: Row) -> Value:
    """The severity of what a check finds; that it lacked something is another way to it."""
    finding = one(use, item, use.policy.checks[item], row)
    if isinstance(finding, str):
        return Value(finding)
    step = Step("check_lacks" if finding.lacks else "finding", {"message": finding.message})
    return Value(finding.severity.value, Working((step,), finding.clause, finding.readings))


def _rewarded(use: Use, item: str, example: Example) -> Result | Several:
    """A reward; of several rows, as a yearly pool needs them, all amounts in their order."""
    found = engine.rewards(use, item, ranked.rows_of(example), listed=bool(example.rows))
    if len(found) == 1:
        return found[0]
    refused = next((result for result in found if isinstance(result, Refusal)), None)
    if refused is not None:
        return refused
    scheme = use.policy.rewards.get(item.partition(".")[0])
    dimension = scheme.unit.dimension if scheme else "人民币"
    values = [result for result in found if isinstance(result, Value)]
    return Several(BETWEEN.join(scalar(one.value, dimension) for one in values), tuple(found))


def _differs(result: Found, wanted: str, exact: bool) -> str:
    """Why a result is not the wanted one; empty where it is."""
    if result is None:
        return "所写的结果名称在本政策里没有"
    if isinstance(result, Refusal):
        return f"应得 {wanted}，却被拒绝：{result.message}"
    shown = _shown(result)
    if shown == wanted or (isinstance(result, Several) and same_amounts(shown, wanted)):
        return ""
    if isinstance(result, Value):
        read = read_quantity(wanted)
        if (
            read is not None
            and not isinstance(read, Misread)
            and isinstance(result.value, Fraction)
        ):
            # A ratio that the policy does not round is compared to the digits that the example prints.
            printed = result.value if exact else round_to(result.value, read.step, Rounding.HALF_UP)
            if printed == read.value:
                return ""
        if read is not None and not isinstance(read, Misread) and read.unit is not None:
            shown = scalar(result.value, read.unit.dimension)
    return f"应得 {wanted}，实得 {shown}"


def _shown(result: Result | Several | str) -> str:
    if isinstance(result, str):
        return result
    if isinstance(result, Several):
        return result.text
    if isinstance(result, Refusal):
        return result.message
    value = result.value
    return plain(value) if isinstance(value, Fraction) else str(value)
