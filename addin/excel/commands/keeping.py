"""Where the add-in keeps things of this user: its settings, its log, the pages it shows."""

from __future__ import annotations

import configparser
import re
import sys
from pathlib import Path

from addin.windows.configuration import POLICIES, SECTION, Settings, settings
from addin.windows.places import places
from addin.windows.registry import WindowsRegistry

_LOG = "server.log"
_LINE = re.compile(rf"^[ \t]*{POLICIES}[ \t]*[=:].*(?:\n|\Z)", re.MULTILINE)
_HEAD = re.compile(rf"^\[{SECTION}\][^\n]*(?:\n|\Z)", re.MULTILINE)


def in_force() -> Settings:
    """The settings: the person's own, and those of the unit that win over them."""
    return settings(places(), WindowsRegistry() if sys.platform == "win32" else None)


def log_file() -> Path:
    """Where errors are kept."""
    return in_force().log / _LOG


def pages() -> Path:
    """The folder of the pages that were shown; made when it is first asked for. Raises `OSError`."""
    folder = places().home / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def documents() -> tuple[Path, ...]:
    """Where the handbook may lie: in the installation, or beside the sources."""
    return places().home / "docs", Path(__file__).parents[3] / "docs"


def chosen() -> bool:
    """Whether the person has named policy folders."""
    return bool(_LINE.search(_text()))


def choose(folders: tuple[Path, ...]) -> None:
    """Name the person's policy folders in the settings file; none are the usual ones again.

    Every other line of the file stays. Raises `OSError`, and `ValueError` for a file that is none.
    """
    text = _LINE.sub("", _text())
    if not _HEAD.search(text):
        text = f"[{SECTION}]\n{text}"
    if folders:
        line = f"{POLICIES} = {';'.join(map(str, folders))}\n"
        text = _HEAD.sub(lambda found: found[0].rstrip("\n") + "\n" + line, text, count=1)
    try:
        configparser.ConfigParser(interpolation=None).read_string(text)
    except configparser.Error as wrong:
        raise ValueError(str(wrong)) from None
    path = places().settings
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".tmp")
    beside.write_text(text, "utf-8-sig")
    beside.replace(path)


def _text() -> str:
    path = places().settings
    if not path.is_file():
        return ""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    return text.replace("\r\n", "\n")
