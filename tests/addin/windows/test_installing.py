"""Installing, updating and taking away, with a registry and a PC that are stand-ins."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from addin.windows import checking, configuration, installing, registering, rescuing
from addin.windows.__main__ import run, say
from addin.windows.places import COMMANDS, Places
from tests.addin.windows.conftest import small_package
from udfs import CATALOGUE, CellError

OPTIONS = r"HKCU\Software\Microsoft\Office\16.0\Excel\Options"
Packed = Callable[[str], Path]


def test_installed_registered_and_served(package: Packed, where: Places, registry, machine) -> None:
    installing.install(package("1.0"), where, registry, machine, "1.0")
    assert where.addin.read_text() == "addin 1.0"
    assert registry.read(OPTIONS, "OPEN") == f'/R "{where.addin}"'
    command = f'"{where.python}" -m addin.excel.server'
    # Excel of 32 bits sees the second alone.
    for view in ("", "Wow6432Node\\"):
        clsid = rf"HKCU\Software\Classes\{view}CLSID\{{506e67c3-55b5-48c3-a035-eed5deea7d6d}}"
        assert registry.read(rf"{clsid}\LocalServer32", "") == command
    assert registry.read(registering.RUN, "jixiao") == command
    assert registry.read(registering.REMOVAL, "DisplayVersion") == "1.0"
    assert machine.done == ["stop", "start addin.excel.server"]
    assert not where.started_addin.exists()
    assert {c for c in COMMANDS if (where.home / c).exists()} == set(COMMANDS) - {"install.cmd"}


def test_an_update_replaces_ours_and_keeps_the_persons(
    package: Packed, where: Places, registry, machine
) -> None:
    installing.install(package("1.0"), where, registry, machine, "1.0")
    own = where.home / "policies" / "mine.yaml"
    own.write_text("mine")
    where.settings.write_text("[设置]\n登录时启动 = 否\n", "utf-8")
    (where.home / "excel" / "old.txt").write_text("of the version before")
    installing.install(package("2.0"), where, registry, machine, "2.0")
    assert where.addin.read_text() == "addin 2.0"
    assert (where.home / "unit-policies" / "unit.yaml").read_text() == "policy 2.0"
    assert not (where.home / "excel" / "old.txt").exists()
    assert own.read_text() == "mine"
    assert "否" in where.settings.read_text("utf-8")
    assert registry.read(registering.RUN, "jixiao") is None
    assert registry.read(OPTIONS, "OPEN1") is None, "the add-in is listed once"
    left = {path.name for path in where.home.iterdir()}
    assert not any(name.endswith((".new", ".old")) for name in left)


def test_a_folder_in_use_leaves_everything_as_it_was(
    package: Packed, where: Places, registry, machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    installing.install(package("1.0"), where, registry, machine, "1.0")
    rename = Path.rename

    def refusing(self: Path, target: Path) -> Path:
        if self.name == "docs":
            raise PermissionError(13, "in use", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(installing.InstallError, match=r"docs.*正在使用.*原来的安装没有变"):
        installing.install(package("2.0"), where, registry, machine, "2.0")
    assert where.python.read_text() == "python 1.0"
    assert where.addin.read_text() == "addin 1.0"
    assert not list(where.home.glob("*.new"))
    assert machine.done[-1] == "start addin.excel.server", "the old one serves on"


def test_a_full_disk_leaves_everything_as_it_was(
    package: Packed, where: Places, registry, machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    installing.install(package("1.0"), where, registry, machine, "1.0")

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device", str(where.home))

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(installing.InstallError, match=r"磁盘空间.*原来的安装没有变"):
        installing.install(package("2.0"), where, registry, machine, "2.0")
    assert where.addin.read_text() == "addin 1.0"
    assert machine.done[-1] == "start addin.excel.server"


def test_a_package_that_was_unpacked_into_the_place_itself_is_refused(
    where: Places, registry, machine
) -> None:
    small_package(where.home, "1.0")
    with pytest.raises(installing.InstallError, match="解压到别的文件夹"):
        installing.install(where.home, where, registry, machine, "1.0")
    assert where.addin.read_text() == "addin 1.0"
    assert not machine.done


@pytest.mark.parametrize(
    ("excel", "stops", "told"), [(True, True, "Excel"), (False, False, "注销")]
)
def test_nothing_is_touched_while_something_runs(
    package: Packed, where: Places, registry, machine, excel: bool, stops: bool, told: str
) -> None:
    machine.excel, machine.stops = excel, stops
    with pytest.raises(installing.InstallError, match=told):
        installing.install(package("1.0"), where, registry, machine, "1.0")
    assert not where.home.exists()
    assert not registry.values


def test_taken_away_with_nothing_left_but_the_persons(
    package: Packed, where: Places, registry, machine, tmp_path: Path
) -> None:
    registry.write(OPTIONS, "OPEN", '/R "C:\\other.xlam"')
    before = dict(registry.values)
    installing.install(package("1.0"), where, registry, machine, "1.0")
    left = installing.uninstall(where, registry, machine, tmp_path / "python.exe")
    assert registry.values == before
    # Run by the Python of the package, nothing is needed any more.
    assert {path.name for path in left} == {"policies", "jixiao.ini"}


def test_python_does_not_remove_itself(package: Packed, where: Places, registry, machine) -> None:
    installing.install(package("1.0"), where, registry, machine, "1.0")
    installing.uninstall(where, registry, machine, where.home / "python" / "python.exe")
    assert where.python.exists()
    assert (where.home / "uninstall.cmd").exists(), "the script that runs it removes both"
    assert not where.addin.exists()


@pytest.mark.parametrize("end", ["update", "removal"])
def test_a_form_that_was_filled_in_among_the_templates_is_not_lost(
    package: Packed, where: Places, registry, machine, tmp_path: Path, end: str
) -> None:
    registry.write(rescuing.FOLDERS, "Personal", str(tmp_path / "文档"))
    installing.install(package("1.0"), where, registry, machine, "1.0")
    templates, documents = where.home / "excel" / "模板", tmp_path / "文档" / "绩效评价"
    (templates / "自评表.xlsm").write_text("filled in")
    (templates / "另存.xlsx").write_text("saved here")
    (templates / "~$自评表.xlsm").write_text("Excel's own")
    documents.mkdir(parents=True)
    (documents / "自评表.xlsm").write_text("of last year")
    said: list[str] = []
    if end == "update":
        installing.install(package("2.0"), where, registry, machine, "2.0", said.append)
        assert (templates / "自评表.xlsm").read_text() == "form 2.0"
    else:
        installing.uninstall(where, registry, machine, where.python, said.append)
        assert not templates.exists()
    assert {path.name: path.read_text() for path in documents.iterdir()} == {
        "自评表.xlsm": "of last year",
        "自评表（2）.xlsm": "filled in",
        "另存.xlsx": "saved here",
    }
    assert str(documents) in said[0]
    assert "另存.xlsx、自评表（2）.xlsm" in said[0]


def test_a_form_that_cannot_be_moved_stops_everything(
    package: Packed, where: Places, registry, machine, tmp_path: Path
) -> None:
    (tmp_path / "文档").write_text("no folder")
    registry.write(rescuing.FOLDERS, "Personal", str(tmp_path / "文档"))
    installing.install(package("1.0"), where, registry, machine, "1.0")
    form = where.home / "excel" / "模板" / "自评表.xlsm"
    form.write_text("filled in")
    with pytest.raises(installing.InstallError, match="请自己把它们移走"):
        installing.install(package("2.0"), where, registry, machine, "2.0")
    assert form.read_text() == "filled in"
    assert where.addin.read_text() == "addin 1.0"


def test_templates_as_they_were_installed_are_not_moved(
    package: Packed, where: Places, registry, machine
) -> None:
    installing.install(package("1.0"), where, registry, machine, "1.0")
    said: list[str] = []
    installing.install(package("2.0"), where, registry, machine, "2.0", said.append)
    assert not said


def test_other_add_ins_keep_their_order_without_a_gap(where: Places, registry) -> None:
    # Excel reads OPEN, OPEN1, OPEN2 … and stops at the first that is missing.
    told = configuration.settings(where)
    registry.write(OPTIONS, "OPEN", "a.xlam")
    registering.register(registry, where, told, "1")
    assert registry.read(OPTIONS, "OPEN1") == f'/R "{where.addin}"'
    registry.write(OPTIONS, "OPEN2", "b.xlam")
    registering.unregister(registry, where)
    assert [registry.read(OPTIONS, f"OPEN{n}") for n in ("", 1, 2)] == ["a.xlam", "b.xlam", None]


def test_an_add_in_that_was_ticked_off_is_forgotten_too(where: Places, registry) -> None:
    # Excel moves it from OPEN to this list, where its dialog would show a file that is gone.
    manager = r"HKCU\Software\Microsoft\Office\16.0\Excel\Add-in Manager"
    registry.write(manager, str(where.addin), "")
    registry.write(manager, r"C:\other.xlam", "")
    registering.register(registry, where, configuration.settings(where), "1")
    assert registry.read(manager, str(where.addin)) is None
    registry.write(manager, str(where.addin), "")
    registering.unregister(registry, where)
    assert registry.read(manager, str(where.addin)) is None
    assert registry.read(manager, r"C:\other.xlam") == ""


def test_each_excel_that_was_used_is_told(where: Places, registry) -> None:
    older = r"HKCU\Software\Microsoft\Office\15.0\Excel"
    registry.write(older, "x", 1)
    registering.register(registry, where, configuration.settings(where), "1")
    assert registry.read(rf"{older}\Options", "OPEN") == f'/R "{where.addin}"'
    assert registry.read(OPTIONS, "OPEN") is None


def test_by_the_start_up_folder(package: Packed, where: Places, registry, machine) -> None:
    made = package("1.0")
    (made / "jixiao.ini").write_text("[设置]\n加载方式 = XLSTART\n", "utf-8")
    installing.install(made, where, registry, machine, "1.0")
    assert where.started_addin.read_text() == "addin 1.0"
    assert registry.read(OPTIONS, "OPEN") is None
    told = configuration.settings(where)
    assert not registering.amiss(registry, where, told)
    where.started_addin.unlink()
    assert "启动文件夹" in registering.amiss(registry, where, told)[0]
    installing.uninstall(where, registry, machine, Path("elsewhere"))
    assert not where.started_addin.exists()


def test_the_check_says_what_is_amiss(package: Packed, where: Places, registry, machine) -> None:
    told = installing.install(package("1.0"), where, registry, machine, "1.0")
    assert [a.trouble for a in checking.check(where, told, registry, machine)] == [""] * 6
    where.addin.write_text("changed")
    shutil.rmtree(where.home / "policies")
    registry.write(registering.RUN, "jixiao", "something else")
    machine.answer = OSError("class not registered")
    found = {a.asked: a.trouble for a in checking.check(where, told, registry, machine)}
    assert "excel/pe.xlam" in found["安装的文件"]
    assert "policies" in found["政策文件夹"]
    assert "登录时启动" in found["登记（Excel、函数服务）"]
    assert "server.log" in found["函数服务"]
    assert found["计算"] == found["设置"] == ""


def test_an_error_is_told_as_the_cell_would_show_it(
    where: Places, registry, machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So it is where a package is missing that the functions load when they are first asked.
    monkeypatch.setitem(CATALOGUE, "PE_SCORE", lambda *given: CellError.VALUE)  # type: ignore[arg-type]
    told = configuration.settings(where)
    found = {a.asked: a.trouble for a in checking.check(where, told, registry, machine)}
    assert found["计算"].startswith("PE_SCORE 得 #VALUE!，应为 8.09")


def test_the_commands_speak_and_end_with_a_status(
    package: Packed, where: Places, registry, machine, tmp_path: Path
) -> None:
    said: list[str] = []

    def status(*arguments: str) -> int:
        return run(list(arguments), where, registry, machine, said.append)

    assert status("install", str(tmp_path)) == 1
    assert "完整解压" in said[-1]
    assert status("install", str(package("1.0"))) == 0
    assert "8.09" in said[-1]
    machine.answer = "#VALUE!"
    assert status("check") == 1
    assert status("restart") == 0
    assert "Ctrl+Alt+F9" in said[-1]  # cells that failed are not computed anew by themselves
    assert status("uninstall") == 0
    assert "policies" in said[-1]
    assert status("else") == 2


def test_a_window_that_is_gone_does_not_stop_the_installation(
    package: Packed, where: Places, registry, machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        def write(self, text: str) -> int:
            raise OSError(22, "Invalid argument")  # what Windows says of a pipe that nobody reads

        def flush(self) -> None:
            raise OSError(22, "Invalid argument")

    monkeypatch.setattr(sys, "stdout", Gone())
    assert run(["install", str(package("1.0"))], where, registry, machine, say) == 0
