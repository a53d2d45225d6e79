"""Builds the `.xlsx` of a form: blank, or filled with data. The same input gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from workbook_templates.building.given import Given, Row, match
from workbook_templates.building.guidance import SHEET, write_guidance
from workbook_templates.building.layout import lay_out
from workbook_templates.building.references import quoted
from workbook_templates.building.styles import Styles
from workbook_templates.building.writing import Cached, write_form
from workbook_templates.description import describe
from workbook_templates.faults import Fault, FormError
from workbook_templates.shape import Form
from workbook_templates.stamp import Stamp

#: The document's date is fixed: two builds of one version are the same file.
_CREATED = datetime(2020, 2, 25)
#: The calculation engine of the newest Excel. A file of an older one is computed anew when it is
#: opened, and without the functions every figure would become #NAME?.
_CALC_ID = 191029


def stamp_for(
    form: str | Form, policy: str, policy_hash: str, product: str, functions: str = ""
) -> Stamp:
    """The stamp of a workbook of this form; `functions` is how its formulas are written."""
    form = describe(form) if isinstance(form, str) else form
    return Stamp(form.id, form.version, policy, policy_hash, product, functions)


def build(
    form: str | Form,
    out: Path,
    data: Mapping[str, Any] | None,
    stamp: Stamp,
    policy: str,
    *,
    cached: Cached | None = None,
    counts: Mapping[str, int] | None = None,
    fixed: Sequence[Row] | None = None,
    beside: Callable[[Workbook], None] | None = None,
) -> Path:
    """Write the workbook of `form` to `out` and return `out`.

    `data` maps field names to values, and the table's name (指标, 项目) to rows by column heading;
    None builds the blank template. `policy` is what the formulas name (an id, or ``id@date``).
    `cached(sheet, address)` gives the figure a formula shows before anybody recalculates; without
    it formulas show blank. `counts` asks for rows by area name, `fixed` replaces the fixed rows of
    the description. `beside` adds sheets that the formulas look things up in. Raises `FormError`
    with every unknown name and unusable value.
    """
    form = describe(form) if isinstance(form, str) else form
    if (stamp.template, stamp.version) != (form.id, form.version):
        said = f"{stamp.template} 第 {stamp.version} 版"
        raise FormError(
            [Fault("模板标识", f"写的是 {said}，要生成的是 {form.id} 第 {form.version} 版")]
        )
    layout = lay_out(form, match(form, data, counts, fixed), policy)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(out), options) as book:
        styles = Styles(book)
        main, help_sheet = book.add_worksheet(form.sheet), book.add_worksheet(SHEET)
        write_form(main, form, layout, styles, cached or _blank)
        write_guidance(help_sheet, form, stamp, styles)
        if beside is not None:
            beside(book)
        for name, address in layout.names.items():
            book.define_name(name, f"='{form.sheet}'!{address}")
        _stamp(book, stamp)
        book.set_properties(
            {"title": form.title, "subject": form.source, "created": _CREATED, "author": ""}
        )
        book.set_calc_mode("auto", _CALC_ID)
        book.calc_on_load = False
    return out


def _blank(sheet: str, address: str) -> Given:
    return None


def _stamp(book: Workbook, stamp: Stamp) -> None:
    """The stamp twice: properties that a file manager shows, hidden names that survive a re-save."""
    for name, value in stamp.named().items():
        book.set_custom_property(name, value, "text")
        book.define_name(name, f"={quoted(value)}")
        book.defined_names[-1][3] = True  # hidden
