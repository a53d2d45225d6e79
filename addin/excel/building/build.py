"""`build`: everything that the Excel host needs, in one folder. The same sources, the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from addin.excel.building.intellisense import intellisense
from addin.excel.building.workbooks import addin_package, template_package
from addin.excel.settings import ADDIN, ON_SHEET, SETTINGS_SHEET
from addin.excel.vba import Module, modules
from udfs import CATALOGUE, Function
from workbook_templates import description, making, saving

#: Where templates and sources lie in the folder.
TEMPLATES, SOURCES = "模板", "vba"
_BY_HAND = """手工导入（仅当 {addin} 打不开时使用）
1. 在 Excel 里新建一个空白工作簿，按 Alt+F11 打开 VBA 编辑器。
2. 选“文件 → 导入文件”，逐个导入本文件夹里的 .bas 文件。
3. 回到 Excel，把第一张工作表改名为 {sheet}，把 settings.tsv 的两列粘贴到 A1。
4. 另存为“Excel 加载宏 (*.xlam)”，文件名 {addin}，再在“文件 → 选项 → 加载项”里启用。
这样做成的加载项有全部函数，没有“绩效评价”选项卡。
"""


@dataclass(frozen=True, slots=True)
class Built:
    """What was written: the add-in, the templates, and the files beside them."""

    addin: Path
    templates: tuple[Path, ...]
    beside: tuple[Path, ...]


def build(folder: Path, catalogue: Mapping[str, Function] = CATALOGUE) -> Built:
    """Write the add-in, a template with macros of every form, and what lies beside them.

    Raises ImportError without pyOpenVBA, `FormError` and OSError as `making` does, and
    `BadSourceError` for a catalogue that VBA would not take.
    """
    version = making.product_version()
    own = modules(catalogue, version, ribbon=True)
    for_templates = modules(catalogue, version, ribbon=False)
    addin = _write(folder / ADDIN, addin_package(own))
    templates = [
        _write(folder / TEMPLATES / f"{title}.xlsm", template_package(book, for_templates))
        for title, book in _blank_templates()
    ]
    beside = [_write(folder / name, content) for name, content in _beside(own, catalogue)]
    return Built(addin, tuple(templates), tuple(beside))


def _blank_templates() -> Iterator[tuple[str, bytes]]:
    """The title and the workbook of every form; one that is not shipped built is made now."""
    for form in description.forms():
        title = description.describe(form).title
        shipped = making.BUILT / f"{title}.xlsx"
        if shipped.is_file():
            yield title, shipped.read_bytes()
            continue
        with TemporaryDirectory(prefix="pe-") as folder:
            yield title, making.make(form, Path(folder) / "blank.xlsx")[0].read_bytes()


def _beside(
    own: tuple[Module, ...], catalogue: Mapping[str, Function]
) -> Iterator[tuple[str, bytes]]:
    yield f"{Path(ADDIN).stem}.intellisense.xml", intellisense(catalogue)
    for module in own:
        yield f"{SOURCES}/{module.name}.bas", module.source.encode("ascii")
    settings = "".join(f"{name}\t{_shown(value)}\r\n" for name, value in ON_SHEET.items())
    yield f"{SOURCES}/settings.tsv", settings.encode("ascii")
    told = _BY_HAND.format(addin=ADDIN, sheet=SETTINGS_SHEET).replace("\n", "\r\n")
    yield f"{SOURCES}/手工导入.txt", told.encode("utf-8-sig")  # Windows' editor looks for the mark


def _shown(value: str | bool) -> str:
    return str(value).upper() if isinstance(value, bool) else value


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with saving.beside(path) as part:
        part.write_bytes(content)
    return path
