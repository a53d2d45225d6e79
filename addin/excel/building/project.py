"""A VBA project in a workbook, written by pyOpenVBA (MIT), which is tried against Excel itself.

The project holds sources without compiled code, which Excel makes when it opens the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from addin.excel.building.package import packed, parts, told_macros
from addin.excel.vba import Module


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
        return path.read_bytes()
