"""The settings of the person, and those that IT rolls out."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from addin.windows import configuration
from addin.windows.configuration import CENTRAL_KEYS, settings
from addin.windows.places import Places

ENVIRON = {"LOCALAPPDATA": "/l", "Share": "/s"}


@pytest.fixture
def written(where: Places):
    where.home.mkdir(parents=True)

    def write(text: str, encoding: str = "utf-8") -> None:
        where.settings.write_bytes(text.encode(encoding))

    return write


def test_without_a_file_the_defaults(where: Places) -> None:
    told = settings(where)
    assert told.policies == (where.home / "unit-policies", where.home / "policies")
    assert told.log == where.home / "log"
    assert told.at_logon
    assert not told.by_xlstart
    assert not told.troubles


# Notepad saves with or without the mark; older ones in the Chinese code page.
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_what_the_person_wrote(where: Places, written, encoding: str) -> None:
    written("[设置]\n政策文件夹 = %localappdata%\\甲; %SHARE%\\乙\n登录时启动 = 否\n", encoding)
    told = settings(where, environ=ENVIRON)
    assert told.policies == (Path("/l/甲"), Path("/s/乙"))
    assert not told.at_logon


def test_the_central_file_wins_where_it_speaks(
    where: Places, written, registry, tmp_path: Path
) -> None:
    central = tmp_path / "central.ini"
    central.write_text("[设置]\n日志文件夹 = /central\n", "utf-8")
    registry.values[CENTRAL_KEYS[0].lower(), "settings"] = str(central)
    written("[设置]\n日志文件夹 = /own\n政策文件夹 = /forms\n")
    told = settings(where, registry)
    assert (told.log, told.policies) == (Path("/central"), (Path("/forms"),))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("政策文件夹 = x\n", "写得不对"),
        ("[别的]\n", "没有 [设置]"),
        ("[设置]\n政策文件 = x\n", "“政策文件”不是设置的名称"),
        ("[设置]\n登录时启动 = yes\n", "应写 是 或 否"),
        ("[设置]\n日志文件夹 = a\n日志文件夹 = b\n", "写得不对"),
    ],
)
def test_what_is_wrong_is_told_and_costs_only_itself(
    where: Places, written, text: str, says: str
) -> None:
    written(text)
    told = settings(where)
    assert len(told.troubles) == 1
    assert says in told.troubles[0]
    assert told.at_logon


def test_a_central_file_that_cannot_be_reached(where: Places, registry) -> None:
    registry.values[CENTRAL_KEYS[0].lower(), "settings"] = "/nowhere/jixiao.ini"
    told = settings(where, registry)
    assert "/nowhere/jixiao.ini" in told.troubles[0]
    assert told.log == where.home / "log"


def test_the_file_that_is_installed_offers_what_is_in_force_and_no_more() -> None:
    text = (files("addin.windows") / "scripts" / "jixiao.ini").read_text("utf-8")
    offered = re.findall(r"^# (\S+) = ", text, re.MULTILINE)
    assert set(offered) == {
        configuration.POLICIES,
        configuration.LOG,
        configuration.LOADED_BY,
        configuration.AT_LOGON,
    }
