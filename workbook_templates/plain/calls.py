"""Finds the calls of PE_ functions in a formula of a description, and takes them apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_CALL = re.compile(r"\bPE_[A-Z]+\(")


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a PE_ function with its arguments as they are written; "" for an omitted one."""

    function: str
    arguments: tuple[str, ...]

    def argument(self, number: int) -> str:
        """An argument by its place from 0; "" where it is not there."""
        return self.arguments[number] if number < len(self.arguments) else ""


def replaced(formula: str, by: Callable[[Call], str]) -> str:
    """The formula with every call of a PE_ function replaced by what `by` makes of it."""
    start = 0
    while match := _CALL.search(formula, start):
        if formula.count('"', 0, match.start()) % 2:
            start = match.end()
            continue
        end = _closing(formula, match.end())
        call = Call(match[0][:-1], split(formula[match.end() : end]))
        made = by(call)
        formula = formula[: match.start()] + made + formula[end + 1 :]
        start = match.start() + len(made)
    return formula


def calls_in(formula: str) -> list[Call]:
    """Every call of a PE_ function in the formula."""
    found: list[Call] = []

    def note(call: Call) -> str:
        found.append(call)
        return "0"

    replaced(formula, note)
    return found


def split(arguments: str) -> tuple[str, ...]:
    """The arguments of a call, parted at its own commas."""
    parts, depth, in_text, start = [], 0, False, 0
    for place, sign in enumerate(arguments):
        if sign == '"':
            in_text = not in_text
        elif in_text:
            continue
        elif sign in "({":
            depth += 1
        elif sign in ")}":
            depth -= 1
        elif sign == "," and depth == 0:
            parts.append(arguments[start:place].strip())
            start = place + 1
    return (*parts, arguments[start:].strip())


def literal(argument: str) -> str | None:
    """The text of a literal in quotes; None for anything else."""
    if len(argument) > 1 and argument[0] == argument[-1] == '"':
        return argument[1:-1].replace('""', '"')
    return None


def _closing(formula: str, start: int) -> int:
    depth, in_text = 1, False
    for place in range(start, len(formula)):
        sign = formula[place]
        if sign == '"':
            in_text = not in_text
        elif not in_text:
            depth += (sign == "(") - (sign == ")")
            if depth == 0:
                return place
    raise ValueError(f"no closing parenthesis: {formula}")
