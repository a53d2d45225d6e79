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
#: What stands instead of compiled code, byte for byte as in xlwings' own add-ins.
_NOT_COMPILED = bytes.fromhex("cc61ffff000100")
#: The ends of the last module and of the list.
_LAST_MODULE = bytes.fromhex("2b0000000000100000000000")


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
    """Say that no version of VBA compiled the project, in the words of add-ins that Excel opens.

    [MS-OVBA] 2.3.4.1: the version is 0xFFFF where there is no compiled code. 2.3.4.2: the list of
    modules is the end of `dir`.
    """
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import compress, decompress

    project = CFB.from_bytes(given[_PROJECT])
    directory = decompress(project.get_stream_in_storage("VBA", "dir"))
    directory = directory[: directory.rindex(_LAST_MODULE) + len(_LAST_MODULE)]
    project.write_stream_in_storage("VBA", "dir", compress(directory))
    project.write_stream_in_storage("VBA", "_VBA_PROJECT", _NOT_COMPILED)
    return given | {_PROJECT: project.to_bytes()}
