"""A sheet's formulas as programs write them, found without walking all of its XML.

Spreadsheet programs write cells in one of very few ways. A sheet written so is searched, in a fifth
of the time; every other one is walked (`sheet_markup.read_sheet`), with the same result. The parser only
tells whether the part is sound, which a search cannot.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from string import ascii_uppercase

from workbook_templates.addresses import column_of
from workbook_templates.reading import sheet_markup
from workbook_templates.reading.markup import is_bare
from workbook_templates.reading.parts import FORM
from workbook_templates.reading.sheet_markup import SheetMarkup

_ROOT = re.compile(
    rb"(?:<\?xml[^<>]*\?>)?\s*"
    rb'<worksheet xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"'
)
#: What would be counted wherever it stands, and stands in the rows of cells alone.
_ELSEWHERE = re.compile(rb"<(?:[\w.-]+:)?(?:c|v|f|is|row)[\s/>]")
_PREFIXED = re.compile(rb"<[\w.-]+:")
_OTHER_VALUE = re.compile(rb"<v[^/> ]|<v [^/]")
_COLUMN = re.compile(rb"<col((?: [\w:]+=\"[^\"<>&]*\")*) ?/?>")
_FILTER = re.compile(rb"<autoFilter[\s/>]")
_ROW = re.compile(rb"<row r=\"([1-9][0-9]{0,6})\"((?: [\w:]+=\"[^\"<>&]*\")*) ?/?>")
_CELL = rb"<c r=\"([A-Z]{1,3}[1-9][0-9]{0,6})\"(?: s=\"[0-9]+\")?(?: t=\"([a-zA-Z]+)\")?>"
_HELD = re.compile(_CELL.replace(rb"([a-z", rb"(?:[a-z") + rb"<[vfi]")
_OPENED = re.compile(_CELL)
#: What follows on `<f` of a formula.
_FORMULA = re.compile(
    rb"((?: \w+=\"[^\"<>&]*\")*) ?(?:/>|>([^<\r]*)</f>)(<v>[^<]+</v>|<v></v>|<v ?/>)?"
)
_ATTRIBUTE = re.compile(rb" (?:\w+:)?(\w+)=\"([^\"]*)\"")
#: A sheet of so few bytes is kept, in case that the next file has the same.
_SMALL = 10_000
_BLANK = (b"<v></v>", b"<v/>", b"<v />")
_NAMED = ((b"&lt;", b"<"), (b"&gt;", b">"), (b"&quot;", b'"'), (b"&apos;", b"'"), (b"&amp;", b"&"))


def read_sheet(content: bytes, part: str, most_rows: int = FORM.rows) -> SheetMarkup:
    """Formulas (shared ones written out) and errors of one sheet. Raises `RefusedError` if too large.

    Not to be changed: the small sheets of one template (how to fill it in) are often the same.
    """
    return (_kept if len(content) <= _SMALL else _read)(content, part, most_rows)


def _read(content: bytes, part: str, most_rows: int) -> SheetMarkup:
    try:
        found = _scanned(content, part, most_rows)
    except ValueError:  # a number that is none: the walk tells what is wrong
        found = None
    return sheet_markup.read_sheet(content, part, most_rows) if found is None else found


_kept = lru_cache(maxsize=64)(_read)


def _scanned(content: bytes, part: str, most_rows: int) -> SheetMarkup | None:
    """What the search finds; None for a sheet that has to be walked."""
    head, opened, rest = content.partition(b"<sheetData>")
    data, closed, tail = rest.partition(b"</sheetData>")
    strange = (
        not (opened and closed)
        or not _ROOT.match(content)
        or _ELSEWHERE.search(head)
        or _ELSEWHERE.search(tail)
        or b"<col" in tail
        or b":autoFilter" in tail
        or _PREFIXED.search(data)
        or b"xmlns" in data
        or b' t="e"' in data
        or _OTHER_VALUE.search(data)
    )
    if strange or not is_bare(content, part):  # a comment may hide what a search would find
        return None
    sheet = SheetMarkup(filtered=_FILTER.search(tail) is not None)
    fits = _columns(head, sheet) and _rows(data, sheet) and _reach(data, sheet, most_rows)
    return sheet if fits and _formulas(data, sheet) else None


def _columns(head: bytes, sheet: SheetMarkup) -> bool:
    found = _COLUMN.findall(head)
    if len(found) != head.count(b"<col") - head.count(b"<cols"):
        return False
    for attributes in map(_told, found):
        if sheet_markup.unseen(attributes, "width"):
            sheet.hidden_columns.update(sheet_markup.columns_of(attributes))
    return True


def _rows(data: bytes, sheet: SheetMarkup) -> bool:
    found = _ROW.findall(data)
    for number, attributes in found:
        if sheet_markup.unseen(_told(attributes), "ht"):
            sheet.hidden_rows.add(int(number) - 1)
    return len(found) == data.count(b"<row")


def _reach(data: bytes, sheet: SheetMarkup, most_rows: int) -> bool:
    """How far the cells reach that hold something; False where not all are understood."""
    held = _HELD.findall(data)
    blank = data.count(b'"></c>')  # as openpyxl writes a cell that has its looks alone
    if len(held) + blank != data.count(b"</c>"):
        return False
    together = b" ".join(held)
    letters = set(together.translate(None, b"0123456789").split())
    rows = set(together.translate(None, ascii_uppercase.encode()).split())
    sheet.rows = max(map(int, rows), default=0)
    sheet.columns = max((column_of(one.decode()) for one in letters), default=-1) + 1
    return sheet.rows <= most_rows and sheet.columns <= sheet_markup.MOST_COLUMNS


def _formulas(data: bytes, sheet: SheetMarkup) -> bool:
    pieces = data.split(b"<f")
    masters: dict[str, tuple[str, str]] = {}
    shared: list[tuple[str, str]] = []
    for before, after in pairwise(pieces):
        opened = _OPENED.fullmatch(before, max(0, before.rfind(b"<c ")))
        found = _FORMULA.match(after)
        if opened is None or found is None:
            return False
        (place, kind), (written, formula, value) = opened.groups(), found.groups(b"")
        if b"&" in formula:
            if b"&#" in formula:
                return False
            for name, sign in _NAMED:
                formula = formula.replace(name, sign)
        address, text = place.decode(), formula.decode()
        if not after.startswith(b"</c>", found.end()):  # something before or beside the value
            return False
        if not value or (value in _BLANK and kind != b"str"):
            sheet.uncalculated.add(address)
        if written:
            told = _told(written)
            sort, number = told.get("t"), told.get("si", "")
            if sort in ("array", "dataTable"):
                sheet_markup.spread(sheet.arrays, told.get("ref", ""))
            if sort == "shared" and number:
                if not text:
                    shared.append((address, number))
                    continue
                masters[number] = address, text
        sheet.formulas[address] = f"={text}"
    for address, number in shared:
        sheet.formulas[address] = sheet_markup.unshared(masters.get(number), address)
    return True


@lru_cache(maxsize=1024)
def _told(attributes: bytes) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(attributes)}
