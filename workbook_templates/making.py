"""Making a workbook that is ready to hand out: built, stamped, computed, with cached values.

Cached values let a preview, a phone or a PC without the functions show figures instead of blanks.

The blank templates in `built/` are made by ``python -m workbook_templates.making`` (a folder may be
named after it), and must be made again and committed whenever a form, a policy or the product's
version changes. The same sources give the same bytes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rules.results import Refusal
from udfs import CATALOGUE, policies
from workbook_templates.building import build, stamp_for
from workbook_templates.data_file import read_data as read_data
from workbook_templates.description import describe, forms
from workbook_templates.faults import Fault, FormError
from workbook_templates.plain import add_lookup, plain_form
from workbook_templates.printed_rows import published_rows
from workbook_templates.recalculation import recalculate
from workbook_templates.stamp import PLAIN

#: Where the built blank templates are committed.
BUILT = Path(__file__).parent / "built"


def make(
    form_id: str,
    out: Path,
    data: Mapping[str, Any] | None = None,
    policy: str = "",
    *,
    plain: bool = False,
) -> tuple[Path, str]:
    """Write the workbook of a form to `out`, computed; returns the path and the policy used.

    `policy` is an id, a title or id@date; without it the form's own. `plain` says it all in ordinary
    formulas, for programs without the PE_ functions. `out` is written beside and
    then renamed, so that it is never half a file. Raises `FormError` for a form, a policy or data
    that do not fit.
    """
    form = describe(form_id)
    use = policies.library().find(policy or form.policy)
    if isinstance(use, Refusal):
        raise FormError([Fault(f"政策“{policy or form.policy}”", use.message, use.advice)])
    named = use.policy.id + (f"@{use.day}" if use.day else "")
    digest = policies.library().shelf[use.policy.id].digest
    stamp = stamp_for(form, named, digest, product_version(), PLAIN if plain else "")
    beside = add_lookup if plain else None
    form = plain_form(form, use) if plain else form
    fixed = published_rows(use)
    with tempfile.TemporaryDirectory(dir=_folder(out), prefix=".pe-") as folder:
        first, second = Path(folder) / "1.xlsx", Path(folder) / "2.xlsx"
        build(form, first, data, stamp, named, fixed=fixed, beside=beside)
        values = recalculate(first, CATALOGUE).values
        # Built again with the figures, so that row heights fit the explanations that now stand there.
        build(
            form,
            second,
            data,
            stamp,
            named,
            cached=lambda sheet, address: values.get((sheet, address)),
            fixed=fixed,
            beside=beside,
        )
        os.replace(second, out)
    return out, named


def make_templates(folder: Path = BUILT) -> list[Path]:
    """Write the blank template of every form to `folder`, named by its title; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return [make(form, folder / f"{describe(form).title}.xlsx")[0] for form in forms()]


def make_plain_templates(folder: Path = BUILT) -> list[Path]:
    """Write the blank templates in plain formulas, of every form whose policy can be said so."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for form in forms():
        try:
            made.append(make(form, folder / plain_name(form), plain=True)[0])
        except FormError:
            continue  # what of the policy cannot be said is told to whoever asks for it
    return made


def plain_name(form_id: str) -> str:
    """The name of a form's file in plain formulas."""
    return f"{describe(form_id).title}（免插件）.xlsx"


def product_version() -> str:
    """The product's version as it stands in a stamp."""
    try:
        return version("jixiao")
    except PackageNotFoundError:
        return "0"


def _folder(out: Path) -> Path:
    folder = out.parent
    if not folder.is_dir():
        raise FormError([Fault(str(folder), "没有这个文件夹", "请先建立文件夹，或换一个位置")])
    return folder


if __name__ == "__main__":
    for made in (make_templates, make_plain_templates):
        for template in made(*map(Path, sys.argv[1:2])):
            print(template)
