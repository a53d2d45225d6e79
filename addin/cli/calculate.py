"""`pe calc`: workbooks recalculated, as copies; without a spreadsheet program, or by LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from addin.cli.calculated import Calculated, Failed
from addin.cli.output import WRONG, complain, out, stop, write_json
from udfs import CATALOGUE
from workbook_templates import reading, recalculation

#: The engines: the product's own, and a LibreOffice that nobody sees.
OWN, OFFICE = "formulas", "libreoffice"
_KINDS = {OWN: (".xlsx", ".xlsm"), OFFICE: (".xlsx", ".xlsm", ".ods")}


def calc(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="文件", help="要重算的工作簿（.xlsx 或 .xlsm），可以写几份"),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="文件",
            help="另存为；省略时在原名后加“-重算”；几份文件时写文件夹",
        ),
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            metavar="引擎",
            help=f"用什么计算：{OWN} 不用表格软件；{OFFICE} 用 LibreOffice，也能算 .ods",
        ),
    ] = OWN,
    office: Annotated[
        Path | None,
        typer.Option("--office", metavar="文件", help="soffice 在哪里；省略时到通常的位置去找"),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(
            "--timeout",
            metavar="秒",
            help="LibreOffice 最多算多久；省略时 60 秒，每份文件再加 5 秒",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Compute every formula of copies; the originals are never changed."""
    if engine not in _KINDS:
        stop(f"没有引擎“{engine}”", f"现有：{'、'.join(_KINDS)}", as_json=as_json)
    if timeout is not None and timeout <= 0:
        stop("--timeout 要大于 0", "请写秒数，如 120", as_json=as_json)
    pairs = _pairs(files, output, as_json)
    answers: list[Calculated | Failed] = []
    for answer in _by_office(pairs, office, timeout) if engine == OFFICE else _by_us(pairs):
        answers.append(answer)
        if not as_json:
            _tell(answer)
        elif isinstance(answer, Failed):
            complain(answer.message, answer.advice)
    if as_json:
        told = [answer.as_json() for answer in answers]
        write_json(told[0] if len(told) == 1 else told)
    if any(isinstance(answer, Failed) for answer in answers):
        raise typer.Exit(WRONG)


def _by_us(pairs: Sequence[tuple[Path, Path]]) -> Iterator[Calculated | Failed]:
    """Computed by the product itself, one after the other."""
    for file, target in pairs:
        wrong = wrong_names(file, target, OWN)
        yield Failed(file, *wrong) if wrong else _one(file, target)


def _one(file: Path, target: Path) -> Calculated | Failed:
    refused = reading.refusal(file)
    if refused:
        return Failed(file, refused.message, refused.advice)
    try:
        done = recalculation.recalculate(file, CATALOGUE)
        recalculation.write_recalculated(file, target, done.values)
    except recalculation.FormulaFault as fault:
        return Failed(file, fault.sentence)
    except OSError as error:
        return Failed.unwritten(file, error.filename or target)
    return Calculated.of(file, target, done.values, done.faults)


def _by_office(
    pairs: Sequence[tuple[Path, Path]], office: Path | None, timeout: float | None
) -> Iterator[Calculated | Failed]:
    from addin.cli.calculated_by_office import computed

    good = [pair for pair in pairs if not wrong_names(*pair, OFFICE)]
    done = iter(computed(good, office=office, timeout=timeout))
    for file, target in pairs:
        wrong = wrong_names(file, target, OFFICE) if (file, target) not in good else None
        yield Failed(file, *wrong) if wrong else next(done)


def _pairs(files: Sequence[Path], output: Path | None, as_json: bool) -> list[tuple[Path, Path]]:
    """The files with the names of their copies; no two copies have the same."""
    if len(files) == 1:
        return [(files[0], output or _beside(files[0]))]
    if output is None:
        return [(file, _beside(file)) for file in dict.fromkeys(files)]
    if not output.is_dir():
        stop(f"没有文件夹 {output}", "重算几份文件时，-o 后面请写一个已有的文件夹", as_json=as_json)
    pairs = {output / file.name: file for file in reversed(files)}
    if len(pairs) < len(set(files)):
        twice = next(f for f in files if pairs[output / f.name] != f)
        stop(f"有几份文件都叫 {twice.name}", "请分几次重算，各放一个文件夹", as_json=as_json)
    return [(file, target) for target, file in reversed(pairs.items())]


def _beside(file: Path) -> Path:
    return file.parent / f"{file.stem}-重算{file.suffix}"


def _tell(answer: Calculated | Failed) -> None:
    if isinstance(answer, Failed):
        complain(answer.message, answer.advice)
        return
    out.print(f"重算了 {answer.formulas} 个公式，其中 {answer.wrong} 个显示错误值。", markup=False)
    for (sheet, cell), message in answer.faults.items():
        out.print(f"{sheet}!{cell}：{message}", markup=False, style="red")
    out.print(f"已另存为 {answer.target}", markup=False)


def wrong_names(file: Path, target: Path, engine: str) -> tuple[str, str] | None:
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
    if engine == OFFICE and file.suffix.lower() not in _KINDS[OFFICE]:
        return f"不能重算 {file.name}", "请用表格软件打开，另存为 .xlsx 再试"
    return None
