"""An annotated copy of a checked workbook: remarks and colours on its cells, a sheet 校验结果.

Everything else of the file stays as it was, byte for byte: its parts are never parsed into a tree
and written out again. What an earlier annotation put in is taken out first, so that annotating an
annotated copy replaces its remarks.
"""

from workbook_templates.annotating.annotate import annotate
from workbook_templates.annotating.faults import AnnotationFault

__all__ = ["AnnotationFault", "annotate"]
