"""Where LibreOffice and its profiles are."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.calc import finding


@pytest.mark.parametrize(
    ("system", "environment", "expected"),
    [
        # As LibreOffice's own help lists them.
        ("linux", {}, "/home/a/.config/libreoffice/4"),
        ("linux", {"XDG_CONFIG_HOME": "/cfg"}, "/cfg/libreoffice/4"),
        ("darwin", {}, "/home/a/Library/Application Support/LibreOffice/4"),
        ("win32", {"APPDATA": "/home/a/AppData/Roaming"}, "/home/a/AppData/Roaming/LibreOffice/4"),
        ("win32", {}, "/home/a/AppData/Roaming/LibreOffice/4"),
    ],
)
def test_profiles(system: str, environment: dict[str, str], expected: str) -> None:
    assert finding.profile(system, environment, Path("/home/a")) == Path(expected)


def test_a_program_or_a_folder_may_be_given(tmp_path: Path) -> None:
    program = tmp_path / "LibreOffice" / "program" / "soffice"
    program.parent.mkdir(parents=True)
    program.write_text("")
    assert finding.office(program) == program
    assert finding.office(program.parent) == program
    assert finding.office(program.parent.parent) == program
    assert finding.office(tmp_path / "elsewhere") is None


def test_the_first_on_the_path_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert finding.office() == program


def test_the_installer_is_beside_the_program(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    for name in ("soffice", "unopkg"):
        (tmp_path / "real" / name).write_text("")
    (tmp_path / "soffice").symlink_to(tmp_path / "real" / "soffice")
    assert finding.unopkg(tmp_path / "soffice") == tmp_path / "real" / "unopkg"


def test_a_profile_in_use_is_known(tmp_path: Path) -> None:
    assert not finding.running(tmp_path)
    (tmp_path / ".lock").write_text("")
    assert finding.running(tmp_path)
