"""The policy guide says what is so: its policies load, its excerpts and examples hold, its output is real.

The first comment of a ```yaml block says what it is: 新文件 / 接着写 (a file, or more of it),
写在 (a piece for that place of a policy), 写错了 (a piece with the fault that checking tells).
A ```diff block changes a file; a ```csv block is one; ```console blocks run on the files so far.
"""

from __future__ import annotations

import dataclasses
import io
import json
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from addin.cli import main
from rules.language.load import examine_text
from rules.model.granting import Tiers
from rules.model.keys import told_words
from rules.model.policy import Example, Policy
from rules.model.rewards import Scheme
from rules.proof.examples import prove
from rules.proof.granting import MIXED
from tests.test_readme import anchors
from udfs import policies

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "policy-guide.zh.md"
POWERS = 43
#: Stands, at the end of a long output, for the rest of it.
LEFT_OUT = "……\n"
_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^ *# 例：(?:(\S+) )?([{\[].*[}\]]) → (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block: its line in the guide, its language, the name beside it, what is in it."""

    line: int
    language: str
    name: str
    text: str

    @property
    def head(self) -> str:
        """Its first line, which says what it is."""
        return self.text.partition("\n")[0]

    @property
    def place(self) -> str:
        """The place that it belongs to, of a piece; else empty."""
        found = re.match(r"# (?:写错了，)?写在：(\S+)", self.head)
        return found[1] if found else ""

    @property
    def is_wrong(self) -> bool:
        """Whether it shows a mistake."""
        return self.head.startswith("# 写错了")


def blocks() -> list[Block]:
    text = GUIDE.read_text("utf-8")
    return [
        Block(text[: m.start()].count("\n") + 1, m[1], m[2] or "", m[3])
        for m in _FENCE.finditer(text)
    ]


@cache
def stages() -> list[tuple[Block, dict[str, str]]]:
    """Each console block with the files as they are when the reader comes to it."""
    files: dict[str, str] = {}
    found = []
    for block in blocks():
        if block.language == "console":
            found.append((block, dict(files)))
        elif block.language == "csv":
            files[block.name] = block.text
        elif block.language == "diff":
            _change(files, block)
        elif block.language == "yaml":
            name = block.head.partition("：")[2].split("（")[0].strip()
            if block.head.startswith("# 新文件："):
                files[name] = block.text.partition("\n")[2]
            elif block.head.startswith("# 接着写："):
                files[name] += block.text.partition("\n")[2]
    return found


def _change(files: dict[str, str], block: Block) -> None:
    """Take out the lines with -, put those with + in their place; 另存 leaves the old file."""
    head, _, rest = block.text.partition("\n")
    named = re.fullmatch(
        r"# (?:改：([^（]+)|另存：(\S+) → (\S+))(?:（全部替换：(.+) → (.+)）)?", head
    )
    assert named, head
    old = named[1] or named[2]
    text = files[old]
    if named[4]:
        text = text.replace(named[4], named[5])
    for hunk in re.findall(r"(?:^-.*\n)+(?:^\+.*\n)+", rest, re.MULTILINE):
        out, new = (
            "\n".join(line[1:] for line in hunk.splitlines() if line.startswith(sign))
            for sign in "-+"
        )
        assert text.count(out) == 1, out
        text = text.replace(out, new)
    files[named[3] or old] = text


def commands(block: Block) -> Iterator[tuple[list[str], str]]:
    """The commands of a console block, each with the output shown beneath it."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield shlex.split(command, comments=True), output


def run(arguments: list[str], patch: pytest.MonkeyPatch, given: io.StringIO | None = None) -> str:
    """What `pe` writes."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    # The library that one command reads must not be what the next one sees.
    patch.setattr(policies, "_chosen", [])
    patch.setenv("COLUMNS", "80")
    policies._of_environment.cache_clear()
    with patch.context() as inner:
        inner.setattr(sys, "argv", arguments)
        inner.setattr(sys, "stdin", given or io.StringIO())
        inner.setattr(sys, "stdout", out)
        inner.setattr(sys, "stderr", out)
        with pytest.raises(SystemExit):
            main()
        out.flush()
    return out.buffer.getvalue().decode()


