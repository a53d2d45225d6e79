"""Checking a filled workbook before it is submitted."""

from workbook_templates.checking.check import check, verdict_of
from workbook_templates.checking.findings import Checked, Finding, Scored, Severity, Verdict
from workbook_templates.checking.under_policy import Computed, computed_under

__all__ = [
    "Checked",
    "Computed",
    "Finding",
    "Scored",
    "Severity",
    "Verdict",
    "check",
    "computed_under",
    "verdict_of",
]
