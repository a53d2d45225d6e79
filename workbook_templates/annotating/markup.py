"""One XML part, edited in place: elements are found by their byte positions, the rest is kept.

Parsing a part into a tree and writing it again would lose prefixes, unknown extensions and the
very bytes that the file's own program wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape

from workbook_templates.annotating.faults import damaged

_START_TAG = re.compile(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_DECLARED = re.compile(r"""^(<\?xml[^>]*?encoding\s*=\s*)["']([A-Za-z0-9._-]+)["']""")


@dataclass(slots=True)
class Node:
    """An element: its tag as written, and the bytes of its start tag, inside and end."""

    tag: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    text: str = ""
    children: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The tag without its prefix."""
        return self.tag.rpartition(":")[2]

    @property
    def closed(self) -> bool:
        """Whether the element is written ``<a/>``."""
        return self.inner == self.end

    def get(self, name: str) -> str:
        """An attribute by its name, whatever its prefix; empty where there is none."""
        if name in self.attributes:
            return self.attributes[name]
        found = (v for k, v in self.attributes.items() if k.rpartition(":")[2] == name)
        return next(found, "")

    def all(self, name: str) -> Iterator[Node]:
        """The children of this name."""
        return (child for child in self.children if child.name == name)

    def child(self, name: str) -> Node | None:
        """The first child of this name."""
        return next(self.all(name), None)


class Markup:
    """A part being edited. `descend` says of which elements the children are wanted."""

    def __init__(
        self, xml: bytes, part: str, descend: Callable[[Node], bool] = lambda node: True
    ) -> None:
        self.xml = utf8(xml, part)
        self.root = _parsed(self.xml, part, descend)
        prefix = self.root.tag.rpartition(":")[0]
        #: What an inserted element without prefix must declare to belong to this part.
        self.namespace = self.root.attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
        self._declare = f' xmlns="{self.namespace}"' if prefix else ""
        self._edits: list[tuple[int, int, bytes]] = []
        self._appended: dict[int, tuple[Node, list[str]]] = {}

    def element(self, text: str) -> str:
        """An element written without prefix, made one of this part's namespace."""
        return re.sub(r"^<\w+(?=[\s/>])", lambda tag: tag[0] + self._declare, text)

    def raw(self, node: Node) -> bytes:
        """The element as it is written."""
        return self.xml[node.start : node.end]

    def remove(self, node: Node) -> None:
        """Take the element out."""
        self._edits.append((node.start, node.end, b""))

    def replace(self, node: Node, text: str) -> None:
        """Write the element anew."""
        self._edits.append((node.start, node.end, self.element(text).encode()))

    def cut(self, node: Node, mark: str) -> None:
        """Leave out the text of the element from a mark on, and the line end before it."""
        at = self.xml.find(mark.encode(), node.inner, node.close)
        if at >= 0:
            kept = self.xml[node.inner : at].rstrip(b"\n")
            self._edits.append((node.inner, node.close, kept))

    def append(self, parent: Node, text: str) -> None:
        """Add an element as the last one of its parent."""
        self._appended.setdefault(parent.start, (parent, []))[1].append(self.element(text))

    def insert_after(self, parent: Node, names: Container[str], text: str) -> None:
        """Add an element behind the last child that has one of these names, else as the first."""
        before = [child for child in parent.children if child.name in names]
        self.insert_behind(parent, before[-1] if before else None, text)

    def insert_behind(self, parent: Node, before: Node | None, text: str) -> None:
        """Add an element behind this child, or as the first one."""
        if before is None and parent.closed:
            self.append(parent, text)
            return
        at = before.end if before else parent.inner
        self._edits.append((at, at, self.element(text).encode()))

    def set(self, node: Node, name: str, value: str) -> None:
        """Give an attribute a value; all other bytes of the start tag stay."""
        tag = self.xml[node.start : node.inner]
        found = re.search(rb"\s" + name.encode() + rb"\s*=\s*(\"[^\"]*\"|'[^']*')", tag)
        quoted = ('"' + escape(value, {'"': "&quot;"}) + '"').encode()
        if found:
            start, end = (node.start + place for place in found.span(1))
            self._edits.append((start, end, quoted))
        else:
            at = node.start + 1 + len(node.tag.encode())
            self._edits.append((at, at, b" " + name.encode() + b"=" + quoted))

    def result(self) -> bytes:
        """The part with all edits."""
        edits = list(self._edits)
        for node, texts in self._appended.values():
            inside = "".join(texts).encode()
            if node.closed:
                slash = self.xml.rindex(b"/", node.start, node.end)
                edits.append((slash, node.end, b">" + inside + f"</{node.tag}>".encode()))
            else:
                edits.append((node.close, node.close, inside))
        pieces, last = [], 0
        for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
            pieces += [self.xml[last:start], text]
            last = end
        return b"".join([*pieces, self.xml[last:]])


def text_of(node: Node) -> str:
    """All text inside an element."""
    return node.text + "".join(map(text_of, node.children))


def utf8(xml: bytes, part: str) -> bytes:
    """The part in UTF-8, which byte positions and inserted text are of."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            text = xml.decode("utf-16")
        except UnicodeDecodeError:
            raise damaged(f"部件 {part} 的编码不对") from None
        return _DECLARED.sub(r'\1"UTF-8"', text).encode()
    declared = _DECLARED.match(xml[:200].decode("latin-1").removeprefix("\xef\xbb\xbf"))
    if declared and declared[2].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise damaged(f"部件 {part} 的编码是 {declared[2]}，不是 UTF-8")
    return xml


def _parsed(xml: bytes, part: str, descend: Callable[[Node], bool]) -> Node:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    top = Node("", {}, 0, 0)
    open_nodes = [top]
    skipped = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal skipped
        if skipped or not (len(open_nodes) == 1 or descend(open_nodes[-1])):
            skipped += 1
            return
        at = parser.CurrentByteIndex
        match = _START_TAG.match(xml, at)
        node = Node(tag, attributes, at, match.end() if match else at)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def end(tag: str) -> None:
        nonlocal skipped
        if skipped:
            skipped -= 1
            return
        node = open_nodes.pop()
        node.close = node.end = node.inner
        if xml[node.inner - 2 : node.inner] != b"/>":
            node.close = parser.CurrentByteIndex
            node.end = xml.index(b">", node.close) + 1

    def words(text: str) -> None:
        if not skipped:
            open_nodes[-1].text += text

    def forbid(*_: Any) -> None:
        raise damaged(f"部件 {part} 带有文档类型声明，正常的工作簿没有")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = forbid
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise damaged(f"部件 {part} 不是有效的 XML") from None
    return top.children[0]
