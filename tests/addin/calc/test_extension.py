"""The extension's files: the same every time, and of one mind with the modules around them."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from addin.calc import basic, extension, identity, record
from addin.calc.component import __file__ as component
from udfs import CATALOGUE


def test_made_twice_it_is_the_same_file(tmp_path: Path) -> None:
    extension.write_oxt(tmp_path / "1.oxt")
    extension.write_oxt(tmp_path / "2.oxt")
    assert (tmp_path / "1.oxt").read_bytes() == (tmp_path / "2.oxt").read_bytes()


def test_the_file_and_the_folder_hold_the_same(tmp_path: Path) -> None:
    extension.write_oxt(tmp_path / "1.oxt")
    extension.write_folder(tmp_path / "folder")
    with ZipFile(tmp_path / "1.oxt") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    folder = tmp_path / "folder"
    unpacked = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
    assert packed == unpacked


def test_what_is_named_is_there() -> None:
    files = extension.files()
    described = ElementTree.fromstring(files["description.xml"])
    spaces = {"d": "http://openoffice.org/extensions/description/2006"}
    identifier = described.find("d:identifier", spaces)
    assert identifier is not None
    assert identifier.get("value") == identity.EXTENSION
    manifest = ElementTree.fromstring(files["META-INF/manifest.xml"])
    paths = [value for entry in manifest for key, value in entry.items() if "full-path" in key]
    assert set(paths) <= set(files)
    components = ElementTree.fromstring(files["pe.components"])
    uris = [one.get("uri", "") for one in components if one.tag.endswith("component")]
    assert [uri.removeprefix("./") for uri in uris] == ["pe_addin.py"]


def test_no_path_of_this_machine_is_in_it() -> None:
    root = str(Path(extension.__file__).parents[2]).encode()
    for data in extension.files().values():
        assert root not in data
        assert str(Path.home()).encode() not in data


def test_the_component_knows_the_same_names() -> None:
    """It cannot import them: it must run before the packages are found."""
    tree = ast.parse(Path(component).with_name("pe_addin.py").read_text(encoding="utf-8"))
    known: dict[str, object] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], (ast.Name, ast.Tuple)):
            names = getattr(node.targets[0], "elts", [node.targets[0]])
            try:
                value = ast.literal_eval(node.value)
            except ValueError:
                continue
            values = value if len(names) > 1 else (value,)
            known.update(zip((name.id for name in names), values, strict=True))
    assert known["SERVICE"] == identity.SERVICE
    assert (known["RECORD"], known["LOG"], known["READY"]) == (
        identity.RECORD,
        identity.LOG,
        identity.READY,
    )
    assert known["MODULE"] == basic.MODULE
    assert known["REQUIRED"] == record.REQUIRED
    assert set(known["TELLING"]) <= set(CATALOGUE)  # type: ignore[arg-type]


def test_the_component_imports_nothing_of_the_project_at_the_top() -> None:
    tree = ast.parse(Path(component).with_name("pe_addin.py").read_text(encoding="utf-8"))
    top = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in tree.body
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }
    assert not {name.split(".")[0] for name in top} & {"addin", "rules", "udfs", "yaml"}


# The Basic module --------------------------------------------------------------------------------


def test_every_function_of_the_catalogue_has_its_wrapper() -> None:
    source = basic.module()
    for name, function in CATALOGUE.items():
        (declared,) = re.findall(rf"^Function {name}\((.*)\)$", source, re.MULTILINE)
        count = declared.count("Optional")
        if function.arguments and function.arguments[-1].repeated:
            assert count == basic.MOST
        else:
            assert count == len(function.arguments) + 1  # one too many can be told
        assert f'PE_Called("{name}", n, x())' in source


def test_the_source_is_ascii_and_its_lines_are_short() -> None:
    source = basic.module()
    assert source.isascii()
    assert max(map(len, source.splitlines())) < 255


def test_every_function_catches_its_errors() -> None:
    """An error that nothing catches opens a dialogue, which nobody closes without a screen."""
    functions = re.findall(r"^Function (\w+).*?^End Function", basic.module(), re.M | re.S)
    caught = re.findall(r"^Function (\w+)[^\n]*\n  On Error GoTo Broken", basic.module(), re.M)
    assert set(functions) - set(caught) == {"PE_Failed"}
