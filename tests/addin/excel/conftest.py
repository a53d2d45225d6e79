"""The home of a user who tries the commands, and xlwings left as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from addin.excel.commands import kept_findings
from udfs import policies


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the installation."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.setattr(policies, "_chosen", [])
    monkeypatch.setattr(kept_findings, "_kept", {})
    before = xw.engines.active
    yield tmp_path / "local" / "jixiao"
    xw.engines.active = before
