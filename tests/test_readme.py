"""README and handbook say what is so: commands, links, pictures, transcripts, notations."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from addin.cli.evaluate import evaluate
from udfs import CATALOGUE, CellError, explaining

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
HANDBOOK = ROOT / "docs" / "handbook.zh.md"
PAGES = [README, HANDBOOK]
MOST_BYTES = 200_000


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a language, in order."""
    text = page.read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def section(page: Path, heading: str) -> str:
    """What stands under a heading, up to the next one of any level."""
    after = page.read_text("utf-8").split(f"\n{heading}\n", 1)[1]
    return re.split(r"^#+ ", after, maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize(
    ("number", "needed"),
    [
        (0, ("-m venv .venv", "-c constraints.txt", "-e .", "pe demo")),
        (1, ("-m venv .venv", "-c constraints.txt", "'.[test]'", "-m pytest")),
    ],
)
def test_the_first_two_blocks_are_the_two_commands(number: int, needed: tuple[str, ...]) -> None:
    block = blocks(README, "sh")[number]
    assert len(block.splitlines()) == 1
    assert [part for part in needed if part not in block] == []


def test_the_constraints_pin_what_the_project_asks_for() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").lower().splitlines()
    pinned = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["test"],
        *project["project"]["optional-dependencies"]["dev"],
    ]
    exact = dict(one.lower().replace("-", "_").split("==") for one in asked if "==" in one)
    found = {name.replace("-", "_"): version for name, version in pinned.items()}
    assert {name: found.get(name) for name in exact} == exact


def slug(heading: str) -> str:
    """The anchor that a Markdown page gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    return {slug(h) for h in re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_local_links_and_pictures_exist(page: Path) -> None:
    targets = re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8"))
    local = [unquote(target) for target in targets if "://" not in target]
    assert local
    broken = []
    for target in local:
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert broken == []


def test_the_pictures_are_small() -> None:
    sizes = {file.name: file.stat().st_size for file in (ROOT / "docs/images").glob("*.png")}
    assert len(sizes) >= 3
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}


def transcripts(page: Path) -> list[tuple[str, str]]:
    """Each `pe eval` command shown with the output shown beneath it."""
    shown = []
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            if command.startswith("pe eval "):
                shown.append((command, output))
    return shown


@pytest.mark.parametrize(
    ("command", "output"), [shown for page in PAGES for shown in transcripts(page)]
)
def test_a_shown_pe_eval_prints_what_is_shown(
    command: str, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, formula = shlex.split(command)
    evaluate(formula)
    assert capsys.readouterr().out == output


def test_both_pages_show_a_refusal() -> None:
    for page in PAGES:
        assert any("#VALUE!" in output for _, output in transcripts(page)), page.name


def rows(heading: str) -> list[list[str]]:
    """The rows of the table under a heading of the handbook, without head and rule."""
    lines = [line for line in section(HANDBOOK, heading).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def cell(shown: str) -> Any:
    """A result as the table prints it."""
    if shown.startswith("#"):
        return CellError(shown)
    return shown if shown == "/" else float(shown)


UNDERSTOOD, REFUSED = rows("#### 看得懂的写法"), rows("#### 看不懂或不能确定的写法")


@pytest.mark.parametrize(("target", "actual", "shown", "told"), UNDERSTOOD)
def test_a_notation_is_understood_as_the_handbook_says(
    target: str, actual: str, shown: str, told: str
) -> None:
    given = (10, ast.literal_eval(target), ast.literal_eval(actual))
    assert CATALOGUE["PE_SCORE"](*given) == cell(shown)


@pytest.mark.parametrize(("target", "actual", "shown", "why", "remedy"), REFUSED)
def test_a_notation_is_refused_as_the_handbook_says(
    target: str, actual: str, shown: str, why: str, remedy: str
) -> None:
    given = (10, ast.literal_eval(target), ast.literal_eval(actual))
    assert CATALOGUE["PE_SCORE"](*given) == cell(shown)
    said = explaining.explanations(CATALOGUE["PE_SCORE"].answer(*given))
    assert why in "".join(said)
    assert remedy


def test_the_excerpts_of_the_policy_stand_in_the_policy() -> None:
    policy = (ROOT / "rules/policies/honghe-2023.yaml").read_text("utf-8").splitlines()
    chapter = HANDBOOK.read_text("utf-8").split("### 3.2 ")[1].split("### 3.3 ")[0]
    excerpts = re.findall(r"^```yaml\n(.*?)^```", chapter, re.MULTILINE | re.DOTALL)
    assert len(excerpts) >= 8
    lines = [line for excerpt in excerpts for line in excerpt.splitlines()]
    assert [line for line in lines if line not in policy] == []
