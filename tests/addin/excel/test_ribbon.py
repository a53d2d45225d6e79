"""The ribbon's XML: as it is generated, and as Office's schema (2009/07) has it.

Office shows no ribbon at all when one attribute is wrong, so the parser here takes nothing that it
does not know: elements, their children, their attributes and lengths as in the published schema.
"""

from __future__ import annotations

import re
from importlib import import_module
from xml.etree import ElementTree

import pytest

from addin.excel.commands.catalogue import commands, new_id
from addin.excel.commands.ribbon import FILE, PROCEDURE, SPACE, ribbon
from workbook_templates import description

_SAID = {"label": 1024, "screentip": 1024, "supertip": 1024}
_CONTROL = {"id", "imageMso", "size", *_SAID}
#: Each element: its parent, the attributes it may have, those it must have.
SCHEMA: dict[str, tuple[str, set[str], set[str]]] = {
    "customUI": ("", set(), set()),
    "ribbon": ("customUI", set(), set()),
    "tabs": ("ribbon", set(), set()),
    "tab": ("tabs", {"id", "label"}, {"id", "label"}),
    "group": ("tab", {"id", "label"}, {"id", "label"}),
    "menu": ("group", _CONTROL, {"id", "label"}),
    "button": ("group", {*_CONTROL, "onAction"}, {"id", "label", "onAction"}),
}


def problems(text: str) -> list[str]:
    """What Office would not take; [] for a ribbon that is in order."""
    found: list[str] = []
    ids: list[str] = []

    def walk(element: ElementTree.Element, parent: str) -> None:
        space, _, name = element.tag.rpartition("}")
        if space.lstrip("{") != SPACE or name not in SCHEMA:
            found.append(f"element {element.tag}")
            return
        above, allowed, needed = SCHEMA[name]
        inside_menu = name == "button" and parent == "menu"
        if parent != above and not inside_menu:
            found.append(f"{name} in {parent}")
        given = set(element.keys())
        allowed = allowed - {"size"} if inside_menu else allowed
        found.extend(f"{name} has {extra}" for extra in sorted(given - allowed))
        found.extend(f"{name} lacks {lacking}" for lacking in sorted(needed - given))
        for attribute, value in element.items():
            if not value or len(value) > _SAID.get(attribute, 1024):
                found.append(f"{attribute} of {name} is {value!r}")
        if "id" in given:
            ids.append(element.get("id", ""))
        if element.get("size") not in (None, "normal", "large"):
            found.append(f"size {element.get('size')}")
        if (element.text or "").strip() or (element.tail or "").strip():
            found.append(f"text in {name}")
        for child in element:
            walk(child, name)

    walk(ElementTree.fromstring(text), "")
    found.extend(f"id {one!r}" for one in ids if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", one))
    found.extend(f"id {one} twice" for one in sorted({one for one in ids if ids.count(one) > 1}))
    return found


def buttons() -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(ribbon()).iter(f"{{{SPACE}}}button"))


def test_the_file_is_the_one_that_is_generated() -> None:
    assert FILE.read_text("utf-8") == ribbon()


def test_office_takes_the_ribbon() -> None:
    assert problems(ribbon()) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('id="validate"', 'id="explain"'),
        ('id="validate"', 'id="校验"'),
        ('id="validate"', 'id="1validate"'),
        ('id="validate"', 'ident="validate"'),
        ('size="large"', 'size="huge"'),
        ("<tabs>", "<tabs>words"),
        ("2009/07", "2006/01"),
        ('<group id="group_submit"', '<group size="large" id="group_submit"'),
        ('<button id="new_hubei"', '<button size="large" id="new_hubei"'),
        ('supertip="打开使用手册。"', 'supertip=""'),
        (f' onAction="{PROCEDURE}"', ""),
    ],
)
def test_what_office_would_not_take_is_found(right: str, wrong: str) -> None:
    assert right in ribbon()
    assert problems(ribbon().replace(right, wrong, 1)) != []


def test_every_button_is_a_command_and_every_command_a_button() -> None:
    assert [one.get("id") for one in buttons()] == list(commands())
    assert {one.get("onAction") for one in buttons()} == {PROCEDURE}
    for command in commands().values():
        module = import_module(f"addin.excel.commands.{command.module}")
        assert callable(getattr(module, command.function)), command.id


def test_every_form_can_be_made() -> None:
    assert {new_id(form) for form in description.forms()} <= set(commands())


def test_labels_and_tips_are_chinese() -> None:
    for command in commands().values():
        assert re.search("[\u4e00-\u9fff]", command.label), command.id
        assert command.tip.endswith("。"), command.id
        # Windows breaks a longer label of a large button into unreadable lines.
        assert not command.large or len(command.label) <= 6, command.id
