"""Computes simple formulas as spreadsheet programs do: in binary floats, and hiding the last digits.

Excel takes a tiny difference for 0, LibreOffice's INT and comparisons look at 15 digits. What comes
out right here under each of these does so in both.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

_TOKEN = re.compile(
    r'"(?:[^"]|"")*"|【[^】]*】|\d+(?:\.\d+)?(?:E\d+)?|[A-Z]+(?=\()|<=|>=|<>|[-+*/^=<>(),]'
)


class Wrong(Exception):  # noqa: N818 - an error value of a cell
    """#VALUE! or #DIV/0!."""


class Host:
    """A spreadsheet program; `hides` is how many digits it believes (17: all of them)."""

    def __init__(self, hides: int = 17) -> None:
        self.digits = hides

    def value(self, formula: str, cells: Mapping[str, object]) -> object:
        tokens = _TOKEN.findall(formula)
        assert "".join(tokens) == formula.replace(" ", ""), formula
        reader = _Reader(self, tokens, cells)
        found = reader.comparison(True)
        assert not reader.tokens
        return found

    def seen(self, number: float) -> float:
        return float(f"{number:.{self.digits}g}")

    def minus(self, a: float, b: float) -> float:
        near = self.digits < 17 and abs(a - b) < abs(a) * 2.0**-48
        return 0.0 if near else a - b


class _Reader:
    """Recursive descent; `live` is False in a branch that is not taken, which may be an error."""

    def __init__(self, host: Host, tokens: list[str], cells: Mapping[str, object]) -> None:
        self.host, self.tokens, self.cells = host, tokens, cells

    def take(self, *wanted: str) -> str:
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in wanted else ""

    def comparison(self, live: bool) -> object:
        left = self.sum(live)
        while sign := self.take("=", "<>", "<", ">", "<=", ">="):
            left = self.compared(sign, left, self.sum(live)) if live else self.skip()
        return left

    def skip(self) -> bool:
        self.sum(False)
        return False

    def compared(self, sign: str, a: object, b: object) -> bool:
        if isinstance(a, str) or isinstance(b, str):
            x = (isinstance(a, str), a if isinstance(a, str) else 0)
            y = (isinstance(b, str), b if isinstance(b, str) else 0)
            return {"=": x == y, "<>": x != y}[sign]
        x, y = self.host.seen(a), self.host.seen(b)  # type: ignore[arg-type]
        return {"=": x == y, "<>": x != y, "<": x < y, ">": x > y, "<=": x <= y, ">=": x >= y}[sign]

    def number(self, value: object, live: bool) -> float:
        if live and isinstance(value, str):
            raise Wrong
        return float(value) if live else 1.0  # type: ignore[arg-type]

    def sum(self, live: bool) -> object:
        left = self.product(live)
        while sign := self.take("+", "-"):
            a, b = self.number(left, live), self.number(self.product(live), live)
            left = a + b if sign == "+" else self.host.minus(a, b)
        return left

    def product(self, live: bool) -> object:
        left = self.atom(live)
        while sign := self.take("*", "/"):
            a, b = self.number(left, live), self.number(self.atom(live), live)
            if sign == "/" and b == 0:
                raise Wrong
            left = a * b if sign == "*" else a / b
        return left

    def atom(self, live: bool) -> object:
        token = self.tokens.pop(0)
        if token == "(":
            found = self.comparison(live)
            assert self.take(")")
            return found
        if token == "-":
            return -self.number(self.atom(live), live)
        if token[0] == '"':
            return token[1:-1]
        if token[0] == "【":
            return self.cells[token[1:-1]]
        if token.isalpha():
            return self.call(token, live)
        return float(token)

    def call(self, name: str, live: bool) -> object:
        assert self.take("(")
        if name == "IF":
            condition = self.comparison(live)
            assert self.take(",")
            then = self.comparison(live and bool(condition))
            assert self.take(",")
            otherwise = self.comparison(live and not condition)
            assert self.take(")")
            return then if condition else otherwise
        if name == "IFERROR":
            before = list(self.tokens)
            try:
                found = self.comparison(live)
                assert self.take(",")
                self.comparison(False)
            except Wrong:
                self.tokens[:] = before
                self.comparison(False)
                assert self.take(",")
                found = self.comparison(live)
            assert self.take(")")
            return found
        arguments = [self.comparison(live)]
        while self.take(","):
            arguments.append(self.comparison(live))
        assert self.take(")")
        if name == "OR":
            return any(arguments)
        numbers = [self.number(one, live) for one in arguments]
        if not live:
            return 1.0
        if name == "INT":
            return float(math.floor(self.host.seen(numbers[0])))
        assert name == "GCD"
        if any(one != int(one) or not 0 <= one < 2**53 for one in numbers):
            raise Wrong
        return float(math.gcd(*map(int, numbers)))
