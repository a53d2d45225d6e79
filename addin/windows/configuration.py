"""The settings: one file of the person's, and one that IT rolls out and that wins over it.

Both are `.ini` files with Chinese names. Where the central one lies stands in the registry under
`Software\\Policies`, where only an administrator (or a group policy) can write; a fixed place such as
%ProgramData% could be filled by any user of the PC.
"""

from __future__ import annotations

import configparser
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from addin.windows.places import OWN_POLICIES, Places, expanded
from addin.windows.registry import Registry

SECTION = "设置"
POLICIES, LOG = "政策文件夹", "日志文件夹"
LOADED_BY, AT_LOGON = "加载方式", "登录时启动"
BY_REGISTRY, BY_XLSTART = "注册表", "XLSTART"
YES, NO = "是", "否"
#: Where the registry says which file is the central one.
CENTRAL_KEYS = (r"HKLM\Software\Policies\jixiao", r"HKCU\Software\Policies\jixiao")
CENTRAL_NAME = "Settings"
_CHOICES = {LOADED_BY: (BY_REGISTRY, BY_XLSTART), AT_LOGON: (YES, NO)}
_KNOWN = (POLICIES, LOG, LOADED_BY, AT_LOGON)


@dataclass(frozen=True, slots=True)
class Settings:
    """What is in force. `troubles`: what in the files could not be used, as Chinese sentences."""

    policies: tuple[Path, ...]
    log: Path
    by_xlstart: bool
    at_logon: bool
    troubles: tuple[str, ...] = ()


def settings(
    places: Places, registry: Registry | None = None, environ: Mapping[str, str] = os.environ
) -> Settings:
    """What is in force; a file that cannot be read costs its own settings only."""
    troubles: list[str] = []
    told = _told(places.settings, troubles) if places.settings.is_file() else {}
    central = _central(registry, environ)
    if central:
        told |= _told(central, troubles)
    for name, allowed in _CHOICES.items():
        if name in told and told[name] not in allowed:
            wanted = " 或 ".join(allowed)
            troubles.append(f"设置“{name}”写的是“{told.pop(name)}”，应写 {wanted}")

    default = (places.home / "unit-policies", places.home / OWN_POLICIES)
    named = [one.strip() for one in told.get(POLICIES, "").split(";")]
    return Settings(
        tuple(Path(expanded(one, environ)) for one in named if one) or default,
        Path(expanded(told[LOG], environ)) if told.get(LOG) else places.home / "log",
        told.get(LOADED_BY) == BY_XLSTART,
        told.get(AT_LOGON, YES) == YES,
        tuple(troubles),
    )


def _central(registry: Registry | None, environ: Mapping[str, str]) -> Path | None:
    for key in CENTRAL_KEYS if registry else ():
        named = registry.read(key, CENTRAL_NAME) if registry else None
        if isinstance(named, str) and named:
            return Path(expanded(named, environ))
    return None


def _told(path: Path, troubles: list[str]) -> dict[str, str]:
    """What a file says; what is wrong with it goes to `troubles`."""
    # A % names a folder and a quote is no quote: nothing is interpreted. Comments have own lines.
    parser = configparser.ConfigParser(interpolation=None, comment_prefixes=("#", ";"))
    try:
        parser.read_string(_text(path.read_bytes()))
    except OSError:
        troubles.append(f"读不了设置文件 {path}，请检查它在不在、有没有权限")
        return {}
    except (UnicodeDecodeError, configparser.Error) as error:
        troubles.append(f"设置文件 {path} 写得不对，没有用它：{str(error).splitlines()[0]}")
        return {}
    if not parser.has_section(SECTION):
        troubles.append(f"设置文件 {path} 里没有 [{SECTION}] 一行，没有用它")
        return {}
    found = dict(parser.items(SECTION))
    for name in sorted(found.keys() - set(_KNOWN)):
        troubles.append(f"设置文件 {path} 里的“{name}”不是设置的名称；有：{'、'.join(_KNOWN)}")
    return {name: found[name] for name in _KNOWN if name in found}


def _text(content: bytes) -> str:
    """As Windows' editor saves: UTF-8 with or without its mark, or the Chinese code page."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")
