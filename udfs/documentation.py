"""The page docs/functions.zh.md, made from the catalogue: `python -m udfs.documentation`.

The page is committed, and a test proves that it is what the catalogue says.
"""

from __future__ import annotations

from pathlib import Path

from udfs.catalogue import CATALOGUE, Argument, Function

PAGE = Path(__file__).parents[1] / "docs" / "functions.zh.md"

_INTRODUCTION = """\
<!-- 本页由函数目录生成，请勿直接修改。\
改函数说明请改 udfs/catalogue.py，再运行 python -m udfs.documentation -->

# PE_ 函数

在单元格里输入的函数。函数名和参数的次序是公开的约定，不会随意改变。
"""

_CONVENTIONS = """\
## 共同的约定

**名称和数据。** “名称”选表头那一行，“数据”选表头下面的一行或几行；几行得几个结果。列的次序随意；\
政策用不到的列不管，政策要用而找不到的列会报错并写明列名。表头里可以写单位，如“投资额（万元）”。表头也可以竖着写成一列。只有一项时，\
名称和数据各选一个单元格即可。

**整列计算。** PE_SCORE 的每个参数都可以是一列，结果也是一列；空白的行结果为空。几个区域要一样大。

**单元格的内容** 可以是数、文字、日期、TRUE/FALSE、空白或错误值。\
文字按平时的写法填写即可：全角或半角数字、千位分隔符、≥ ≤ > < =、\
以上、以下、不少于、不超过、%、‰、元、万元、亿元、个、次、12月底前、2023年12月31日前等。单位能换算的自动换算，不能换算的报错；不猜测。

**百分数。** 指标值是百分数时，单元格里的数按百分比格式理解（0.872 即 87.2%）；\
大于 10 的数，或不带百分号的文字（如 95），会报错并列出两种读法。

**空白和 /。** 实际完成值空白，表示还没有填，结果也为空；填 / 表示不适用，跳过。

**政策** 可以写代号（honghe-2023）、名称，或带日期的代号（honghe-2023@2023-06-30）。

**错误值** 表示没有得出结果，不会被 SUM 当作数加进去。用 PE_EXPLAIN 加同样的参数，可以看到原因和办法：

| 错误值 | 含义 |
|---|---|
| #VALUE! | 内容看不懂，或不符合规定 |
| #N/A | 还缺一个数，或需要由人核定（如一事一议） |
| #NUM! | 不在政策的施行期内，或超出规定的范围 |
| #NAME? | 没有装载本软件的函数 |
"""


def page() -> str:
    """The whole page: what holds for all functions, a list of them, and each with its arguments."""
    listed = "\n".join(f"| [{f.name}](#{f.name.lower()}) | {f.help} |" for f in CATALOGUE.values())
    parts = [
        _INTRODUCTION,
        f"| 函数 | 用途 |\n|---|---|\n{listed}\n",
        *map(_section, CATALOGUE.values()),
        _CONVENTIONS,
    ]
    return "\n".join(parts)


def _section(function: Function) -> str:
    lines = [f"## {function.name}\n", f"{function.help}\n", f"    {_usage(function)}\n"]
    if function.arguments:
        rows = "\n".join(
            f"| {argument.label} | {_cell(argument.help)} | {'可省' if argument.optional else '必填'} |"
            for argument in function.arguments
        )
        lines.append(f"| 参数 | 说明 | |\n|---|---|---|\n{rows}\n")
    lines += [f"结果：{function.returns}。\n", f"例：`{function.example}`\n"]
    return "\n".join(lines)


def _usage(function: Function) -> str:
    return f"{function.name}({', '.join(map(_argument, function.arguments))})"


def _argument(argument: Argument) -> str:
    label = argument.label + ("…" if argument.repeated else "")
    return f"[{label}]" if argument.optional else label


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
