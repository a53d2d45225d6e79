"""The catalogue of findings: code, severity, title and sentence of each, in families.

F 文件与公式, T 模板, I 填报, R 规则. One entry makes the code, the text and the documentation.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbook_templates.checking.findings import Finding, Severity
from workbook_templates.reading.cells import Cell


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of finding; `message` and `advice` take their figures by name."""

    code: str
    severity: Severity
    title: str
    message: str
    advice: str

    def at(
        self,
        cell: Cell | None,
        name: str,
        *,
        found: str = "",
        expected: str = "",
        clause: str = "",
        severity: Severity | None = None,
        **figures: str,
    ) -> Finding:
        """The finding at a cell; texts of the workbook go in as figures, never as templates."""
        figures = {"name": name, "found": found, "expected": expected, **figures}
        return Finding(
            self.code,
            severity or self.severity,
            cell.sheet if cell else "",
            cell.address if cell else "",
            name,
            found,
            expected,
            self.message.format_map(figures),
            clause,
            self.advice.format_map(figures),
        )


UNREADABLE = Entry("PE-F000", Severity.REJECT, "无法读取", "{why}", "{what_to_do}")
TYPED_OVER = Entry(
    "PE-F001",
    Severity.REJECT,
    "公式被改成了数字",
    "“{name}”应由公式计算，现在是直接填写的 {found}；按填报内容应为 {expected}",
    "请从相邻的行复制公式，或在新模板里重新填写",
)
NO_FORMULA = Entry(
    "PE-F002",
    Severity.REJECT,
    "公式缺失",
    "“{name}”应由公式计算，这一格是空的；按填报内容应为 {expected}",
    "请从相邻的行复制公式",
)
STAMP_BROKEN = Entry(
    "PE-T001",
    Severity.REJECT,
    "模板标识不一致",
    "文件里两处模板标识不一致，可能被改动过",
    "请把内容复制到新的模板后再提交",
)
OTHER_VERSION = Entry(
    "PE-T002",
    Severity.REJECT,
    "模板版本不符",
    "文件用的是第 {found} 版模板，现在是第 {expected} 版",
    "请用新模板重新填写",
)
POLICY_CHANGED = Entry(
    "PE-T003",
    Severity.REMIND,
    "政策文件已变动",
    "生成模板以后，政策“{name}”的文件有过变动；本次按现在的政策重新计算",
    "请核对结果；需要时用新模板重新填写",
)
POLICY_GONE = Entry(
    "PE-T004",
    Severity.REJECT,
    "政策不可用",
    "文件所依据的政策“{name}”不可用：{found}",
    "请联系政策维护人",
)
NAME_GONE = Entry(
    "PE-T005",
    Severity.REJECT,
    "名称丢失",
    "找不到名称“{name}”所指的单元格",
    "可能删除了行、列或名称，请把内容复制到新的模板",
)
OUTSIDE = Entry(
    "PE-T006",
    Severity.REJECT,
    "内容在合计区之外",
    "这一格有内容“{found}”，但不在任何一段之内，合计没有计入",
    "请把整行移到段末窄行的上方",
)
MISSING = Entry("PE-I001", Severity.REJECT, "没有填写", "“{name}”没有填写", "{what_to_do}")
NOT_UNDERSTOOD = Entry(
    "PE-I002", Severity.REJECT, "看不懂或不符合规定", "“{name}”算不出来：{why}", "{what_to_do}"
)
WAITING = Entry("PE-I003", Severity.EXPLAIN, "等待核定", "“{name}”等待核定：{why}", "{what_to_do}")
SHOWN_WRONG = Entry(
    "PE-R001",
    Severity.REJECT,
    "所示与重算不符",
    "“{name}”显示 {found}，按填报内容重新计算应为 {expected}",
    "请检查公式是否被改动，重新计算后保存",
)
ABOVE_POINTS = Entry(
    "PE-R002",
    Severity.REJECT,
    "得分超过分值",
    "“{name}”得分 {found}，超过分值 {expected}",
    "请核对得分和分值",
)
LOST_WITHOUT_REASON = Entry(
    "PE-R003",
    Severity.EXPLAIN,
    "失分没有说明",
    "“{name}”分值 {expected}，得分 {found}，没有说明原因",
    "请在“{reason}”写明本项的原因和改进措施",
)
FAR_OVER = Entry(
    "PE-R004",
    Severity.EXPLAIN,
    "超额较多没有说明",
    "“{name}”{why}，没有说明原因",
    "请在“{reason}”写明偏高的原因；年初指标值明显偏低的，由评分人填写调减分值",
)
STILL_COUNTED = Entry(
    "PE-R006",
    Severity.EXPLAIN,
    "不适用的指标仍占分值",
    "“{name}”标为不适用，不计分，但分值 {found} 仍在总分值之内",
    "请在“{reason}”写明为什么不适用；分值可以调整的，请改为 / 并把分值分给其他指标",
)
POLICY_CHECK = Entry("PE-R005", Severity.REJECT, "不符合政策的审核", "{why}", "请核对“{name}”")

#: All entries by code.
CATALOGUE: dict[str, Entry] = {
    entry.code: entry for entry in list(globals().values()) if isinstance(entry, Entry)
}
