"""`pe validate` on folders: what is taken, in which order, what one bad file does, Ctrl-C, --resume."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

import openpyxl
import pytest

from addin.cli import gathering
from tests.addin.cli.running import ENTRY, environment
from tests.workbook_templates.filled_forms import evaluated, typed
from workbook_templates import checking

COUNT, SOME = 200, 100
#: By their number: every 50th is no workbook, every 20th has a total typed over.
BROKEN, WRONG = 50, 20


def kind(number: int) -> str:
    if number % BROKEN == 7:
        return "unreadable"
    return "reject" if number % WRONG == 3 else "pass"


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("forms")
    good = evaluated(folder)
    bad = folder / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04 and then nothing")
    return {"pass": good, "reject": typed(good, 总分=88), "unreadable": bad}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, forms: dict[str, Path]) -> Path:
    """200 files in two folders, with what lies about in such folders."""
    root = tmp_path_factory.mktemp("many") / "报送"
    for number in range(COUNT):
        place = root / ("甲局" if number < COUNT // 2 else "乙局")
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(forms[kind(number)], place / f"{number:03}.xlsx")
    (root / "甲局" / "~$001.xlsx").write_bytes(b"lock")
    (root / "甲局" / ".~lock.001.xlsx#").write_bytes(b"lock")
    (root / ".隐藏").mkdir()
    shutil.copy(forms["pass"], root / ".隐藏" / "x.xlsx")
    (root / "说明.docx").write_bytes(b"")
    return root


@pytest.fixture(scope="module")
def some(folder: Path) -> Path:
    """The first hundred of them."""
    return folder / "甲局"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal of a long run lies where `pe` is run."""
    monkeypatch.chdir(tmp_path)


def few(tmp_path: Path, forms: dict[str, Path], count: int = 3) -> Path:
    place = tmp_path / "表"
    place.mkdir()
    for number in range(count):
        shutil.copy(forms["pass"], place / f"{number}.xlsx")
    return place


