"""PE_TOTAL: the exact sum of scores, refused while a row that has points has no score."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rules.engine.points import read_points
from rules.engine.rows import Raw
from rules.exact import plain
from rules.results import Reason, Refusal, Result, Step, Value, Working


def total(points: Sequence[Raw], scores: Sequence[Raw]) -> Result:
    """The exact sum of `scores`, row by row beside their `points`.

    A row marked `/` is skipped; a wholly blank table gives a blank. A row with points but no score,
    a score above its points or below 0, and a score without points are refusals that name the row.
    """
    if len(points) != len(scores):
        return Refusal(
            Reason.BREAKS_RULE,
            f"分值有 {len(points)} 行，得分有 {len(scores)} 行，行数不同",
            "请选择同样多的行",
        )
    amount, rows, skipped = Fraction(0), 0, 0
    waiting: list[int] = []
    for number, (worth, got) in enumerate(zip(points, scores, strict=True), start=1):
        read = _row(number, worth, got)
        if isinstance(read, Refusal):
            return read
        if read is None:
            continue
        if read == "/":
            skipped += 1
        elif isinstance(read, Fraction):
            amount, rows = amount + read, rows + 1
        else:
            waiting.append(number)
    if waiting:
        return Refusal(
            Reason.MISSING_VALUE,
            f"第 {'、'.join(map(str, waiting[:10]))} 行有分值而没有得分，不能合计",
            "请补填得分；不适用的行填 /",
        )
    if not rows and not skipped:
        return Value(None, Working((Step("not_filled", {}),)))
    return Value(
        amount, Working((Step("total", {"rows": rows, "skipped": skipped, "total": amount}),))
    )


def _row(number: int, worth: Raw, got: Raw) -> Fraction | str | Refusal | None:
    """A row's score, `/` when it does not apply, None when it is blank, "" when it waits."""
    for cell, raw in (("分值", worth), ("得分", got)):
        if isinstance(raw, Refusal):
            return Refusal(raw.reason, f"第 {number} 行的{cell}是错误值：{raw.message}", raw.advice)
    assert not isinstance(worth, Refusal)
    assert not isinstance(got, Refusal)
    full, score = read_points(worth), read_points(got)
    if isinstance(full, Refusal):
        return Refusal(full.reason, f"第 {number} 行：{full.message}", full.advice)
    if isinstance(score, Refusal):
        message, advice = (text.replace("分值", "得分") for text in (score.message, score.advice))
        return Refusal(score.reason, f"第 {number} 行：{message}", advice)
    if not isinstance(full, Fraction):
        if isinstance(score, Fraction) and full.value is None:
            return Refusal(
                Reason.BREAKS_RULE, f"第 {number} 行有得分 {plain(score)} 而没有分值", "请补填分值"
            )
        if isinstance(score, Fraction):
            return Refusal(
                Reason.BREAKS_RULE,
                f"第 {number} 行的分值填的是“/”，却有得分 {plain(score)}",
                "不适用的行请把得分也填 /，适用的行请补填分值",
            )
        return None if full.value is None else "/"
    if not isinstance(score, Fraction):
        return "/" if score.value == "/" else ""
    if score > full:
        return Refusal(
            Reason.BREAKS_RULE,
            f"第 {number} 行的得分 {plain(score)} 超过分值 {plain(full)}",
            "请核对得分和分值",
        )
    return score
