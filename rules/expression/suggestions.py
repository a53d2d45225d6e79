"""What was most likely meant by a name or a function that does not exist: a sentence, an advice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rules.expression.functions import FUNCTIONS
from rules.nearest import closest

_LONGEST_GUESS = 60
_CELL = re.compile(r"[A-Za-z]{1,3}[1-9][0-9]{0,6}")
#: What somebody may write who thinks of the function in Chinese.
_CHINESE = {
    "且": "AND", "并且": "AND", "而且": "AND", "同时": "AND", "或": "OR", "或者": "OR",
    "非": "NOT", "如果": "IF", "绝对值": "ABS", "最小值": "MIN", "较小值": "MIN",
    "最大值": "MAX", "较大值": "MAX", "合计": "SUM", "求和": "SUM",
    "四舍五入": "ROUND", "进位": "ROUNDUP", "舍去": "ROUNDDOWN",
}  # fmt: skip


def unknown_name(name: str, declared: Iterable[str]) -> tuple[str, str]:
    """What to say about a name that is not declared."""
    if _CELL.fullmatch(name):
        return (
            f"“{name}”是单元格地址；政策里用数据名称，不用单元格地址",
            "请写“数据”中声明过的名称，例如 全年执行数",
        )
    near = _nearest(name, declared, 0.5)
    advice = f"是不是“{near}”？" if near else "请在“数据”中声明，或改用已声明的名称"
    return f"没有“{name}”这个名称", advice


def misused(function: str, count: int) -> tuple[str, str]:
    """What to say about a function that does not exist, or does not take `count` arguments."""
    if function in FUNCTIONS:
        return f"{function} 里写了 {count} 项，个数不对", f"请写成 {FUNCTIONS[function].example}"
    if near := _CHINESE.get(function) or _nearest(function, FUNCTIONS, 0.6):
        advice = f"是不是 {near}？写成 {FUNCTIONS[near].example}"
    elif function.isascii():
        advice = "可用的函数：" + " ".join(FUNCTIONS)
    else:
        advice = "名称里有括号的，写在方括号里，例如 [满意度（服务对象）]"
    return f"没有“{function}”这个函数", advice


def _nearest(word: str, known: Iterable[str], likeness: float) -> str | None:
    """The known word that is most like `word`; a very long one is not guessed at."""
    return closest(word, known, likeness) if len(word) <= _LONGEST_GUESS else None
