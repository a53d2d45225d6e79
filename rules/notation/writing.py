"""Writing: the same text in one spelling, and cells that hold no answer at all.

The spelling is changed by an explicit table and not by Unicode compatibility folding, under which
``①90%`` would become 190%.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rules.notation.misread import NOT_APPLICABLE, Misread, NotApplicable, shown, unread
from rules.results import Reason

#: Longer text is prose: it is never searched for figures.
LONGEST: Final = 200

_SPACES = "\t\n\v\f\r\x85\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_UNSEEN = "\u00ad\u2060\ufeff" + "".join(map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F)]))
# Full-width letters, digits and signs stand 0xFEE0 above their ASCII twins.
_WIDE = {
    chr(ord(sign) + 0xFEE0): sign
    for sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%+-.,/<=>():;#~"
}
_ALIKE = {"﹪": "%", "﹢": "+", "﹣": "-", "−": "-", "‐": "-", "‑": "-", "〜": "~", "∼": "~"}
_TABLE = str.maketrans(
    _WIDE | _ALIKE | dict.fromkeys(_SPACES, " ") | dict.fromkeys(_UNSEEN)  # None deletes
)
_UNSEEN_TABLE = str.maketrans(dict.fromkeys(_UNSEEN))
# A space stays only inside figures and Latin words: "9 0%" must not become 90%.
_LOOSE_SPACE = re.compile(r"(?<![0-9.,A-Za-z ]) +| +(?![0-9.,A-Za-z ])")

HAN: Final = r"\u3007\u3400-\u9fff"
HAS_DIGIT: Final = re.compile(r"[0-9]")

_NOT_APPLICABLE = frozenset({"/", "—", "——", "-", "--", "N/A", "不适用", "无此项", "不涉及"})
_PLACEHOLDER = re.compile(
    r"^\([^()]*(?:填写|填报|请填|字以内|如:)[^()]*\)$|"
    r"^\(?(?:请填|请输入|请选择|请在|在此填|此处填|例如|示例|如:)|填写说明|填写要求|此处填写|待填写"
    r"|\([^()]*字以[内下]\)|XX|xx|××|\*\*|__|\.{3}|……"
)
# Figures that are part of a name and measure nothing: 2023年度, 第3, 5A, GB50204, 〔2023〕12号.
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年度?")
_IN_A_NAME = re.compile(
    r"〔[0-9]{4}〕[0-9]*号?|《[^》]*》|第[0-9]+(?![0-9.%‰])|[A-Za-z][A-Za-z-]*[0-9]+(?![0-9.%‰])|[1-5]A(?=[级景])"
)
_WORD = re.compile(rf"[{HAN}A-Za-z√×✓✔✗✘]")
_BEFORE_FIGURES = frozenset("≥≤≧≦⩾⩽≮≯><=±+-%‰")
#: Fractions of one sign, and figures of other alphabets.
_STRANGE_FIGURE = re.compile(r"[½¼¾⅓⅔]|(?![0-9])\d")


def tidy(text: str) -> str:
    """One spelling: half-width figures and signs, no unseen characters, no loose spaces."""
    return _kept(text) if len(text) <= LONGEST else _tidied(text)


def _tidied(text: str) -> str:
    return _LOOSE_SPACE.sub("", text.translate(_TABLE)).strip().rstrip("。;")


#: The name of an indicator is asked for by half a dozen checks of its row.
_kept = lru_cache(maxsize=4096)(_tidied)


_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?%?")


def is_plain(text: str) -> bool:
    """Whether a text is one figure in digits, perhaps in percent, and nothing else.

    Most cells are: tidy already, an answer, and neither a day nor words, so that nobody need ask.
    """
    return _PLAIN.fullmatch(text) is not None


def as_written(text: str) -> str:
    """The text as its writer sees it: without unseen characters and outer spaces."""
    return text.translate(_UNSEEN_TABLE).strip()


def no_answer(tidied: str, written: str) -> NotApplicable | Misread | None:
    """What a cell says that answers nothing: 不适用, an error value, the form's own hint.

    None where the text may be an answer.
    """
    if tidied in _NOT_APPLICABLE:
        return NOT_APPLICABLE
    if tidied.startswith(("#", "Err:")):
        return unread(
            written, "是表格的计算错误，不是填报的内容。", "请先改正这一格的公式，或直接填写。"
        )
    if _PLACEHOLDER.search(tidied):
        return Misread(
            Reason.MISSING_VALUE,
            f"{shown(written)}是表格里的提示文字，还没有换成填报的内容。",
            "请删去提示文字，填写指标的值，例如 ≥80%；没有这一项的请写“/”。",
        )
    return None


def is_prose(tidied: str) -> bool:
    """Whether the text is words only, or words whose figures are part of a name (GB50204)."""
    if tidied[:1] in _BEFORE_FIGURES or not _WORD.search(tidied) or _STRANGE_FIGURE.search(tidied):
        return False
    if not HAS_DIGIT.search(tidied):
        return True
    bare = _IN_A_NAME.sub("", _YEAR.sub("", tidied))
    return not HAS_DIGIT.search(bare) and len(_WORD.findall(bare)) >= 2
