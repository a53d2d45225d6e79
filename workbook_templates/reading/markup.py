"""A small hardened reader of a workbook's XML, one part at a time.

Built on expat: no document type, so no entities; nothing is looked up outside the part.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from xml.parsers import expat

from workbook_templates.reading.parts import RefusedError

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str, str], None]


def parse(content: bytes, part: str, start: Start, end: End) -> None:
    """Walk one part; `start(tag, attributes)` and `end(tag, text)` get names without namespaces.

    The text is what stands between the start of the innermost element and its end. Raises
    `RefusedError` for XML that is broken or carries a document type.
    """
    parser = parser_of(part)
    text: list[str] = []

    def on_start(tag: str, attributes: dict[str, str]) -> None:
        text.clear()
        start(local(tag), {local(key): value for key, value in attributes.items()})

    def on_end(tag: str) -> None:
        end(local(tag), "".join(text))
        text.clear()

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = text.append
    run(parser, content, part)


def parser_of(part: str) -> expat.XMLParserType:
    """A parser that refuses a document type."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def forbid(*_: object) -> None:
        raise RefusedError(
            "文件有害",
            f"部件 {part} 带有文档类型声明，正常的工作簿没有",
            "请不要打开来历不明的文件",
        )

    parser.StartDoctypeDeclHandler = forbid
    parser.EntityDeclHandler = forbid
    return parser


def run(parser: expat.XMLParserType, content: bytes, part: str) -> None:
    """Let a parser walk the whole part. Raises `RefusedError` for XML that is broken."""
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError):  # markup, its encoding, a number in it
        raise RefusedError(
            "文件损坏", f"部件 {part} 不是有效的 XML", "请用表格软件打开，另存为 .xlsx 再试"
        ) from None


def is_bare(content: bytes, part: str) -> bool:
    """Whether a part is elements and texts alone, without comments and the like.

    Raises `RefusedError` for XML that is broken or carries a document type.
    """
    parser = parser_of(part)
    other: list[str] = []
    parser.CommentHandler = other.append
    parser.StartCdataSectionHandler = lambda: other.append("")
    parser.ProcessingInstructionHandler = lambda *told: other.append("")
    run(parser, content, part)
    return not other


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]