@pytest.mark.parametrize(
    ("block", "files"), [pytest.param(*stage, id=f"line-{stage[0].line}") for stage in stages()]
)
def test_a_console_block_shows_what_is_printed(
    block: Block, files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(policies.VARIABLE, raising=False)
    for name, text in files.items():
        Path(name).write_text(text, "utf-8")
    for arguments, shown in commands(block):
        assert arguments[0] == "pe"
        printed = run(arguments, monkeypatch)
        start, cut, _ = shown.partition(LEFT_OUT)
        assert printed == shown if not cut else printed.startswith(start)


def test_the_questions_of_a_draft_are_those_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = next(b.text for b in blocks() if b.language == "text" and "pe policies new" in b.text)
    command, greeting, *questions = shown.splitlines()
    asked = [question.rpartition(": ") for question in questions]

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.chdir(tmp_path)
    given = Terminal("".join(f"{answer}\n" for _, _, answer in asked))
    printed = run(shlex.split(command)[1:], monkeypatch, given)
    assert printed.startswith(greeting + "\n" + ": ".join(question for question, _, _ in asked))
    assert "某政办发〔2024〕8号" in Path("mou-xian-2024.yaml").read_text("utf-8")


def final_files() -> dict[str, str]:
    return stages()[-1][1]


@pytest.mark.parametrize("name", [name for name in final_files() if name.endswith(".yaml")])
def test_a_whole_policy_loads_with_its_examples(name: str) -> None:
    policy, faults = examine_text(final_files()[name], name, Path(name).stem)
    assert [str(fault) for fault in faults] == []
    assert policy is not None
    assert policy.examples


PIECES = [block for block in blocks() if block.language == "yaml" and block.place]


def test_every_yaml_block_says_what_it_is() -> None:
    known = ("# 新文件：", "# 接着写：", "# 写在：", "# 写错了")
    yamls = [block for block in blocks() if block.language == "yaml"]
    assert [block.line for block in yamls if not block.head.startswith(known)] == []
    assert len(PIECES) > 60


def test_every_example_of_the_cookbook_is_read() -> None:
    written = sum(block.text.count("# 例：") for block in PIECES)
    assert written == sum(len(_EXAMPLE.findall(block.text)) for block in PIECES) > 100


@cache
def quantities() -> dict[str, Any]:
    """The data that the pieces of the cookbook use, as the guide declares them."""
    found: dict[str, Any] = {}
    for block in PIECES:
        if block.place == "数据":
            found |= yaml.load(block.text, yaml.BaseLoader)
    return found


def _wrapped(block: Block) -> tuple[Policy | None, list[str], str]:
    """A piece in the smallest policy that can hold it, its faults, and what it gives."""
    no_rounding = {"方式": "不取整"}
    part = {"基数": "投资额", "比例": "1%"}
    scheme = {"条款": "办法/条文", "合计": {"投资": part}, "取整": no_rounding}
    items = {"得分": {"评分人填写": "得分"}}
    card = {
        "条款": "办法/条文",
        "不适用": "不折算",
        "各项取整": no_rounding,
        "取整": no_rounding,
        "各项": items,
    }
    slope = {"起": "指标值", "每": "1个百分点", "扣": "0.5分", "不足一级": "不扣"}
    steps = {"方向": "逐级扣分", "按": "实际完成值", "逐级": {"超过": slope, "扣至": "0分"}}
    more = {"方向": "越高越好", "未完成": "按比例"}
    methods = {n: {**how, "条款": "办法/条文"} for n, how in (("控制", steps), ("数量", more))}
    ranking = {
        "条款": "办法/条文",
        "计分表": "年度考核",
        "次序": "高者在前",
        "并列": {"仍相同": "同名次后空位"},
        "缺数": "单列",
    }
    whole: dict[str, Any] = {
        "政策": "p",
        "名称": "试样",
        "依据": {"办法": {"标题": "试样办法", "条款": {"条文": "条文"}}},
        "施行": {"起": "2020-01-01", "按": "备案日期"},
        "数据": dict(quantities()),
        "等级": {
            "等次": {
                "条款": "办法/条文",
                "满分": "100",
                "先取整": no_rounding,
                "下限": {"优秀": "90", "合格": "60", "不合格": "0"},
            }
        },
    }
    written = yaml.load(block.text, yaml.BaseLoader)
    top, *rest = block.place.split(".")
    if top == "奖励" and rest:
        whole["奖励"] = {rest[0]: scheme}
    elif top == "组合":
        whole["奖励"] = {f"{kind}奖": {**scheme} for kind in ("投资", "外资", "税收")}
    elif top in ("计分表", "排名"):
        whole["计分表"] = {"年度考核": card}
        whole["评分"] = {"取整": no_rounding, "方法": methods}
        if top == "排名" and rest:
            whole["排名"] = {rest[0]: ranking}
    elif top == "评分":
        whole["评分"] = {"取整": {"到": "0.01", "方式": "四舍五入"}, "方法": {}}
    at = whole
    for word in (top, *rest):
        at = at.setdefault(word, {})
    if block.place in ("奖励.招商奖励.合计", "计分表.年度考核.各项"):
        at.clear()
    at |= written
    policy, faults = examine_text(json.dumps(whole, ensure_ascii=False), "p.yaml")  # JSON is YAML
    gives = {"评分": "得分", "等级": "等次"}.get(top) or (rest or [*written])[0]
    return policy, [str(fault).split(": ", 1)[1] for fault in faults], gives


@pytest.mark.parametrize(
    "block", [pytest.param(one, id=f"line-{one.line}") for one in PIECES if not one.is_wrong]
)
def test_a_piece_of_the_cookbook_is_sound_and_its_examples_come_out(block: Block) -> None:
    policy, faults, gives = _wrapped(block)
    assert faults == []
    assert policy is not None
    for item, given, wanted in _EXAMPLE.findall(block.text):
        wrong: list[str] = []
        example = _example(block, item or gives, yaml.load(given, yaml.BaseLoader), wanted)
        prove(
            dataclasses.replace(policy, examples=(example,)),
            lambda _path, message, advice, wrong=wrong: wrong.append(f"{message}（{advice}）"),  # type: ignore[misc]
        )
        assert wrong == [], given


def _example(block: Block, item: str, given: Any, wanted: str) -> Example:
    rows: tuple[Any, ...] = ()
    if isinstance(given, list):
        given, rows = {}, tuple(given)
    methods = list(yaml.load(block.text, yaml.BaseLoader)) if block.place == "评分.方法" else []
    if methods and "计分方法" not in given:
        given = {**given, "计分方法": methods[0]}
    if wanted.startswith("拒绝："):
        refused = wanted.removeprefix("拒绝：")
        return Example(title="例", given=given, rows=rows, refusal={item: refused})
    if wanted.startswith("["):
        ranked = yaml.load(wanted, yaml.BaseLoader)
        return Example(title="例", given=given, rows=rows, ranked={item: tuple(map(tuple, ranked))})
    result, _, says = wanted.partition("；说明：")
    return Example(title="例", given=given, rows=rows, expect={item: result}, says=says)


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(one, id=f"line-{one.line}")
        for one in blocks()
        if one.language == "yaml" and one.is_wrong
    ],
)
def test_a_mistake_is_told_as_the_guide_says(block: Block) -> None:
    said = re.search(r"^# 检查时说：(.+)$", block.text, re.MULTILINE)
    assert said, block.line
    if block.place:
        found = _wrapped(block)[1]
    else:
        text = "政策: p\n名称: 试样\n依据: {办法: {标题: 试样办法}}\n施行: {起: 2020-01-01}\n"
        found = [str(one).split(": ", 1)[1] for one in examine_text(text + block.text, "p.yaml")[1]]
    assert said[1] in found


