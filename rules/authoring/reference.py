"""The reference of the rule language, made from the model's own types, so that it cannot drift.

`page()` is `docs/policy-reference.zh.md`; a test holds the committed page to it.
"""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any

from rules.language.figures import SCALARS
from rules.language.types import field_types, name_of, shape
from rules.model.keys import words
from rules.model.policy import Policy

HEAD = """# 政策文件的写法：关键词表

本页由程序从规则语言的定义生成（`python -m rules.authoring.reference`），请不要手工改。
怎样从一份文件写出一项政策，见[政策编写指南](policy-guide.zh.md)。

每一节是一种写法，列出可以用的关键词。“必填”的不写，文件通不过检查；没有默认值替您选择。
"""

#: How each single value is written, for people.
NOTES = {
    "文字": "任意文字。含有逗号、冒号、#、引号或以特殊符号开头的，请用双引号括起来",
    "是否": "是 或 否",
    "日期": "年-月-日，如 2023-04-01",
    "数": "数和单位写在一起：100万元、0.5‰、20%、90、0.01元。按所写的数精确计算",
    "区间": "两个百分数，从小到大，中间两个点：80%..100%",
    "范围": "两个数，从小到大，中间两个点：1亿元..10亿元；只有一头的写 ≥50亿元、>30%、<60%、≤0；"
    "也可以是一个数。两头的哪一头算在内，由“含”说明",
    "比例或定额": "比例 3‰、2%，定额 20万元；在一档之内逐渐变化的写 6‰..10‰",
    "数或数据名称": "一个数，或“数据”里的名称（各行不同时）",
    "限度": "一个数或百分数；没有限度的写 不封顶",
    "公式": "写法同 Excel，以 = 开头，用“数据”里的名称，不用单元格地址：=实际到位资金/预算资金。"
    "可用 + - * / ^ & 比较 和 AND OR NOT IF ABS MIN MAX SUM ROUND ROUNDUP ROUNDDOWN；"
    "数可带单位：=入库计划投资额>=1亿元",
}


@dataclasses.dataclass(frozen=True, slots=True)
class _Construct:
    """One kind of construct: the model class and the keywords under which it is written."""

    kind: Any
    where: str
    says: str


def page() -> str:
    """The whole page, in Markdown."""
    known = _known()
    titles = _titles(known)
    parts = [HEAD, _single_values(), "## 写法\n"]
    parts += [_section(construct, titles) for construct in known.values()]
    return "\n".join(parts)


def _titles(known: dict[str, _Construct]) -> dict[str, str]:
    """A title for each construct; where two would have the same, with the path that leads there."""
    titles: dict[str, str] = {}
    for name, construct in known.items():
        title = _title(construct)
        titles[name] = f"{title}（{construct.where}）" if title in titles.values() else title
    return titles


def _known() -> dict[str, _Construct]:
    """Every construct of the language, each once, in the order in which it is first met."""
    found: dict[str, _Construct] = {}
    waiting = [_Construct(Policy, "", "一个文件写一项政策")]
    while waiting:
        construct = waiting.pop(0)
        name = name_of(construct.kind)
        if name in found:
            continue
        found[name] = construct
        for word, field in words(construct.kind).items():
            inside = _construct_in(field_types(construct.kind)[field.name])
            if inside is not None:
                where = f"{construct.where}.{word}" if construct.where else word
                waiting.append(_Construct(inside, where, field.metadata["says"]))
    return found


def _construct_in(kind: Any) -> Any:
    """The construct that a field holds, directly or by name, in a list, by date; else None."""
    form, inside = shape(kind)
    while form in ("map", "list", "dated", "ranges"):
        form, inside = shape(inside)
    return inside if form == "object" else None


def _section(construct: _Construct, titles: dict[str, str]) -> str:
    rows = []
    for word, field in words(construct.kind).items():
        needed = (
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        )
        written = _written(field_types(construct.kind)[field.name], titles)
        says = _cell(field.metadata["says"])
        rows.append(f"| {word} | {'必填' if needed else ''} | {written} | {says} |")
    table = "\n".join(rows)
    where = f"写在：`{construct.where}`。" if construct.where else ""
    return (
        f"### {titles[name_of(construct.kind)]}\n\n{where}{_cell(construct.says)}。\n\n"
        f"| 关键词 | | 写法 | 含义 |\n|---|---|---|---|\n{table}\n"
    )


def _title(construct: _Construct) -> str:
    """The keyword that the class names itself by in its docstring, or the one that leads to it."""
    said = (inspect.getdoc(_plain(construct.kind)) or "").split(":", 1)[0]
    own = said if "\u4e00" <= said[:1] <= "\u9fff" else construct.where.rpartition(".")[2]
    return own or "政策"


def _plain(kind: Any) -> type:
    """`Bands` of `Bands[Figure]`."""
    origin: type = getattr(kind, "__origin__", kind)
    return origin


def _written(kind: Any, titles: dict[str, str]) -> str:
    """How a field is written, in words."""
    form, inside = shape(kind)
    if form == "scalar":
        scalar = SCALARS.get(inside)
        if scalar is None:
            return "值"
        return (
            scalar.name if scalar.name == scalar.sample else f"{scalar.name}，如 `{scalar.sample}`"
        )
    if form == "word":
        return "、".join(f"`{member.value}`" for member in inside)
    if form == "map":
        return f"`名称: …`，每项：{_written(inside, titles)}"
    if form == "list":
        return f"列表，每项：{_written(inside, titles)}"
    if form == "dated":
        return f"{_written(inside, titles)}；因日期而不同的写 `日期: 值`"
    if form == "ranges":
        return f"`范围: 值`，值：{_written(inside, titles)}"
    return f"见“{titles[name_of(inside)]}”"


def _single_values() -> str:
    rows = "\n".join(
        f"| {scalar.name} | {_cell(NOTES.get(scalar.name, ''))} | `{scalar.sample}` |"
        for scalar in SCALARS.values()
    )
    return f"## 单个的值\n\n| 种类 | 写法 | 例 |\n|---|---|---|\n{rows}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    import sys
    from pathlib import Path

    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/policy-reference.zh.md")
    target.write_text(page(), "utf-8", newline="\n")
