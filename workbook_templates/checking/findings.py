"""What checking a filled workbook finds, and what it answers for each file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType


class Severity(Enum):
    """How grave a finding is; the value is the word that people read."""

    REJECT = "必须修改"
    EXPLAIN = "须说明"
    REMIND = "提示"


class Verdict(Enum):
    """What a file comes to; the value is the word that people read.

    DEFECT is no word on the file: this product failed on it, and there are no findings.
    """

    PASS = "通过"
    EXPLAIN = "须说明"
    REJECT = "须修改"
    UNREADABLE = "无法读取"
    DEFECT = "软件出错"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, explain or know: where, what is there, what should be, what to do."""

    code: str
    severity: Severity
    sheet: str
    cell: str
    name: str
    found: str
    expected: str
    message: str
    clause: str = ""
    advice: str = ""

    def as_json(self) -> dict[str, str]:
        """The finding for machines."""
        return {
            "code": self.code,
            "severity": self.severity.name.lower(),
            "sheet": self.sheet,
            "cell": self.cell,
            "name": self.name,
            "found": self.found,
            "expected": self.expected,
            "message": self.message,
            "clause": self.clause,
            "advice": self.advice,
        }


@dataclass(frozen=True, slots=True)
class Scored:
    """One computed row or cell as a person wants to see it: what it is, what it came to, why."""

    title: str
    cell: str
    shown: str
    explanation: str


@dataclass(frozen=True, slots=True)
class ReadAs:
    """What one sheet of a file was taken for: the form, under which policy, found how.

    `columns` are the headings of a form without a stamp, each with its column and what it was
    taken for; none for a form that was built here. `project` and `unit` are whose form it is, as
    filled in.
    """

    sheet: str
    form: str
    policy: str
    stamped: bool
    columns: tuple[str, ...] = ()
    project: str = ""
    unit: str = ""

    def as_json(self) -> dict[str, object]:
        """The sheet for machines."""
        return {
            "sheet": self.sheet,
            "form": self.form,
            "policy": self.policy,
            "stamped": self.stamped,
            "columns": list(self.columns),
            "project": self.project,
            "unit": self.unit,
        }


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer for one file.

    `results` are the figures that the form is about (总分, 等级, 奖励额 …), recomputed from the
    inputs: numbers exact as text, or a text; None where it cannot be computed. `sheets` are the
    forms that the file holds, `others` its sheets that are none.
    """

    file: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    form: str = ""
    policy: str = ""
    results: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    scored: tuple[Scored, ...] = ()
    sheets: tuple[ReadAs, ...] = ()
    others: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The answer for machines."""
        return {
            "file": self.file,
            "verdict": self.verdict.name.lower(),
            "findings": [finding.as_json() for finding in self.findings],
            "results": dict(self.results),
            "sheets": [sheet.as_json() for sheet in self.sheets],
            "other_sheets": list(self.others),
        }
