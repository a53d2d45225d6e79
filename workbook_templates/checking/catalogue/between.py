"""One form against another: targets changed, figures that contradict each other."""

from workbook_templates.checking.catalogue.entry import Family

FAMILY = Family("B", "表间")
