"""Where the installation lies on the PC, and the names in it."""

from __future__ import annotations

import ntpath
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from addin.excel.settings import ADDIN, HOME

#: Folders that an update replaces whole. `unit-policies`: the unit's, as IT put them in the package.
REPLACED = ("python", "excel", "docs", "unit-policies")
#: The templates with macros.
TEMPLATES = "excel/模板"
#: The person's own policies; made once and never touched again.
OWN_POLICIES = "policies"
#: Pages that the ribbon made to be looked at; made anew whenever they are wanted.
PAGES = "pages"
SETTINGS_FILE, MANIFEST = "jixiao.ini", "manifest.json"
#: What is started by hand, in the package and in the installation.
COMMANDS = ("install.cmd", "uninstall.cmd", "check.cmd", "restart.cmd", "pe.cmd")


@dataclass(frozen=True, slots=True)
class Places:
    """The installation of one person, and Excel's start-up folder of that person."""

    home: Path
    xlstart: Path

    @property
    def python(self) -> Path:
        """The interpreter without a window."""
        return self.home / "python" / "pythonw.exe"

    @property
    def addin(self) -> Path:
        """The add-in where it was installed."""
        return self.home / "excel" / ADDIN

    @property
    def started_addin(self) -> Path:
        """The add-in in Excel's start-up folder, when it is loaded from there."""
        return self.xlstart / ADDIN

    @property
    def settings(self) -> Path:
        """The person's settings."""
        return self.home / SETTINGS_FILE


def places(environ: Mapping[str, str] = os.environ) -> Places:
    """The places of the person who runs this."""
    return Places(
        Path(expanded(HOME, environ)), Path(expanded(r"%APPDATA%\Microsoft\Excel\XLSTART", environ))
    )


def expanded(text: str, environ: Mapping[str, str] = os.environ) -> str:
    """A path with `%NAME%` filled in; what is not known stays. Backslashes as the system has them."""
    known = {name.upper(): value for name, value in environ.items()}
    filled = re.sub(r"%(\w+)%", lambda m: known.get(m[1].upper(), m[0]), text)
    return filled if os.path is ntpath else filled.replace("\\", "/")
