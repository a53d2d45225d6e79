"""The comments of one sheet: ours taken out, ours put in, everybody else's kept.

A comment is two things: its text in the part of comments, and its box in an old kind of drawing
(VML), which every spreadsheet program still reads. A cell has one comment at most: where somebody
already wrote one, ours follows in it. It begins with a mark by which it is found and taken out
again; LibreOffice does not keep authors. A cell with a conversation (a threaded comment) is left
alone, because Excel shows nothing else there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbook_templates.addresses import relative
from workbook_templates.annotating.boxes import Grid, anchor
from workbook_templates.annotating.faults import damaged
from workbook_templates.annotating.markup import Markup, Node, text_of
from workbook_templates.annotating.remarks import Remark, xml_text

AUTHOR = "绩效校验"
#: Stands before our text.
MARK = "〔绩效校验〕"
_CONVERSATION = "tc="
_SHAPE = re.compile(rb"<((?:\w+:)?)shape\b.*?</\1shape\s*>\s*", re.DOTALL)
_SHAPE_AT = re.compile(rb"<(?:\w+:)?(Row|Column)\s*>\s*(\d+)\s*<")
_FONT = '<sz val="9"/><color indexed="81"/><rFont val="宋体"/><family val="3"/><charset val="134"/>'

NO_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="{}"><authors/><commentList/></comments>'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_DECLARED = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)


def without_ours(comments: bytes, part: str) -> tuple[bytes, set[str]]:
    """The comments without what an earlier annotation said; the cells that have none any more."""
    markup = Markup(comments, part)
    emptied = set()
    for comment in _comments(markup):
        before, mark, _ = text_of(comment).partition(MARK)
        if mark and not before.strip():
            markup.remove(comment)
            emptied.add(comment.get("ref"))
        elif mark:
            _without_our_runs(markup, comment)
    return markup.result(), emptied


def with_ours(comments: bytes, part: str, told: Sequence[Remark]) -> tuple[bytes, list[Remark]]:
    """The comments with these remarks; those for which a box must be drawn too."""
    markup = Markup(comments, part)
    authors = _authors(markup)
    there = {comment.get("ref"): comment for comment in _comments(markup)}
    listed = next(markup.root.all("commentList"), None)
    named = next(markup.root.all("authors"), None)
    if listed is None or named is None:
        return comments, []
    ours = authors.index(AUTHOR) if AUTHOR in authors else len(authors)
    drawn = []
    for remark in told:
        first = relative(remark.area.top, remark.area.left)
        other = there.get(first)
        if other is None:
            markup.append(listed, _comment(first, ours, remark.text))
            drawn.append(remark)
        elif not _author(authors, other).startswith(_CONVERSATION):
            _add_runs(markup, other, remark.text)
    if drawn and ours == len(authors):
        markup.append(named, f"<author>{AUTHOR}</author>")
    return markup.result(), drawn


def without_boxes(drawing: bytes, cells: set[str]) -> bytes:
    """The drawing without the comment boxes of these cells."""

    def keep(shape: re.Match[bytes]) -> bytes:
        if b'"Note"' not in shape[0]:
            return shape[0]
        at = {name: int(number) for name, number in _SHAPE_AT.findall(shape[0])}
        return b"" if relative(at.get(b"Row", 0), at.get(b"Column", 0)) in cells else shape[0]

    return _SHAPE.sub(keep, drawing) if cells else drawing


def with_boxes(drawing: bytes, told: Sequence[Remark], grid: Grid) -> bytes:
    """The drawing with a comment box for each of these remarks."""
    end = drawing.rfind(b"</")
    if end < 0:
        raise damaged("已有批注的图形读不出来")
    blocks = [int(n) for n in re.findall(rb'idmap\b[^>]*\bdata="(\d+)', drawing)] or [1]
    numbers = (int(n) for n in re.findall(rb'"_x0000_s(\d+)"', drawing))
    number = max(numbers, default=1024 * blocks[0])
    shapes = [] if b'"_x0000_t202"' in drawing else [_declared(_SHAPE_TYPE, "shapetype")]
    for remark in told:
        number += 1
        shapes.append(_box(number, remark, grid))
    return drawing[:end] + "".join(shapes).encode() + drawing[end:]


def empty_drawing(block: int) -> bytes:
    """A drawing without shapes, whose shapes are numbered in a block of their own."""
    return (
        f'<xml {_DECLARED}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/>'
        f"</o:shapelayout>{_SHAPE_TYPE}</xml>"
    ).encode()


def free_block(drawings: Sequence[bytes]) -> int:
    """A block of shape numbers that none of the workbook's drawings uses."""
    taken = {0}
    for drawing in drawings:
        for numbers in re.findall(rb'idmap\b[^>]*\bdata="([\d, ]+)"', drawing):
            taken.update(int(number) for number in numbers.replace(b",", b" ").split())
    return max(taken) + 1


# --- inside ---


def _comments(markup: Markup) -> list[Node]:
    return [comment for each in markup.root.all("commentList") for comment in each.all("comment")]


def _authors(markup: Markup) -> list[str]:
    return [author.text for each in markup.root.all("authors") for author in each.all("author")]


def _author(authors: list[str], comment: Node) -> str:
    number = comment.get("authorId")
    return authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""


def _comment(cell: str, author: int, text: str) -> str:
    run = _run(_ours(text))
    return f'<comment ref="{cell}" authorId="{author}" shapeId="0"><text>{run}</text></comment>'


def _ours(text: str) -> str:
    return f"{MARK}\n{text}"


def _run(text: str) -> str:
    return f'<r><rPr>{_FONT}</rPr><t xml:space="preserve">{xml_text(text)}</t></r>'


def _add_runs(markup: Markup, comment: Node, text: str) -> None:
    body = comment.child("text")
    if body is None:
        return
    for plain in body.all("t"):
        # Beside runs, a plain text of its own would not be read.
        markup.replace(plain, f"<r>{markup.raw(plain).decode()}</r>")
    markup.insert_after(body, ("t", "r"), _run("\n" + _ours(text)))


def _without_our_runs(markup: Markup, comment: Node) -> None:
    """Cut the text from our mark on; a program may have joined it with the text before it."""
    ours = False
    body = comment.child("text")
    for run in (each for each in (body.children if body else ()) if each.name in ("r", "t")):
        before, mark, _ = text_of(run).partition(MARK)
        if ours or (mark and not before.strip()):
            markup.remove(run)
        elif mark:
            words = run if run.name == "t" else run.child("t")
            if words is not None:
                markup.cut(words, MARK)
        ours = ours or bool(mark)


def _box(number: int, remark: Remark, grid: Grid) -> str:
    shape = (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;margin-left:80pt;margin-top:2pt;width:240pt;height:90pt;'
        f'z-index:{number % 1024};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
        "<x:MoveWithCells/><x:SizeWithCells/>"
        f"<x:Anchor>{anchor(grid, remark.area, _ours(remark.text))}</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{remark.area.top}</x:Row>"
        f"<x:Column>{remark.area.left}</x:Column></x:ClientData></v:shape>"
    )
    return _declared(shape, "shape")


def _declared(element: str, name: str) -> str:
    """The element with its prefixes declared: a drawing of another program may use other ones."""
    return element.replace(f"<v:{name} ", f"<v:{name} {_DECLARED} ", 1)
