"""The formats of the summary workbook, in the look of an official table."""

from __future__ import annotations

from typing import Any

from workbook_templates.checking.findings import Severity, Verdict

_SEVERITIES = {
    Severity.REJECT: ("#A3161C", "#FFC7CE"),
    Severity.EXPLAIN: ("#80510A", "#FFE699"),
    Severity.REMIND: ("#2F5068", "#BDD7EE"),
}
_VERDICTS = {
    Verdict.PASS: "#22623A",
    Verdict.EXPLAIN: "#80510A",
    Verdict.REJECT: "#A3161C",
    Verdict.UNREADABLE: "#A3161C",
    Verdict.DEFECT: "#5B3A8C",
}


class Looks:
    """The formats of one summary workbook."""

    def __init__(self, book: Any) -> None:
        """Make them in `book`, an XlsxWriter workbook."""

        def made(**more: Any) -> Any:
            base = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
            return book.add_format(base | more)

        framed = {"border": 1, "border_color": "#A6A6A6", "text_wrap": True}
        middle = framed | {"align": "center"}
        self.title = made(font_name="黑体", font_size=18, bold=True, align="center")
        self.note = made(font_color="#555555")
        self.head = made(**middle, font_name="黑体", bold=True, bg_color="#F2F2F2")
        self.text = made(**framed, num_format="@")
        self.middle = made(**middle)
        self.whole = made(**framed, align="right", num_format="#,##0")
        self.number = made(**framed, align="right", num_format="#,##0.00####")
        self.link = made(**framed, font_color="#1B4A86", underline=1)
        self.severities = {
            severity: made(**middle, bold=True, font_color=ink, bg_color=paper)
            for severity, (ink, paper) in _SEVERITIES.items()
        }
        self.verdicts = {
            verdict: made(**middle, bold=True, font_color=ink) for verdict, ink in _VERDICTS.items()
        }
