"""What a formula is made of, once it has been read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias

#: The operators that compare; they bind least.
COMPARISONS = frozenset({"=", "<>", "<", ">", "<=", ">="})


@dataclass(frozen=True, slots=True)
class Number:
    """A number, in the base unit of its dimension (100万元 is 1,000,000 of 人民币)."""

    value: Fraction
    dimension: str = ""
    text: str = field(default="", compare=False)
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """Words in double quotes."""

    value: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Truth:
    """是 or 否, TRUE or FALSE."""

    value: bool
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a declared piece of data."""

    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Unary:
    """A sign before its operand (``-`` ``+``) or a percent sign after it (``%`` ``‰``)."""

    operator: str
    operand: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands with an operator between them; `at` is where the operator stands."""

    operator: str
    left: Node
    right: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function, its name in capitals, with its arguments."""

    function: str
    arguments: tuple[Node, ...]
    at: int = field(default=0, compare=False)


Node: TypeAlias = Number | Text | Truth | Name | Unary | Binary | Call


def parts(node: Node) -> tuple[Node, ...]:
    """The operands of `node`, in the order of the text."""
    match node:
        case Unary():
            return (node.operand,)
        case Binary():
            return (node.left, node.right)
        case Call():
            return node.arguments
    return ()


def walk(root: Node) -> Iterator[tuple[Node, int]]:
    """Every node in the order of the text, with its depth; the root has depth 1."""
    waiting = [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting.extend((part, depth + 1) for part in reversed(parts(node)))


def names_in(root: Node) -> tuple[str, ...]:
    """The names that `root` uses, each once, in order of appearance."""
    return tuple(dict.fromkeys(node.name for node, _ in walk(root) if isinstance(node, Name)))


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula that has been read: its text as written, and its tree."""

    text: str
    root: Node
    #: The names of data that it uses, each once, in order of appearance; asked for at every row.
    names: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find the names, once."""
        object.__setattr__(self, "names", names_in(self.root))

    @property
    def parts(self) -> int:
        """How many numbers, names, operations and functions it has."""
        return sum(1 for _ in walk(self.root))

    def without(self, names: Collection[str]) -> Expression:
        """The formula without what these names add or take away; itself where nothing would stay."""
        left = _left(self.root, names)
        return self if left is None else replace(self, root=left)


def _left(root: Node, names: Collection[str]) -> Node | None:
    """What stays of sums and differences without these names; None where nothing does."""
    match root:
        case Name():
            return None if root.name in names else root
        case Binary() if root.operator in ("+", "-"):
            left, right = _left(root.left, names), _left(root.right, names)
            if right is None:
                return left
            if left is None:
                return right if root.operator == "+" else root
            return replace(root, left=left, right=right)
    return root
