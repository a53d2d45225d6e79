"""`pe calc`: a workbook recalculated without a spreadsheet program, as a copy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.cli.output import out, stop, write_json
from udfs import CATALOGUE, CellError
from workbook_templates import recalculation


def calc(
    file: Annotated[Path, typer.Argument(help="要重算的工作簿（.xlsx 或 .xlsm）")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="另存为；省略时在原名后加“-重算”")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Compute every formula of a copy; the original is never changed."""
    target = output or file.with_name(f"{file.stem}-重算{file.suffix}")
    if target.resolve() == file.resolve():
        stop("不能写到原来的文件上", "请用 -o 另取一个名字")
    if not target.parent.is_dir():
        stop(f"没有文件夹 {target.parent}", "请先建立文件夹，或换一个位置")
    try:
        done = recalculation.recalculate(file, CATALOGUE)
        recalculation.write_recalculated(file, target, done.values)
    except recalculation.FormulaFault as fault:
        stop(fault.sentence)
    except OSError as error:
        stop(
            f"不能读写文件：{error.filename or target}",
            "请检查文件是否存在、是否被占用、磁盘是否已满",
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
