"""The page docs/findings.zh.md, made from the catalogue: `python -m workbook_templates.checking.reference`.

The page is committed, and a test proves that it is what the catalogue says.
"""

from __future__ import annotations

import re
from pathlib import Path

from workbook_templates.checking.catalogue import CATALOGUE, FAMILIES, Entry, Family

PAGE = Path(__file__).parents[2] / "docs" / "findings.zh.md"

#: What stands in a sentence for the figures that each finding puts in; others are 〈内容〉.
_WORDS = {
    "name": "名称",
    "found": "所填",
    "expected": "应为",
    "why": "原因",
    "what_to_do": "随具体情况给出的办法",
    "reason": "说明栏",
    "actual": "完成值栏",
    "told_in": "文字栏",
    "column": "列",
    "role": "列名",
    "sections": "各段",
    "sort": "类别",
    "other": "另一处",
    "others": "其他各项",
    "should": "原公式",
    "cut": "现公式",
    "parts": "各项资金",
    "text": "原文",
    "more": "还有几格",
    "copy": "从哪里复制，或填入什么公式",
}
_INTRODUCTION = """\
<!-- 本页由校验目录生成，请勿直接修改。\
改说明请改 workbook_templates/checking/catalogue，再运行 python -m workbook_templates.checking.reference -->

# 校验会发现什么

`pe validate` 校验填好的表，一次说出全部问题。每个问题有编号、程度、位置、所填和应为的内容、依据的条款和办法。

| 程度 | 意思 |
|---|---|
| 必须修改 | 改正以后才能提交 |
| 须说明 | 在该行的说明栏写明原因，就不再提示；“无”“同上”和几行相同的话不算 |
| 提示 | 供核对时参考，不影响提交 |

下面是全部的问题。〈〉里的内容由表格里的实际情况代入。某一政策自己的要求写在政策文件的“审核”里，\
编号都是 PE-R005，程度由政策规定，见[政策文件的写法](policy-reference.zh.md)。
"""


def page() -> str:
    """The whole page: what the severities mean, a list of all findings, each family with its own."""
    listed = "\n".join(
        f"| [{entry.code}](#{_anchor(entry)}) | {entry.severity.value} | {entry.title} |"
        for family in FAMILIES
        for entry in _entries(family)
    )
    parts = [_INTRODUCTION, f"| 编号 | 程度 | 问题 |\n|---|---|---|\n{listed}\n"]
    parts += [_section(family) for family in FAMILIES if _entries(family)]
    return "\n".join(parts)


def shown(template: str) -> str:
    """A sentence with a word in 〈〉 for each figure that a finding puts in."""
    return re.sub(r"\{(\w+)\}", lambda found: f"〈{_WORDS.get(found[1], '内容')}〉", template)


def _entries(family: Family) -> list[Entry]:
    return [CATALOGUE[code] for code in sorted(CATALOGUE) if code[3] == family.letter]


def _section(family: Family) -> str:
    return "\n".join([f"## {family.title}\n", *map(_told, _entries(family))])


def _told(entry: Entry) -> str:
    lines = [f"### {entry.code} {entry.title}\n", f"程度：{entry.severity.value}\n"]
    lines.append(f"意思：{_plain(entry.message)}\n")
    lines.append(f"怎么办：{_plain(entry.advice)}\n")
    return "\n".join(lines)


def _plain(template: str) -> str:
    """A sentence as Markdown: signs that would act there are written out."""
    return re.sub(r"([\\`*_<>|#])", r"\\\1", shown(template))


def _anchor(entry: Entry) -> str:
    """The address of a heading, as GitHub makes it: small letters, hyphens, no punctuation."""
    heading = f"{entry.code} {entry.title}".lower()
    return re.sub(r"[^\w\- ]", "", heading).replace(" ", "-")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
