"""From tokens to a tree, with Excel's order of operations."""

from __future__ import annotations

import re

from rules.expression.faults import SyntaxFault
from rules.expression.lexer import Token, tokens
from rules.expression.tree import Binary, Call, Expression, Name, Node, Unary, walk

LONGEST_TEXT = 4000
DEEPEST_NESTING = 50
#: No tree is higher, so whatever walks it by recursion stays far from Python's limit.
HIGHEST_TREE = 100

#: How strongly an operator binds. A sign binds tighter than ^ in Excel (-2^2 is 4), and the
#: percent sign stands between the two.
_BINDS = {
    "=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1,
    "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5, "%": 6, "‰": 6,
}  # fmt: skip
_SIGN_BINDS = 7


#: Blanks and the first equals sign: `=a=b` is the comparison a=b.
_LEAD = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]*[=＝]?")


class _StopError(Exception):
    """Leaves the parser at the first fault; never leaves this module."""

    def __init__(self, message: str, position: int, advice: str) -> None:
        super().__init__(message)
        self.fault = SyntaxFault(message, position, advice)


def parse(text: str) -> Expression | SyntaxFault:
    """Read a formula in Excel's syntax over names of data; one leading ``=`` is optional.

    Text of more than 4,000 characters, more than 50 brackets within brackets and chains of about
    100 operations are refused; so is everything that is not a formula. Never raises.
    """
    if len(text) > LONGEST_TEXT:
        return SyntaxFault(
            f"公式有 {len(text)} 个字，最多 {LONGEST_TEXT} 个", LONGEST_TEXT, "请拆成几个公式"
        )
    lead = _LEAD.match(text)
    try:
        root = _Parser(text, lead.end() if lead else 0).whole()
    except _StopError as stop:
        return stop.fault
    for node, depth in walk(root):
        if depth > HIGHEST_TREE:
            return SyntaxFault(
                f"公式里一连串的运算超过 {HIGHEST_TREE} 步",
                node.at,
                "请用 SUM 相加，或拆成几个公式",
            )
    return Expression(text, root)


class _Parser:
    """A parser by binding strength: each call reads one operand and what binds to it."""

    def __init__(self, text: str, start: int) -> None:
        self._tokens = tokens(text, start)
        self._before: Token | None = None
        self._brackets = 0
        self._depth = 0
        self._token = self._cut()

    def whole(self) -> Node:
        """The whole text as one tree."""
        if not self._token.text:
            raise _StopError("公式是空的", self._token.at, "请写公式，例如 =全年执行数/全年预算数")
        root = self._expression(0)
        if self._token.text == ")":
            raise _StopError("多了一个右括号", self._token.at, "请删去，或补上左括号")
        if self._token.text == ",":
            raise _StopError(
                "逗号只用在函数的括号里", self._token.at, "数里不写千分位逗号，例如写 1000000"
            )
        if self._token.text:
            raise self._two_operands()
        return root

    def _cut(self) -> Token:
        """The next token from the lexer, or the fault that it found."""
        token = next(self._tokens)
        if isinstance(token, SyntaxFault):
            raise _StopError(token.message, token.position, token.advice)
        return token

    def _take(self) -> Token:
        taken = self._before = self._token
        self._token = self._cut()
        return taken

    def _expression(self, strength: int) -> Node:
        """An operand with every operator that binds tighter than `strength`."""
        self._depth += 1
        if self._depth > HIGHEST_TREE:
            raise _StopError("公式嵌套得太深", self._token.at, "请拆成几个公式")
        left = self._operand()
        while (binds := _BINDS.get(self._token.text, 0)) > strength and not self._token.leaf:
            operator = self._take()
            if operator.text in "%‰":
                left = Unary(operator.text, left, operator.at)
            else:
                left = Binary(operator.text, left, self._expression(binds), operator.at)
        self._depth -= 1
        return left

    def _operand(self) -> Node:
        """A number, a name, a function, something in brackets, or one of these with a sign."""
        token = self._token
        if token.leaf:
            self._take()
            if (
                self._token.text == "("
                and isinstance(token.leaf, Name)
                and token.text[0] not in "[【"
            ):
                return Call(token.text.upper(), self._arguments(), token.at)
            return token.leaf
        if token.text and token.text in "+-":
            self._take()
            return Unary(token.text, self._expression(_SIGN_BINDS), token.at)
        if token.text == "(":
            opened = self._open()
            inner = self._expression(0)
            self._close(opened)
            return inner
        raise self._no_operand()

    def _arguments(self) -> tuple[Node, ...]:
        """What stands between the brackets of a function."""
        opened = self._open()
        arguments: list[Node] = []
        if self._token.text != ")":
            arguments.append(self._expression(0))
            while self._token.text == ",":
                self._take()
                arguments.append(self._expression(0))
        self._close(opened)
        return tuple(arguments)

    def _open(self) -> Token:
        self._brackets += 1
        if self._brackets > DEEPEST_NESTING:
            raise _StopError(
                f"括号套括号超过 {DEEPEST_NESTING} 层", self._token.at, "请拆成几个公式"
            )
        return self._take()

    def _close(self, opened: Token) -> None:
        self._brackets -= 1
        if self._token.text == ")":
            self._take()
        elif self._token.text in ("", ","):
            raise _StopError("这个左括号没有配上右括号", opened.at, "请在相应位置补上右括号")
        else:
            raise self._two_operands()

    def _two_operands(self) -> _StopError:
        before = self._before.text if self._before else ""
        return _StopError(
            f"“{before}”与“{self._token.text}”之间缺少运算符号",
            self._token.at,
            "请补上 + - * / 或比较符号；名称中间、数与单位之间不要有空格",
        )

    def _no_operand(self) -> _StopError:
        before = self._before.text if self._before else ""
        if before == "(" and self._token.text == ")":
            return _StopError("括号里是空的", self._token.at, "请在括号里写内容，或删去括号")
        here = f"“{before}”后面" if before else "开头"
        return _StopError(f"{here}缺少一个数或名称", self._token.at, "请补上，或删去多余的符号")
