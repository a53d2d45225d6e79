"""The summary workbook of many files: 汇总 with a row for each file, 问题 with every finding.

Rows are written as they come and leave the memory at once, so ten thousand files take no more of
it than one. Whatever a workbook's text holds is written as a text and never as a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from workbook_templates.checking.findings import Checked, Finding, Severity
from workbook_templates.description import describe, forms
from workbook_templates.reports import grouping, links
from workbook_templates.reports.policies import policy_titles
from workbook_templates.reports.summary_looks import Looks
from workbook_templates.reports.texts import clean, clip, figure, row_height
from workbook_templates.saving import beside

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FILES, FINDINGS = "汇总", "问题"
#: A sheet has 1,048,576 rows; the rest is told in the last one.
MOST_FINDINGS = 1_000_000
#: A sheet may have 65,530 links; further rows have the address as text.
MOST_LINKS = 60_000
_MOST_TEXT, _MOST_NAME = 1000, 300
_HEAD = 3
_FILES_BEFORE = (
    ("序号", 6), ("文件", 34), ("表格", 17), ("项目名称", 22), ("单位", 18), ("结论", 10),
)  # fmt: skip
_FILES_AFTER = (("其他结果", 14), ("政策", 20))
_FINDINGS = (
    ("序号", 6), ("文件", 22), ("程度", 9), ("工作表", 11), ("单元格", 8), ("项目", 16), ("所填", 11),
    ("应为", 11), ("问题", 38), ("怎么办", 30), ("依据", 16), ("编号", 9),
)  # fmt: skip


def write_summary(path: Path, checked: Iterable[Checked], *, made: str = "") -> None:
    """Write the summary to `path`, whole or not at all: beside it first, then renamed.

    `checked` may be a generator. Links to the files are relative to the folder of `path`. `made`
    says when and by what. Raises `OSError` where the folder cannot be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    folder = path.absolute().parent
    # The rows wait in files of their own, which go also when this is broken off.
    with TemporaryDirectory(ignore_cleanup_errors=True) as rows, beside(path) as part:
        book = Workbook(
            part,
            {
                "constant_memory": True,
                "tmpdir": rows,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        summary = _Summary(book, folder, made)
        for one in checked:
            summary.add(one)
        summary.finish()
        try:
            book.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error


class _Summary:
    def __init__(self, book: Any, folder: Path, made: str) -> None:
        self._folder = folder
        self._looks = Looks(book)
        self._results = _result_names()
        self._figures = len(Severity) + len(self._results)
        self._columns: tuple[tuple[str, float], ...] = (
            *_FILES_BEFORE,
            *((severity.value, 8.5) for severity in Severity),
            *((name, 11) for name in self._results),
            *_FILES_AFTER,
        )
        self._files = book.add_worksheet(FILES)
        self._findings = book.add_worksheet(FINDINGS)
        self._head(self._files, "校验结果汇总表", made, self._columns, 2)
        self._head(self._findings, "校验发现的问题", made, _FINDINGS, 2)
        self._count = self._told = self._left_out = 0
        self._seen: set[str] = set()

    def add(self, one: Checked) -> None:
        """One file: its row, and the rows of its findings."""
        self._count += 1
        address = links.to_file(one.file, self._folder)
        self._file(_HEAD + self._count - 1, one, address)
        for finding in one.findings:
            if self._told >= MOST_FINDINGS:
                self._left_out += 1
                continue
            self._told += 1
            self._finding(_HEAD + self._told - 1, one, finding, address)

    def finish(self) -> None:
        """What is known at the end only: the extent of the tables, the results that no file has."""
        first = len(_FILES_BEFORE) + len(Severity)
        for column, name in enumerate(self._results, first):
            if self._count and name not in self._seen:
                self._files.set_column(column, column, 11, None, {"hidden": True})
        if self._left_out:
            line = f"其余 {self._left_out} 处没有列出，请分批校验。"
            self._findings.write_string(_HEAD + self._told, 0, line, self._looks.note)
        for sheet, rows, columns in (
            (self._files, self._count, len(self._columns)),
            (self._findings, self._told, len(_FINDINGS)),
        ):
            if rows:
                sheet.autofilter(_HEAD - 1, 0, _HEAD - 1 + rows, columns - 1)

    def _head(self, sheet: Worksheet, title: str, made: str, columns: Any, frozen: int) -> None:
        looks = self._looks
        for number, (_, width) in enumerate(columns):
            sheet.set_column(number, number, width)
        sheet.set_row(0, 32)
        sheet.merge_range(0, 0, 0, len(columns) - 1, title, looks.title)
        sheet.write_string(1, 0, clean(clip(made, _MOST_NAME)), looks.note)
        sheet.set_row(_HEAD - 1, 22)
        for number, (name, _) in enumerate(columns):
            sheet.write_string(_HEAD - 1, number, name, looks.head)
        sheet.freeze_panes(_HEAD, frozen)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD - 1)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        # Figures of a workbook are told as the texts they are: no green corner for that.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def _file(self, row: int, one: Checked, address: str | None) -> None:
        sheet, looks = self._files, self._looks
        projects = "、".join(dict.fromkeys(each.project for each in one.sheets if each.project))
        units = "、".join(dict.fromkeys(each.unit for each in one.sheets if each.unit))
        titles = policy_titles(one.policy)
        results = {name: value for name, value in one.results.items() if not _by_row(value)}
        others = "；".join(
            f"{name} {figure(value)}"
            for name, value in results.items()
            if name not in self._results
        )
        texts = (one.file, one.form, projects, units, "", *("",) * self._figures, others, titles)
        self._height(sheet, row, texts, self._columns)
        sheet.write_number(row, 0, self._count, looks.middle)
        self._link(sheet, row, 1, self._count, address, one.file)
        for column, text in enumerate((one.form, projects, units), 2):
            self._text(sheet, row, column, text, _MOST_NAME)
        mark = f"{grouping.MARKS[one.verdict]} {one.verdict.value}"
        sheet.write_string(row, 5, mark, looks.verdicts[one.verdict])
        column = len(_FILES_BEFORE)
        for count in grouping.count_severities([one]).values():
            sheet.write_number(row, column, count, looks.middle)
            column += 1
        self._seen.update(results)
        for name in self._results:
            self._result(row, column, name in results, results.get(name))
            column += 1
        self._text(sheet, row, column, others, _MOST_NAME)
        self._text(sheet, row, column + 1, titles, _MOST_NAME)

    def _result(self, row: int, column: int, there: bool, value: object) -> None:
        """A figure as a number; a text, or what could not be computed, as words."""
        number = _number(value)
        if number is not None:
            look = self._looks.whole if number.is_integer() else self._looks.number
            self._files.write_number(row, column, number, look)
        else:
            text = figure(value) if there else ""
            self._text(self._files, row, column, text, _MOST_NAME, self._looks.middle)

    def _finding(self, row: int, one: Checked, finding: Finding, address: str | None) -> None:
        sheet, looks = self._findings, self._looks
        texts = (
            finding.name,
            finding.found,
            finding.expected,
            finding.message,
            finding.advice,
            finding.clause,
        )
        before = (one.file, finding.severity.value, finding.sheet, finding.cell)
        self._height(sheet, row, (*before, *texts), _FINDINGS)
        sheet.write_number(row, 0, self._told, looks.middle)
        self._text(sheet, row, 1, one.file, _MOST_NAME)
        sheet.write_string(row, 2, finding.severity.value, looks.severities[finding.severity])
        self._text(sheet, row, 3, finding.sheet, _MOST_NAME, looks.middle)
        cell = links.to_cell(address, finding.sheet, finding.cell)
        self._link(sheet, row, 4, self._told, cell, finding.cell or "整个文件")
        for column, text in enumerate(texts, 5):
            self._text(sheet, row, column, text, _MOST_TEXT)
        self._text(sheet, row, 11, finding.code, _MOST_NAME, looks.middle)

    def _height(
        self, sheet: Worksheet, row: int, texts: Sequence[str], columns: Sequence[tuple[str, float]]
    ) -> None:
        """Make the row high enough; `texts` are those of the columns from the second on."""
        widths = (width for _, width in columns[1:])
        shown = (
            (clip(text, _MOST_TEXT), width) for text, width in zip(texts, widths, strict=False)
        )
        sheet.set_row(row, row_height(shown))

    def _text(
        self, sheet: Worksheet, row: int, column: int, text: str, most: int, look: Any = None
    ) -> None:
        shown = clean(clip(text, most))
        look = look or self._looks.text
        if shown:
            sheet.write_string(row, column, shown, look)
        else:
            sheet.write_blank(row, column, None, look)

    def _link(
        self, sheet: Worksheet, row: int, column: int, number: int, address: str | None, text: str
    ) -> None:
        shown = clean(clip(text, _MOST_NAME))
        if address is None or number > MOST_LINKS or len(address) > 2000:
            sheet.write_string(row, column, shown, self._looks.text)
            return
        place = address if address.startswith("file:") else f"external:{address}"
        sheet.write_url(row, column, place, self._looks.link, shown)


def _result_names() -> tuple[str, ...]:
    """The single results that our forms have, each a column; a result of every row is none."""
    names = (name for form in forms() for name in describe(form).results if "." not in name)
    return tuple(dict.fromkeys(name for name in names if not name.endswith("说明")))


def _by_row(value: object) -> bool:
    return isinstance(value, list | tuple)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Fraction):
        return None
    try:
        number = float(Fraction(value))
    except (ValueError, OverflowError, ZeroDivisionError):
        return None
    return number
