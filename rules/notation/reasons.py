"""Why a text is not one exact figure: the sentence for each way of writing that staff fall into."""

from __future__ import annotations

import re

from rules.notation.misread import Misread, unread
from rules.notation.units import read_unit

_NUMERALS = "零〇○一二两三四五六七八九十百千万亿点半"
_SPELLED = re.compile(rf"^([{_NUMERALS}]+)(.*)$")
_SPELLED_SHARE = re.compile(rf"^[百千万]分之[{_NUMERALS}]+$|^[{_NUMERALS}]+分之[{_NUMERALS}]+$")
_ROUGHLY = re.compile(
    rf"^(?:大约|约为|约|将近|接近|近|大概)[0-9{_NUMERALS}]|^[上数几][0-9十百千万亿]"
    r"|[0-9%‰][余多几来]|左右|上下$"
)
_ROUGH_WORDS = re.compile(r"^(?:大约|约为|约|将近|接近|近|大概|上|数|几)")
_NEGATIVE = re.compile(r"^负[0-9]")
_RANGE = re.compile(r"[0-9][^0-9]{0,6}(?:[-~—–―至]|(?<!达)到)[-~—–―]?[+-]?[0-9]")
_SCIENTIFIC = re.compile(r"[0-9][eE][+-]?[0-9]")
_FIGURES = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_EXAMPLES = "请只写一个数和它的单位，例如 80%、50个、90万元。"
#: 100% in words is a state, like 全部.
_WHOLE = frozenset({"百分百", "百分之百", "十分"})


def is_spelled_out(body: str) -> bool:
    """Whether the whole text is a figure in Chinese numerals: 三个, 一百万, 八成, 近百个."""
    if body in _WHOLE:
        return False
    if _SPELLED_SHARE.match(body):
        return True
    bare = _ROUGH_WORDS.sub("", body)
    match = _SPELLED.match(bare)
    if not match or (bare != body and body[0] in "上数几" and match[1][0] not in "十百千万亿"):
        return False
    rest = match[2].lstrip("余多几来")
    return rest in ("", "成") or read_unit(rest) is not None


def why_unread(body: str, written: str) -> Misread:
    """The misreading of a tidied text that should be one figure and is not."""
    if _ROUGHLY.search(body):
        return unread(written, "不是确切的数。", "请写确切的数，例如 50个；只要求下限的写 ≥50个。")
    if is_spelled_out(body):
        return unread(written, "用汉字写数。", "请改用阿拉伯数字，例如 3个、100万元、80%。")
    if _NEGATIVE.match(body):
        return unread(written, "的“负”字不能确定就是负号。", f"请写成 -{body[1:]}。")
    if _SCIENTIFIC.search(body):
        return unread(
            written, "是科学计数法，位数可能已经丢失。", "请写出全部数字，例如 12300000。"
        )
    if _RANGE.search(body):
        return unread(
            written,
            "是一个范围，一行只能有一个数。",
            "请只写一个界限，例如 ≥80%；另一个界限另起一行。",
        )
    if len(_FIGURES.findall(body)) > 1:
        return unread(
            written,
            "里有几个数，不能确定是哪一个。",
            "请一行只写一个数，例如 ≥80%；其余的另起一行。",
        )
    return unread(written, "不能读成一个数。", _EXAMPLES)
