"""The functions that a formula may use: how many arguments each takes, and its Chinese name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the formula language; `most` is None where any number of arguments will do."""

    name: str
    least: int
    most: int | None
    example: str

    def takes(self, count: int) -> bool:
        """Whether it can be given `count` arguments."""
        return count >= self.least and (self.most is None or count <= self.most)


FUNCTIONS = {
    function.name: function
    for function in (
        Function("AND", 1, None, "AND(条件一, 条件二)"),
        Function("OR", 1, None, "OR(条件一, 条件二)"),
        Function("NOT", 1, 1, "NOT(条件)"),
        Function("IF", 3, 3, "IF(条件, 成立时的值, 不成立时的值)"),
        Function("ABS", 1, 1, "ABS(数)"),
        Function("MIN", 1, None, "MIN(数一, 数二)"),
        Function("MAX", 1, None, "MAX(数一, 数二)"),
        Function("SUM", 1, None, "SUM(数一, 数二)"),
        Function("ROUND", 2, 2, "ROUND(数, 小数位数)"),
        Function("ROUNDUP", 2, 2, "ROUNDUP(数, 小数位数)"),
        Function("ROUNDDOWN", 2, 2, "ROUNDDOWN(数, 小数位数)"),
    )
}
