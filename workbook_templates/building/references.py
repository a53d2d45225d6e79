"""Turns the 【names】 of a description's formulas into plain A1 references.

Plain references are what every host and every engine reads; the names stay in the description.
"""

from __future__ import annotations

from collections.abc import Callable

from workbook_templates.description_check import REFERENCE


def resolve(formula: str, address: Callable[[str], str]) -> str:
    """The formula with every 【name】 replaced by its address."""
    return REFERENCE.sub(lambda match: address(match[1]), formula)


def quoted(text: str) -> str:
    """The text as a literal of a formula."""
    return '"' + text.replace('"', '""') + '"'
