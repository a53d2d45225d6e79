"""The documents as pages that a browser opens offline: from the Markdown in `docs/`, pictures inside.

One file a document, so that it can be passed on alone. The same sources give the same bytes.
"""

from __future__ import annotations

import posixpath
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, unquote

from jinja2 import Environment, PackageLoader
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

#: The documents in the order in which they are offered, as they are called there.
TITLES = {
    "handbook.zh": "使用手册",
    "functions.zh": "函数说明",
    "findings.zh": "问题一览",
    "policy-guide.zh": "政策编写指南",
    "policy-reference.zh": "政策关键词",
    "it-guide.zh": "信息技术人员",
    "windows-checklist.zh": "半小时检查",
}
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PICTURES = {".png": "image/png", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the table of contents has it."""

    level: int
    anchor: str
    text: str


def pages(docs: Path, version: str) -> Iterator[tuple[str, bytes]]:
    """Every page by its path: the documents, and the pages of the policies as they are kept."""
    kept = {f"policies/{path.name}": path for path in sorted((docs / "policies").glob("*.html"))}
    there = {f"{name}.html" for name in TITLES} | set(kept)
    for name in TITLES:
        text = (docs / f"{name}.md").read_text("utf-8")
        yield f"{name}.html", page(text, name, version, docs, there).encode()
    for name, path in kept.items():
        yield name, path.read_bytes()


def page(text: str, name: str, version: str, docs: Path, there: set[str]) -> str:
    """The page of one document. `there`: the paths of all pages; other links become plain text."""
    reader = MarkdownIt("commonmark").enable("table")
    tokens = [token for token in reader.parse(text) if token.type != "html_block"]  # comments
    headings = _anchored(tokens)
    for token in tokens:
        if token.children:
            token.children = list(_offline(token.children, docs, there))
    looks = Environment(
        loader=PackageLoader("addin.windows.packing", "."), autoescape=True, trim_blocks=True
    )
    return looks.get_template("document.html.j2").render(
        title=next(heading.text for heading in headings if heading.level == 1),
        version=version,
        css=Markup((files("addin.windows.packing") / "document.css").read_text("utf-8")),
        others=[(f"{other}.html", title, other == name) for other, title in TITLES.items()],
        contents=[heading for heading in headings if heading.level in (2, 3)],
        body=Markup(reader.renderer.render(tokens, reader.options, {})),
    )


def anchor(heading: str) -> str:
    """What a link to a heading says, as the places that show Markdown have it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _anchored(tokens: list[Token]) -> list[Heading]:
    """Give every heading its anchor; the headings."""
    found: list[Heading] = []
    for opened, held in pairwise(tokens):
        if opened.type == "heading_open":
            text = "".join(c.content for c in held.children or () if c.type != "html_inline")
            plain = anchor(text)
            times = sum(
                heading.anchor.removesuffix(f"-{n}") == plain for n, heading in enumerate(found)
            )
            opened.attrSet("id", f"{plain}-{times}" if times else plain)
            found.append(Heading(int(opened.tag[1]), str(opened.attrGet("id")), text))
    return found


def _offline(tokens: list[Token], docs: Path, there: set[str]) -> Iterator[Token]:
    """Links to the other pages, pictures by their content; a link to nowhere loses its tags."""
    kept: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            target = _target(str(token.attrGet("href")), there)
            kept.append(bool(target))
            if not target:
                continue
            token.attrSet("href", target)
        elif token.type == "link_close" and not kept.pop():
            continue
        elif token.type == "image":
            path = docs / unquote(str(token.attrGet("src")))
            content = b64encode(path.read_bytes()).decode("ascii")
            token.attrSet("src", f"data:{_PICTURES[path.suffix]};base64,{content}")
        yield token


def _target(href: str, there: set[str]) -> str:
    """Where a link leads to in the package, nothing where it leads out of it."""
    if href.startswith("#") or _ELSEWHERE.match(href):
        return href
    path, mark, place = href.partition("#")
    found = re.sub(r"\.md$", ".html", posixpath.normpath(unquote(path)))
    return quote(found) + mark + place if found in there else ""


__all__ = ["TITLES", "Heading", "anchor", "page", "pages"]
