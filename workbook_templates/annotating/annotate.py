"""Writes the annotated copy: what an earlier annotation left is taken out, then ours put in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from workbook_templates.annotating import colours, comments, own_sheet
from workbook_templates.annotating.boxes import Grid, grid
from workbook_templates.annotating.faults import damaged
from workbook_templates.annotating.findings_sheet import TITLE, findings_sheet
from workbook_templates.annotating.markup import Markup, Node, utf8
from workbook_templates.annotating.package import Package
from workbook_templates.annotating.remarks import Area, Remark, area_of, by_sheet, remarks
from workbook_templates.annotating.styles import NO_STYLES, Styles
from workbook_templates.checking.findings import Checked, Finding

_BEFORE_DRAWING = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    "drawing",
)
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def annotate(path: Path, out: Path, checked: Checked, *, made: str = "") -> None:
    """Write to `out` a copy of the workbook `path` with the findings of `checked` on its cells.

    The copy is written beside `out` and renamed when complete, replacing what stood there; `path`
    itself is never written, so `out` must be another file (`ValueError`). `made` says when and by
    what. Raises `AnnotationFault` for a file that cannot be annotated, `OSError` where a file cannot
    be read or written.
    """
    if out.exists() and path.samefile(out):
        raise ValueError("the copy must not replace the workbook itself")
    package = Package(path)
    try:
        _Annotation(package, checked, made).apply()
        package.save(out)
    finally:
        package.close()


class _Annotation:
    def __init__(self, package: Package, checked: Checked, made: str) -> None:
        self._package = package
        self._checked = checked
        self._made = made
        book = next((r for r in package.relations("") if r.kind == "officeDocument"), None)
        if book is None or book.part not in package:
            raise damaged("文件里没有工作簿部件")
        self._book = book.part
        #: The beginning of the relation types, which differs in strict workbooks.
        self._types = book.type.removesuffix("officeDocument")
        self._styles_part = self._styles_found()
        self._styles = Styles(Markup(package.read(self._styles_part), self._styles_part))
        self._coloured_before = self._styles.before()

    def apply(self) -> None:
        book = Markup(self._package.read(self._book), self._book)
        related = {relation.id: relation for relation in self._package.relations(self._book)}
        listed = book.root.child("sheets")
        if listed is None:
            raise damaged("工作簿里没有工作表")
        sheets = list(listed.all("sheet"))
        ours = own_sheet.find(book, [sheet.get("name") for sheet in sheets])
        found = by_sheet(self._checked.findings)
        for number, sheet in enumerate(sheets):
            relation = related.get(sheet.get("id"))
            if relation is not None and relation.kind == "worksheet" and number != ours:
                self._sheet(relation.part, found.get(sheet.get("name"), []))
        if ours is None:
            self._new_sheet(book, listed, sheets)
        else:
            self._write_ours(book, related[sheets[ours].get("id")].part, ours, sheets)
        self._package.write(self._styles_part, self._styles.result())

    # --- the styles ---

    def _styles_found(self) -> str:
        """The styles part; a new one where the workbook has none."""
        package = self._package
        found = next((r for r in package.relations(self._book) if r.kind == "styles"), None)
        if found is None or found.part not in package:
            usual = "xl/styles.xml"
            part = package.free_name("xl/styles{}.xml") if usual in package else usual
            space = Markup(package.read(self._book), self._book).namespace
            package.add(part, NO_STYLES.format(space).encode(), f"{_SPREADSHEET}styles+xml")
            package.relate(self._book, f"{self._types}styles", part)
            return part
        return found.part

    # --- a sheet of the workbook ---

    def _sheet(self, part: str, findings: Sequence[Finding]) -> None:
        package = self._package
        if part not in package:
            return
        content = colours.without_ours(utf8(package.read(part), part), self._coloured_before)
        told = remarks(findings, _merged(content))
        cells = colours.wanted(told)
        sheet = Markup(content, part, colours.walked(cells))
        colours.with_ours(sheet, cells, self._styles.coloured)
        self._comments(part, sheet, told)
        package.write(part, sheet.result())

    def _comments(self, part: str, sheet: Markup, told: Sequence[Remark]) -> None:
        """The comments' texts and boxes; parts for them where the sheet has none."""
        package = self._package
        related = package.relations(part)
        existing = next((r.part for r in related if r.kind == "comments"), "")
        legacy = sheet.root.child("legacyDrawing")
        wanted = legacy.get("id") if legacy else ""
        drawing = next((r.part for r in related if r.id == wanted), "") if wanted else ""
        if existing and existing in package:
            texts, emptied = comments.without_ours(package.read(existing), existing)
            if drawing in package:
                package.write(drawing, comments.without_boxes(package.read(drawing), emptied))
            package.write(existing, texts)
        if not told:
            return
        if not existing or existing not in package:
            existing = package.free_name("xl/comments{}.xml")
            empty = comments.NO_COMMENTS.format(sheet.namespace).encode()
            package.add(existing, empty, f"{_SPREADSHEET}comments+xml")
            package.relate(part, f"{self._types}comments", existing)
        texts, drawn = comments.with_ours(package.read(existing), existing, told)
        package.write(existing, texts)
        if not drawn:
            return
        if not drawing or drawing not in package:
            drawing = self._new_drawing(part, sheet, legacy)
        boxes = comments.with_boxes(package.read(drawing), drawn, _grid(sheet.root))
        package.write(drawing, boxes)

    def _new_drawing(self, part: str, sheet: Markup, legacy: Node | None) -> str:
        package = self._package
        block = comments.free_block([package.read(each) for each in package.matching(r".*\.vml")])
        name = package.free_name("xl/drawings/vmlDrawing{}.vml")
        package.add(name, comments.empty_drawing(block), _VML)
        relation = package.relate(part, f"{self._types}vmlDrawing", name)
        if legacy is not None:
            sheet.remove(legacy)
        space = self._types.rstrip("/")
        sheet.insert_after(
            sheet.root,
            _BEFORE_DRAWING,
            f'<legacyDrawing xmlns:r="{space}" r:id="{relation}"/>',
        )
        return name

    # --- the sheet of findings ---

    def _new_sheet(self, book: Markup, listed: Node, sheets: Sequence[Node]) -> None:
        package = self._package
        part = package.free_name("xl/worksheets/sheet{}.xml")
        package.add(part, b"", f"{_SPREADSHEET}worksheet+xml")
        relation = package.relate(self._book, f"{self._types}worksheet", part)
        taken = {sheet.get("name").casefold() for sheet in sheets}
        name, number = TITLE, 2
        while name.casefold() in taken:
            name, number = f"{TITLE} ({number})", number + 1
        ids = [int(sheet.get("sheetId")) for sheet in sheets if sheet.get("sheetId").isdigit()]
        space = self._types.rstrip("/")
        entry = (
            f'<sheet xmlns:r="{space}" name="{name}" '
            f'sheetId="{max(ids, default=0) + 1}" r:id="{relation}"/>'
        )
        book.append(listed, entry)
        self._write_ours(book, part, len(sheets), sheets, name)

    def _write_ours(
        self, book: Markup, part: str, index: int, sheets: Sequence[Node], name: str = ""
    ) -> None:
        """Write the sheet's part, and the names that print its headings and know it again."""
        package = self._package
        name = name or sheets[index].get("name")
        others = {sheet.get("name") for number, sheet in enumerate(sheets) if number != index}
        content = findings_sheet(
            book.namespace, self._checked, others, self._styles.cells(), self._made
        )
        package.forget_relations(part)
        package.write(part, content)
        own_sheet.define_names(book, name, index, self._checked)
        package.write(self._book, book.result())


def _merged(sheet: bytes) -> list[Area]:
    """The merged ranges, which stand behind the cells and are needed before these are walked."""
    references = re.findall(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([^"']+)""", sheet)
    areas = (area_of(reference.decode("ascii", "replace")) for reference in references)
    return [area for area in areas if area is not None]


def _grid(sheet: Node) -> Grid:
    data = sheet.child("sheetData")
    return grid(sheet.child("sheetFormatPr"), sheet.child("cols"), data.children if data else ())
