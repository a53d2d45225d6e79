"""The ribbon's XML, written from the table of commands.

``python -m addin.excel.commands.ribbon`` writes `addin/excel/ribbon.xml`, which must be made again
and committed whenever a command or a form is added.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

from addin.excel.commands.buttons import Command, Group, Menu
from addin.excel.commands.catalogue import groups
from addin.excel.commands.told import TITLE

FILE = Path(__file__).parents[1] / "ribbon.xml"
SPACE = "http://schemas.microsoft.com/office/2009/07/customui"
#: The procedure of the add-in that every button calls.
PROCEDURE = "PE_RibbonCommand"


def ribbon() -> str:
    """The whole file."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        f'<customUI xmlns="{SPACE}">',
        "  <ribbon>",
        "    <tabs>",
        f"      <tab{_written(id='pe', label=TITLE)}>",
        *(line for group in groups() for line in _group(group)),
        "      </tab>",
        "    </tabs>",
        "  </ribbon>",
        "</customUI>",
    ]
    return "\n".join(lines) + "\n"


def _group(group: Group) -> list[str]:
    lines = [f"        <group{_written(id=group.id, label=group.label)}>"]
    for entry in group.entries:
        if isinstance(entry, Command):
            lines.append(f"          {_button(entry, size=entry.large)}")
            continue
        lines.append(f"          <menu{_attributes(entry, size=entry.large)}>")
        lines += [f"            {_button(one)}" for one in entry.buttons]
        lines.append("          </menu>")
    return [*lines, "        </group>"]


def _button(command: Command, *, size: bool = False) -> str:
    return f"<button{_attributes(command, size=size)}{_written(onAction=PROCEDURE)}/>"


def _attributes(entry: Command | Menu, *, size: bool) -> str:
    given = {"id": entry.id, "label": entry.label}
    if entry.image:
        given["imageMso"] = entry.image
    if size:
        given["size"] = "large"
    return _written(**given, screentip=entry.label, supertip=entry.tip)


def _written(**given: str) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in given.items())


if __name__ == "__main__":
    FILE.write_text(ribbon(), "utf-8", newline="\n")
    print(FILE)
