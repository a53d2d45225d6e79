"""Plain workbooks: what the rules say, compiled to ordinary formulas for a PC without the add-in.

A form's description is turned into one whose cells hold IF, ROUND, INDEX/MATCH and the like, with the
steps in helper columns to its right and the words of units on a sheet of their own. No policy is
coded here: its text is compiled. What plain formulas cannot say is refused with its name.
"""

from workbook_templates.plain.compiler import plain_form
from workbook_templates.plain.lookup import SHEET
from workbook_templates.plain.lookup_sheet import add_lookup, is_lookup

__all__ = ["SHEET", "add_lookup", "is_lookup", "plain_form"]
