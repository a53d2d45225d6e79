"""The suite itself: a difference put in on purpose is found, told by its cell, and can be replayed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.parity.compared import Difference, alike, differences
from tests.parity.enforcers import (
    CHECKER,
    ENFORCERS,
    ENGINE,
    FORMULAS,
    OFFICE,
    PLAINLY,
    Answers,
    answers,
)
from tests.parity.fills import Fill, Subject
from udfs import Cell, CellError

REWARD = Subject("market-reward", "honghe-2023")


SCORES = Subject("self-evaluation", "honghe-2023")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[Subject, Answers]:
    """The first fill of rewards and of scores, where the engine alone knows of no cap of 100万元."""
    use = REWARD.use
    scheme = replace(use.policy.rewards["招商奖励"], cap=None)
    other = replace(use, policy=replace(use.policy, rewards={"招商奖励": scheme}))
    fills = [Fill(REWARD, 0), Fill(SCORES, 0)]
    folder = tmp_path_factory.mktemp("parity")
    return {fill.subject: told for fill, told in answers(fills, folder, other)}


@pytest.fixture(scope="module")
def uncapped(shown: dict[Subject, Answers]) -> list[Difference]:
    return list(differences(Fill(REWARD, 0), shown[REWARD]))


def test_every_computed_cell_is_shown_by_all_five(shown: dict[Subject, Answers]) -> None:
    """30 rows, 4 rates, and a cell with a figure for each of sums, weights and comparisons."""
    told = shown[SCORES]
    assert set(told) == set(ENFORCERS)
    assert set(told[OFFICE]) == set(told[FORMULAS]) == set(told[CHECKER])
    figures = {name for name in told[OFFICE] if "说明" not in name}
    assert sum(name.endswith("得分") and "第" in name for name in figures) == 30
    # The points of the execution are an input that holds a formula; only the engine tells of it.
    assert figures == set(told[PLAINLY]) == set(told[ENGINE]) - {"执行分值"}
    assert isinstance(told[OFFICE]["总分"], int | float)


def test_a_difference_is_told_by_cell_with_five_values(uncapped: list[Difference]) -> None:
    """The fifth row has 101亿元: 1‰ of it is 1010万元, and 100万元 under the cap."""
    one = next(one for one in uncapped if one.cell == "奖励区 第5行 奖励额")
    assert one.shown == {
        ENGINE: 10100000, OFFICE: 1000000, FORMULAS: 1000000, PLAINLY: 1000000, CHECKER: 1000000,
    }  # fmt: skip
    assert str(one).startswith(
        "market-reward honghe-2023 第 0 份 奖励区 第5行 奖励额：规则引擎 10100000，"
    )


def test_cells_that_agree_are_not_told(uncapped: list[Difference]) -> None:
    """The first row earns exactly the cap, the second a little less; the total differs too."""
    cells = {one.cell for one in uncapped}
    assert "奖励额合计" in cells
    assert not {"奖励区 第1行 奖励额", "奖励区 第2行 奖励额", "合计说明"} & cells


def test_a_difference_can_be_replayed(uncapped: list[Difference]) -> None:
    """Without the change that was made on purpose, nothing differs."""
    command = uncapped[0].replay
    assert command == "python -m tests.parity market-reward honghe-2023 0"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, *command.split()[1:]],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "0 differences"), done


@pytest.mark.parametrize(
    ("one", "other"),
    [(8.09, 8.08), (0, None), (0, ""), (0, "0"), (10, CellError.VALUE), (None, CellError.NA), (True, 1),
     (CellError.NA, CellError.VALUE), (1000000.0, 1000000.01), ("优", "良"),
     (0.1234567890123, 0.1234567890122)],
)  # fmt: skip
def test_what_differs(one: Cell, other: Cell) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (8.09, 8.09),
        (10, 10.0),
        (None, ""),
        ("优", "优"),
        (CellError.NA, CellError.NA),
        (10 - 9.9, 0.1),
    ],
)
def test_what_is_alike(one: Cell, other: Cell) -> None:
    assert alike(one, other)


def test_only_sums_may_show_another_error() -> None:
    assert alike(CellError.NA, CellError.VALUE, any_error=True)
    assert not alike(CellError.NA, 5, any_error=True)
    shown: dict[str, dict[str, Cell]] = {
        ENGINE: {"总分": CellError.NA, "指标区 第1行 得分": CellError.NA},
        OFFICE: {"总分": CellError.VALUE, "指标区 第1行 得分": CellError.VALUE},
    }
    assert [one.cell for one in differences(Fill(REWARD, 0), shown)] == ["指标区 第1行 得分"]
