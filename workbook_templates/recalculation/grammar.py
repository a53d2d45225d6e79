"""Reads a formula into a tree with the parser of `formulas`.

The only module besides `library` that imports `formulas`, which takes a fifth of a second: import it
where a formula is at hand. Three of its tokens are widened: numbers such as ``1E5`` and ``5.``, calls
with an add-in's prefix such as ``[1]!PE_SCORE(``, and ranges, which stay coordinates.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import regex  # type: ignore[import-untyped]
from formulas.errors import TokenError
from formulas.parser import Parser
from formulas.tokens import Token
from formulas.tokens.function import Array, Function
from formulas.tokens.operand import Empty, Error, Number, Operand, Range, String
from formulas.tokens.operator import Intersect, Operator, OperatorToken, Separator
from formulas.tokens.parenthesis import Parenthesis

from udfs.cells import CellError
from workbook_templates.recalculation.coordinates import column_number, split_address
from workbook_templates.recalculation.faults import FormulaFault
from workbook_templates.recalculation.nodes import (
    LAST_COLUMN,
    LAST_ROW,
    ArrayConstant,
    Call,
    Literal,
    Missing,
    Name,
    Node,
    Operation,
    Reference,
)

LONGEST = 8192  # characters; Excel's own limit for one formula
_NEWLINE = "\ue000"  # the parser drops line ends, which a quoted text must keep


class _WideNumber(Number):  # type: ignore[misc]
    _re = regex.compile(
        r"^\s*(?P<name>(?>[0-9]+(?>\.[0-9]*)?|\.[0-9]+)(?>E[+-]?[0-9]+)?|"
        r"TRUE(?!\()|FALSE(?!\())(?!(\w|\.|\s*\:))\s*",
        regex.IGNORECASE,
    )


class _PrefixedFunction(Function):  # type: ignore[misc]
    _re = regex.compile(
        r"^\s*(?>\[[0-9]+\]!|'[^']+'!)?(?>_xlfn\.|_xlws\.|_xll\.|_xludf\.)*"
        r"(?P<name>[A-Z_][\w\.]*)\(\s*(?P<call>\))?",
        regex.IGNORECASE,
    )


class _PlainRange(Range):  # type: ignore[misc]
    def process(self, match: Any, context: Any = None, parser: Any = None) -> dict[str, str]:
        found = {key: text for key, text in match.groupdict().items() if text is not None}
        if "anchor" in found or "rr1" in found or "rc1" in found:
            raise TokenError(self.source)
        # Any attribute makes the token count as read; `name` is what the base class prints.
        return {"name": "", **found}


class _TreeBuilder:
    """Takes the parser's tokens in postfix order and keeps the tree they make."""

    def __init__(self, match: Any = None) -> None:
        self._trees: list[Node] = []

    def __len__(self) -> int:
        return len(self._trees)

    def append(self, token: Token) -> None:
        if isinstance(token, Operand):
            self._trees.append(_operand(token))
            return
        count = token.get_n_args
        arguments = tuple(self._trees[len(self._trees) - count :]) if count else ()
        if len(arguments) != count:
            raise FormulaFault("公式不完整：运算符或函数少了内容，请补全。")
        del self._trees[len(self._trees) - count :]
        self._trees.append(_branch(token, arguments))

    def finish(self) -> None:
        """Nothing waits: the tree is complete."""

    @property
    def tree(self) -> Node:
        return self._trees[0]


class _Reader(Parser):  # type: ignore[misc]
    ast_builder = _TreeBuilder
    filters = (
        Error,
        String,
        _WideNumber,
        _PlainRange,
        OperatorToken,
        Separator,
        _PrefixedFunction,
        Array,
        Parenthesis,
        Intersect,
    )


@lru_cache(maxsize=4096)
def parse(formula: str) -> Node:
    """The tree of `formula`, with or without its leading ``=``.

    Raises `FormulaFault` for text that is no formula.
    """
    text = formula.strip()
    text = text if text.startswith("=") else f"={text}"
    if len(text) > LONGEST:
        raise FormulaFault(f"公式过长（{len(text)} 个字符，上限 {LONGEST}），请拆成几步。")
    try:
        builder: _TreeBuilder = _Reader().ast(_keep_line_ends(text))[1]
    except FormulaFault:
        raise
    except Exception as error:  # the parser fails in many ways on text that is no formula
        raise FormulaFault(
            f"公式无法识别：{text}。请检查括号、引号、逗号是否成对、是否为英文符号。"
        ) from error
    return builder.tree


def _keep_line_ends(text: str) -> str:
    """Mark line ends inside quotes; outside them they are spaces."""
    pieces = text.replace("\r\n", "\n").replace("\r", "\n").split('"')
    return '"'.join(
        piece.replace("\n", _NEWLINE if position % 2 else " ")
        for position, piece in enumerate(pieces)
    )


def _operand(token: Operand) -> Node:
    text = token.name
    if isinstance(token, Empty):
        return Missing()
    if isinstance(token, String):
        return Literal(text.replace('""', '"').replace(_NEWLINE, "\n"))
    if isinstance(token, Error):
        return Literal(CellError(text.upper()) if text.upper() != "#GETTING_DATA" else CellError.NA)
    if isinstance(token, Number):
        if text[0] in "TtFf":
            return Literal(text.upper() == "TRUE")
        return Literal(int(text) if text.isdigit() and len(text) < 16 else float(text))
    return _reference(token.attr)


def _reference(found: dict[str, str]) -> Node:
    if found.get("filename") or found.get("excel_id", "0") != "0":
        return Literal(CellError.REF)  # another workbook is not at hand
    sheet = found["sheet"].replace("''", "'") if found.get("sheet") else None
    if "ref" in found:
        try:  # before `:` and a function the parser takes a cell for a name
            row, column = split_address(found["ref"])
        except ValueError:
            return Name(sheet, found["ref"])
        return Reference(sheet, row, column, row, column)
    if "n1" in found:
        return Name(sheet, f"R{found['r1']}C{found['n1']}")
    whole_row, whole_column = "c1" not in found, "r1" not in found
    left = 1 if whole_row else column_number(found["c1"])
    top = 1 if whole_column else int(found["r1"])
    right = column_number(found["c2"]) if "c2" in found else LAST_COLUMN if whole_row else left
    bottom = int(found["r2"]) if "r2" in found else LAST_ROW if whole_column else top
    if max(left, right) > LAST_COLUMN or max(top, bottom) > LAST_ROW:
        return Literal(CellError.NAME)
    return Reference(sheet, min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _branch(token: Token, arguments: tuple[Node, ...]) -> Node:
    if isinstance(token, Operator):
        return _operation(token, arguments)
    name = token.name.upper()
    if name != "ARRAY":
        return Call(name, arguments)
    rows = [part.rows[0] for part in arguments if isinstance(part, ArrayConstant)]
    if len(rows) == len(arguments):  # the outer one: each argument is a row already
        return ArrayConstant(tuple(rows))
    return ArrayConstant((arguments,))


def _operation(token: Operator, operands: tuple[Node, ...]) -> Node:
    symbol = token.name
    if symbol == "u+" and "-" in token.attr.get("sum_minus", ""):
        # The parser folds `--x` into `+x`, but two minus signs also turn text and TRUE into numbers.
        return Operation("-", (Operation("-", operands),))
    return Operation(symbol.removeprefix("u"), operands)
