"""A policy named on the command line: by id, title or file; loaded, or the command ends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from addin.cli.output import stop
from rules.authoring import Policy
from rules.engine import Use
from rules.library import Library, Shelved, examine
from rules.nearest import nearest
from udfs import policies


@dataclass(frozen=True, slots=True)
class Named:
    """A policy ready for use, and the file that it stands in."""

    use: Use
    file: Path

    @property
    def policy(self) -> Policy:
        """The policy."""
        return self.use.policy


def named(name: str, *, as_json: bool = False) -> Named:
    """The policy of that id, title or file."""
    file = Path(name)
    if file.suffix in (".yaml", ".yml") or file.is_file():
        return from_file(file, as_json=as_json)
    library = policies.library()
    one = shelved(library, name)
    if one is None:
        stop_unknown(library, name, as_json=as_json)
    found = library.find(name)
    if isinstance(found, Use):
        return Named(found, one.file)
    stop(found.message, found.advice, as_json=as_json)


def from_file(file: Path, *, as_json: bool = False) -> Named:
    """The policy in a file."""
    policy, found = examine(file)
    if policy is None or found:
        stop(
            f"政策文件 {found[0]}" if found else f"{file} 里没有政策",
            f"请先运行 pe policies check {file} 并改正",
            as_json=as_json,
        )
    return Named(Use(policy), file)


def shelved(library: Library, name: str) -> Shelved | None:
    """The policy of that id or title on the shelf."""
    plain = name.partition("@")[0].strip()
    shelf = library.shelf
    return shelf.get(plain) or next((one for one in shelf.values() if one.title == plain), None)


def stop_unknown(library: Library, name: str, *, as_json: bool = False) -> NoReturn:
    """End the command: there is no such policy."""
    titles = [one.title for one in library.shelf.values()]
    near = nearest(name, [*library.shelf, *titles])
    known = f"现有：{'、'.join(library.shelf)}"
    stop(f"没有名为“{name}”的政策", f"{near}\n{known}".strip(), as_json=as_json)
