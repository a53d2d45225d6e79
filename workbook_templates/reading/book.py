"""What `xl/workbook.xml` says of a workbook as a whole, and its custom document properties."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from workbook_templates.reading.markup import parse
from workbook_templates.reading.parts import RESAVE, RefusedError

_MAIN = "xl/workbook.xml"
#: The parts that say which sheets and names there are.
_ABOUT_SHEETS = ("_rels/.rels", _MAIN, "xl/_rels/workbook.xml.rels")
#: Parts larger than this are read anew each time: what is kept must stay small.
_OFTEN = 200_000


@dataclass(slots=True)
class Book:
    """What `xl/workbook.xml` says: the part and the state of each sheet, and the defined names.

    `copied` are the names that belong to one sheet alone, as a copied sheet has them, by sheet;
    `styles` is the part with the looks of cells, "" where there is none.
    """

    sheets: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    copied: dict[str, set[str]] = field(default_factory=dict)
    styles: str = ""


def read_book(parts: Mapping[str, bytes]) -> Book:
    """The sheets and the names of the whole workbook (names of one sheet alone are not ours).

    Not to be changed: the files of one template often say the same, which is then read once.
    """
    about = tuple((name, parts[name]) for name in _ABOUT_SHEETS if name in parts)
    often = sum(len(content) for _, content in about) <= _OFTEN
    return (_kept_book if often else _book)(about)


def _book(about: tuple[tuple[str, bytes], ...]) -> Book:
    parts = dict(about)
    main = _main_part(parts)
    if main != _MAIN:  # the library that reads the values looks nowhere else
        raise RefusedError("文件损坏", f"文件的工作簿部件不在 {_MAIN}，读不出数值", RESAVE)
    if main not in parts:
        raise RefusedError("文件损坏", "文件里没有工作簿部件", RESAVE)
    targets = _relations(parts, main)
    styles = (target for kind, target in targets.values() if kind.endswith("/styles"))
    book = Book(styles=next(styles, ""))
    order: list[str] = []
    open_name: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            order.append(attributes.get("name", ""))
            if order[-1].casefold() in {name.casefold() for name in order[:-1]}:
                raise RefusedError(
                    "文件损坏",
                    f"文件里有两张工作表都叫“{order[-1][:31]}”，分不清哪一张是真的",
                    RESAVE,
                )
            if attributes.get("id") in targets:
                book.sheets[order[-1]] = targets[attributes["id"]][1]
            if attributes.get("state", "visible") != "visible":
                book.hidden.add(order[-1])
        elif tag == "definedName" and "localSheetId" in attributes:
            open_name.clear()
            number = attributes["localSheetId"]
            sheet = order[int(number)] if number.isdigit() and int(number) < len(order) else ""
            book.copied.setdefault(sheet, set()).add(attributes.get("name", ""))
        elif tag == "definedName":
            open_name[:] = [attributes.get("name", "")]

    def end(tag: str, text: str) -> None:
        if tag == "definedName" and open_name:
            book.names.setdefault(open_name[0], text.strip())

    parse(parts[main], main, start, end)
    return book


_kept_book = lru_cache(maxsize=32)(_book)


def _main_part(parts: Mapping[str, bytes]) -> str:
    for kind, target in _relations(parts, "").values():
        if kind.endswith("/officeDocument"):
            return target
    return _MAIN


def _relations(parts: Mapping[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """The relations of a part: kind and target part by id."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            if attributes.get("Id", "") in found:
                raise RefusedError("文件损坏", f"部件 {place} 里有重复的编号", RESAVE)
            found[attributes.get("Id", "")] = (attributes.get("Type", ""), target.lstrip("/"))

    if place in parts:
        parse(parts[place], place, start, lambda tag, text: None)
    return found


def read_properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The custom document properties."""
    found: dict[str, str] = {}
    name: list[str] = [""]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "property":
            name[0] = attributes.get("name", "")

    def end(tag: str, text: str) -> None:
        if tag not in ("property", "Properties"):
            found[name[0]] = text

    if "docProps/custom.xml" in parts:
        parse(parts["docProps/custom.xml"], "docProps/custom.xml", start, end)
    return found
