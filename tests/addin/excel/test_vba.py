"""The VBA that is made from the catalogue: what VBA accepts, and what of xlwings' goes in."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.excel import settings
from addin.excel.vba import BadSourceError, Module, modules, source, xlwings_module
from udfs import CATALOGUE, CellError, Function


def made(**changed: Function) -> dict[str, str]:
    """The sources by module, of the catalogue with some entries changed."""
    own = modules({**CATALOGUE, **changed}, "1.2.3", ribbon=True)
    return {module.name: module.source for module in own}


def with_argument(function: str, **changed: object) -> dict[str, Function]:
    """A function of the catalogue whose first argument is otherwise."""
    one = CATALOGUE[function]
    first, *rest = one.arguments
    return {function: replace(one, arguments=(replace(first, **changed), *rest))}  # type: ignore[arg-type]


def text_of(expression: str) -> str:
    """The text of a VBA expression, as PE_Text makes it: one UTF-16 unit of four digits each."""
    pieces = re.findall(r'PE_Text\("([0-9a-f]*)"\)', expression)
    assert pieces or expression == '""'
    return bytes.fromhex("".join(pieces)).decode("utf-16-be")


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_function_has_a_wrapper_with_the_arguments_of_the_catalogue(name: str) -> None:
    (signature,) = re.findall(rf"^Public Function {name}\((.*)\)\r$", made()["PE_Functions"], re.M)
    expected = [
        f"ParamArray {argument.name}()"
        if argument.repeated
        else ("Optional " if argument.optional else "") + argument.name
        for argument in CATALOGUE[name].arguments
    ]
    assert signature == ", ".join(expected)


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_function_and_argument_has_its_chinese_help(name: str) -> None:
    helps = made()["PE_Help"].replace("\r\n", "\n")
    assert f"    Help_{name}\n" in helps
    (body,) = re.findall(rf"^Private Sub Help_{name}\(\)\n(.*?)^End Sub", helps, re.M | re.S)
    assert f'Macro:=PE_Here("{name}"), Category:=PE_Title()' in body
    told = [text_of(one) for one in re.findall(r"told\(\d+\) = (.*(?:_\n.*)*)", body)]
    assert told == [argument.help for argument in CATALOGUE[name].arguments]
    (description,) = re.findall(r"Description:=(.*(?:_\n.*)*)", body)
    assert CATALOGUE[name].help in text_of(description)


def test_what_vba_takes() -> None:
    own = modules(CATALOGUE, "1.2.3", ribbon=True)
    assert len({module.name.lower() for module in own}) == len(own)
    for module in own:
        lines = module.source.split("\r\n")
        assert module.source.isascii()
        assert "\n" not in "".join(lines)
        assert lines[0] == f'Attribute VB_Name = "{module.name}"'
        assert max(map(len, lines)) <= 1023
        assert not re.search(r"(?: _\r\n.*){25}", module.source)
    assert 'PE_BUILD = "1.2.3"' in made()["PE_Functions"]


def test_templates_have_no_buttons() -> None:
    names = {module.name for module in modules(CATALOGUE, "1", ribbon=False)}
    assert {module.name for module in modules(CATALOGUE, "1", ribbon=True)} - names == {"PE_Ribbon"}


# Reserved in VBA, the first four met in real projects; an underscore in front; Chinese.
@pytest.mark.parametrize("name", ["type", "End", "date", "Select", "_hidden", "分值", "two words"])
def test_a_name_that_vba_refuses_is_refused(name: str) -> None:
    with pytest.raises(BadSourceError, match="not a name"):
        made(**with_argument("PE_GRADE", name=name))


def test_names_that_are_there_twice_are_refused() -> None:
    with pytest.raises(BadSourceError, match="pe_build"):
        made(PE_AGAIN=replace(CATALOGUE["PE_VERSION"], name="Pe_Build"))


def test_a_help_that_excel_would_cut_is_refused() -> None:
    made(**with_argument("PE_GRADE", help="长" * 255))
    with pytest.raises(BadSourceError, match="255"):
        made(**with_argument("PE_GRADE", help="长" * 256))


@pytest.mark.parametrize(
    "text",
    [
        'Attribute VB_Name = "Other"\n',
        "Sub A()\nEnd Sub\n",
        'Attribute VB_Name = "M"\n\' 中文\n',
        'Attribute VB_Name = "M"\n' + "'" + "x" * 1023,
        'Attribute VB_Name = "M"\nx = 1' + " _\n + 1" * 25 + "\n",
    ],
)
def test_a_source_that_vba_would_not_take_is_refused(text: str) -> None:
    with pytest.raises(BadSourceError):
        source.checked("M", text)


def test_the_longest_source_that_vba_takes_is_taken() -> None:
    text = 'Attribute VB_Name = "M"\n' + "'" + "x" * 1022 + "\nx = 1" + " _\n + 1" * 24 + "\n"
    assert source.checked("M", text) == text.replace("\n", "\r\n")
    with pytest.raises(BadSourceError, match="31"):
        source.checked("M" * 32, f'Attribute VB_Name = "{"M" * 32}"\n')


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_of_any_language_comes_back_whole(text: str) -> None:
    expression = source.chinese(text)
    assert expression.isascii()
    assert max(map(len, expression.splitlines())) < 900
    assert text_of(expression) == text


def test_every_error_of_a_cell_becomes_that_error() -> None:
    # The constants of Excel for the errors that a PE_ function may show.
    constants = {
        "#NULL!": "xlErrNull",
        "#DIV/0!": "xlErrDiv0",
        "#VALUE!": "xlErrValue",
        "#REF!": "xlErrRef",
        "#NAME?": "xlErrName",
        "#NUM!": "xlErrNum",
        "#N/A": "xlErrNA",
    }
    found = re.findall(r'Case "(#[^"]+)"\s+OneCell = CVErr\((\w+)\)', made()["PE_Server"])
    assert dict(found) == constants
    assert {error.value for error in CellError} == set(constants)


def test_of_xlwings_only_what_reaches_the_server_goes_in_with_its_licence() -> None:
    text = made()["xlwings"]
    assert "Redistribution and use in source and binary forms" in text
    assert source.procedures(text)[-5:] == [
        "XLPyCommand",
        "XLPyLoadDLL",
        "XLPy",
        "KillPy",
        "ParentFolder",
    ]
    for dangerous in ("WScript", "Kill ", "Open ", "ActiveWorkbook", "RunPython(", "Shell"):
        assert dangerous not in text
    everything = "".join(made().values())
    assert "ActiveWorkbook.Path" not in everything
    assert "ThisWorkbook.Path" not in everything


def test_what_is_called_on_the_server_is_what_xlwings_serves() -> None:
    called = set(re.findall(r"\bserver\.(\w+)", made()["PE_Server"]))
    assert called == {"CallUDF", "Module", "Call", "Tuple", "Builtin"}
    # Read, because it imports only where pywin32 is.
    tree = ast.parse((files("xlwings") / "com_server.py").read_text("utf-8"))
    (served,) = [one for one in ast.walk(tree) if getattr(one, "name", "") == "XLPython"]
    assert isinstance(served, ast.ClassDef)
    methods = {one.name: one for one in served.body if isinstance(one, ast.FunctionDef)}
    assert called <= set(methods)
    arguments = methods["CallUDF"].args
    # The workbook and the calling cell may be left out, as we do.
    assert [a.arg for a in arguments.args][1:4] == ["script", "fname", "args"]
    assert len(arguments.args) - len(arguments.defaults) == 4


def test_the_server_is_told_which_excel_asks() -> None:
    # Of several, and of one without a workbook, xlwings finds another or none.
    assert '"run", server.Tuple(command, Application)' in made()["PE_Server"]


def test_whoever_has_no_server_is_told_how_to_go_on() -> None:
    # Once it is back, cells that failed are not computed anew by themselves.
    (told,) = re.findall(r"PE_NoServer = (.*(?:_\r\n.*)*)", made()["PE_Texts"])
    assert "restart.cmd" in text_of(told)
    assert "Ctrl+Alt+F9" in text_of(told)


def test_another_xlwings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlwings_module, "CLASS_ID", "{another}")
    with pytest.raises(BadSourceError, match="xlwings"):
        xlwings_module.xlwings_module()
    monkeypatch.undo()
    monkeypatch.setattr(xlwings_module, "_KEPT", ("Renamed",))
    with pytest.raises(BadSourceError, match="Renamed"):
        xlwings_module.xlwings_module()


def test_excel_starts_no_process_and_imports_from_no_folder_of_a_workbook() -> None:
    fixed = made()["PE_Settings"]
    for name, value in (("DEBUG UDFS", "True"), ("ADD_WORKBOOK_TO_PYTHONPATH", "False")):
        assert re.search(rf'Case "{name}"\s+Fixed = "{value}"', fixed)
    assert f'XLPyCommand = "{settings.CLASS_ID}"' in made()["xlwings"]


def test_no_module_is_left_with_a_place_to_fill() -> None:
    for module in modules(CATALOGUE, "1", ribbon=True):
        assert isinstance(module, Module)
        assert not re.search(r"\{[A-Z_]+\}", module.source)
