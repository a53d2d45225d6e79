"""The shipped policies: each loads clean, each example comes out, each reading can be told."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

import rules
from rules import model
from rules.engine import Use
from rules.library import SHIPPED, Library
from rules.model.keys import told_words, words
from rules.model.policy import Example, Policy
from rules.proof.examples import prove

LIBRARY = Library()
IDS = sorted(LIBRARY.shelf)
EXAMPLES = [
    pytest.param(name, number, id=f"{name}-{example.title}")
    for name in IDS
    if isinstance(policy := LIBRARY.shelf[name].policy, Policy)
    for number, example in enumerate(policy.examples)
]


def policy(name: str) -> Policy:
    found = LIBRARY.find(name)
    assert isinstance(found, Use), found
    return found.policy


def test_the_three_policies_of_the_documents_are_there() -> None:
    assert {"honghe-2023", "national-2020", "yiyang-2024"} <= set(IDS)
    assert len(list(SHIPPED.glob("*"))) == len(IDS), "nothing else lies on the shelf"


@pytest.mark.parametrize("name", IDS)
def test_loads_clean(name: str) -> None:
    loaded = LIBRARY.shelf[name].policy
    assert isinstance(loaded, Policy), [str(fault) for fault in loaded.faults]
    assert (loaded.id, loaded.title) == (name, LIBRARY.shelf[name].title)
    assert loaded.examples


@pytest.mark.parametrize(("name", "number"), EXAMPLES)
def test_example(name: str, number: int) -> None:
    """One example alone, by the proof that loading runs."""
    whole = policy(name)
    example: Example = whole.examples[number]
    wrong: list[str] = []
    prove(
        dataclasses.replace(whole, examples=(example,)),
        lambda _path, message, _advice: wrong.append(message),
    )
    assert wrong == []


def test_an_example_that_does_not_come_out_is_told() -> None:
    """The test above can fail: the same proof on a wrong expectation."""
    whole = policy("national-2020")
    example = dataclasses.replace(whole.examples[0], expect={"得分": "80.88"})
    wrong: list[str] = []
    prove(
        dataclasses.replace(whole, examples=(example,)),
        lambda _path, message, _advice: wrong.append(message),
    )
    assert wrong == [f"示例“{example.title}”应得 80.88，实得 80.89"]


def readings(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every 口径 of a policy with the place it stands in."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from readings(inside, (*path, name))
    elif isinstance(value, tuple):
        for inside in value:
            yield from readings(inside, path)
    elif dataclasses.is_dataclass(value) and all(
        "word" in field.metadata for field in dataclasses.fields(value)
    ):
        for word, field in words(type(value)).items():
            inside = getattr(value, field.name)
            if word == "口径":
                yield from (((*path, name), text) for name, text in inside.items())
            else:
                yield from readings(inside, (*path, word))


@pytest.mark.parametrize("name", IDS)
def test_readings_say_something(name: str) -> None:
    found = list(readings(policy(name)))
    assert found
    assert all(len(text) >= 5 for _, text in found)


def told_by_the_engine() -> tuple[set[str], set[str]]:
    """The keywords whose readings some explanation prints: those that are given to `reading(…)` or
    `readings(…)` as they stand; and every word of a function that does so, as some give a variable.
    """
    given: set[str] = set()
    near: set[str] = set()
    for file in (Path(rules.__file__).parent / "engine").rglob("*.py"):
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            calls = [node for node in ast.walk(function) if _tells(node)]
            given |= {word for call in calls for part in call.args for word in _texts(part)}
            gathers = any(
                (isinstance(node, ast.Name) and node.id == "read")
                or (isinstance(node, ast.keyword) and node.arg == "read")
                for node in ast.walk(function)
            )
            near |= _texts(function) if calls or gathers else set()
    return given, near


def _tells(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in (
        "reading",
        "readings",
    )


def _texts(node: ast.AST) -> set[str]:
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def declared_by_the_model() -> set[str]:
    """The keywords of which the model says that a construct's explanations tell the reading."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(model.__path__):
        inside = vars(importlib.import_module(f"rules.model.{module.name}"))
        for kind in inside.values():
            if isinstance(kind, type) and dataclasses.is_dataclass(kind) and _of_the_model(kind):
                found.update(told_words(kind))
    return found


