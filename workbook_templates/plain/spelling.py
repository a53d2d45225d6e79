"""Steps that bring a cell as staff write it into one spelling, and know what answers nothing."""

from __future__ import annotations

from string import ascii_letters

from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.texts import array, both, either, iff, is_one_of, numbers

#: What the exact engine takes for a space and does not see; CHAR(9) to CHAR(13) are spaces too.
_SPACES = "\u0085\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_UNSEEN = "\u00ad\u2060\ufeff" + "".join(map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F)]))
_WIDE = {chr(0xFEE0 + ord(sign)): sign for sign in "0123456789%.,+-<>=():/;#~"}
_ALIKE = {"﹪": "%", "﹢": "+", "﹣": "-", "−": "-", "‐": "-", "‑": "-", "〜": "~", "∼": "~"}
#: A space between two of these stays; any other falls out of a text of at most `_SPACED` signs.
_FIRM = "0123456789.," + ascii_letters
_SPACED = 40

#: A cell that says that the row does not apply.
NOT_APPLICABLE = ("/", "—", "——", "-", "--", "N/A", "不适用", "无此项", "不涉及")
#: The form's own hints, which are no answer: anywhere in a text, at its start, within parentheses.
_HINTS = (
    "填写说明", "填写要求", "此处填写", "待填写", "字以内)", "字以下)",
    "XX", "xx", "××", "**", "__", "...", "……",
)  # fmt: skip
_HINTS_FIRST = ("请填", "请在", "例如", "示例", "如:", "请输入", "请选择", "在此填", "此处填")
_HINTS_WITHIN = ("填写", "填报", "请填", "字以内", "如:")
#: Text that is longer is words, whatever figures it has.
LONGEST = 200


def seen(cell: str) -> str:
    """A cell's text as its reader sees it: no unseen signs, every kind of space one of one kind.

    A cell of TRUE or FALSE is 是 or 否; in LibreOffice it would be the text 1 or 0.
    """
    text = iff(f"ISLOGICAL({cell})", iff(cell, '"是"', '"否"'), f'{cell}&""')
    for code in range(9, 14):
        text = f'SUBSTITUTE({text},CHAR({code})," ")'
    for space in _SPACES:
        text = f'SUBSTITUTE({text},"{space}"," ")'
    for sign in _UNSEEN:
        text = f'SUBSTITUTE({text},"{sign}","")'
    return f"TRIM({text})"


def tidied(scratch: Scratch, cell: str) -> str:
    """One spelling of a cell's text: half-width figures and signs, no spaces or full stop at its ends.

    No cell holds CHAR(1): it marks the end, so that only a full stop there is taken off.
    """
    text = scratch.keep(seen(cell))
    for wide, sign in (_WIDE | _ALIKE).items():
        text = f'SUBSTITUTE({text},"{wide}","{sign}")'
    text = scratch.keep(text)
    text = scratch.keep(_without_spaces(text)) + "&CHAR(1)"
    for stop in "。;":
        text = f'SUBSTITUTE({text},"{stop}"&CHAR(1),CHAR(1))'
    return scratch.keep(f'SUBSTITUTE({text},CHAR(1),"")')


def _without_spaces(text: str) -> str:
    """Without its spaces, unless one stands inside a figure or Latin words: 9 0% must not become 90%."""
    before, after = (
        f'ISNUMBER(FIND(MID({text},{numbers(_SPACED, first)},1),"{_FIRM}"))' for first in (1, 3)
    )
    firm = f'SUMPRODUCT({before}*(MID({text},{numbers(_SPACED, 2)},1)=" ")*{after})>0'
    keep = either(f'ISERROR(FIND(" ",{text}))', f"LEN({text})>{_SPACED}")
    return iff(keep, text, iff(firm, text, f'SUBSTITUTE({text}," ","")'))


def too_long(cell: str) -> str:
    """Whether a cell holds a text that nobody searches for figures."""
    return f"LEN({cell})>{LONGEST}"


def skipped(text: str) -> str:
    """Whether a tidied text says that the row does not apply."""
    return is_one_of(text, NOT_APPLICABLE)


def hint(text: str) -> str:
    """Whether a tidied text is a hint of the form that nobody replaced."""
    opened = f'LEFT({text},1)="("'
    start = f"MID({text},IF({opened},2,1),3)"
    first = (
        is_one_of(f"LEFT({start},{length})", [w for w in _HINTS_FIRST if len(w) == length])
        for length in (2, 3)
    )
    within = both(opened, f'RIGHT({text},1)=")"', holds(text, _HINTS_WITHIN))
    return either(holds(text, _HINTS), *first, within)


def holds(text: str, words: tuple[str, ...]) -> str:
    """Whether one of some words stands anywhere in a text."""
    return f"SUMPRODUCT(--ISNUMBER(FIND({array(words)},{text})))>0"
