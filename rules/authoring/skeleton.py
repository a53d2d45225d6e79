"""A first draft of a policy file: it loads, its examples come out, and it says what to replace.

Every figure in it is a sample and marked 【请填】, so that `pe policies check` tells which are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.authoring.advice import TO_FILL
from rules.authoring.example_lines import quoted
from rules.authoring.skeleton_parts import PARTS, Part

#: The kinds of rules that a draft can have, in the order of the file.
KINDS = tuple(PARTS)
#: What an id may be made of: it is the name of a file.
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SCHEMA = "policy.schema.json"


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of a new policy; what is empty is marked to be filled in."""

    id: str
    title: str = ""
    number: str = ""
    since: date | None = None
    kinds: tuple[str, ...] = ("奖励",)


def draft(answers: Answers) -> str:
    """The text of the draft."""
    parts = [PARTS[kind] for kind in KINDS if kind in answers.kinds]
    return "\n".join(_lines(answers, parts)) + "\n"


def _lines(answers: Answers, parts: Sequence[Part]) -> Iterator[str]:
    since = (answers.since or date(2024, 1, 1)).isoformat()
    dated = any("认定日期" in part.quantities for part in parts)
    fill = f"  # {TO_FILL}"
    yield f"# yaml-language-server: $schema={SCHEMA}"
    yield "# 行末标着“请填”的地方照文件原文改写，改好一处就删去那一处标记；不需要的整段删去。"
    yield f"# 随时运行 pe policies check {answers.id}.yaml，看还有什么没有写好。"
    yield f"政策: {answers.id}"
    yield f"名称: {quoted(answers.title)}" if answers.title else f"名称: 某地某办法{fill}"
    yield "依据:"
    yield "  办法:                     # 简称，下面的“条款”用 办法/条款名 指到这里"
    title = quoted(answers.title) if answers.title else "某地某办法"
    yield f"    标题: {title}" + ("" if answers.title else fill)
    if answers.number:
        yield f"    文号: {quoted(answers.number)}"
    else:
        yield f"    # 文号: 某发〔2024〕1号{fill}"
    yield "    条款:                   # 条款名: 原文，照抄，不改写"
    for part in parts:
        yield from (f"      {name}: {text}{fill}" for name, text in part.clauses.items())
    yield "施行:"
    yield f"  起: {since}" + ("" if answers.since else fill)
    yield "  # 止: 2026-12-31         # 有效期届满的日期（含当日）；仍有效的不写"
    if dated:
        yield "  按: 认定日期             # 用哪一项日期判断是否在施行期内"
        yield "  口径:                    # 文件没有写明、由你判断的，都写成口径"
        yield f"    按: 文件没有写明以哪个日期判断，以认定日期判断{fill}"
    quantities = dict.fromkeys(line for part in parts for line in part.quantities.splitlines())
    if quantities:
        yield ""
        yield "数据:                      # 用到的每一项数据；金额必须写单位"
        yield from (f"  {line}" for line in quantities if line)
    for part in parts:
        yield ""
        yield from part.section.splitlines()
    yield ""
    yield "示例:                      # 每次装载都重算；原文或通知里印出的例子都写进来"
    before = date.fromordinal(date.fromisoformat(since).toordinal() - 1).isoformat()
    for part in parts:
        for line in part.examples.splitlines():
            if line:
                yield "  " + line.replace("SINCE", since).replace("BEFORE", before)
