"""A form that carries our own macros draws no word about macros; one with any other does."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pyopenvba import ExcelFile

from addin.excel.building.workbooks import template_package
from addin.excel.vba import modules
from udfs import CATALOGUE
from workbook_templates import making
from workbook_templates.checking import check
from workbook_templates.reading import own_macros

OWN = modules(CATALOGUE, making.product_version(), ribbon=False)
RELS = "xl/_rels/workbook.xml.rels"


@pytest.fixture(scope="module")
def template() -> bytes:
    """A template with macros as `pe build excel` makes it."""
    return template_package((making.BUILT / "项目支出绩效自评表.xlsx").read_bytes(), OWN)


@pytest.fixture
def told(template: bytes, tmp_path: Path) -> Callable[..., bool]:
    """Whether macros are told of, after a change to the book or to its parts."""

    def change(
        book: Callable[[ExcelFile], object] | None = None,
        parts: Callable[[dict[str, bytes]], object] | None = None,
    ) -> bool:
        path = tmp_path / "表.xlsm"
        path.write_bytes(template)
        if book:
            with ExcelFile(path) as opened:
                book(opened)
                opened.save()
        with zipfile.ZipFile(path) as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
        if parts:
            parts(held)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name, content in held.items():
                archive.writestr(name, content)
        path.write_bytes(made.getvalue())
        return "PE-F002" in [finding.code for finding in check(path).findings]

    return change


def source(name: str) -> str:
    return next(module.source for module in OWN if module.name == name)


def test_the_macros_that_are_built_today_are_known() -> None:
    known = own_macros.KNOWN.read_text("ascii")
    for module in OWN:
        told = f"{own_macros.digest(module.source.encode())} {module.name} "
        assert told in known, "run python -m addin.excel.vba"


def test_our_own_template_draws_no_word(told: Callable[..., bool]) -> None:
    assert not told()


def test_nor_does_one_that_excel_has_saved(told: Callable[..., bool]) -> None:
    """Excel keeps the texts of MacroOptions as attributes, and sets spaces and the case of words."""
    saved = source("PE_Functions").replace(
        "    PE_BUILD = ",
        'Attribute PE_BUILD.VB_Description = "a: b"\r\n'
        'Attribute PE_BUILD.VB_ProcData.VB_Invoke_Func = " \\n14"\r\n        pe_build =  ',
    )
    assert not told(lambda book: book.set_module("PE_Functions", saved))


def test_one_line_more_is_told(told: Callable[..., bool]) -> None:
    changed = source("PE_Server").replace("On Error GoTo Failed\r\n", 'Shell "calc"\r\n', 1)
    assert changed != source("PE_Server")
    assert told(lambda book: book.set_module("PE_Server", changed))


@pytest.mark.parametrize(
    "line",
    ['Attribute PE_BUILD.VB_Description = "a": Shell "calc"', "Attribute PE_BUILD.VB_X = Shell()"],
)
def test_nothing_hides_behind_an_attribute(told: Callable[..., bool], line: str) -> None:
    changed = source("PE_Functions").replace("    PE_BUILD = ", f"{line}\r\n    PE_BUILD = ", 1)
    assert told(lambda book: book.set_module("PE_Functions", changed))


def test_one_module_more_is_told(told: Callable[..., bool]) -> None:
    more = 'Attribute VB_Name = "More"\r\nSub Auto_Open()\r\nEnd Sub\r\n'
    assert told(lambda book: book.vba_project().add_module("More", more))


def test_code_behind_a_sheet_is_told(told: Callable[..., bool]) -> None:
    def behind(book: ExcelFile) -> None:
        text = book.get_module("ThisWorkbook")
        book.set_module("ThisWorkbook", f"{text}\r\nSub Workbook_Open()\r\nEnd Sub\r\n")

    assert told(behind)


def test_a_reference_to_another_library_is_told(told: Callable[..., bool]) -> None:
    """It is loaded together with the workbook."""

    def refers(book: ExcelFile) -> None:
        book.add_reference("More", "00000000-1111-2222-3333-444444444444", path=r"C:\x.dll")

    assert told(refers)


def test_other_code_that_only_a_relationship_finds_is_told(told: Callable[..., bool]) -> None:
    def elsewhere(held: dict[str, bytes]) -> None:
        held["xl/other.bin"] = b"\0" * 99
        held[RELS] = held[RELS].replace(b"vbaProject.bin", b"other.bin")

    def disguised(held: dict[str, bytes]) -> None:
        elsewhere(held)
        held[RELS] = re.sub(rb"/vbaProject\"", b'/vba&#80;roject"', held[RELS])

    assert told(parts=elsewhere)
    assert told(parts=disguised)


def test_a_second_project_and_a_sheet_of_macros_are_told(told: Callable[..., bool]) -> None:
    assert told(parts=lambda held: held.update({"xl/a/vbaProject2.bin": b"\0" * 99}))
    assert told(parts=lambda held: held.update({"xl/macrosheets/sheet1.xml": b"<a/>"}))


def test_a_list_of_modules_that_leaves_one_out_is_told(told: Callable[..., bool]) -> None:
    """As if the list read otherwise for us than for Excel."""
    more = 'Attribute VB_Name = "PE_Tests"\r\nSub Auto_Open()\r\nEnd Sub\r\n'
    lists = own_macros._modules

    def short(content: bytes) -> list[tuple[str, int]]:
        return [one for one in lists(content) if one[0] != "PE_Tests"]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(own_macros, "_modules", short)
        assert told(lambda book: book.vba_project().add_module("PE_Tests", more))


@pytest.mark.parametrize("cut", [0, 600, 5000, 20000])
def test_a_project_that_cannot_be_read_is_told(told: Callable[..., bool], cut: int) -> None:
    def broken(held: dict[str, bytes]) -> None:
        held["xl/vbaProject.bin"] = held["xl/vbaProject.bin"][:cut]

    assert told(parts=broken)


def test_a_project_that_inflates_without_end_is_told_soon(told: Callable[..., bool]) -> None:
    """Chunks of a few bytes that stand for 4,096 each."""
    one = b"\x03\xb0" + b"\x02a\xfc\x0f"  # a letter, and a copy of the one before 4,095 times
    assert own_macros._inflated(b"\x01" + one) == b"a" * 4096
    with pytest.raises(ValueError, match="too long"):
        own_macros._inflated(b"\x01" + one * 150_000)


def test_only_the_add_in_reads_settings_from_a_sheet() -> None:
    """A template comes from anybody: a sheet in it must not name the program that is started."""
    assert "IN_ADDIN As Boolean = False" in source("PE_Settings")
    addin = modules(CATALOGUE, "1", ribbon=True)
    (settings,) = [module.source for module in addin if module.name == "PE_Settings"]
    assert "IN_ADDIN As Boolean = True" in settings
