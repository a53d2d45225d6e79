"""What the tab of the ribbon is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A button: `module` and `function` carry it out; `image` is one of Office's own."""

    id: str
    label: str
    tip: str
    module: str
    function: str
    image: str = ""
    large: bool = False
    needs_book: bool = True


@dataclass(frozen=True, slots=True)
class Menu:
    """Several buttons under one."""

    id: str
    label: str
    tip: str
    image: str
    buttons: tuple[Command, ...]
    large: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the tab."""

    id: str
    label: str
    entries: tuple[Command | Menu, ...]
