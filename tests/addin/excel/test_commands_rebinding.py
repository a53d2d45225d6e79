"""重新绑定: links to an add-in elsewhere become plain calls, and nothing else changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from addin.excel.commands.rebind import local
from tests.addin.excel.commanding import cells_of, click, place, sheet_of
from tests.addin.excel.engine_stand_in import Range, com_error, opened
from tests.workbook_templates.filled_forms import evaluated

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize(
    ("linked", "plain"),
    [
        ("='D:\\工具\\pe.xlam'!PE_SCORE(F14,D14)", "=PE_SCORE(F14,D14)"),
        ("='C:\\Users\\O''Brien\\AppData\\pe.xlam'!PE_TOTAL(F1:F2)", "=PE_TOTAL(F1:F2)"),
        ("=pe.xlam!PE_SCORE(F14)-H14", "=PE_SCORE(F14)-H14"),
        ("=[1]!PE_SCORE(F14)", "=PE_SCORE(F14)"),
        ("='https://x.example/文档/pe.xlam'!PE_GRADE(G39)", "=PE_GRADE(G39)"),
        ("=_xll.PE_SCORE(F14)", "=PE_SCORE(F14)"),
        (
            "=IF(ISNUMBER(H14),'D:\\pe.xlam'!PE_SCORE(F14)-H14,'D:\\pe.xlam'!PE_SCORE(F14))",
            "=IF(ISNUMBER(H14),PE_SCORE(F14)-H14,PE_SCORE(F14))",
        ),
        # Nothing else that has a path or an exclamation mark is touched.
        ("='上年 表'!A1+pe.xlam!PE_RATE(A1)", "='上年 表'!A1+PE_RATE(A1)"),
        ("='D:\\[上年.xlsx]表'!A1", "='D:\\[上年.xlsx]表'!A1"),
        ("='D:\\别的.xlam'!OTHER(A1)", "='D:\\别的.xlam'!OTHER(A1)"),
        ('=PE_SCORE(表2!A1,"≥80%")', '=PE_SCORE(表2!A1,"≥80%")'),
    ],
)
def test_a_formula_without_its_link(linked: str, plain: str) -> None:
    assert local(linked) == plain
    assert local(plain) == plain


@pytest.fixture
def book(tmp_path: Path) -> Any:
    return opened(evaluated(tmp_path))


def link(book: Any, *names: str) -> None:
    for name in names:
        cell = place(book, name)
        cell.value = cell.value.replace("PE_", "'D:\\旧电脑\\pe.xlam'!PE_")


def test_every_linked_formula_is_entered_again(book: Any) -> None:
    before = cells_of(book)
    link(book, "总分", "等级", "预算执行得分")
    notes = click("rebind", book)
    assert "其中 3 个原来指向别处的插件" in notes.everything
    assert cells_of(book) == before


def test_what_a_formula_spills_is_not_entered_over_it(book: Any) -> None:
    # A spilled cell tells the formula that it comes from; entered there, #SPILL! follows.
    anchor = place(book, "总分")
    below = anchor.offset(5, 0)
    below.value = anchor.value
    book.sheets[0].impl.spilled = {below.coordinate: anchor.coordinate}
    link(book, "总分")
    below.value = anchor.value
    linked = below.value
    told = click("rebind", book).everything
    assert "其中 1 个原来指向别处的插件" in told
    assert "pe.xlam" not in anchor.value
    assert below.value == linked


def test_formulas_without_a_link_are_entered_again_too(
    book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # They may show #NAME? because they were made outside Excel.
    entered: list[str] = []
    write = Range._write

    def noting(self: Range, value: Any) -> None:
        entered.append(value)
        write(self, value)

    monkeypatch.setattr(Range, "_write", noting)
    told = click("rebind", book).everything
    calls = [
        cell.value
        for row in sheet_of(book).iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=") and "PE_" in cell.value
    ]
    assert entered == calls
    assert f"已重新输入 {len(calls)} 个公式，其中 0 个" in told


def test_excel_calculates_once_and_as_before(book: Any) -> None:
    seen: list[str] = []
    original = Range._write
    app = book.app.impl
    app.calculation = "semiautomatic"

    def noting(self: Range, value: Any) -> None:
        seen.append(app.calculation)
        original(self, value)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Range, "_write", noting)
        click("rebind", book)
    assert set(seen) == {"manual"}
    assert app.calculation == "semiautomatic"


def test_an_excel_without_dynamic_arrays(book: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cells_of(book)
    link(book, "总分")
    monkeypatch.delattr(Range, "formula2")
    assert "其中 1 个" in click("rebind", book).everything
    assert cells_of(book) == before


def test_what_excel_refuses_is_named(book: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    link(book, "总分", "等级")
    total = place(book, "总分").coordinate
    write = Range._write

    def refusing(self: Range, value: Any) -> None:
        if self.get_address(False, False, False) == total:
            raise com_error(-2146827284)
        write(self, value)

    monkeypatch.setattr(Range, "_write", refusing)
    notes = click("rebind", book)
    assert f"有 1 格没有改成：绩效自评表 {total}。" in notes.everything
    assert notes.told[0].warning
    assert "xlam" not in place(book, "等级").value
