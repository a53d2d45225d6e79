"""The catalogue as a whole: complete, well named, in Chinese, with examples that work."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from udfs import CATALOGUE, CellError, Function
from udfs.catalogue import Argument

ROOT = Path(__file__).parents[2]

#: The table of the public contract, in its order.
CONTRACT = {
    "PE_SCORE": ("points", "target", "actual", "[method]", "[policy]"),
    "PE_RATE": ("policy", "rate", "names", "values"),
    "PE_REWARD": ("policy", "scheme", "names", "values"),
    "PE_GRADE": ("total", "[policy]"),
    "PE_TOTAL": ("points", "scores"),
    "PE_RANK": ("policy", "ranking", "names", "values"),
    "PE_CHECK": ("policy", "names", "values"),
    "PE_EXPLAIN": ("called", "[arguments…]"),
    "PE_AMOUNT": ("written", "[unit]"),
    "PE_PARAM": ("policy", "item", "[on_date]"),
    "PE_CLAUSE": ("policy", "item"),
    "PE_POLICIES": (),
    "PE_VERSION": (),
}

#: Words that VBA keeps for itself: an argument of such a name breaks the generated module unseen.
_RESERVED = """
    addressof alias and any append array as attribute base binary boolean byref byte byval call case
    cbool cbyte ccur cdate cdbl cdec cint clng clnglng clngptr close compare const csng cstr currency
    cvar cverr date debug decimal declare defbool defbyte defcur defdate defdbl defdec defint deflng
    defobj defsng defstr defvar dim do doevents double each else elseif empty end endif enum eqv erase
    error event exit explicit false fix for friend function get global gosub goto if imp implements in
    input int integer is lbound len let lib like line load local lock long longlong longptr loop lset me
    mid mod module name new next not nothing null object on open option optional or output paramarray
    preserve print private property public put raiseevent random randomize read redim rem resume return
    rset scale seek select set sgn shared single spc static step stop string sub tab text then time to
    true type typeof ubound unknown unload unlock until variant wend while width with withevents write
    xor caller
    """
VBA_RESERVED = frozenset(_RESERVED.split())

every_function = pytest.mark.parametrize("function", CATALOGUE.values(), ids=list(CATALOGUE))


def arguments() -> list[Argument]:
    return [argument for function in CATALOGUE.values() for argument in function.arguments]


def signature(function: Function) -> tuple[str, ...]:
    names = (a.name + ("…" if a.repeated else "") for a in function.arguments)
    optional = (a.optional for a in function.arguments)
    return tuple(f"[{n}]" if o else n for n, o in zip(names, optional, strict=True))


def test_names_and_argument_order_are_the_contract() -> None:
    assert {name: signature(function) for name, function in CATALOGUE.items()} == CONTRACT
    assert list(CATALOGUE) == list(CONTRACT)


@every_function
def test_entries_are_named_as_their_key(function: Function) -> None:
    assert CATALOGUE[function.name] is function


@every_function
def test_optional_arguments_are_last_and_only_the_last_repeats(function: Function) -> None:
    optional = [argument.optional for argument in function.arguments]
    assert optional == sorted(optional)
    assert not any(argument.repeated for argument in function.arguments[:-1])
    assert len({argument.name for argument in function.arguments}) == len(function.arguments)


@pytest.mark.parametrize("name", sorted({argument.name for argument in arguments()}))
def test_argument_names_are_safe_in_python_and_vba(name: str) -> None:
    assert re.fullmatch(r"[a-z](?:[a-z_]*[a-z])?", name)
    assert name not in VBA_RESERVED


@every_function
def test_help_is_chinese_and_fits_excel(function: Function) -> None:
    for text in (function.help, function.returns, *(a.help for a in function.arguments)):
        assert 0 < len(text) <= 255, text
        assert re.search("[\u4e00-\u9fff]", text), text
        assert "  " not in text
        assert text == text.strip()
    for argument in function.arguments:
        assert re.fullmatch("[\u4e00-\u9fff]+", argument.label)
    assert function.help.endswith("。")
    assert not function.returns.endswith("。")


# Examples ------------------------------------------------------------------------------------

#: What stands in the cells that two examples point at, and what both come to (by hand: 1‰ of 9亿
#: is 90万, +20% is 108万, capped; 9.77 + 49.77 = 59.54).
SHEET = {
    "$B$4:$H$4": (
        ("认定日期", "正式签约", "实质性开工", "纳入统计库", "入库计划投资额", "世界500强", "备注"),
    ),
    "B5:H5": (("2023-06-30", "是", "是", "是", "9亿元", "是", None),),
    "F6:F40": ((10,), (50,), *[(None,)] * 33),
    "G6:G40": ((9.77,), (49.77,), *[(None,)] * 33),
}
SHOWN = {
    "PE_SCORE": 8.09,
    "PE_RATE": 572.23 / 860,
    "PE_REWARD": 1_000_000,
    "PE_GRADE": "优",
    "PE_TOTAL": 59.54,
    "PE_CHECK": "通过",
    "PE_AMOUNT": 128_300,
    "PE_PARAM": 1_000_000,
}
_TOKEN = re.compile(r'"([^"]*)"|(\{[^}]*\})|([^,"{}]+)')


def cells_of(text: str) -> list[object]:
    """The arguments of an example: texts, numbers, one-row array constants, cells of the sheet."""
    found: list[object] = []
    for quoted, array, bare in _TOKEN.findall(text):
        if array:
            found.append((tuple(cells_of(array[1:-1])),))
        elif bare:
            found.append(SHEET[bare] if bare in SHEET else float(bare))
        else:
            found.append(quoted)
    return found


@every_function
def test_examples_come_out(function: Function) -> None:
    match = re.fullmatch(rf"={function.name}\((.*)\)", function.example)
    assert match
    shown = function(*cells_of(match[1]))
    if function.name == "PE_VERSION":  # depends on the installation; tested by itself
        return
    assert not isinstance(shown, CellError)
    assert shown == SHOWN.get(function.name, shown)


# Calling -------------------------------------------------------------------------------------


@every_function
def test_a_wrong_number_of_arguments_is_told_with_the_right_ones(function: Function) -> None:
    needed = sum(not argument.optional for argument in function.arguments)
    most = len(function.arguments)
    wrong = list(range(needed))
    if not (function.arguments and function.arguments[-1].repeated):
        wrong.append(most + 1)
    for count in wrong:
        given = [None] * count
        assert function(*given) is CellError.VALUE
        message = function.answer(*given)
        told = CATALOGUE["PE_EXPLAIN"](function.name, *given)
        assert not isinstance(message, tuple)
        assert f"给了 {count} 个" in str(message)
        if function.name != "PE_EXPLAIN":
            assert all(a.label in str(told) for a in function.arguments)


# Start ---------------------------------------------------------------------------------------


def test_import_brings_in_nothing_heavy() -> None:
    """Excel waits for `import udfs`: no engine, no YAML, no spreadsheet library before a call."""
    code = "import udfs, sys; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {
        "yaml",
        "jsonschema",
        "openpyxl",
        "xlsxwriter",
        "xlwings",
        "numpy",
        "formulas",
        "typer",
    }
    heavy |= {"rich", "jinja2", "udfs.functions", "rules.engine", "rules.notation", "difflib"}
    assert heavy & set(ran.stdout.split()) == set()


def test_the_first_call_needs_nothing_but_the_rules() -> None:
    code = (
        "import udfs, sys; assert udfs.CATALOGUE['PE_SCORE'](10, '≥80%', '64.71%') == 8.09;"
        "print(*sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    others = {"xlwings", "openpyxl", "xlsxwriter", "formulas", "numpy", "typer"}
    assert others & set(ran.stdout.split()) == set()
