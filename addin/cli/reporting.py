"""What a check leaves behind: the page, the summary workbook, the annotated copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from addin.cli.gathering import place_of
from addin.cli.output import complain, stop
from udfs import CATALOGUE
from workbook_templates import annotating, reports
from workbook_templates.checking import Checked, Verdict

_UNWRITABLE = "请检查文件夹是否存在、是否有写入权限，文件是否正被打开"


def made_now() -> str:
    """When and by what something is made, as it stands under a title."""
    now = datetime.now()
    day = f"{now.year}年{now.month}月{now.day}日 {now:%H:%M}"
    return f"{day} 由 pe {CATALOGUE['PE_VERSION']()} 生成"


def save_page(
    page: Path, title: str, checked: Sequence[Checked], note: str = "", *, as_json: bool = False
) -> None:
    """Write the HTML page, or end with the sentence why not."""
    try:
        reports.write_page(page, title, checked, note=note, made=made_now())
    except OSError:
        stop(f"不能写入 {page}", _UNWRITABLE, as_json=as_json)


def save_summary(path: Path, checked: Iterable[Checked], *, as_json: bool = False) -> None:
    """Write the summary workbook, or end with the sentence why not."""
    try:
        reports.write_summary(path, checked, made=made_now())
    except OSError:
        stop(f"不能写入 {path}", _UNWRITABLE, as_json=as_json)


def copies(files: Sequence[Path], target: Path) -> list[tuple[Path, Path]]:
    """Each file with the name of its annotated copy: `target` for one file, else a name in that folder.

    A target without the ending of a workbook is a folder, also for a single file.
    """
    if len(files) == 1 and target.suffix and not target.is_dir():
        return [(files[0], target)]
    named = []
    taken: set[str] = set()
    for file in files:
        name, number = f"{file.stem}-校验{file.suffix}", 2
        while name.casefold() in taken:
            name, number = f"{file.stem}-校验-{number}{file.suffix}", number + 1
        taken.add(name.casefold())
        named.append((file, target / name))
    return named


def refuse_wrong_targets(
    files: Sequence[Path],
    named: Sequence[tuple[Path, Path]],
    page: Path | None,
    summary: Path | None,
    *,
    as_json: bool = False,
) -> None:
    """End the command before anything is checked when what it should write cannot be right."""
    if summary and summary.suffix.lower() != ".xlsx":
        stop(f"汇总表的文件名应以 .xlsx 结尾：{summary.name}", as_json=as_json)
    for file, target in named:
        if target.suffix.lower() != file.suffix.lower():
            stop(
                f"批注副本的文件名应以 {file.suffix} 结尾：{target.name}",
                "本命令不转换文件格式",
                as_json=as_json,
            )
    originals = {place_of(file) for file in files}
    targets = [*(copy for _, copy in named), *(target for target in (page, summary) if target)]
    for target in targets:
        if place_of(target) in originals:
            stop(f"不能写到原来的文件上：{target}", "请另取一个名字", as_json=as_json)
        if target.is_dir():
            stop(f"{target} 是文件夹", "请在后面写上文件名", as_json=as_json)
    if len({place_of(target) for target in targets}) < len(targets):
        stop("几个结果不能写到同一个文件", "请各取一个名字", as_json=as_json)


def save_copy(file: Path, target: Path, one: Checked) -> bool:
    """Write the annotated copy of one file, or say why not; whether it was written."""
    if one.verdict is Verdict.UNREADABLE:
        complain(f"{file} 无法读取，没有生成批注副本")
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        annotating.annotate(file, target, one, made=made_now())
    except annotating.AnnotationFault as fault:
        complain(f"{file}：{fault.sentence}", fault.advice)
        return False
    except OSError:
        complain(f"不能写入 {target}", _UNWRITABLE)
        return False
    return True
