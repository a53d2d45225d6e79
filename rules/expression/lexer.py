"""From text to tokens, each with its place, so that every fault can be pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rules.exact import from_digits
from rules.expression.faults import SyntaxFault
from rules.expression.literals import read_literal
from rules.expression.tree import Name, Node, Number, Text, Truth

LONGEST_NUMBER = 30

#: Full-width forms and the signs of Chinese mathematics, each as the one ASCII sign it means.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(wide): narrow for wide, narrow in zip("×÷−≧≦【】", "*/-≥≤[]", strict=True)
}
_SIGNS = {"≥": ">=", "≤": "<=", "≠": "<>"}
_BLANKS = frozenset("\u200b\u200c\u200d\u2060\ufeff")
_NAME_SIGNS = frozenset("_·“”《》㎡")
_TRUTHS = {"TRUE": True, "FALSE": False, "是": True, "否": False}

_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_SCIENTIFIC = re.compile(r"[eE][0-9]*")

_SLIPS = {
    "==": "相等只写一个 =",
    "=>": "大于等于写 >=",
    "=<": "小于等于写 <=",
    "!=": "不等于写 <>",
    "&&": "两个条件都要符合，写 AND(条件一, 条件二)",
    "||": "符合一个条件即可，写 OR(条件一, 条件二)",
}
_NO_CELLS = ("政策里用数据名称，不用单元格地址", "请写“数据”中声明过的名称，例如 全年执行数")
_CELL_SIGNS = frozenset("$:!")
_COMMAS = frozenset(";、；")


@dataclass(frozen=True, slots=True)
class Token:
    """A sign, or an operand with its leaf of the tree; the end of the text is an empty sign."""

    text: str
    at: int
    leaf: Node | None = None


def tokens(text: str, start: int) -> Iterator[Token | SyntaxFault]:
    """Cut `text` from `start` on into tokens; a fault ends the row, as the empty sign does."""
    narrow = text.translate(_NARROW)
    at = start
    while at < len(text):
        if narrow[at].isspace() or narrow[at] in _BLANKS:
            at += 1
            continue
        cut = _token(text, narrow, at)
        if isinstance(cut, SyntaxFault):
            yield cut
            return
        token, at = cut
        yield token
    yield Token("", len(text))


def _token(text: str, narrow: str, at: int) -> tuple[Token, int] | SyntaxFault:
    """The token that starts at `at`, and where it ends."""
    sign, pair = narrow[at], narrow[at : at + 2]
    if sign == '"':
        return _quoted_text(text, narrow, at)
    if sign == "[":
        return _bracketed_name(text, narrow, at)
    if _in_name(sign) or _DIGITS.match(narrow, at):
        return _word(narrow, at)
    if pair in _SLIPS:
        return SyntaxFault(f"不认识“{pair}”", at, _SLIPS[pair])
    if pair in ("<>", "<=", ">="):
        return Token(pair, at), at + 2
    if sign in _SIGNS:
        return Token(_SIGNS[sign], at), at + 1
    if sign in "+-*/^&=<>%‰(),":
        return Token(sign, at), at + 1
    if sign in _CELL_SIGNS:
        return SyntaxFault(_NO_CELLS[0], at, _NO_CELLS[1])
    if sign == "'":
        return SyntaxFault("公式里没有单引号", at, '文字前后请用英文双引号，例如 "红河州"')
    if sign in _COMMAS:
        return SyntaxFault(f"不认识“{sign}”", at, "各项之间请用逗号隔开")
    shown = sign if sign.isprintable() else f"U+{ord(sign):04X}"
    return SyntaxFault(f"公式里不能有“{shown}”", at, "请删去，或把整个名称写在方括号里：[名称]")


def _in_name(sign: str) -> bool:
    return sign.isalnum() or sign in _NAME_SIGNS


def _joins(narrow: str, at: int) -> bool:
    """Whether a dot stands between two parts of a name."""
    return narrow[at] == "." and narrow[at + 1 : at + 2].isalpha()


def _quoted_text(text: str, narrow: str, at: int) -> tuple[Token, int] | SyntaxFault:
    """Words between double quotes, where two quotes stand for one."""
    words, begin = [], at + 1
    while (end := narrow.find('"', begin)) >= 0:
        words.append(text[begin:end])
        if narrow[end + 1 : end + 2] != '"':
            return Token(text[at : end + 1], at, Text('"'.join(words), at)), end + 1
        begin = end + 2
    return SyntaxFault("文字缺少右边的双引号", at, '文字前后各写一个双引号，例如 "红河州"')


def _bracketed_name(text: str, narrow: str, at: int) -> tuple[Token, int] | SyntaxFault:
    """A name in square brackets, kept as it is written: for names that hold signs."""
    end = narrow.find("]", at)
    name = text[at + 1 : end].strip() if end >= 0 else ""
    if not name or "[" in narrow[at + 1 : end]:
        return SyntaxFault("方括号里应是一个名称", at, "请写成 [名称]，例如 [满意度（服务对象）]")
    return Token(text[at : end + 1], at, Name(name, at)), end + 1


def _word(narrow: str, at: int) -> tuple[Token, int] | SyntaxFault:
    """The longest run of name characters: a number, a number with its unit, or a name.

    A name may have parts (奖励.企业奖励).
    """
    digits = _DIGITS.match(narrow, at)
    end = digits.end() if digits else at
    while end < len(narrow) and (_in_name(narrow[end]) or (not digits and _joins(narrow, end))):
        end += 1
    word = narrow[at:end]
    leaf = _numeric(digits.group(), word, at) if digits else _named(word, at)
    return leaf if isinstance(leaf, SyntaxFault) else (Token(word, at, leaf), end)


def _numeric(digits: str, word: str, at: int) -> Node | SyntaxFault:
    """A run that starts with a digit; it is a name if no known unit follows the digits."""
    rest = word[len(digits) :]
    if len(digits) > LONGEST_NUMBER:
        return SyntaxFault(f"数太长：超过 {LONGEST_NUMBER} 位", at, "请检查这个数")
    if digits[0] == "0" and digits[1:2].isdigit():
        return SyntaxFault(f"“{word}”以 0 开头", at, "数里不写千分位逗号，例如写 1000000")
    if not rest:
        return Number(from_digits(digits)[0], "", word, at)
    if _SCIENTIFIC.fullmatch(rest):
        return SyntaxFault(f"不用科学记数法“{word}”", at, "请写出全部数字，例如 1000000 或 100万元")
    literal = read_literal(word, rest)
    if literal is not None:
        return Number(literal[0], literal[1], word, at)
    if "." in digits:
        return SyntaxFault(
            f"“{word}”不是数，“{rest}”不是认识的单位", at, "请写数和单位，例如 1.5万元"
        )
    return Name(word, at)


def _named(word: str, at: int) -> Node | SyntaxFault:
    """A run that starts with a letter: 是, 否, TRUE, FALSE or a name."""
    if (truth := _TRUTHS.get(word.upper())) is not None:
        return Truth(truth, at)
    whole = word[0] == "“" and word.find("”") in (-1, len(word) - 1)
    if whole or word.count("“") != word.count("”"):
        # “红河州” may be meant as text or as a name: never guess which.
        return SyntaxFault(
            f"{word} 可以是文字，也可以是名称",
            at,
            '文字请用英文双引号，例如 "红河州"；名称请写在方括号里，例如 [“三公经费”]',
        )
    return Name(word, at)
