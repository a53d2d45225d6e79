"""What a file carries beside its form, told as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbook_templates.checking.catalogue import files
from workbook_templates.checking.findings import Finding
from workbook_templates.reading import Carried, Carries

_ENTRIES = {
    Carries.MACROS: files.MACROS,
    Carries.LINKS: files.LINKS,
    Carries.COMMANDS: files.COMMANDS,
    Carries.CONNECTIONS: files.CONNECTIONS,
    Carries.OBJECTS: files.OBJECTS,
    Carries.VALUES_ONLY: files.VALUES_ONLY,
}


def findings_in(carried: Iterable[Carried], name: str) -> Iterator[Finding]:
    """A finding for each thing that the file of this name carries."""
    for one in carried:
        yield _ENTRIES[one.kind].at(one.cell, name, found=one.what)
