"""Builds a form's workbook from its description."""

from workbook_templates.building.build import build, stamp_for

__all__ = ["build", "stamp_for"]
