"""What people read of a check: a page to print or pass on, and the same in a terminal.

Jinja2 and rich are imported at the first use, so importing this package costs little.
"""

from workbook_templates.reports.page import render, write_page
from workbook_templates.reports.screen import terminal

__all__ = ["render", "terminal", "write_page"]
