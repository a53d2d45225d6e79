"""The extension in a profile: installed, computing, told to be there, and gone again."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import openpyxl
import pytest

from addin.calc import finding, installing, private, record
from addin.calc.basic import MODULE
from addin.calc.office import OfficeFault
from workbook_templates import recalculation


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """LibreOffice as an ordinary person has it: its installer refuses to work for root."""
    real = finding.office()
    assert real is not None
    if os.geteuid() != 0:
        return real
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "soffice").symlink_to(real)
    # In a user namespace root is nobody in particular.
    tool = folder / "unopkg"
    tool.write_text(f'#!/bin/sh\nexec unshare --user {finding.unopkg(real)} "$@"\n')
    tool.chmod(0o755)
    return folder / "soffice"


def shown_in(profile: Path, program: Path, folder: Path) -> object:
    """What a formula shows in a LibreOffice that runs with this profile, as at a person's desk."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = '=PE_SCORE(10,"≥80%","64.71%")'
    book.save(folder / "a.xlsx")
    place = f"-env:UserInstallation={profile.as_uri()}"
    arguments = ["--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    private.run([str(program), place, *arguments, str(folder / "a.xlsx")], 60, folder)
    sheets = recalculation.read_workbook(folder / "out" / "a.xlsx").sheets
    return getattr(sheets[0].values[1, 1], "value", sheets[0].values[1, 1])


def test_in_and_out_again(tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile, policies = tmp_path / "配置 profile", tmp_path / "政策"
    policies.mkdir()
    assert installing.install([policies], program=program, profile=profile) == profile
    assert installing.is_installed(profile)
    told = record.read(profile)
    assert told is not None
    assert told.policies == (str(policies),)
    assert not told.quiet
    assert shown_in(profile, program, tmp_path) == 8.09
    with monkeypatch.context() as quick:
        quick.setattr(installing.trial, "run", lambda *_: None)
        installing.install(program=program, profile=profile)  # once more, without the folder
    again = record.read(profile)
    assert again is not None
    assert again.policies == ()

    library = profile / "user" / "basic" / "Standard"
    assert MODULE in (library / "script.xlb").read_text(encoding="utf-8")
    assert installing.uninstall(program=program, profile=profile)
    assert not installing.is_installed(profile)
    assert record.read(profile) is None
    listing = (library / "script.xlb").read_text(encoding="utf-8")
    assert MODULE not in listing
    assert "Module1" in listing  # the person's own module stays
    assert not (library / f"{MODULE}.xba").exists()
    assert shown_in(profile, program, tmp_path) == "#NAME?"
    assert not installing.uninstall(program=program, profile=profile)


def test_nothing_is_done_while_the_office_runs(tmp_path: Path, program: Path) -> None:
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / ".lock").write_text("")
    for work in (installing.install, installing.uninstall):
        with pytest.raises(OfficeFault, match="请关闭"):
            work(program=program, profile=tmp_path / "profile")
    assert [file.name for file in (tmp_path / "profile").iterdir()] == [".lock"]


def test_nothing_is_installed_where_the_trial_fails(
    tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    moved = record.Record((str(empty),))
    monkeypatch.setattr(record, "of_this_python", lambda *_, **__: moved)
    with pytest.raises(OfficeFault, match="缺少软件包 addin"):
        installing.install(program=program, profile=tmp_path / "profile")
    assert not (tmp_path / "profile").exists()


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("echo 'ERROR: Cannot run unopkg as root without --shared option.'; exit 1", "sudo"),
        ("echo 'ERROR: The lock file indicates it is already running'; exit 1", "请关闭"),
        ("echo something else; exit 3", "something else"),
    ],
)
def test_what_the_installer_says_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, told: str
) -> None:
    for name, text in (("soffice", ""), ("unopkg", script)):
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setattr(installing.trial, "run", lambda *_: None)
    with pytest.raises(OfficeFault, match=told):
        installing.install(program=tmp_path / "soffice", profile=tmp_path / "profile")
    assert record.read(tmp_path / "profile") is None


def test_a_program_without_its_installer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(OfficeFault, match="unopkg"):
        installing.install(program=program, profile=tmp_path / "profile")
