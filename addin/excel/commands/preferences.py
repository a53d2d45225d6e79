"""The user's own settings: which policy folders are theirs."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

from addin.excel.commands.keeping import own_folder
from udfs import policies

_NAME, _FOLDERS = "设置.json", "政策文件夹"
_applied: list[tuple[Path, ...]] = []


def folders() -> tuple[Path, ...]:
    """The user's policy folders; none for settings that cannot be read."""
    try:
        told = json.loads((own_folder() / _NAME).read_text("utf-8"))
        return tuple(Path(str(one)) for one in told[_FOLDERS])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError):
        logging.getLogger(__name__).warning("settings cannot be read", exc_info=True)
        return ()


def keep(chosen: tuple[Path, ...]) -> None:
    """Keep these folders as the user's own, and use them. Raises `OSError`."""
    path = own_folder() / _NAME
    beside = path.with_suffix(".tmp")
    text = json.dumps({_FOLDERS: [str(one) for one in chosen]}, ensure_ascii=False, indent=1)
    beside.write_text(text + "\n", "utf-8")
    os.replace(beside, path)
    apply(again=True)


def apply(*, again: bool = False) -> None:
    """Let the functions see the user's folders; those that the environment names stay beside them.

    Policies are read anew only when the folders have changed, or `again` asks for it.
    """
    chosen = folders()
    if not again and (_applied or [()]) == [chosen]:
        return
    named = os.environ.get(policies.VARIABLE, "")
    central = tuple(Path(one) for one in named.split(os.pathsep) if one.strip())
    policies.use_folders(dict.fromkeys((*central, *chosen)))
    _applied[:] = [chosen]
