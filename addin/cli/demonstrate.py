"""`pe demo`: the two source documents, computed: workbooks, figures, reasons, a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from addin.cli import scored
from addin.cli.output import out, stop, write_json
from addin.cli.reporting import save_page
from workbook_templates import checking, faults, making

SAMPLES = Path(__file__).parent.parent / "demo"
PAGE = "演示结果.html"
NOTE = (
    "数字取自两份公开文件：益阳市商务局2024年度绩效运行监控报告及评分表、红河州投资促进局2023年度项目支出"
    "绩效单位自评报告。文件没有公布而演示需要的内容，在表里标有“示例假设”，不是真实情况。"
)


def demo(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="文件夹", help="结果放在哪里")
    ] = Path("demo"),
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Build the three forms filled with published figures, recalculate, check, and tell the result."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        made = list(_made(output))
    except faults.FormError as wrong:
        stop("\n".join(map(str, wrong.faults)), as_json=as_json)
    except OSError:
        stop(
            f"不能写入 {output}",
            "请换一个可以写入的文件夹，并关闭已打开的演示文件",
            as_json=as_json,
        )
    checked = [checking.check(path) for path in made]
    save_page(output / PAGE, "演示结果", checked, NOTE, as_json=as_json)
    if as_json:
        write_json([one.as_json() for one in checked])
        return
    out.print(NOTE + "\n", markup=False)
    scored.tell(out, checked)
    out.print("以上“须修改”“须说明”来自文件本身：如益阳评分表缺成本节约率的得分。", markup=False)
    for path in (*made, output / PAGE):
        out.print(f"已生成 {path}", markup=False)


def _made(folder: Path) -> Iterator[Path]:
    """The filled workbooks, one per sample."""
    for sample in sorted(SAMPLES.glob("*.yaml")):
        told: dict[str, Any] = making.read_data(sample)
        out_file, _ = making.make(
            told["表"], folder / told["文件"], told["数据"], told.get("政策", "")
        )
        yield out_file
