"""Telling a result in one to three plain Chinese sentences: what happened, on what it rests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from rules import expression, telling_rankings, telling_rewards, telling_scores
from rules.exact import Rounding, decimal_places, plain, round_to
from rules.model.scalars import Figure
from rules.notation import Quantity
from rules.results import Refusal, Result, Step, Working
from rules.wording import joined, money, percent, scalar

Figures = Mapping[str, Any]


def explain(result: Result) -> str:
    """The working in words: the figures, then the clause, then the readings that mattered.

    For a refusal: the reason, and what to do.
    """
    if isinstance(result, Refusal):
        sentences = [_ended(joined(result.message, result.advice))]
    else:
        sentences = [_ended("；".join(_all_told(result.working)))]
    working = result.working
    if working.clause:
        sentences.append(f"依据：{working.clause}。")
    if working.readings:
        sentences.append(_ended("口径：" + "；".join(dict.fromkeys(working.readings))))
    return "".join(sentence for sentence in sentences if sentence)


def _all_told(working: Working) -> Iterator[str]:
    """The steps in words; one with a clause of its own says it, where it was not said before."""
    said = {working.clause, ""}
    for step in working.steps:
        words = told(step)
        if words and step.clause not in said:
            said.add(step.clause)
            words += f"（依据{_shortened(step.clause, working.clause)}）"
        if words:
            yield words


def _shortened(clause: str, beside: str) -> str:
    """A citation without its document, where that is the one cited beside it."""
    document, _, name = clause.rpartition("“")
    return "“" + name if document and beside.rpartition("“")[0] == document else clause


def _ended(text: str) -> str:
    return text if not text or text[-1] in "。？！" else text + "。"


def told(step: Step) -> str:
    """One step in words, without its full stop."""
    return SENTENCES[step.kind](step.figures)


def _points(value: Fraction) -> str:
    return plain(value, 6)


def _equals(value: Fraction, longest: int) -> str:
    """`=…` or `≈…`, as the digits shown are all of them or not."""
    places = decimal_places(value)
    exact = places is not None and places <= longest
    return ("=" if exact else "≈") + plain(value, longest)


def _ratio(f: Figures, formula: str, stands: str, rule: str) -> str:
    return (
        f"实际完成值{f['actual']}{stands}年度指标值{f['target']}，"
        f"{rule}：{_points(f['points'])}×{formula}{_equals(f['earned'], 6)}"
    )


def _operand(own: tuple[Quantity, Fraction], other: tuple[Quantity, Fraction]) -> str:
    """A figure as it stands in a formula: a bare one in the unit of the figure beside it."""
    (quantity, value), unit = own, other[0].unit
    if quantity.unit is not None or unit is None:
        return quantity.text
    return percent(value, 10) if unit.dimension == "比率" else quantity.text + unit.name


def _operands(f: Figures) -> tuple[str, str]:
    wanted, reached = f["wanted"], f["reached"]
    return _operand(wanted, reached), _operand(reached, wanted)


def _proportional(f: Figures) -> str:
    wanted, reached = _operands(f)
    return _ratio(f, f"{reached}÷{wanted}", "未达到", "按完成比例计分")


def _inverse(f: Figures) -> str:
    wanted, reached = _operands(f)
    return _ratio(f, f"{wanted}÷{reached}", "超过", "按目标与实际之比计分")


def _linear(f: Figures) -> str:
    wanted, reached = _operands(f)
    if not f["earned"]:
        text = f"实际完成值{f['actual']}已到年度指标值{f['target']}的两倍或以上"
        return f"{text}，到目标两倍扣完，记0分"
    return _ratio(f, f"(2×{wanted}－{reached})÷{wanted}", "超过", "到目标两倍扣完")


def _overshoot(f: Figures) -> str:
    if f["by_person"]:
        tail = "须说明偏高原因，由评分人决定是否调减" if f["explain"] else "由评分人决定是否调减"
    elif f["by_table"]:
        tail = "须说明偏高原因" if f["explain"] else "按规定扣减"
    else:
        tail = "须说明偏高原因" if f["explain"] else "请留意"
    share, reach = percent(f["share"], 2, (f["reach"],)), percent(f["reach"])
    return f"完成值为指标值的{share}，{'超过' if f['above'] else '达到'}{reach}，{tail}"


def _rate(f: Figures) -> str:
    formula = expression.in_words(f["formula"], f["shown"])
    shown = percent(f["value"], 2)
    same = f["exact"] == round_to(f["exact"], Fraction(1, 10000), Rounding.HALF_UP)
    return f"{f['name']}={formula}{'=' if same else '≈'}{shown}"


def _rounded(f: Figures) -> str:
    value = money(f["value"]) if f["unit"] == "元" else plain(f["value"]) + f["unit"]
    return f"{f['how']}到{f['to']}，得{value}"


def _grade(f: Figures) -> str:
    high = plain(f["high"]) + ("（含）" if f["top"] else "")
    return f"总分{plain(f['total'])}，在{plain(f['low'])}（含）～{high}之间，为“{f['grade']}”"


def _total(f: Figures) -> str:
    skipped = f"，另有{f['skipped']}行不适用，未计入也未折算" if f["skipped"] else ""
    return f"{f['rows']}行得分相加，合计{plain(f['total'])}分{skipped}"


def _parameter(f: Figures) -> str:
    value = f["value"]
    if isinstance(value, Figure):
        return f"{f['item']}：{value.text}"
    if isinstance(value, expression.Expression):
        return f"{f['item']}：{value.text}"
    return f"{f['item']}：{scalar(value) if not hasattr(value, 'value') else value.value}"


def _method(f: Figures) -> str:
    return "：" + "，".join(filter(None, map(told, f["inner"])))


#: Step kind → its sentence. A step of the engine without one here is a defect that a test finds.
SENTENCES: dict[str, Callable[[Figures], str]] = {
    **telling_rankings.SENTENCES,
    **telling_scores.SENTENCES,
    "line_method": telling_rankings.line(_method),
    "not_applicable": lambda f: "本行不适用，不计分",
    "not_filled": lambda f: "还没有填写，暂不计算",
    "met": lambda f: (
        f"实际完成值{f['actual']}达到年度指标值{f['target']}，记满分{_points(f['points'])}分"
    ),
    "zero_met": lambda f: (
        f"年度指标值为0，实际完成值{f['actual']}没有超过，记满分{_points(f['points'])}分"
    ),
    "zero_missed": lambda f: f"年度指标值为0，实际完成值{f['actual']}超过0，记0分",
    "missed_nothing": lambda f: (
        f"实际完成值{f['actual']}没有达到年度指标值{f['target']}，按规定不得分"
    ),
    "negative_share": lambda f: f"实际完成值{f['actual']}为负，完成比例小于0，记0分",
    "proportional": _proportional,
    "inverse": _inverse,
    "linear_to_double": _linear,
    "overshoot": _overshoot,
    "rounded": _rounded,
    "deducted": lambda f: f"评分人调减{_points(f['off'])}分，得{_points(f['left'])}分",
    "same_words": lambda f: (
        f"实际完成值与年度指标值同为“{f['actual']}”，记{_points(f['points'])}分"
    ),
    "level": lambda f: (
        f"“{f['level']}”按{percent(f['share'])}计：{_points(f['points'])}×{percent(f['share'])}"
        f"={_points(f['value'])}分"
    ),
    "rate": _rate,
    "day_not_given": lambda f: f"没有填“{f['name']}”，未核对施行时间（{f['when']}）",
    "rounded_first": lambda f: f"总分先取整为{plain(f['value'])}",
    "grade": _grade,
    "total": _total,
    "parameter": _parameter,
    "clause": lambda f: f"“{f['item']}”所依据的条款",
    "told": lambda f: f["text"],
    "passed": lambda f: "各项审核都符合",
    "finding": lambda f: f["message"],
    "check_lacks": lambda f: f["message"],
    "converted": lambda f: f"{f['text']}换算为{plain(f['value'])}{f['unit']}",
    **telling_rewards.SENTENCES,
}
