"""新建: a new workbook of a form under a policy, opened in Excel."""

from __future__ import annotations

from addin.excel.commands.catalogue import new_id
from addin.excel.commands.rebind import bind
from addin.excel.commands.told import Door, Told
from workbook_templates import description, faults, making


def new(button: str, door: Door) -> Told | None:
    """Make the workbook of the form that this button stands for, and open it."""
    form = next(description.describe(one) for one in description.forms() if new_id(one) == button)
    policy = door.asked(
        f"{form.title}\n依据哪项政策？请写代号或名称（全部见“政策”按钮）。不清楚的，照现在的不改。",
        form.policy,
    )
    if policy is None:
        return None
    target = door.new_file(f"{form.title}.xlsx", "Excel 工作簿", "*.xlsx")
    if target is None:
        return None
    if target.suffix.lower() != ".xlsx":
        target = target.with_name(f"{target.name}.xlsx")
    try:
        making.make(form.id, target, None, policy)
    except faults.FormError as wrong:
        return Told("没有生成：\n" + "\n".join(map(str, wrong.faults)), warning=True)
    except OSError:
        return Told(
            f"不能写入 {target}。\n请检查文件是否正被打开、文件夹是否有写入权限。", warning=True
        )
    # Made outside Excel, its formulas do not know yet where the functions are.
    bind(door.open_workbook(target))
    return None
