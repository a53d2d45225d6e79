"""The server that Excel asks, with pywin32 stubbed: xlwings' own `call_udf` answers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from addin.excel.settings import CLASS_ID
from addin.windows.machine import READY


def served(folder: Path, amiss: str = "") -> dict[str, Any]:
    script = Path(__file__).with_name("server_side.py")
    command = [sys.executable, str(script), str(folder / "home"), amiss]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert "ANSWERS" in done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.split("ANSWERS")[1])
    return found


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return served(tmp_path_factory.mktemp("well"))


def test_it_answers_under_the_class_id_of_the_add_in(well: dict[str, Any]) -> None:
    assert well["status"] == 0
    assert well["clsid"] == CLASS_ID
    assert well["score"] == 8.09  # README: 10×64.71%÷80% = 8.08875, to the nearest 0.01
    assert "8.08875" in well["explained"]


def test_it_says_that_it_answers_once_its_policies_are_loaded(well: dict[str, Any]) -> None:
    assert well["steps"] == [f"set {READY}", "serve"]


def test_a_second_one_waits_until_the_first_answers_and_serves_nobody(tmp_path: Path) -> None:
    # Ended at once, it would have COM tell Excel that no server came up.
    second = served(tmp_path, "second")
    assert second["status"] == 0
    assert second["steps"] == [f"wait {READY}", "sleep"]
    assert "已经在运行" in second["log"]


def test_no_excel_is_killed_when_it_ends(well: dict[str, Any]) -> None:
    # xlwings ends every Excel without an open workbook when Python ends.
    assert well["killed"] is False


def test_a_broken_policy_and_a_folder_that_is_gone_are_told(well: dict[str, Any]) -> None:
    assert "broken.yaml" in well["broken"]
    assert "Traceback" not in well["log"]
    for told in ("设置写错了", "gone", "政策 broken 不能使用"):
        assert told in well["log"]


def test_nothing_heavy_is_loaded(well: dict[str, Any]) -> None:
    assert well["heavy"] == []


def test_a_missing_package_is_told_in_the_cell_and_in_the_log(tmp_path: Path) -> None:
    found = served(tmp_path, "no-yaml")
    assert found["status"] == 0
    assert found["score"] == "#VALUE!"
    assert "缺少软件包 yaml" in found["explained"]
    assert "缺少软件包 yaml" in found["log"]


def test_a_package_that_only_a_broken_policy_needs_costs_that_policy_alone(tmp_path: Path) -> None:
    found = served(tmp_path, "no-jsonschema")
    assert found["score"] == 8.09
    assert "政策 broken 不能使用：缺少软件包 jsonschema" in found["log"]


def test_without_xlwings_there_is_a_sentence_in_the_log(tmp_path: Path) -> None:
    found = served(tmp_path, "no-xlwings")
    assert found["status"] == 1
    assert "函数服务不能启动：缺少软件包 xlwings" in found["log"]