def _of_the_model(kind: type) -> bool:
    fields = dataclasses.fields(kind)
    return all("word" in field.metadata for field in fields)


def test_no_reading_is_written_for_nobody() -> None:
    """A reading that no explanation can ever print would be a silent choice after all.

    The proof of clauses allows what the model declares: nothing less than the engine prints, and
    nothing of which it does not know.
    """
    given, near = told_by_the_engine()
    declared = declared_by_the_model()
    assert given - declared == set()
    assert declared - near == set()


def test_no_overshoot_takes_points_off_by_itself() -> None:
    """No document prints a number for 高于指标值较多 or a deduction (framework.md §1): a person decides."""
    for name in IDS:
        scoring = policy(name).scoring
        over = [m.overshoot for m in scoring.methods.values() if m.overshoot] if scoring else []
        assert all(found.deduction.value == "人工" and found.explain for found in over)


def test_no_indicator_points_are_invented() -> None:
    """The published rows of 益阳: 17, in 决策 15, 过程 25, 产出 35, 效益 25 (framework.md §1)."""
    indicators = policy("yiyang-2024").indicators
    assert indicators is not None
    sums: dict[str, int] = {}
    for row in indicators.rows:
        sums[row.level1] = sums.get(row.level1, 0) + int(row.points.value)
    assert len(indicators.rows) == 17
    assert sums == {"决策": 15, "过程": 25, "产出": 35, "效益": 25}
    assert {row.rate for row in indicators.rows if row.rate} == {
        "资金到位率", "预算执行率", "实际完成率", "质量达标率", "成本节约率",
    }  # fmt: skip


def test_the_frame_weights() -> None:
    """财预〔2020〕10号: 10, 50, 30, 10."""
    weights = policy("national-2020").weights
    assert weights is not None
    assert {part: int(figure.value) for part, figure in weights.parts.items()} == {
        "预算执行率": 10,
        "产出": 50,
        "效益": 30,
        "满意度": 10,
    }


class TestLibrary:
    def test_by_title_and_by_id_at_a_day(self) -> None:
        assert isinstance(LIBRARY.find("红河州市场化招商奖励与项目支出绩效自评"), Use)
        dated = LIBRARY.find("honghe-2023@2023-06-30")
        assert isinstance(dated, Use)
        assert str(dated.day) == "2023-06-30"

    @pytest.mark.parametrize(
        "name",
        [
            "honghe-2023@2023-13-01",
            "honghe-2023@",
            "honghe-2023@20230630",
            "honghe-2023@2023-W26-5",
        ],
    )
    def test_a_day_that_is_none(self, name: str) -> None:
        refusal = LIBRARY.find(name)
        assert not isinstance(refusal, Use)
        assert "里的日期看不懂" in refusal.message
        assert refusal.advice == "请写成 honghe-2023@2023-06-30"

    @pytest.mark.parametrize(
        ("name", "advice"),
        [
            ("honghe", "是不是“honghe-2023”？"),
            ("", "现有政策：" + "、".join(IDS)),
        ],
    )
    def test_unknown(self, name: str, advice: str) -> None:
        refusal = LIBRARY.find(name)
        assert not isinstance(refusal, Use)
        assert refusal.advice == advice

    def test_a_broken_file_is_the_policys_fault(self, tmp_path: Path) -> None:
        (tmp_path / "bad.yaml").write_text("政策: bad\n名称: 坏\n名称: 坏\n", encoding="utf-8")
        refusal = Library(tmp_path).find("bad")
        assert not isinstance(refusal, Use)
        assert refusal.reason.fault.value == "政策文件"
        assert refusal.message.startswith("政策文件 bad.yaml 第 1 行有误：")
        assert Library(tmp_path).shelf["bad"].in_force == "文件有误"

    def test_in_force_in_words(self) -> None:
        assert LIBRARY.shelf["honghe-2023"].in_force == "2023-04-01 起施行"
