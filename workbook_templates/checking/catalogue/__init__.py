"""The catalogue of findings, in families: one entry makes the code, the text and the reference page.

F 文件, T 模板, C 公式, I 填报, R 规则, B 表间: one module each.
"""

from types import ModuleType

from workbook_templates.checking.catalogue import (
    between,
    files,
    formulas,
    inputs,
    rules,
    template,
    typed,
)
from workbook_templates.checking.catalogue.entry import Entry, Family

_MODULES: tuple[ModuleType, ...] = (files, template, formulas, inputs, rules, between)

#: The families in the order of the reference page.
FAMILIES: tuple[Family, ...] = tuple(module.FAMILY for module in _MODULES)

#: All entries by code.
CATALOGUE: dict[str, Entry] = {
    entry.code: entry
    for module in (*_MODULES, typed)
    for entry in vars(module).values()
    if isinstance(entry, Entry)
}

__all__ = ["CATALOGUE", "FAMILIES", "Entry", "Family"]
