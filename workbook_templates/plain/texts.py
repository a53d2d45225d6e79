"""The pieces that plain formulas are put together from, and the limits that Excel sets to them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

#: What Excel 2007 and newer hold: characters, nested calls, arguments of one call.
LONGEST, DEEPEST, MOST_ARGUMENTS = 8192, 64, 255

#: A text in a formula may have 255 characters; quotes count twice.
LONGEST_TEXT, _PIECE = 255, 120

#: Errors that are portable: VALUE of a text that is no number is #VALUE! in every program and
#: setting (adding a number to a text is 0 in some settings of LibreOffice), a power beyond what a
#: number holds is #NUM!.
REFUSED, WAITING, OUT = 'VALUE("看说明")', "NA()", "10^999"


def quoted(text: str) -> str:
    """The text as a literal of a formula; a long one in pieces, as Excel wants it."""
    pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)] or [""]
    literals = ['"' + piece.replace('"', '""') + '"' for piece in pieces]
    return literals[0] if len(literals) == 1 else f"({'&'.join(literals)})"


def iff(condition: str, then: str, otherwise: str) -> str:
    """IF."""
    return f"IF({condition},{then},{otherwise})"


def first_that_holds(*cases: tuple[str, str], otherwise: str) -> str:
    """What belongs to the first of several conditions that holds: IFs, one in another."""
    for condition, then in reversed(cases):
        otherwise = iff(condition, then, otherwise)
    return otherwise


def either(*conditions: str) -> str:
    """OR; one condition stands alone."""
    return conditions[0] if len(conditions) == 1 else f"OR({','.join(conditions)})"


def both(*conditions: str) -> str:
    """AND; one condition stands alone."""
    return conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"


def chosen(number: str, answers: Iterable[object]) -> str:
    """CHOOSE by a number from 1 on; one answer for every number is that answer."""
    listed = [str(one) for one in answers]
    return listed[0] if len(set(listed)) == 1 else f"CHOOSE({number},{','.join(listed)})"


def array(words: Iterable[str]) -> str:
    """An array constant of texts in one row."""
    return "{" + ",".join(map(quoted, words)) + "}"


def is_one_of(text: str, words: Iterable[str]) -> str:
    """Whether a text is one of some words to the letter: MATCH takes * and ? and N/a for any of them."""
    return f"SUMPRODUCT(--EXACT({text},{array(words)}))>0"


def place_among(text: str, words: Iterable[str]) -> str:
    """Which of some words a text is to the letter, counted from 1 in a row of one column; 0 for none."""
    listed = list(words)
    places = ",".join(str(listed.index(word) + 1) for word in listed)
    return f"SUMPRODUCT(MAX(EXACT({text},{array(listed)})*{{{places}}}))"


def numbers(count: int, first: int = 1) -> str:
    """The array constant of so many numbers from `first` on."""
    return "{" + ",".join(map(str, range(first, first + count))) + "}"


def whole(value: Fraction) -> int:
    """A figure that must be whole. Raises `ValueError` for any other."""
    if value.denominator != 1:
        raise ValueError(f"{value} is not whole")
    return value.numerator


def limits_broken(formula: str) -> str:
    """Which of Excel's limits a formula breaks, told in Chinese; "" for none."""
    depth = deepest = 0
    counts: list[int] = []
    in_text = False
    longest = max((len(one) for one in formula.split('"')[1::2]), default=0)
    if longest > LONGEST_TEXT:
        return f"公式里一段文字有 {longest} 个字，超过 {LONGEST_TEXT} 个"
    for sign in formula:
        if sign == '"':
            in_text = not in_text
        elif in_text:
            continue
        elif sign in "({":
            depth += sign == "("
            deepest = max(deepest, depth)
            counts.append(1)
        elif sign in ")}":
            depth -= sign == ")"
            counts.pop()
        elif sign == "," and counts:
            counts[-1] += 1
            if counts[-1] > MOST_ARGUMENTS:
                return f"公式里一个函数的参数超过 {MOST_ARGUMENTS} 个"
    if len(formula) > LONGEST:
        return f"公式有 {len(formula)} 个字符，超过 {LONGEST} 个"
    return f"公式嵌套 {deepest} 层，超过 {DEEPEST} 层" if deepest > DEEPEST else ""
