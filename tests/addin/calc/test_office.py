"""Recalculation when something is wrong with LibreOffice, with the packages, or with a file."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from addin.calc import finding, office, private
from addin.calc.identity import LOG
from addin.calc.record import Record, of_this_python
from addin.calc.values import computed
from addin.excel.building.workbooks import template_package
from addin.excel.vba import modules
from udfs import CATALOGUE, CellError
from workbook_templates import recalculation

Fake = Callable[[str], Path]


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that temporary files go to."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def book(path: Path, formula: str = '=PE_SCORE(10,"≥80%","64.71%")') -> Path:
    made = openpyxl.Workbook()
    made.worksheets[0]["A1"] = formula
    made.save(path)
    return path


def shown(file: Path, output: Path | None) -> object:
    assert output is not None
    ((_, value),) = computed(file, output).items()
    return value


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False


def test_a_hung_office_is_ended_with_its_children(
    tmp_path: Path, fake_office: Fake, scratch: Path
) -> None:
    file = book(tmp_path / "表.xlsx")
    before = file.read_bytes()
    pids = tmp_path / "pids"
    # Deaf to polite requests, and with a child, as the real one is a script around a program.
    fake = fake_office(f"trap '' TERM INT HUP\nsleep 300 &\necho $$ $! > {pids}\nwait\nsleep 300")
    began = time.monotonic()
    (outcome, behind) = office.recalculated([file, file], tmp_path / "out", office=fake, timeout=1)
    assert time.monotonic() - began < 10
    assert outcome.output is behind.output is None
    assert "1 秒内没有算完" in outcome.trouble
    assert "--timeout" in outcome.trouble
    assert "没有轮到" in behind.trouble
    time.sleep(0.1)
    assert [pid for pid in map(int, pids.read_text().split()) if alive(pid)] == []
    assert file.read_bytes() == before
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_ends_the_office_and_leaves_nothing(
    tmp_path: Path,
    fake_office: Fake,
    scratch: Path,
    number: signal.Signals,
    request: pytest.FixtureRequest,
) -> None:
    file = book(tmp_path / "表.xlsx")
    pids = tmp_path / "pids"
    request.addfinalizer(partial(signal.signal, number, signal.signal(number, signal.SIG_DFL)))
    # Leaves a file of its own, as LibreOffice does where temporary files go.
    fake = fake_office(
        f"sleep 300 &\ntouch $TMPDIR/lu1.tmp\necho $$ $! > {pids}\n"
        f"kill -{int(number)} {os.getpid()}\nwait"
    )
    with pytest.raises(SystemExit) as ended:
        office.recalculated([file], tmp_path / "out", office=fake, timeout=30)
    assert ended.value.code == 128 + number
    assert signal.getsignal(number) is signal.SIG_DFL
    time.sleep(0.1)
    assert [pid for pid in map(int, pids.read_text().split()) if alive(pid)] == []
    assert list(scratch.iterdir()) == []


def test_a_crash_stops_at_its_file_only(tmp_path: Path, fake_office: Fake, scratch: Path) -> None:
    files = [book(tmp_path / f"{n}.xlsx") for n in range(3)]
    # Dies at the file that was given as the second; copies the others as if it had computed them.
    fake = fake_office(
        """
        for a in "$@"; do case "$a" in
          -env:UserInstallation=*) profile="${a#-env:UserInstallation=file://}";; esac; done
        echo ready > "$profile/user/jixiao.log"
        while [ "$1" != --outdir ]; do shift; done
        out="$2"; shift 2; mkdir -p "$out"
        for f in "$@"; do
          case "$f" in */00001.xlsx) kill -SEGV $$;; esac
          cp "$f" "$out/"
        done
        """
    )
    first, second, third = office.recalculated(files, _made(tmp_path / "out"), office=fake)
    assert first.output is not None
    assert third.output is not None
    assert second.output is None
    assert "中断" in second.trouble
    assert list(scratch.iterdir()) == []


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_a_program_that_is_no_office(tmp_path: Path, fake_office: Fake, scratch: Path) -> None:
    file = book(tmp_path / "表.xlsx")
    (outcome,) = office.recalculated([file], tmp_path / "out", office=fake_office("exit 0"))
    assert outcome.output is None
    assert "打不开这份文件" in outcome.trouble
    assert list(scratch.iterdir()) == []


def test_no_office(tmp_path: Path) -> None:
    with pytest.raises(office.OfficeFault, match="不是 LibreOffice"):
        office.recalculated([book(tmp_path / "a.xlsx")], tmp_path, office=tmp_path / "nowhere")


def test_an_office_without_python_is_told(tmp_path: Path, fake_office: Fake) -> None:
    """It converts, and our component was never loaded: its figures are #NAME? and not told."""
    fake = fake_office(
        """
        for a in "$@"; do case "$a" in
          -env:UserInstallation=*) profile="${a#-env:UserInstallation=file://}";; esac; done
        mkdir -p "$profile/user/extensions"
        while [ "$1" != --outdir ]; do shift; done
        mkdir -p "$2"; cp "$3" "$2/"
        """
    )
    with pytest.raises(office.OfficeFault, match="没有装 Python 支持"):
        office.recalculated([book(tmp_path / "a.xlsx")], tmp_path / "out", office=fake)


