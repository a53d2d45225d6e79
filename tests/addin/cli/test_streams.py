"""Pipes, code pages, Ctrl-C and our own defects: `pe` ends as a well-bred program does."""

from __future__ import annotations

import logging
import os
import select
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.addin.cli.running import ENTRY, environment

POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes and signals as POSIX has them")
#: A locale without Chinese, once with Python's own rescue and once without it.
LOCALES = (
    {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1"},
)


@pytest.mark.parametrize("env", LOCALES, ids=["ascii", "no rescue", "latin-1"])
def test_chinese_survives_any_locale(shell, env):
    ran = shell("eval", "-", given='=PE_GRADE(90)\n="甲"&"乙"\n'.encode(), env=env)
    assert (ran.status, ran.out, ran.err) == (0, "优\n甲乙\n", "")
    assert "红河州" in shell("policies", "list", env=env).out
    assert "没有命令" in shell("xyz", env=env).err


@pytest.mark.parametrize("columns", ["20", "40", "80", "120"])
def test_output_is_plain_at_any_width(pe, filled, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    for arguments in (["--help"], ["policies", "list"], ["validate", filled["self-evaluation"]]):
        out = pe(*arguments).out
        assert "\x1b" not in out
        assert "\N{REPLACEMENT CHARACTER}" not in out
        assert "?" not in out


def test_colours_only_for_a_terminal(shell):
    assert "\x1b" not in shell("xyz").err
    assert "\x1b" not in shell("policies", "check", "--quick").out


@POSIX
@pytest.mark.parametrize(
    "arguments",
    [
        ["policies", "list"],
        ["policies", "list", "--json"],
        ["policies", "show", "yiyang-2024"],
        ["policies", "check", "--quick"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_a_reader_that_goes_away_is_no_error(arguments, tmp_path):
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*ENTRY, *arguments], stdout=write, stderr=subprocess.PIPE, env=environment(), timeout=60
    )
    os.close(write)
    assert done.stderr == b""
    assert done.returncode == 141  # as the shell counts a program that nobody listens to


@POSIX
def test_head_gets_its_line(tmp_path):
    command = subprocess.list2cmdline([sys.executable, "-c", "from addin.cli import main; main()"])
    done = subprocess.run(
        ["sh", "-c", f"yes =1+1 | head -200000 | {command} eval - | head -1"],
        capture_output=True,
        env=environment(),
        timeout=60,
    )
    assert (done.stdout, done.stderr) == (b"2\n", b"")


@POSIX
def test_ctrl_c_ends_quietly():
    with subprocess.Popen(
        [*ENTRY, "eval", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        # Whoever started the tests in the background may have had the signal ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(b"=1+1\n")
        running.stdin.flush()
        # An answer comes for each line, not only at the end: and now it waits for the next.
        assert select.select([running.stdout], [], [], 20)[0], "no answer before the end"
        assert running.stdout.readline() == b"2\n"
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (130, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told():
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*ENTRY, "policies", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "读写失败：输出\n请检查磁盘空间、权限和文件是否被占用\n"


@pytest.fixture
def logs(tmp_path, monkeypatch):
    """The folder for temporary files, empty; what stands in it afterwards are the logs."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def broken_off(*_: object, **__: object) -> None:
    raise ZeroDivisionError("our own mistake")


def test_a_defect_of_ours_ends_with_a_sentence_and_a_log(pe, logs, monkeypatch):
    monkeypatch.setattr("addin.cli.evaluate.work_out", broken_off)
    ran = pe("eval", "=1")
    (log,) = logs.iterdir()
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == (
        f"本软件内部出错，这不是文件或填报的问题。详情记在 {log}，请发给技术支持。\n"
    )
    assert "our own mistake" in log.read_text("utf-8")
    assert "Traceback" in log.read_text("utf-8")


@POSIX
def test_the_log_is_for_its_user_alone_and_never_overwrites(pe, logs, monkeypatch):
    monkeypatch.setattr("addin.cli.evaluate.work_out", broken_off)
    pe("eval", "=1")
    pe("eval", "=1")
    first, second = logs.iterdir()
    assert first.name != second.name
    assert stat.S_IMODE(first.stat().st_mode) == 0o600


def test_a_defect_inside_a_function_stays_in_its_cell_and_is_logged(pe, logs, monkeypatch):
    # The functions answer a defect with an error and log it: the log is no output of a command.
    monkeypatch.setattr("rules.engine.score", broken_off)
    ran = pe("eval", '=PE_SCORE(10,"≥80%","64.71%")')
    (log,) = logs.iterdir()
    assert (ran.status, ran.out) == (3, "#VALUE!\n")
    assert "Traceback" not in ran.err
    assert str(log) in ran.err
    assert "our own mistake" in log.read_text("utf-8")


def test_a_log_that_cannot_be_written_is_told_too(pe, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("addin.cli.evaluate.work_out", broken_off)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    ran = pe("eval", "=1")
    assert ran.status == 3
    assert "详情没有能够保存" in ran.err


def test_no_listener_is_left_behind(pe, logs, monkeypatch):
    before = list(logging.getLogger().handlers)
    monkeypatch.setattr("addin.cli.evaluate.work_out", broken_off)
    pe("eval", "=1")
    assert logging.getLogger().handlers == before


def test_without_a_defect_there_is_no_log(pe, logs):
    assert pe("eval", "=1/0").status == 0
    assert list(logs.iterdir()) == []
