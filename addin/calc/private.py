"""A LibreOffice of our own: a profile that is thrown away, our extension in it, a time limit."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from addin.calc import extension
from addin.calc.identity import LOG
from addin.calc.record import Record

#: Settings of the profile: compute everything anew whoever saved the file (0: always), run no macro
#: of a file, fetch no linked data, ask nothing.
_SETTINGS = (
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),
    ("Office.Calc/Formula/Load", "ODFRecalcMode", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Misc", "FirstRun", "false"),
)
#: What LibreOffice needs of the environment; all else stays out. The `bin` folder of a virtual
#: environment first in PATH would make its Python take that environment for its own.
_KEPT = (
    *(
        "HOME",
        "USER",
        "LOGNAME",
        "LANG",
        "TMPDIR",
        "TEMP",
        "TMP",
        "SYSTEMROOT",
        "WINDIR",
        "COMSPEC",
    ),
    *("APPDATA", "LOCALAPPDATA", "USERPROFILE", "PROGRAMFILES", "PROGRAMDATA"),
)


class TimedOut(Exception):  # noqa: N818 - it says what happened
    """The time limit was reached; LibreOffice was ended."""


class Office:
    """LibreOffice with a profile of its own; make it by `private`."""

    def __init__(self, program: Path, folder: Path) -> None:
        self._program, self._folder = program, folder
        self.profile = folder / "profile"

    def run(self, arguments: Sequence[str], timeout: float) -> int:
        """Run it to its end without a screen; its exit status. Raises `TimedOut`."""
        command = [
            str(self._program),
            f"-env:UserInstallation={self.profile.as_uri()}",
            f"-env:BUNDLED_EXTENSIONS={(self._folder / 'extensions').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            *arguments,
        ]
        return run(command, timeout, self._folder)

    @property
    def started(self) -> bool:
        """Whether LibreOffice came as far as to look at its extensions."""
        return (self.profile / "user" / "extensions").exists()

    def log(self) -> list[str]:
        """What our component said, line by line; nothing where it was never loaded."""
        path = self.profile / "user" / LOG
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@contextmanager
def private(program: Path, record: Record) -> Iterator[Office]:
    """A LibreOffice of our own, and nothing left of it afterwards."""
    # Windows holds on to files of a program that has just ended.
    holder = tempfile.TemporaryDirectory(prefix="pe-calc-", ignore_cleanup_errors=True)
    with _told_to_end(), holder as name:
        folder = Path(name)
        made = Office(program, folder)
        extension.write_folder(folder / "extensions" / "jixiao")
        record.write(made.profile)
        settings = made.profile / "user" / "registrymodifications.xcu"
        settings.write_text(_settings(), encoding="utf-8")
        yield made


@contextmanager
def _told_to_end() -> Iterator[None]:
    """While this is entered, being told to end (by `kill`, or a window that closes) cleans up first."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    before = {}
    if threading.current_thread() is threading.main_thread():  # no other hears signals
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number and signal.getsignal(number) is signal.SIG_DFL:  # `nohup` ignores one
                before[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run(command: Sequence[str], timeout: float, folder: Path) -> int:
    """Run a program of LibreOffice in a clean environment; end it, and its children, in time."""
    own_group = {"start_new_session": True} if os.name != "nt" else {}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment() | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder)),
        **own_group,  # type: ignore[call-overload]
    )
    try:
        return int(process.wait(timeout))
    except subprocess.TimeoutExpired as expired:
        raise TimedOut from expired
    finally:
        _end(process)


def environment() -> dict[str, str]:
    """The environment of this process without what belongs to its own Python."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    bin_folders = {Path(sys.executable).parent, Path(sys.prefix) / "bin"}
    path = os.environ.get("PATH", os.defpath).split(os.pathsep)
    clean = [one for one in path if one and Path(one) not in bin_folders and not _virtual(one)]
    return {**kept, "PATH": os.pathsep.join(clean) or os.defpath, "SAL_USE_VCLPLUGIN": "svp"}


def _virtual(folder: str) -> bool:
    return (Path(folder).parent / "pyvenv.cfg").exists()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process with all that it started: `soffice` is a script around the program."""
    if os.name == "nt":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in _SETTINGS
    )
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}</oor:items>
"""
