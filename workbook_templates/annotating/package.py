"""The zip of a workbook: its parts, how they refer to each other, and a copy with a few changed."""

from __future__ import annotations

import os
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from xml.sax.saxutils import quoteattr

from workbook_templates.annotating.faults import AnnotationFault, damaged
from workbook_templates.annotating.markup import Markup
from workbook_templates.saving import beside

#: All parts together, inflated; pictures and macros count, as they are copied too.
MOST_TOGETHER = 200_000_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    ValueError,
)
_TYPES = "[Content_Types].xml"
_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: `kind` is the last word of the relation's type."""

    id: str
    kind: str
    type: str
    part: str


class Package:
    """A workbook's parts; what is written here goes into the copy and never into the file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._changed: dict[str, bytes] = {}
        self._added: list[str] = []
        self._removed: set[str] = set()
        try:
            self._archive = zipfile.ZipFile(path)
        except _BROKEN:
            raise AnnotationFault(
                f"不能给 {path.name} 加批注：不是 .xlsx 或 .xlsm 文件，或加了打开密码",
                "请用表格软件打开，去掉密码，另存为 .xlsx 后重新校验",
            ) from None
        entries = self._archive.infolist()
        self._names = {entry.filename.lower(): entry.filename for entry in entries}
        if sum(entry.file_size for entry in entries) > MOST_TOGETHER:
            raise AnnotationFault(
                f"不能给 {path.name} 加批注：文件展开后太大", "请删去图片和无关的工作表"
            )

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def __contains__(self, part: str) -> bool:
        """Whether there is such a part; case does not matter in part names."""
        return part.lower() in self._names

    def read(self, part: str) -> bytes:
        """A part as it stands now."""
        name = self._names.get(part.lower(), part)
        if name in self._changed:
            return self._changed[name]
        try:
            return self._archive.read(name)
        except _BROKEN:
            raise damaged(f"部件 {part} 读不出来") from None

    def write(self, part: str, content: bytes) -> None:
        """Change a part that is there."""
        name = self._names[part.lower()]
        if self.read(name) != content:
            self._changed[name] = content

    def add(self, part: str, content: bytes, content_type: str) -> None:
        """A new part, with its type."""
        self._put(part, content)
        types = Markup(self.read(_TYPES), _TYPES)
        entry = (
            f"<Override PartName={quoteattr('/' + part)} ContentType={quoteattr(content_type)}/>"
        )
        types.append(types.root, entry)
        self.write(_TYPES, types.result())

    def remove(self, part: str) -> None:
        """Leave a part out of the copy; nobody may refer to it."""
        if part in self:
            self._removed.add(self._names.pop(part.lower()))

    def free_name(self, pattern: str) -> str:
        """A part name that is not taken: `pattern` with a number in place of ``{}``."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def matching(self, pattern: str) -> Iterator[str]:
        """The names of parts that match an expression."""
        return (name for name in self._names.values() if re.fullmatch(pattern, name))

    def relations(self, part: str) -> list[Relation]:
        """What a part refers to inside the package, in the order written."""
        place = _relations_of(part)
        if place not in self:
            return []
        folder = posixpath.dirname(part)
        return [
            Relation(
                node.get("Id"),
                node.get("Type").rpartition("/")[2],
                node.get("Type"),
                posixpath.normpath(posixpath.join("/", folder, node.get("Target"))).lstrip("/"),
            )
            for node in Markup(self.read(place), place).root.all("Relationship")
            if node.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part refer to another one; the id of the relation."""
        place = _relations_of(part)
        if place not in self:
            self._put(place, _NO_RELATIONS)
        relations = Markup(self.read(place), place)
        taken = {node.get("Id") for node in relations.root.all("Relationship")}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        entry = f'<Relationship Id="rId{number}" Type={quoteattr(kind)} Target={quoteattr("/" + target)}/>'
        relations.append(relations.root, entry)
        self.write(place, relations.result())
        return f"rId{number}"

    def forget_relations(self, part: str) -> None:
        """Leave out what a part refers to."""
        self.remove(_relations_of(part))

    def save(self, out: Path) -> None:
        """Write the copy beside `out`, then rename it. Raises `OSError` where it cannot be written."""
        with beside(out) as part:
            self._copy(part)
            os.chmod(part, self.path.stat().st_mode & 0o666)

    def _put(self, part: str, content: bytes) -> None:
        self._removed.discard(part)
        self._names[part.lower()] = part
        self._changed[part] = content
        self._added.append(part)

    def _copy(self, out: Path) -> None:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for entry in self._archive.infolist():
                if entry.filename in self._removed or entry.filename in self._added:
                    continue
                if entry.filename in self._changed:
                    copy.writestr(_info(entry), self._changed[entry.filename])
                    continue
                try:
                    with self._archive.open(entry) as source, copy.open(_info(entry), "w") as to:
                        copyfileobj(source, to)
                except _BROKEN:
                    raise damaged(f"部件 {entry.filename} 读不出来") from None
            for name in dict.fromkeys(self._added):
                info = zipfile.ZipInfo(name)
                info.compress_type = zipfile.ZIP_DEFLATED
                copy.writestr(info, self._changed[name])


def _info(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """An entry like this one, for the copy."""
    info = zipfile.ZipInfo(entry.filename, entry.date_time)
    info.compress_type = entry.compress_type
    info.external_attr = entry.external_attr
    info.file_size = entry.file_size
    return info


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
