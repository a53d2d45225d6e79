"""The files of the Excel host: `pe.xlam`, templates with macros, sources to import by hand."""

from addin.excel.building.build import Built, build

__all__ = ["Built", "build"]
