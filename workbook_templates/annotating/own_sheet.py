"""Our sheet in the workbook: which one it is, and the names that belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_templates.annotating.findings_sheet import HEAD, TITLE, filter_area, quoted
from workbook_templates.annotating.markup import Markup
from workbook_templates.checking.findings import Checked

#: The hidden name by which our sheet is known again.
OUR_NAME = "绩效校验结果表"
_BEFORE_NAMES = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences"),
)


def find(book: Markup, names: Sequence[str]) -> int | None:
    """Which sheet an earlier annotation made, if any."""
    defined = book.root.child("definedNames")
    for each in defined.all("definedName") if defined else ():
        if each.get("name") == OUR_NAME:
            sheet = each.text.strip().rpartition("!")[0]
            if sheet.startswith("'"):
                sheet = sheet[1:-1].replace("''", "'")
            if sheet.startswith(TITLE) and sheet in names:
                return names.index(sheet)
    return None


def define_names(book: Markup, name: str, index: int, checked: Checked) -> None:
    """The names of our sheet: to know it again, to print its headings, to filter its table."""
    place = quoted(name)
    top, bottom = filter_area(checked).split(":")
    wanted = [
        f'<definedName name="{OUR_NAME}" hidden="1">{place}!$A$1</definedName>',
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{index}">'
        f"{place}!${HEAD}:${HEAD}</definedName>",
    ]
    if checked.findings:
        area = f"{_absolute(top)}:{_absolute(bottom)}"
        wanted.append(
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{index}" hidden="1">'
            f"{place}!{area}</definedName>"
        )
    names = book.root.child("definedNames")
    if names is None:
        whole = f"<definedNames>{''.join(wanted)}</definedNames>"
        book.insert_after(book.root, _BEFORE_NAMES, whole)
        return
    for each in names.all("definedName"):
        if each.get("name") == OUR_NAME or each.get("localSheetId") == str(index):
            book.remove(each)
    for element in wanted:
        book.append(names, element)


def _absolute(address: str) -> str:
    return f"${address[0]}${address[1:]}"
