"""The ribbon, put into the add-in's package."""

from __future__ import annotations

from addin.excel.building.package import LINKS, Parts, inserted

_PART = "customUI/customUI14.xml"
#: The kind of link that Office 2010 and later look for; older ones had another.
_KIND = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"


def add_ribbon(given: Parts, ribbon: bytes) -> None:
    """Add the ribbon's XML as it is."""
    link = f'<Relationship Id="rIdRibbon" Type="{_KIND}" Target="{_PART}"/>'
    given[LINKS] = inserted(given[LINKS], b"</Relationships>", link.encode())
    given[_PART] = ribbon
