"""The HTML page of a check: one file that needs nothing else, for the screen and for paper."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook_templates import saving
from workbook_templates.checking.catalogue import CATALOGUE, Entry
from workbook_templates.checking.findings import Checked, Severity, Verdict
from workbook_templates.checking.reference import shown
from workbook_templates.reports import grouping, links
from workbook_templates.reports.policies import policy_titles
from workbook_templates.reports.texts import clean, clip, figure

if TYPE_CHECKING:
    from jinja2 import Template


def render(
    title: str,
    checked: Sequence[Checked],
    *,
    note: str = "",
    made: str = "",
    beside: Path | None = None,
) -> str:
    """The page as HTML text.

    `note` is a paragraph at the top (what a sample assumes), `made` says when and by what the page
    was made. Cells are linked by a path relative to `beside`, the folder that the page will lie in;
    without it, by `Checked.file` as it is. Texts of any content are shown as text. A cell's content
    is cut after 600 characters, a sentence after 3,000, and the page says so.
    """
    return _template().render(
        title=title,
        checked=checked,
        note=note,
        made=made,
        names=links.names([one.file for one in checked]),
        links=[links.to_file(one.file, beside) for one in checked],
    )


def write_page(
    path: Path,
    title: str,
    checked: Sequence[Checked],
    *,
    note: str = "",
    made: str = "",
) -> None:
    """Write the page to `path`, whole or not at all: beside it first, then renamed.

    Raises `OSError` where the folder cannot be written.
    """
    page = render(title, checked, note=note, made=made, beside=path.absolute().parent)
    with saving.beside(path) as part:
        part.write_text(page, "utf-8", newline="\n")


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    script = files("workbook_templates.reports").joinpath("page.js").read_text("utf-8")
    style = files("workbook_templates.reports").joinpath("page.css").read_text("utf-8")
    digest = b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    environment = Environment(
        loader=PackageLoader("workbook_templates", "reports"),
        autoescape=True,
        finalize=_cleaned,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clip"] = clip
    environment.filters["figure"] = figure
    environment.globals.update(
        # The browser runs this page's own script and no other, whatever a text holds.
        policy=f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'",
        # Our own files, not anybody's text: they go in as they are.
        script=Markup(script),
        style=Markup(style),
        Severity=Severity,
        Verdict=Verdict,
        marks=grouping.MARKS,
        by_severity=grouping.by_severity,
        count_severities=grouping.count_severities,
        summary=grouping.summary,
        nothing_found=grouping.nothing_found,
        to_cell=links.to_cell,
        titles=policy_titles,
        recognised=grouping.recognised,
        CATALOGUE=CATALOGUE,
        known_codes=_known_codes,
        told=shown,
    )
    return environment.get_template("page.html.j2")


def _known_codes(checked: Sequence[Checked]) -> list[Entry]:
    """The kinds of findings that occur, by code, as the catalogue explains them."""
    codes = {finding.code for one in checked for finding in one.findings}
    return [CATALOGUE[code] for code in sorted(codes) if code in CATALOGUE]


def _cleaned(value: Any) -> Any:
    """Every text that enters the page passes here, before it is escaped."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return clean(value)
    return value