def test_a_folder_with_bad_files_between(pe, folder):
    ran = pe("validate", folder, "--json", "--workers", 1)
    assert ran.status == 2
    # 乙 (U+4E59) comes before 甲 (U+7532).
    numbers = [*range(COUNT // 2, COUNT), *range(COUNT // 2)]
    names = [f"{number:03}.xlsx" for number in numbers]
    assert [Path(one["file"]).name for one in ran.json] == names
    assert [one["verdict"] for one in ran.json] == [kind(number) for number in numbers]
    assert "另有 1 个文件不是工作簿，没有校验：说明.docx" in ran.err
    two = pe("validate", folder, "--json", "--workers", 2)
    assert two.out == ran.out
    left = {path.name for path in Path().iterdir() if path.name.startswith("校验进度")}
    assert left == set()


def test_one_line_a_file_and_details_of_those_to_mend(pe, tmp_path, forms):
    place = few(tmp_path, forms)
    shutil.copy(forms["reject"], place / "3.xlsx")
    brief, everything = pe("validate", place).out, pe("validate", place, "--all").out
    assert brief.count("✓ 通过") == everything.count("✓ 通过") == 3
    assert "没有发现需要处理的问题" not in brief
    assert everything.count("没有发现需要处理的问题") == 3
    assert "总分" in brief.split("✗ 须修改")[1]
    # Three of the four pass, one has a total typed over.
    assert "共检查 4 份文件：通过 3 份、须修改 1 份。共发现：必须修改 1 处。" in brief


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_what_is_taken_from_a_folder(tmp_path, forms):
    place = few(tmp_path, forms)
    for name in ("4-校验.xlsx", "2-校验.xlsx", "2-校验-2.xlsx", "汇总.xlsx", "旧表.XLS"):
        (place / name).write_bytes(b"")
    os.mkfifo(place / "管道.xlsx")
    (place / "校验进度-0123abcd.jsonl").write_bytes(b"")
    (place / "批注").mkdir()
    shutil.copy(forms["pass"], place / "批注" / "x.xlsx")
    (place / "上级").symlink_to(tmp_path)
    outputs = [place / "汇总.xlsx", place / "批注"]
    found = gathering.gather([place, place / "1.xlsx"], outputs)
    assert [path.name for path in found.files] == [
        *("0.xlsx", "2.xlsx", "4-校验.xlsx", "旧表.XLS"),
        "1.xlsx",
    ]
    assert [path.name for path in found.copies] == ["2-校验-2.xlsx", "2-校验.xlsx"]
    assert [path.name for path in found.others] == ["管道.xlsx"]


def test_an_empty_folder_is_told(pe, tmp_path, forms):
    (tmp_path / "空").mkdir()
    ran = pe("validate", tmp_path / "空")
    assert (ran.status, ran.out) == (2, "")
    assert "没有可以校验的文件" in ran.err
    ran = pe("validate", tmp_path / "空", forms["pass"])
    assert ran.status == 0
    assert "里没有要校验的工作簿" in ran.err


def test_an_unknown_policy_is_refused_before_anything(pe, forms):
    ran = pe("validate", forms["pass"], "--policy", "national-2021")
    assert (ran.status, ran.out) == (2, "")
    assert "national-2020" in ran.err


@pytest.mark.parametrize("workers", [0, 1])
def test_a_defect_of_ours_on_one_file_stops_nothing(pe, tmp_path, forms, monkeypatch, workers):
    place = few(tmp_path, forms)
    logs = tmp_path / "temp"
    logs.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(logs))
    check = checking.check

    def failing(path: Path, *more: object, **others: object) -> object:
        if path.name == "1.xlsx":
            raise ZeroDivisionError("our own mistake")
        return check(path, *more, **others)

    monkeypatch.setattr("workbook_templates.checking.many.check", failing)
    page, table = tmp_path / "页.html", tmp_path / "汇总.xlsx"
    options = ["--workers", workers, "--html", page, "--summary", table]
    ran = pe("validate", place, "--json", *options)
    assert ran.status == 3
    assert [one["verdict"] for one in ran.json] == ["pass", "defect", "pass"]
    assert ran.json[1]["findings"] == []
    assert "这不是文件或填报的问题" in ran.err
    (log,) = logs.iterdir()
    assert "our own mistake" in log.read_text("utf-8")
    assert "1.xlsx" in log.read_text("utf-8")
    assert "软件出错" in page.read_text("utf-8")
    assert openpyxl.load_workbook(table)["汇总"]["F5"].value == "▲ 软件出错"


def interrupted(arguments: list[object], cwd: Path, after: int) -> subprocess.CompletedProcess[str]:
    """`pe validate …` with Ctrl-C, as a terminal sends it to all processes, after so many lines."""
    with subprocess.Popen(
        [*ENTRY, "validate", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env=environment(),
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        lines = [running.stdout.readline() for _ in range(after)]
        os.killpg(running.pid, signal.SIGINT)
        assert running.stderr is not None
        # Not `communicate`, which forgets what `readline` has read ahead.
        out, err = running.stdout.read(), running.stderr.read()
    return subprocess.CompletedProcess([], running.returncode, "".join(lines) + out, err)


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_keeps_what_is_done_and_resume_goes_on(
    pe, shell, tmp_path, some, monkeypatch, workers
):
    table = tmp_path / "汇总.xlsx"
    options = [some, "--json", "--summary", table, "--workers", workers]
    ran = interrupted(options, tmp_path, after=8)
    assert ran.returncode == 130
    assert "Traceback" not in ran.stderr
    assert "已中断" in ran.stderr
    assert "--resume" in ran.stderr
    done = json.loads(ran.stdout)
    assert 8 <= len(done) < SOME
    rows = list(openpyxl.load_workbook(table, read_only=True)["汇总"].values)[3:]
    assert len(rows) == len(done)
    (journal,) = tmp_path.glob("校验进度-*.jsonl")
    kept = len(journal.read_bytes().splitlines()) - 1
    assert kept >= len(done)

    again = shell("validate", *options, "--resume")
    assert again.status == 2
    assert again.json[: len(done)] == done
    assert [one["verdict"] for one in again.json] == [kind(number) for number in range(SOME)]
    # Everything is known now: the same answers, and no file is checked.
    names = counted(monkeypatch)
    known = pe("validate", *options[:-1], 1, "--resume")
    assert known.out == again.out
    assert names == []


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are really checked from now on."""
    names: list[str] = []
    check = checking.check

    def noting(path: Path, *more: object, **others: object) -> object:
        names.append(path.name)
        return check(path, *more, **others)

    monkeypatch.setattr("workbook_templates.checking.many.check", noting)
    return names


def test_resume_checks_what_changed(pe, tmp_path, forms, monkeypatch):
    place = few(tmp_path, forms)
    names = counted(monkeypatch)
    first = pe("validate", place, "--json", "--resume", "--workers", 1)
    assert names == ["0.xlsx", "1.xlsx", "2.xlsx"]
    names.clear()
    shutil.copy(forms["reject"], place / "1.xlsx")
    os.utime(place / "2.xlsx")  # saved anew by a copy: the content is what counts
    second = pe("validate", place, "--json", "--resume", "--workers", 1)
    assert names == ["1.xlsx"]
    assert [one["verdict"] for one in second.json] == ["pass", "reject", "pass"]
    assert second.json[0] == first.json[0]
    names.clear()
    # Another product, a policy that changed: everything anew, and told.
    monkeypatch.setattr("addin.cli.journal._basis", lambda policy: "another")
    third = pe("validate", place, "--json", "--resume", "--workers", 1)
    assert names == ["0.xlsx", "1.xlsx", "2.xlsx"]
    assert "全部重新校验" in third.err
    assert third.json == second.json


@pytest.mark.parametrize("harm", ["half a line", "garbage", "other fields", "nothing"])
def test_a_damaged_journal_costs_time_only(pe, tmp_path, forms, monkeypatch, harm):
    place = few(tmp_path, forms)
    first = pe("validate", place, "--json", "--resume", "--workers", 1)
    (journal,) = tmp_path.glob("校验进度-*.jsonl")
    content = journal.read_bytes()
    lines = content.splitlines(keepends=True)
    journal.write_bytes(
        {
            "half a line": content[:-40],
            "garbage": lines[0] + b"\xff\xfe{\n" + b"".join(lines[1:]),
            "other fields": content.replace(b'"findings"', b'"finds"'),
            "nothing": b"",
        }[harm]
    )
    second = pe("validate", place, "--json", "--resume", "--workers", 1)
    assert (second.status, second.json) == (first.status, first.json)
    names = counted(monkeypatch)
    pe("validate", place, "--json", "--resume", "--workers", 1)
    assert names == ([] if harm != "other fields" else names)


def test_the_page_needs_answers_with_their_explanations(pe, tmp_path, forms, monkeypatch):
    place = few(tmp_path, forms)
    pe("validate", place, "--resume", "--workers", 1)
    names = counted(monkeypatch)
    pe("validate", place, "--resume", "--workers", 1, "--html", "页.html")
    assert len(names) == 3
    assert "计算过程" in Path("页.html").read_text("utf-8")


def test_a_place_for_the_journal_that_cannot_be_written(pe, tmp_path, forms):
    place = few(tmp_path, forms)
    ran = pe("validate", place, "--resume", "--summary", tmp_path / "没有" / "汇总.xlsx")
    assert ran.status == 2
    assert "不能读写进度文件" in ran.err
