"""Checking a filled workbook before it is submitted."""

from workbook_templates.checking.between import Facts, partners
from workbook_templates.checking.check import check, verdict_of
from workbook_templates.checking.findings import Checked, Finding, Scored, Severity, Verdict
from workbook_templates.checking.many import Answer, check_many, digest_of
from workbook_templates.checking.under_policy import Computed, computed_under

__all__ = [
    "Answer",
    "Checked",
    "Computed",
    "Facts",
    "Finding",
    "Scored",
    "Severity",
    "Verdict",
    "check",
    "check_many",
    "computed_under",
    "digest_of",
    "partners",
    "verdict_of",
]
