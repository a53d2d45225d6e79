"""What people read of a check: a page to print or pass on, the same in a terminal, a summary workbook.

Jinja2, rich and XlsxWriter are imported at the first use, so importing this package costs little.
"""

from workbook_templates.reports.grouping import counted
from workbook_templates.reports.page import render, write_page
from workbook_templates.reports.screen import terminal
from workbook_templates.reports.summary import write_summary

__all__ = ["counted", "render", "terminal", "write_page", "write_summary"]
