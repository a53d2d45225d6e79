"""The shipped policies: each loads clean, each example comes out, each reading can be told."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

import rules
from rules.engine import Use
from rules.library import SHIPPED, Library
from rules.model.keys import words
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


def told_by_the_engine() -> set[str]:
    """The keywords whose readings some explanation prints: what is given to `reading(…)` or
    `readings(…)`, or gathered for them under the name `read`.
    """
    found: set[str] = set()
    for file in (Path(rules.__file__).parent / "engine").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            told: list[ast.AST] = []
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                if name.split(".")[-1] in ("reading", "readings") or name == "read.append":
                    told += node.args
                told += [word.value for word in node.keywords if word.arg == "read"]
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "read":
                told.append(node.value)
            found.update(
                word.value
                for part in told
                for word in ast.walk(part)
                if isinstance(word, ast.Constant) and isinstance(word.value, str)
            )
    return found


@pytest.mark.parametrize("name", IDS)
def test_no_reading_is_written_for_nobody(name: str) -> None:
    """A reading that no explanation can ever print would be a silent choice after all."""
    words_told = told_by_the_engine()
    silent = [".".join(path) for path, _ in readings(policy(name)) if path[-1] not in words_told]
    assert silent == []


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
