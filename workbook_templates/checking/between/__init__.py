"""Forms of one project against each other: which belong together, and what contradicts what.

Which cells mean the same stands in the forms' descriptions (表间), never here.
"""

from workbook_templates.checking.between.compared import Compared, compare
from workbook_templates.checking.between.facts import Beside, Facts, all_beside
from workbook_templates.checking.between.gathered import partners

__all__ = ["Beside", "Compared", "Facts", "all_beside", "compare", "partners"]
