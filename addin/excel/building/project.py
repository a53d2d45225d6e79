"""A VBA project in a workbook, written by pyOpenVBA (MIT), which is tried against Excel itself.

The project holds sources without compiled code, which Excel makes when it opens the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from addin.excel.building.package import Parts, packed, parts, told_macros
from addin.excel.vba import Module

_PROJECT = "xl/vbaProject.bin"


def with_project(workbook: bytes, modules: Iterable[Module]) -> bytes:
    """A workbook without macros as one that has a project of these modules.

    The sheets get the code names that Excel would give them. Raises ImportError without pyOpenVBA.
    """
    from pyopenvba import ExcelFile

    given = parts(workbook)
    told_macros(given)
    with TemporaryDirectory(prefix="pe-") as folder:
        path = Path(folder) / "book.xlsm"
        path.write_bytes(packed(given))
        with ExcelFile(path) as book:
            project = book.add_vba_project()
            for module in modules:
                project.add_module(module.name, module.source)
            book.save()
        return packed(_without_compiled(parts(path.read_bytes())))


def _without_compiled(given: Parts) -> Parts:
    """Say that no version of VBA compiled the project: none believes what stands there instead.

    [MS-OVBA] 2.3.4.1: the version is 0xFFFF where there is no compiled code.
    """
    from pyopenvba.cfb import CFB

    project = CFB.from_bytes(given[_PROJECT])
    head = project.get_stream_in_storage("VBA", "_VBA_PROJECT")
    project.write_stream_in_storage("VBA", "_VBA_PROJECT", head[:2] + b"\xff\xff" + head[4:])
    return given | {_PROJECT: project.to_bytes()}
