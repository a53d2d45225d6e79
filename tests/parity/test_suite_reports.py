"""The suite itself: a difference put in on purpose is found, told by its cell, and can be replayed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.parity.compared import Difference, alike, differences
from tests.parity.enforcers import CHECKER, ENFORCERS, ENGINE, FORMULAS, OFFICE, PLAINLY, answers
from tests.parity.fills import Fill, Subject
from udfs import Cell, CellError

REWARD = Subject("market-reward", "honghe-2023")


@pytest.fixture(scope="module")
def uncapped(tmp_path_factory: pytest.TempPathFactory) -> list[Difference]:
    """The first fill of rewards, where the engine alone knows of no cap of 100万元."""
    use = REWARD.use
    scheme = replace(use.policy.rewards["招商奖励"], cap=None)
    other = replace(use, policy=replace(use.policy, rewards={"招商奖励": scheme}))
    folder = tmp_path_factory.mktemp("parity")
    ((fill, shown),) = answers([Fill(REWARD, 0)], folder, other)
    assert set(shown) == set(ENFORCERS)
    return list(differences(fill, shown))


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
