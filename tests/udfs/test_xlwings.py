"""udfs.xlwings_functions: plain functions on Linux, and Excel's functions through xlwings itself.

The Excel side runs xlwings' real call and import machinery with pywin32 stubbed (excel_stand_in.py).
"""

import inspect
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from udfs import CATALOGUE

ROOT = Path(__file__).parents[2]
STAND_IN = Path(__file__).with_name("excel_stand_in.py")
OMITTED = {"omitted": True}
BLANK = {"range": [[None]]}


def block(*rows: list[object]) -> dict[str, object]:
    return {"range": list(rows)}


def column(*cells: object) -> dict[str, object]:
    return {"range": [[cell] for cell in cells]}


NAMES = ["认定日期", "正式签约", "实质性开工", "纳入统计库", "入库计划投资额", "世界500强"]
NINE = [45107, "是", True, "是", 900_000_000, "是"]
REWARD = ["PE_REWARD", "honghe-2023", "招商奖励"]
CHECKED = ["预算执行率", "全年执行数", "全年预算数"]
LONG = 10_000

#: A call as COM makes it, and the block that goes back: figures as in test_score.py and
#: test_names_and_values.py, blanks as empty texts, refusals as the marked text of their error.
CALLS: dict[str, tuple[list[object], list[list[object]]]] = {
    "scalars": (["PE_SCORE", 10, "≥80%", "64.71%"], [[8.09]]),
    "a tie": (["PE_SCORE", 2, "≥200", 100.5], [[1.01]]),
    "left out at the end": (["PE_SCORE", 10, "≥80%", 0.4, OMITTED, OMITTED], [[5]]),
    "left out in the middle": (["PE_SCORE", 10, "≥80%", 0.4, OMITTED, "honghe-2023"], [[5]]),
    "a blank cell": (["PE_SCORE", 10, "≥80%", BLANK, OMITTED, OMITTED], [[""]]),
    "a blank literal": (["PE_SCORE", 10, "≥80%", None], [[""]]),
    "not applicable": (["PE_SCORE", 10, "≥80%", "/"], [["/"]]),
    "a refusal": (["PE_SCORE", 10, "≥80%", "95"], [["#VALUE!"]]),
    "waits": (["PE_SCORE", 10, "效果明显", "达成预期指标"], [["#N/A"]]),
    "out of force": (["PE_PARAM", "honghe-2023", "招商奖励.封顶", "2023-03-31"], [["#NUM!"]]),
    "an error cell": (["PE_SCORE", 10, "≥80%", {"error": "#N/A"}], [["#N/A"]]),
    "an error in a range": (["PE_GRADE", column(90, {"error": "#DIV/0!"})], [["优"], ["#VALUE!"]]),
    "an error unknown to xlwings": (["PE_SCORE", 10, 5, {"code": -2146826243}], [["#VALUE!"]]),
    "a currency cell": (["PE_SCORE", 10, "≥100", block([{"currency": "50.25"}])], [[5.03]]),
    "a cell of one": (["PE_SCORE", block([10]), block(["≥80%"]), block([0.4])], [[5]]),
    "a column": (
        ["PE_SCORE", column(10, 2, None), column("≥80%", "≥200", None), column("64.71%", 100.5, None)],
        [[8.09], [1.01], [""]],
    ),
    "a row": (["PE_SCORE", 10, "≥80%", block([0.4, 0.8])], [[5, 10]]),
    "a long column": (
        ["PE_SCORE", 10, "≥80%", column(*[0.4, 0.8] * (LONG // 2))],
        [[5], [10]] * (LONG // 2),
    ),
    "shapes that differ": (["PE_SCORE", column(1, 2), "≥80%", column(1, 2, 3)], [["#VALUE!"]]),
    "names and values": ([*REWARD, block(NAMES), block(NINE)], [[1_000_000]]),
    "several rows": (
        [*REWARD, block(NAMES), block(NINE, [None] * 6, [45016, *NINE[1:]])],
        [[1_000_000], [""], ["#NUM!"]],
    ),
    "a header column": ([*REWARD, column(*NAMES), column(*NINE)], [[1_000_000]]),
    "one name and one value": ([*REWARD, "正式签约", "否"], [[0]]),
    "beyond 32 bits": (["PE_AMOUNT", "128.3亿元", OMITTED], [[12_830_000_000]]),
    "a total": (["PE_TOTAL", column(10, 50), column(9.77, 49.77)], [[59.54]]),
    "a total of rows that wait": (["PE_TOTAL", column(10, 50), column(9.77, None)], [["#N/A"]]),
    "a check": (
        ["PE_CHECK", "honghe-2023", block(CHECKED), block(["96.95%", 1114.9, 1150])],
        [["通过"]],
    ),
    "a blank cell as the last argument explained": (
        ["PE_EXPLAIN", "PE_SCORE", 10, "≥80%", BLANK],
        [[""]],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def excel() -> dict[str, Any]:
    requests = [call for call, _ in CALLS.values()]
    requests.append(["PE_EXPLAIN", "PE_SCORE", 10, "≥80%", "95"])
    requests.append(["PE_POLICIES"])
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", STAND_IN],
        input=json.dumps(requests),
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout.split("ANSWERS", 1)[1])
    return found


@pytest.mark.parametrize("name", CALLS)
def test_calls(excel: dict[str, Any], name: str) -> None:
    assert excel["calls"][list(CALLS).index(name)] == CALLS[name][1]


def test_figures_go_back_as_doubles(excel: dict[str, Any]) -> None:
    # JSON keeps 5.0 and 5 apart; an int could be of a type that VBA does not know.
    for name in ("left out at the end", "beyond 32 bits", "names and values"):
        assert type(excel["calls"][list(CALLS).index(name)][0][0]) is float


def test_texts_go_back_in_chinese(excel: dict[str, Any]) -> None:
    ((explained,),), policies = excel["calls"][-2:]
    assert "9500%" in explained
    assert "可能是" in explained
    assert "红河州市场化招商奖励与项目支出绩效自评" in [row[1] for row in policies]


def test_xlwings_reads_the_catalogue_s_signatures(excel: dict[str, Any]) -> None:
    expected = {
        name: {
            "arguments": [[a.name, a.optional and not a.repeated, a.repeated] for a in f.arguments],
            "annotations": [],
            "volatile": False,
        }
        for name, f in CATALOGUE.items()
    }
    assert excel["signatures"] == expected


def test_the_vba_wrappers_declare_every_function(excel: dict[str, Any]) -> None:
    vba = excel["vba"]
    assert "Function PE_SCORE(points, target, actual, Optional method, Optional policy)" in vba
    assert "Function PE_EXPLAIN(called, ParamArray arguments())" in vba
    assert "Function PE_VERSION()" in vba
    assert vba.count("\nEnd Function") == len(CATALOGUE)
    assert vba.isascii()  # Chinese in VBA source would depend on the code page
    assert "Application.Volatile" not in vba


def test_import_hands_excel_the_chinese_help(excel: dict[str, Any]) -> None:
    assert excel["imported"]["ascii"]
    helps = excel["imported"]["helps"]
    assert set(helps) == set(CATALOGUE)
    for name, (description, category, arguments) in helps.items():
        function = CATALOGUE[name]
        assert description == function.help
        assert category == "绩效评价"
        assert (arguments or []) == [argument.help for argument in function.arguments]


# On Linux, where xlwings registers nothing ----------------------------------------------------


@pytest.mark.parametrize("name", CATALOGUE)
def test_wrappers_are_plain_functions_without_annotations(name: str) -> None:
    from udfs import xlwings_functions

    wrapper = getattr(xlwings_functions, name)
    assert inspect.isfunction(wrapper)
    assert wrapper.__name__ == name
    assert wrapper.__annotations__ == {}
    parameters = inspect.signature(wrapper).parameters
    assert list(parameters) == [argument.name for argument in CATALOGUE[name].arguments]
    for argument, parameter in zip(CATALOGUE[name].arguments, parameters.values(), strict=True):
        optional = parameter.default is None or parameter.kind is parameter.VAR_POSITIONAL
        assert optional is argument.optional


def test_wrappers_compute_on_linux_too() -> None:
    from udfs import xlwings_functions

    score = getattr(xlwings_functions, "PE_SCORE")  # noqa: B009 - made at import
    assert score(10, "≥80%", "64.71%") == 8.09
    assert score([[10.0], [2.0]], [["≥80%"], ["≥200"]], [["64.71%"], [100.5]]) == [[8.09], [1.01]]


def test_the_stubs_stay_out_of_this_process() -> None:
    assert "pythoncom" not in sys.modules
