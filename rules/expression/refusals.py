"""The sentences in which a formula declines to give a result."""

from __future__ import annotations

from datetime import date
from enum import Enum

from rules.exact import Interval
from rules.expression.intervals import Vague
from rules.expression.tree import Name, Node
from rules.expression.wording import part
from rules.results import Reason, Refusal


def kind_of(found: object) -> str:
    """Which kind of thing a value is: 数, 是或否, 文字 or 日期."""
    if isinstance(found, bool) or found is Vague.TRUTH:
        return "是或否"
    return "文字" if isinstance(found, str) else "日期" if isinstance(found, date) else "数"


def missing(name: str) -> Refusal:
    """A value that the answer hangs on is blank."""
    return Refusal(Reason.MISSING_VALUE, f"还没有填{name}", f"请填写{name}")


def not_a(wanted: str, node: Node, found: object) -> Refusal:
    """A value is of another kind than the operation needs."""
    if isinstance(node, Name):
        shown = "" if isinstance(found, Interval | Enum) else f"“{_shown(found)}”"
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"{node.name}填的{shown}是{kind_of(found)}，公式里要用{wanted}",
            f"请把{node.name}改填为{wanted}",
        )
    return broken(f"“{part(node)}”是{kind_of(found)}，公式里要用{wanted}", "请修改公式")


def not_comparable(left: Node, left_found: object, right: Node, right_found: object) -> Refusal:
    """Two values of different kinds are compared."""
    said = (
        f"“{part(left)}”是{kind_of(left_found)}，“{part(right)}”是{kind_of(right_found)}，不能比较"
    )
    if isinstance(left, Name) or isinstance(right, Name):
        return Refusal(Reason.NOT_UNDERSTOOD, said, "请检查所填的内容，或修改公式")
    return broken(said, "请修改公式")


def divides_by_zero(divisor: Node) -> Refusal:
    """A divisor is 0."""
    words = part(divisor)
    if words == "0":
        return Refusal(Reason.DIVIDES_BY_ZERO, "公式除以 0", "请修改公式")
    return Refusal(Reason.DIVIDES_BY_ZERO, f"{words}为 0，不能作除数", f"请检查{words}")


def broken(message: str, advice: str) -> Refusal:
    """The formula itself is wrong in a way that `check` would have told."""
    return Refusal(Reason.POLICY_BROKEN, message, advice)


def too_large(node: Node) -> Refusal:
    """A result is beyond any figure that has a use."""
    return broken(f"“{part(node)}”的结果太长", "请检查公式和所填的数")


def _shown(found: object) -> str:
    return {True: "是", False: "否"}[found] if isinstance(found, bool) else str(found)