def test_every_power_of_the_language_has_its_place() -> None:
    index = re.search(r"<!-- 写法索引\n(.*?)-->", GUIDE.read_text("utf-8"), re.DOTALL)
    assert index
    lines = dict(re.findall(r"^(\d+) (.+)$", index[1], re.MULTILINE))
    assert [int(number) for number in lines] == list(range(1, POWERS + 1))
    headings = re.findall(r"^#+ (.+)$", GUIDE.read_text("utf-8"), re.MULTILINE)
    missing = [place for place in lines.values() if place not in headings]
    assert missing == []


def test_the_advice_on_mixed_tables_names_a_heading_of_the_guide() -> None:
    named = re.search(r"“([^”]+)”$", MIXED)
    assert named
    assert f"#### {named[1]}\n" in GUIDE.read_text("utf-8")


def test_links_lead_somewhere() -> None:
    handbook = ROOT / "docs" / "handbook.zh.md"
    assert "policy-guide.zh.md" in handbook.read_text("utf-8")
    targets = re.findall(r"\]\(([^)]+)\)", GUIDE.read_text("utf-8"))
    assert targets
    for target in targets:
        path, _, anchor = target.partition("#")
        file = GUIDE.parent / path if path else GUIDE
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


def test_the_readings_that_the_guide_names_can_be_told() -> None:
    """Chapter 四 names some keywords of 口径 as those of a reward and of its 分档."""
    line = next(line for line in GUIDE.read_text("utf-8").splitlines() if "的口径可以写" in line)
    of_reward, of_bands = re.findall(r"的口径可以写([^，。]+)", line)
    assert set(of_reward.split("、")) <= set(told_words(Scheme))
    assert set(of_bands.split("、")) <= set(told_words(Tiers))