def test_the_original_is_never_written_over(tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx")
    before = file.read_bytes()
    with pytest.raises(office.OfficeFault, match="不能写到原来的文件"):
        office.recalculated([file], tmp_path)
    assert file.read_bytes() == before


def test_a_damaged_file_does_not_stop_the_others(tmp_path: Path, scratch: Path) -> None:
    whole = book(tmp_path / "好.xlsx")
    half = tmp_path / "坏.xlsx"
    half.write_bytes(whole.read_bytes()[:2000])
    bad, good = office.recalculated([half, whole], _made(tmp_path / "out"))
    assert bad.output is None
    assert "打不开" in bad.trouble or "中断" in bad.trouble
    assert shown(whole, good.output) == 8.09
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"x" * 300, b"PK\5\6" + bytes(18)])  # the last: an empty zip
def test_a_damaged_file_alone_is_no_fault_of_the_office(tmp_path: Path, data: bytes) -> None:
    """No workbook is opened then, so that LibreOffice has no use for our component."""
    bad = tmp_path / "坏.ods"
    bad.write_bytes(data)
    (outcome,) = office.recalculated([bad], _made(tmp_path / "out"))
    assert outcome.output is None
    assert "打不开" in outcome.trouble


@pytest.mark.parametrize("case", ["missing", "broken"])
def test_a_missing_package_is_told_in_the_cell_and_to_the_caller(tmp_path: Path, case: str) -> None:
    """The packages were moved away, or one of them cannot be imported."""
    program = finding.office()
    assert program is not None
    file = book(tmp_path / "a.xlsx")
    made = openpyxl.load_workbook(file)
    made.worksheets[0]["A2"] = "=PE_VERSION()"
    made.save(file)
    site = _made(tmp_path / "site")
    folders = [str(site)]
    if case == "broken":
        folders.append(str(Path(office.__file__).parents[2]))
        folders += of_this_python().packages
        (site / "udfs.py").write_text("raise ImportError('half copied')\n")
    with private.private(program, Record(tuple(folders), quiet=True)) as run:
        run.run(["--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(file)], 60)
        said = "\n".join(run.log())
        with pytest.raises(office.OfficeFault, match="软件包"):
            office.functions_there(run)
    assert ("缺少软件包 addin" if case == "missing" else "软件包不完整") in said
    assert said.count("pe addin install calc") == 1  # once, though the component is made twice
    values = recalculation.read_workbook(tmp_path / "out" / "a.xlsx").sheets[0].values
    assert values[1, 1] is CellError.VALUE
    assert "软件包" in str(values[2, 1])


def test_functions_without_their_component_are_errors_and_no_hang(tmp_path: Path) -> None:
    """LibreOffice saved the Basic module among the person's own, and the extension is gone."""
    program = finding.office()
    assert program is not None
    file = book(tmp_path / "a.xlsx")
    work = ["--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(file)]
    with private.private(program, of_this_python(quiet=True)) as run:
        run.run(work, 60)
        assert shown(file, tmp_path / "out" / "a.xlsx") == 8.09
        shutil.rmtree(run.profile.parent / "extensions" / "jixiao")
        (run.profile / "user" / LOG).unlink()
        run.run(work, 60)
        assert run.log() == []
        with pytest.raises(office.OfficeFault, match="没有装 Python 支持"):
            office.functions_there(run)
    assert shown(file, tmp_path / "out" / "a.xlsx") is CellError.VALUE


def test_policies_of_the_person_are_seen(tmp_path: Path) -> None:
    folder = _made(tmp_path / "政策")
    shipped = Path(office.__file__).parents[2] / "rules" / "policies" / "honghe-2023.yaml"
    text = shipped.read_text(encoding="utf-8").replace("honghe-2023", "ben-xian")
    (folder / "ben-xian.yaml").write_text(text, encoding="utf-8")
    file = book(tmp_path / "a.xlsx", '=PE_PARAM("ben-xian","招商奖励.封顶")')
    (outcome,) = office.recalculated([file], _made(tmp_path / "out"), policies=[folder])
    assert shown(file, outcome.output) == 1_000_000


def test_the_virtual_environment_stays_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "pyvenv.cfg").write_text("")
    monkeypatch.setenv("PATH", f"{venv / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("VIRTUAL_ENV", str(venv))
    clean = private.environment()
    assert clean["PATH"] == f"/usr/bin{os.pathsep}/bin"
    assert not {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME"} & set(clean)


def test_a_workbook_whose_own_macros_answer_is_told(tmp_path: Path) -> None:
    """As a person opens a form for Excel; `recalculated` leaves the macros out."""
    program = finding.office()
    assert program is not None
    plain = book(tmp_path / "表.xlsx")
    own = modules(CATALOGUE, "1.2.3", ribbon=False)
    macros = tmp_path / "表.xlsm"
    macros.write_bytes(template_package(plain.read_bytes(), own))
    with private.private(program, of_this_python(quiet=True)) as run:
        run.run(["--convert-to", "ods", "--outdir", str(tmp_path), str(plain)], 60)
        assert "宏" not in "".join(run.log())
        work = ["--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(macros)]
        run.run(work, 60)
        (said,) = (line for line in run.log() if "宏" in line)
        again = tmp_path / "out" / "表.xlsx"
        assert recalculation.read_workbook(again).sheets[0].values[1, 1] is CellError.VALUE
        # What the sentence says to do.
        assert "另存为 .xlsx" in said
        work = ["--convert-to", "xlsx", "--outdir", str(tmp_path / "again"), str(again)]
        run.run(work, 60)
    assert shown(plain, tmp_path / "again" / "表.xlsx") == 8.09
