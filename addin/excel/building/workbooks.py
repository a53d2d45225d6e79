"""The two kinds of workbooks that are built: the add-in, and a template that answers by itself."""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files
from io import BytesIO

from addin.excel.building.package import packed, parts, told_addin
from addin.excel.building.project import with_project
from addin.excel.building.ribbon import add_ribbon
from addin.excel.settings import ON_SHEET, SETTINGS_SHEET
from addin.excel.vba import TITLE, Module

#: So that two builds give the same bytes.
_CREATED = datetime(2000, 1, 1)


def addin_package(own: tuple[Module, ...]) -> bytes:
    """The add-in: a workbook of nothing but the sheet of settings, with project and ribbon."""
    given = parts(with_project(_only_settings(), own))
    told_addin(given)
    add_ribbon(given, (files("addin.excel") / "ribbon.xml").read_bytes())
    return packed(given)


def template_package(book: bytes, own: tuple[Module, ...]) -> bytes:
    """A template that answers its own formulas: the same wrappers."""
    return packed(parts(with_project(book, own)))


def _only_settings() -> bytes:
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"title": TITLE, "created": _CREATED, "author": ""})
    sheet = book.add_worksheet(SETTINGS_SHEET)
    for row, setting in enumerate(ON_SHEET.items()):
        sheet.write_row(row, 0, setting)
    # It holds no formula. Computed when it is loaded, it would count as changed.
    book.calc_on_load = False
    book.close()
    return out.getvalue()
