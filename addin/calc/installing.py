"""The extension in a person's own LibreOffice: put in, taken out, looked at."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from addin.calc import extension, finding, office, private, record, trial
from addin.calc.basic import MODULE
from addin.calc.identity import EXTENSION, LOG

#: Seconds for each program that is started.
LIMIT = 120.0
_CLOSE = "LibreOffice 正在运行。请关闭它的全部窗口（包括任务栏里的快速启动），再运行一次。"
_ROOT = "现在是管理员（root）身份，LibreOffice 不让管理员装扩展。请用平时打开表格的账号运行，不要用 sudo。"
_NO_TOOL = "没有找到 LibreOffice 装扩展的程序 unopkg（它和 soffice 在同一个文件夹）。请重新安装 LibreOffice。"
_REFUSED = "LibreOffice 没有接受扩展：{said}"


@dataclass(frozen=True, slots=True)
class State:
    """What there is: the program, the profile, whether the extension is in it, and the record.

    `trouble`: why the functions would not compute, and what to do; empty when a trial was right.
    """

    program: Path | None
    profile: Path
    installed: bool
    record: record.Record | None
    trouble: str


def install(
    policies: Iterable[Path] = (), *, program: Path | None = None, profile: Path | None = None
) -> Path:
    """Install the extension for this person, and record where the packages are; the profile.

    First a formula is tried in a profile of its own. Raises `OfficeFault`.
    """
    soffice, tool, where = _tools(program, profile)
    known = record.of_this_python(policies)
    trial.run(soffice, known)
    _initialise(soffice, where)
    with tempfile.TemporaryDirectory(prefix="pe-calc-") as folder:
        # LibreOffice's tool may run as somebody else, who must be able to read it.
        os.chmod(folder, 0o755)
        file = Path(folder) / "jixiao.oxt"
        extension.write_oxt(file)
        _run(tool, ["add", "-f", "-s", *_named(profile), str(file)])
    known.write(where)
    (where / "user" / LOG).unlink(missing_ok=True)
    return where


def uninstall(*, program: Path | None = None, profile: Path | None = None) -> bool:
    """Take out all that `install` put in, and what the extension left; whether anything was there."""
    _, tool, where = _tools(program, profile)
    there = is_installed(where)
    if there:
        _run(tool, ["remove", *_named(profile), EXTENSION])
    for path in (record.place(where), where / "user" / LOG):
        there = there or path.exists()
        path.unlink(missing_ok=True)
    _forget_module(where / "user" / "basic" / "Standard")
    return there


def state(*, program: Path | None = None, profile: Path | None = None) -> State:
    """What there is, with a trial of a formula."""
    soffice, where = finding.office(program), profile or finding.profile()
    known = record.read(where)
    installed = is_installed(where)
    if soffice is None:
        return State(None, where, installed, known, office.NOT_FOUND)
    trouble = ""
    try:
        trial.run(soffice, known or record.of_this_python())
    except office.OfficeFault as fault:
        trouble = str(fault)
    return State(soffice, where, installed, known, trouble)


def is_installed(profile: Path) -> bool:
    """Whether LibreOffice lists the extension in this profile."""
    listed = profile / "user" / "uno_packages" / "cache" / "uno_packages.pmap"
    with suppress(OSError):
        return EXTENSION.encode() in listed.read_bytes()
    return False


def _tools(program: Path | None, profile: Path | None) -> tuple[Path, Path, Path]:
    """LibreOffice, the tool that installs, and the profile, when all of them can be worked with."""
    soffice = finding.office(program)
    if soffice is None:
        raise office.OfficeFault(office.NOT_FOUND)
    tool = finding.unopkg(soffice)
    if tool is None:
        raise office.OfficeFault(_NO_TOOL)
    where = profile or finding.profile()
    if finding.running(where):
        raise office.OfficeFault(_CLOSE)
    return soffice, tool, where


def _initialise(soffice: Path, profile: Path) -> None:
    """Let LibreOffice make its profile; at its first start it forgets extensions that are in it."""
    if (profile / "user" / "extensions" / "buildid").exists():
        return
    arguments = ["--headless", "--norestore", "--nologo", "--terminate_after_init"]
    place = f"-env:UserInstallation={profile.absolute().as_uri()}"
    with suppress(private.TimedOut):
        private.run([str(soffice), place, *arguments], LIMIT, Path(tempfile.gettempdir()))


def _run(tool: Path, arguments: list[str]) -> None:
    """Run LibreOffice's tool; raise what it says where it fails."""
    try:
        done = subprocess.run(
            [str(tool), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=private.environment(),
            timeout=LIMIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise office.OfficeFault(_REFUSED.format(said=error)) from error
    said = (done.stdout + done.stderr).decode("utf-8", "replace").strip()
    if "as root" in said:
        raise office.OfficeFault(_ROOT)
    if "lock file" in said.lower():
        raise office.OfficeFault(_CLOSE)
    if done.returncode:
        raise office.OfficeFault(_REFUSED.format(said=said or f"退出码 {done.returncode}"))


def _named(profile: Path | None) -> list[str]:
    """The option that names a profile other than LibreOffice's own choice."""
    return [f"-env:UserInstallation={profile.absolute().as_uri()}"] if profile else []


def _forget_module(library: Path) -> None:
    """Take our module out of the person's Basic library; LibreOffice saved it among theirs."""
    listing = library / "script.xlb"
    entry = f'library:name="{MODULE}"'
    with suppress(OSError):
        lines = listing.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if entry not in line]
        if len(kept) < len(lines):
            listing.write_text("".join(kept), encoding="utf-8")
        (library / f"{MODULE}.xba").unlink(missing_ok=True)
