"""PE_EXPLAIN of a score as a plain formula: what was compared, what came out, the clause, what to do."""

from __future__ import annotations

from rules.parts import Method, Short
from workbook_templates.plain import cases
from workbook_templates.plain.figures import MOST_DIGITS
from workbook_templates.plain.methods import Methods
from workbook_templates.plain.scores import Scored
from workbook_templates.plain.texts import chosen, iff, quoted

#: What stands beside a row that was not scored: why, and what to do.
_REFUSALS = {
    cases.NO_TARGET: "还没有填年度指标值：请填写指标值，如 ≥80%；不适用的行填 /。",
    cases.LATE: "晚于期限，文件没有规定逾期怎样计分：请评分人核定，实际完成值写成如“部分达成 70%”。",
    cases.NO_SHARE: "没有写明比例：请在档次后写明评分人确定的比例，如“部分达成 70%”。",
    cases.NO_POINTS: "没有填分值：请填写分值，如 10；不适用的行填 /。",
    cases.NO_ACTUAL: "实际完成值还是表格的提示文字：请换成实际达到的数、日期或档次，如 64.71%。",
    cases.BAD_POINTS: "分值不对：请填 0 或正数，最多六位小数；文件印明分值的，须与它相同。",
    cases.BAD_TARGET: "指标值看不懂，或与计分方法不符：请写成如 ≥80%、≤90万元、50个、"
    "2023年12月31日前、合格；一格只写一个数。",
    cases.BAD_ACTUAL: "实际完成值看不懂，或与指标值不是一类：请写实际达到的数、日期或档次，"
    "如 64.71%、50个、2023年12月20日、部分达成 70%。",
    cases.BAD_METHOD: "没有适合的计分方法：请核对指标值的符号和“计分方法”。",
    cases.BAD_UNITS: "指标值与实际完成值的单位（或年份）不能相比：请把两处写成同一种单位，"
    "百分数都带 %，日期都写年份。",
    cases.BAD_SHARE: "比例不在这一档的区间之内：请改比例，或改档次。",
    cases.TOO_LONG: f"数字太长（最多 {MOST_DIGITS} 位），本表不能精确计算：请少写几位小数，"
    "或换用较大的单位，如 万元。",
    cases.BAD_STATED: "实际完成值没有写明档次：请写档次和比例，如“部分达成 70%”。",
}


def explained(methods: Methods, row: Scored) -> str:
    """The sentence beside a row; blank while the row is."""
    a, b = row.reached, row.wanted
    score = row.score
    worth = f'"得 "&{score}&" 分"'
    compared = f'"实际完成值“"&{a.text}&"”，指标值“"&{b.text}&"”"'
    of_points = f'"×"&{row.points}&" 分，"&{worth}'
    told = iff(
        f"{row.code}<=1",
        f'{compared}&"，"&{worth}',
        iff(
            f"{row.code}=2",
            f'{compared}&"：实际÷指标值"&{of_points}',
            iff(
                f"{row.code}=3",
                f'{compared}&"：指标值÷实际"&{of_points}',
                iff(
                    f"{row.code}=4",
                    f'{compared}&"：超出部分扣分，到指标值两倍扣完，"&{worth}',
                    f'"实际完成值“"&{a.text}&"”：按比例"&{of_points}',
                ),
            ),
        ),
    )
    clauses = [quoted(f"。依据：{methods.use.cite(m.clause)}。") for m in methods.all]
    clause = chosen(f"MAX({row.method},1)", clauses)
    return iff(
        f'{a.kind}="B"',
        '"未填写，不计分。"',
        iff(
            f"ISNUMBER({score})",
            f"{told}&{_overshoot(methods, row)}&{clause}",
            iff(f"ISERROR({score})", _refusal(methods, row), '"不适用，不计分。"'),
        ),
    )


def _refusal(methods: Methods, row: Scored) -> str:
    by_code = [
        quoted(_REFUSALS.get(code, "填写的内容看不懂或不符合规定。"))
        if code != cases.SILENT
        else _silent(methods, row)
        for code in range(cases.NO_TARGET, cases.BAD_STATED + 1)
    ]
    at = f"{row.code}-{cases.NO_TARGET - 1}"
    return (
        f'IF(ISERROR({row.code}),"引用的格是错误值，请先改正。",CHOOSE({at},{",".join(by_code)}))'
    )


def _silent(methods: Methods, row: Scored) -> str:
    """The methods that a person may choose where the document does not say."""

    def others(method: Method) -> str:
        names = [
            name
            for name, other in zip(methods.names, methods.all, strict=True)
            if other.direction is method.direction and other.short not in (None, Short.SILENT)
        ]
        choose = f"请指定计分方法：{'、'.join(names)}" if names else "请由评分人核定"
        return quoted(f"没有达到指标值，文件没有规定这类指标怎样计分；{choose}。")

    return chosen(f"MAX({row.method},1)", methods.each(others))


def _overshoot(methods: Methods, row: Scored) -> str:
    """What follows where the actual is far above the target."""
    if not any(method.overshoot for method in methods.all):
        return '""'
    x, y = row.pair.reached, row.pair.wanted
    far = chosen(
        f"MAX({row.method},1)",
        (_far_over(method, x, y) for method in methods.all),
    )
    words = chosen(
        f"MAX({row.method},1)",
        (
            quoted(
                f"。完成值{'达到' if m.overshoot.above is None else '超过'}指标值的 {m.overshoot.bound}"
                + ("，请说明原因" if m.overshoot.explain else "")
            )
            if m.overshoot
            else '""'
            for m in methods.all
        ),
    )
    asked = f'AND({row.code}=0,{row.reached.kind}="N",{row.wanted.kind}="N")'
    return f'IF({asked},IF({y}>0,IF({far},{words},""),""),"")'


def _far_over(method: Method, reached: str, wanted: str) -> str:
    """Whether a target is overshot as far as the document asks about."""
    over = method.overshoot
    if over is None:
        return "FALSE"
    share, sign = over.bound.value, ">=" if over.above is None else ">"
    return f"{reached}*{share.denominator}{sign}{share.numerator}*{wanted}"
