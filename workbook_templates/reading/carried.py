"""What a workbook carries beside its sheets: macros, links to other files, things that reach outside.

Nothing of it is ever run or followed; it is only told.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote

from workbook_templates.reading import own_macros
from workbook_templates.reading.cells import Cell
from workbook_templates.reading.markup import parse
from workbook_templates.reading.parts import is_project
from workbook_templates.reading.sheets import Sheets


class Carries(Enum):
    """The kinds of things."""

    MACROS = "宏"
    LINKS = "指向其他文件的链接"
    COMMANDS = "向别的程序或网络取数的公式"
    CONNECTIONS = "数据连接"
    OBJECTS = "嵌入的对象"
    VALUES_ONLY = "只有数值的旧格式"


@dataclass(frozen=True, slots=True)
class Carried:
    """One kind of thing that a file carries: what exactly, and the cell where it stands in one."""

    kind: Carries
    what: str = ""
    cell: Cell | None = None


#: Functions that fetch from elsewhere or run something the moment a sheet is calculated.
_REACHING = re.compile(
    r"(?<![\w.])(?:_xl\w+\.)*(?:WEBSERVICE|DDE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|IMAGE)\s*\("
    r"|[A-Za-z]\w*\|",  # a program and its subject: cmd|' /C …'!A1
    re.IGNORECASE,
)
#: Where none of these stands, none of those does.
_SIGNS = ("|", "WEBSERVICE", "DDE", "RTD", "CALL", "REGISTER", "EXEC", "IMAGE")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
#: The add-in of this product. Excel links every PE_ formula to it; to break the link ruins them all.
_OWN_ADDIN = "pe.xlam"
_MOST_TOLD = 3


def carried_in(sheets: Sheets) -> tuple[Carried, ...]:
    """Everything that a file carries beside its sheets."""
    if sheets.kind:
        return (Carried(Carries.VALUES_ONLY, sheets.kind),)
    return tuple(_carried(sheets))


def _carried(sheets: Sheets) -> Iterator[Carried]:
    names = [name.lower() for name in sheets.names]
    if _foreign_macros(sheets):
        yield Carried(Carries.MACROS, "VBA 宏")
    if any(name.startswith("xl/macrosheets/") for name in names):
        yield Carried(Carries.MACROS, "宏表")
    files, commands = _links(sheets)
    if files:
        yield Carried(Carries.LINKS, _listed(files))
    if commands:
        yield Carried(Carries.COMMANDS, _listed(commands))
    if any(name.startswith(("xl/connections.xml", "xl/querytables/")) for name in names):
        yield Carried(Carries.CONNECTIONS)
    if any(name.startswith(("xl/embeddings/", "xl/activex/")) for name in names):
        yield Carried(Carries.OBJECTS)
    for cell in _reaching(sheets):
        yield Carried(Carries.COMMANDS, _short(cell.formula or ""), cell)


def _foreign_macros(sheets: Sheets) -> bool:
    """Whether there is VBA code that is not this product's own.

    A spreadsheet program finds it by the relationships, whatever the part is called.
    """
    found = {posixpath.basename(name).lower() for name in sheets.names if is_project(name)}
    related: set[str] = set()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("Type", "").lower().endswith("/vbaproject"):
            related.add(posixpath.basename(attributes.get("Target", "")).lower())

    for part, content in sheets.parts.items():
        # An & may write any letter.
        if part.endswith(".rels") and (b"&" in content or b"vba" in content.lower()):
            parse(content, part, start, lambda tag, text: None)
    return bool(related - found) or not all(map(own_macros.ours, sheets.projects))


def _links(sheets: Sheets) -> tuple[list[str], list[str]]:
    """The files that a workbook refers to, and the programs that it would ask for data."""
    files: list[str] = []
    commands: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") == "External":
            target = unquote(attributes.get("Target", ""))
            name = re.split(r"[/\\]", target)[-1] or target
            if name.lower() != _OWN_ADDIN or target.lower().startswith("http"):
                files.append(_short(name))
        elif tag == "ddeLink":
            service, topic = attributes.get("ddeService", ""), attributes.get("ddeTopic", "")
            commands.append(_short(f"{service}|{topic}"))

    for part, content in sheets.parts.items():
        if part.lower().startswith("xl/externallinks/"):
            parse(content, part, start, lambda tag, text: None)
    return files, commands


def _reaching(sheets: Sheets) -> Iterator[Cell]:
    """The first cells of each sheet whose formulas fetch from elsewhere or run something."""
    for sheet, markup in sheets.markup.items():
        together = "\n".join(markup.formulas.values()).upper()
        if not any(sign in together for sign in _SIGNS):
            continue
        found = [
            address
            for address, formula in markup.formulas.items()
            if _REACHING.search(_QUOTED.sub("''", formula))
        ]
        for address in found[:_MOST_TOLD]:
            yield Cell(sheet, address, None, markup.formulas[address])


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}……"


def _listed(names: list[str]) -> str:
    told = list(dict.fromkeys(names))
    more = f"等 {len(told)} 个" if len(told) > _MOST_TOLD else ""
    return "、".join(told[:_MOST_TOLD]) + more
