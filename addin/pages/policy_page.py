"""The page of a policy, written as Markdown and as HTML."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from rules.authoring import Page

if TYPE_CHECKING:
    from jinja2 import Environment

#: Where the pages of the shipped policies are kept.
FOLDER = Path(__file__).parents[2] / "docs" / "policies"
_MARKS = re.compile(r"([\\`*_{}\[\]<>|#])")


def as_markdown(page: Page) -> str:
    """The page as Markdown; any text in it stays text."""
    return _environment(html=False).get_template("policy.md.j2").render(page=page).rstrip() + "\n"


def as_html(page: Page) -> str:
    """The page as HTML; any text in it is escaped, and nothing is loaded from elsewhere."""
    return _environment(html=True).get_template("policy.html.j2").render(page=page) + "\n"


def write(page: Page, policy: str, folder: Path) -> tuple[Path, Path]:
    """Write both pages into `folder` under the policy's id. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / f"{policy}.md", folder / f"{policy}.html"
    for path, text in zip(paths, (as_markdown(page), as_html(page)), strict=True):
        path.write_text(text, "utf-8", newline="\n")
    return paths


@cache
def _environment(*, html: bool) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("addin", "pages"),
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = files("addin.pages").joinpath("policy.css").read_text("utf-8")
    # Our own file, nobody's text.
    environment.globals["style"] = Markup(style)
    environment.filters.update(kind=_kind, md=_escaped, quote=_quoted)
    return environment


def _kind(block: object) -> str:
    return type(block).__name__


def _escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _quoted(text: str) -> str:
    return text.replace("\n", "\n> ")
