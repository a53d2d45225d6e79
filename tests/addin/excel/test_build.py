"""`pe build excel`: what is in the folder, and that two builds give the same bytes."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from oletools.olevba import VBA_Parser
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from addin.cli.app import app
from addin.excel import settings
from addin.excel.building import Built, build, package
from addin.excel.building.workbooks import addin_package, template_package
from addin.excel.vba import modules
from udfs import CATALOGUE
from workbook_templates import description, making


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("excel") / "新建 文件夹")


def sources(path: Path) -> dict[str, str]:
    """The modules that olevba finds."""
    return {name: text for _, _, name, text in VBA_Parser(str(path)).extract_macros()}


def parts(path: Path) -> dict[str, bytes]:
    return package.parts(path.read_bytes())


def test_every_form_has_a_template(built: Built) -> None:
    titles = {description.describe(form).title for form in description.forms()}
    assert {path.name for path in built.templates} == {f"{title}.xlsm" for title in titles}


def test_olevba_lists_every_function_in_the_addin_and_in_each_template(built: Built) -> None:
    for path in (built.addin, *built.templates):
        found = sources(path)
        for name in CATALOGUE:
            assert f"Public Function {name}(" in found["PE_Functions.bas"], (path, name)
        assert {"PE_Server.bas", "PE_Texts.bas", "PE_Help.bas", "xlwings.bas"} <= set(found)
        assert ("PE_Ribbon.bas" in found) == (path == built.addin)


def test_the_sources_beside_are_those_in_the_addin(built: Built) -> None:
    found = sources(built.addin)
    beside = [path for path in built.beside if path.suffix == ".bas"]
    assert len(beside) == 7
    for path in beside:
        text = path.read_bytes().decode("ascii")
        assert "\n" not in text.replace("\r\n", "")
        assert found[path.name].splitlines() == text.splitlines()


def test_two_builds_are_byte_identical(built: Built, tmp_path: Path) -> None:
    again = build(tmp_path)
    for one, other in zip(
        (built.addin, *built.templates, *built.beside),
        (again.addin, *again.templates, *again.beside),
        strict=True,
    ):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_a_template_is_the_blank_workbook_with_macros(built: Built) -> None:
    for path in built.templates:
        blank = making.BUILT / f"{path.stem}.xlsx"
        if not blank.exists():
            continue
        plain, macros = openpyxl.load_workbook(blank), openpyxl.load_workbook(path)
        assert plain.sheetnames == macros.sheetnames
        for sheet in plain:
            cells = {cell.coordinate: cell.value for row in sheet for cell in row}
            other = macros[sheet.title]
            assert cells == {cell.coordinate: cell.value for row in other for cell in row}
        before, after = parts(blank), parts(path)
        changed = {name for name in before if before[name] != after[name]}
        links = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
        assert {name for name in changed if "worksheets" not in name} == links
        for name in changed - links:
            assert re.sub(rb' ?codeName="Sheet\d+"', b"", after[name]).replace(
                b"<sheetPr/>", b""
            ) == before[name].replace(b"<sheetPr/>", b"")


def test_what_the_packages_call_themselves(built: Built) -> None:
    for path, kind in ((built.addin, "addin"), *((path, "sheet") for path in built.templates)):
        types = parts(path)["[Content_Types].xml"].decode()
        assert f"application/vnd.ms-excel.{kind}.macroEnabled.main+xml" in types
        assert "application/vnd.ms-office.vbaProject" in types
        with ZipFile(path) as archive:
            assert archive.testzip() is None
            assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(archive.read(name))


def test_the_addin_has_the_ribbon_as_it_was_written(built: Built) -> None:
    found = parts(built.addin)
    (part,) = [name for name in found if name.startswith("customUI/")]
    ribbon = Path(settings.__file__).parent / "ribbon.xml"
    assert found[part] == ribbon.read_bytes()
    links = ElementTree.fromstring(found["_rels/.rels"])
    (link,) = [one for one in links if one.get("Target") == part]
    assert link.get("Type", "").endswith("/2007/relationships/ui/extensibility")


def test_every_button_calls_a_procedure_that_is_there(built: Built) -> None:
    ribbon = (Path(settings.__file__).parent / "ribbon.xml").read_text("utf-8")
    called = set(re.findall(r'\b(?:on\w+|get\w+)="([^"]+)"', ribbon))
    everything = "\n".join(sources(built.addin).values())
    for name in called:
        assert re.search(rf"^Public Sub {name}\(", everything, re.M), name


def test_the_settings_sheet_of_the_addin(built: Built) -> None:
    book = CalamineWorkbook.from_path(str(built.addin))
    assert book.sheet_names == ["pe.conf"]
    told = dict(book.get_sheet_by_index(0).to_python())
    assert told == {
        "UDF MODULES": "udfs.xlwings_functions",
        "DEBUG UDFS": True,
        "USE UDF SERVER": True,
        "SHOW CONSOLE": False,
        "ADD_WORKBOOK_TO_PYTHONPATH": False,
    }


def test_intellisense_tells_every_function_and_argument(built: Built) -> None:
    (path,) = [path for path in built.beside if path.suffix == ".xml"]
    assert path.name == "pe.intellisense.xml"
    space = "{http://schemas.excel-dna.net/intellisense/1.0}"
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{space}IntelliSense"
    found = root.findall(f"{space}FunctionInfo/{space}Function")
    assert [one.get("Name") for one in found] == list(CATALOGUE)
    for one, function in zip(found, CATALOGUE.values(), strict=True):
        assert (one.get("Description") or "").startswith(function.help)
        arguments = one.findall(f"{space}Argument")
        assert [a.get("Name") for a in arguments] == [a.name for a in function.arguments]
        for argument, told in zip(function.arguments, arguments, strict=True):
            assert argument.help in (told.get("Description") or "")


def test_how_to_import_by_hand_is_told_in_chinese(built: Built) -> None:
    (path,) = [path for path in built.beside if path.suffix == ".txt"]
    text = path.read_bytes().decode("utf-8-sig")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert settings.SETTINGS_SHEET in text
    assert "Alt+F11" in text
    (table,) = [path for path in built.beside if path.suffix == ".tsv"]
    assert "DEBUG UDFS\tTRUE\r\n" in table.read_bytes().decode("ascii")


def test_a_workbook_with_macros_is_no_base(built: Built) -> None:
    own = modules(CATALOGUE, "1", ribbon=False)
    with pytest.raises(ValueError, match="kind"):
        template_package(built.templates[0].read_bytes(), own)


def test_nothing_is_computed_for_being_opened(built: Built, tmp_path: Path) -> None:
    """ECMA-376 18.2.2: asked for outright, or by the number of an older calculation engine."""
    assert b"fullCalcOnLoad" not in parts(built.addin)["xl/workbook.xml"]
    blank, _ = making.make("self-evaluation", tmp_path / "blank.xlsx")
    made = tmp_path / "form.xlsm"
    made.write_bytes(template_package(blank.read_bytes(), modules(CATALOGUE, "1", ribbon=False)))
    done = CliRunner().invoke(app, ["calc", str(made), "-o", str(tmp_path / "again.xlsm")])
    assert done.exit_code == 0, done.output
    for path in (blank, made, tmp_path / "again.xlsm"):
        said = re.findall(rb"<calcPr[^>]*>", parts(path)["xl/workbook.xml"])
        assert said == [b'<calcPr calcId="191029"/>'], path.name  # what Excel 365 itself writes


def test_another_version_is_another_addin() -> None:
    one, other = (addin_package(modules(CATALOGUE, v, ribbon=True)) for v in ("1", "2"))
    assert one != other


@pytest.fixture
def run() -> CliRunner:
    return CliRunner()


def test_the_command_says_what_it_made(run: CliRunner, tmp_path: Path) -> None:
    done = run.invoke(app, ["build", "excel", "-o", str(tmp_path / "加载项")])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "加载项" / "pe.xlam").is_file()
    assert "已生成加载项" in done.output
    assert not list((tmp_path / "加载项").rglob(".*.new"))


def test_without_the_package_it_says_what_to_install(
    run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyopenvba", None)
    done = run.invoke(app, ["build", "excel", "-o", str(tmp_path), "--json"])
    assert done.exit_code == 2
    assert "jixiao[build]" in done.output
    assert "pyopenvba" in done.output


def test_a_place_that_cannot_be_written_is_told(run: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run.invoke(app, ["build", "excel", "-o", str(tmp_path / "file")])
    assert done.exit_code == 2
    assert "不能写入" in done.output


def test_a_build_that_breaks_off_leaves_the_earlier_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pe.xlam").write_bytes(b"earlier")

    def full(self: Path, content: bytes) -> int:
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    module = sys.modules["addin.excel.building.build"]
    monkeypatch.setattr(module, "addin_package", lambda own: b"new")
    with pytest.raises(OSError, match="space"):
        build(tmp_path)
    assert (tmp_path / "pe.xlam").read_bytes() == b"earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["pe.xlam"]
