"""Checking a filled workbook before it is submitted."""

from workbook_templates.checking.check import check, verdict_of
from workbook_templates.checking.findings import Checked, Finding, Scored, Severity, Verdict

__all__ = ["Checked", "Finding", "Scored", "Severity", "Verdict", "check", "verdict_of"]
