"""Verdicts and findings counted and put in order, for the page and for the terminal alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from workbook_templates.checking.findings import Checked, Finding, Severity, Verdict
from workbook_templates.reports.policies import policy_title

#: How each verdict is marked beside its word, for those who do not see the colour.
MARKS = {
    Verdict.PASS: "✓",
    Verdict.EXPLAIN: "!",
    Verdict.REJECT: "✗",
    Verdict.UNREADABLE: "?",
    Verdict.DEFECT: "▲",
}


def by_severity(findings: Iterable[Finding]) -> list[tuple[Severity, tuple[Finding, ...]]]:
    """The findings of each severity that has any, gravest first, else in the order given."""
    found = tuple(findings)
    groups = [(each, tuple(f for f in found if f.severity is each)) for each in Severity]
    return [(severity, group) for severity, group in groups if group]


def count_severities(checked: Iterable[Checked]) -> dict[Severity, int]:
    """How many findings of each severity there are."""
    counts = Counter(finding.severity for one in checked for finding in one.findings)
    return {severity: counts[severity] for severity in Severity}


def summary(checked: Sequence[Checked]) -> str:
    """One sentence: how many files, how many of each verdict, how many findings."""
    return counted(Counter(one.verdict for one in checked), count_severities(checked))


def counted(verdicts: Mapping[Verdict, int], severities: Mapping[Severity, int]) -> str:
    """The same sentence from what was counted while the files went by."""
    total = sum(verdicts.values())
    if not total:
        return "没有检查任何文件。"
    files = "、".join(f"{each.value} {n} 份" for each in Verdict if (n := verdicts.get(each, 0)))
    places = "、".join(
        f"{each.value} {n} 处" for each in Severity if (n := severities.get(each, 0))
    )
    told = f"共发现：{places}。" if places else "没有发现问题。"
    return f"共检查 {total} 份文件：{files}。{told}"


def recognised(one: Checked) -> list[str]:
    """How sheets without a stamp were taken, for the person to see, and which were not checked."""
    lines = []
    for sheet in one.sheets:
        if not sheet.stamped:
            where = f"工作表“{sheet.sheet}”" if len(one.sheets) > 1 else ""
            policy = policy_title(sheet.policy)
            taken = f"{where}按表头识别为“{sheet.form}”，按政策“{policy}”校验"
            lines.append(f"{taken}；列：{'，'.join(sheet.columns) or '—'}。")
    if one.others:
        lines.append(f"没有校验的工作表：{'、'.join(one.others)}。")
    return lines


def nothing_found(one: Checked) -> str:
    """What is said of a file without findings."""
    if one.verdict is Verdict.DEFECT:
        return "本软件内部出错，这份文件没有校验完；不是填报的问题，请把记录发给技术支持。"
    if one.verdict is Verdict.UNREADABLE:
        return "文件无法读取，没有检查。"
    return "没有发现需要处理的问题。"
