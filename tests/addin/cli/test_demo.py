"""`pe demo`: the documents' figures, their reasons, and the files that stay."""

from __future__ import annotations

import time

import pytest

WORKBOOKS = [
    "红河2023市场化招商奖励测算表.xlsx",
    "红河2023项目支出绩效自评表.xlsx",
    "益阳2024部门评价评分表.xlsx",
]
FILES = {*WORKBOOKS, "演示结果.html"}


@pytest.fixture
def demo(pe, tmp_path, monkeypatch):
    """`pe demo` in an empty folder, run once."""
    monkeypatch.chdir(tmp_path)
    return pe("demo"), tmp_path / "demo"


def files(folder) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_the_files_are_there(demo):
    ran, folder = demo
    assert (ran.status, ran.err) == (0, "")
    assert files(folder).keys() == FILES
    assert all(f"已生成 demo/{name}" in ran.out for name in FILES)


def test_a_second_run_writes_the_same_bytes(pe, demo):
    _, folder = demo
    before = files(folder)
    (folder / "我的.txt").write_text("留着", "utf-8")
    assert pe("demo").status == 0
    after = files(folder)
    assert after.pop("我的.txt") == "留着".encode()
    assert after == before


def test_it_tells_scores_amounts_grades_and_findings_with_their_reasons(demo):
    out = "".join(line.strip() for line in demo[0].out.splitlines())
    # Printed by the report of 红河: 64.71% of 80%, 87.20% of 95%, each of 5 points here.
    assert "9月30日前预算执行支出进度（G14）：4.04 / 5" in out
    assert "11月30日前预算执行支出进度（G15）：4.59 / 5" in out
    assert "5×64.71%÷80%=4.044375" in out
    assert "总分 98.32" in out
    assert "等级 优" in out
    # 101亿 × 1‰ = 1010万, capped
    assert "（N5）：1,000,000" in out
    assert "入库计划投资额101亿元×1‰=1010万元" in out
    assert "奖励额合计 2,784,000" in out
    assert "（N10）：#N/A" in out
    assert "成本节约率（H26）（空）/5" in out
    assert "资金到位率（H16）：1 / 2" in out
    assert "示例假设" in out


def test_lists_are_never_printed_as_python_writes_them(demo):
    assert "[" not in demo[0].out
    assert "None" not in demo[0].out


def test_a_basis_is_not_repeated_under_every_row(demo):
    progress = demo[0].out.split("9月30日前")[1].split("引进省外产业招商到位资金（")[0]
    assert "11月30日前" in progress
    assert "依据" not in progress  # both rest on what the row before them rests on


def test_lines_fit_the_terminal_and_are_plain(demo):
    from rich.cells import cell_len

    rows = [line for line in demo[0].out.splitlines() if line.startswith("    ")]
    assert len(rows) > 40
    assert max(map(cell_len, rows)) <= 80
    assert "\x1b" not in demo[0].out


def test_it_is_quick(pe, tmp_path):
    began = time.perf_counter()
    pe("demo", "-o", tmp_path / "深" / "处")
    assert time.perf_counter() - began < 20
    assert files(tmp_path / "深" / "处").keys() == FILES


def test_json_is_that_of_validate(pe, tmp_path):
    ran = pe("demo", "-o", tmp_path, "--json")
    assert (ran.status, ran.err) == (0, "")
    made = [tmp_path / name for name in WORKBOOKS]
    assert ran.json == pe("validate", *made, "--json").json
    assert [one["verdict"] for one in ran.json] == ["explain", "explain", "reject"]


def test_a_place_that_is_no_folder(pe, tmp_path):
    place = tmp_path / "文件"
    place.write_text("", "utf-8")
    ran = pe("demo", "-o", place)
    assert (ran.status, ran.out) == (2, "")
    assert "不能写入" in ran.err
    assert "不能写入" in pe("demo", "-o", place, "--json").json["error"]
