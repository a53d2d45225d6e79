"""The rooms and their one-way arrows, read from the imports themselves."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("rules", "udfs", "workbook_templates", "addin")
MAY_IMPORT = {
    "rules": set(),
    "udfs": {"rules"},
    "workbook_templates": {"rules", "udfs"},
    "addin": {"rules", "udfs", "workbook_templates"},
}
#: What would bring a spreadsheet, a clock, chance or a network into the rules.
FOREIGN_TO_RULES = {
    *("openpyxl", "xlsxwriter", "xlwings", "formulas", "python_calamine", "pandas", "numpy"),
    *("time", "random", "secrets", "uuid", "os", "locale", "subprocess"),
    *("socket", "ssl", "http", "urllib", "requests"),
}


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imports(file: Path) -> Iterator[tuple[str, str, int]]:
    """Every imported module with the name taken from it ("" for the module itself), and its line."""
    package = ".".join(file.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, "", node.lineno
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:
                base = package.split(".")[: len(package.split(".")) - node.level + 1]
                module = ".".join([*base, module]).rstrip(".")
            for alias in node.names:
                yield module, alias.name, node.lineno


def at(file: Path, line: int) -> str:
    return f"{file.relative_to(ROOT)}:{line}"


def face(room: str) -> set[str]:
    return set(getattr(importlib.import_module(room), "__all__", ()))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_below_it(room: str) -> None:
    wrong = [
        f"{at(file, line)} imports {module}"
        for file in files(room)
        for module, _, line in imports(file)
        if (other := module.split(".")[0]) in ROOMS
        and other != room
        and other not in MAY_IMPORT[room]
    ]
    assert files(room), f"{room}/ has no modules"
    assert wrong == []


@pytest.mark.parametrize("room", ROOMS)
def test_another_room_is_entered_by_its_face(room: str) -> None:
    """`rules.engine` or `from rules import engine`, and nothing that rules.__all__ does not name."""
    wrong = []
    for file in files(room):
        for module, name, line in imports(file):
            other, _, inside = module.partition(".")
            if other not in ROOMS or other == room:
                continue
            entered = inside.split(".")[0] if inside else name
            deep = "." in inside
            if deep or (entered and entered not in face(other)):
                wrong.append(f"{at(file, line)} imports {module} {name}")
    assert wrong == []


def test_rules_know_no_spreadsheet_clock_chance_or_network() -> None:
    wrong = [
        f"{at(file, line)} imports {module}"
        for file in files("rules")
        for module, _, line in imports(file)
        if module.split(".")[0] in FOREIGN_TO_RULES
    ]
    assert wrong == []


def test_rules_never_ask_for_the_present_day() -> None:
    asked = [
        at(file, node.lineno)
        for file in files("rules")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("today", "now", "utcnow")
    ]
    assert asked == []


def test_no_binary_float_is_written_in_the_rules() -> None:
    written = [
        at(file, node.lineno)
        for file in files("rules")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, float)
        # How alike two words must be is no amount.
        and file.name not in ("nearest.py", "suggestions.py")
    ]
    assert written == []
