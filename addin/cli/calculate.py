"""`pe calc`: a workbook recalculated without a spreadsheet program, as a copy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.cli.output import out, stop, write_json
from udfs import CATALOGUE, CellError
from workbook_templates import reading, recalculation


def calc(
    file: Annotated[Path, typer.Argument(metavar="文件", help="要重算的工作簿（.xlsx 或 .xlsm）")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="另存为；省略时在原名后加“-重算”"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Compute every formula of a copy; the original is never changed."""
    target = output or file.parent / f"{file.stem}-重算{file.suffix}"
    wrong = _wrong_names(file, target)
    if wrong:
        stop(*wrong, as_json=as_json)
    refused = reading.refusal(file)
    if refused:
        stop(refused.message, refused.advice, as_json=as_json)
    try:
        done = recalculation.recalculate(file, CATALOGUE)
        recalculation.write_recalculated(file, target, done.values)
    except recalculation.FormulaFault as fault:
        stop(fault.sentence, as_json=as_json)
    except OSError as error:
        stop(
            f"不能读写文件：{error.filename or target}",
            "请检查文件是否被占用、磁盘是否已满、是否有写入权限",
            as_json=as_json,
        )
    errors = {place: value for place, value in done.values.items() if isinstance(value, CellError)}
    if as_json:
        write_json(
            {
                "file": str(file),
                "output": str(target),
                "formulas": len(done.values),
                "errors": [
                    {"sheet": sheet, "cell": cell, "value": value.value}
                    for (sheet, cell), value in errors.items()
                ],
                "faults": [
                    {"sheet": sheet, "cell": cell, "message": message}
                    for (sheet, cell), message in done.faults.items()
                ],
            }
        )
        return
    out.print(f"重算了 {len(done.values)} 个公式，其中 {len(errors)} 个显示错误值。", markup=False)
    for (sheet, cell), message in done.faults.items():
        out.print(f"{sheet}!{cell}：{message}", markup=False, style="red")
    out.print(f"已另存为 {target}", markup=False)


def _wrong_names(file: Path, target: Path) -> tuple[str, str] | None:
    """What is wrong with the names given, before anything is read; the sentence and what to do."""
    if not file.exists():
        return f"没有这个文件：{file}", "请检查文件名和所在的文件夹"
    if not file.is_file():
        return f"{file} 不是文件", "请写工作簿的文件名"
    if target.is_dir():
        return f"{target} 是文件夹", "请在后面写上文件名"
    if not target.parent.is_dir():
        return f"没有文件夹 {target.parent}", "请先建立文件夹，或换一个位置"
    if target.exists() and target.samefile(file):
        return "不能写到原来的文件上", "请用 -o 另取一个名字"
    if target.suffix.lower() != file.suffix.lower():
        return f"另存的文件名应以 {file.suffix} 结尾：{target.name}", "本命令不转换文件格式"
    return None
