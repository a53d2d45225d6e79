"""Everything that an author should look at in a policy file, with line numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File

from rules.authoring.conflicts import conflicts
from rules.authoring.edges import untested
from rules.authoring.hints import Hint
from rules.authoring.probes import Probes
from rules.authoring.readings import unexercised
from rules.authoring.trials import LARGEST, size_of
from rules.language.source import Entries, Items, Node, read
from rules.model.policy import Policy
from rules.proof.report import Path

#: What a skeleton marks as still to be written by its author.
TO_FILL = "【请填】"


@dataclass(frozen=True, slots=True, order=True)
class Advice:
    """One thing to look at: its place in the file, the sentence, what to do, an example to paste."""

    file: str
    line: int
    column: int
    message: str
    advice: str = ""
    example: str = ""

    def __str__(self) -> str:
        """As `pe policies check` prints it; the example on a line of its own."""
        head = f"{self.file}:{self.line}: {self.message}" + (
            f"（{self.advice}）" if self.advice else ""
        )
        return f"{head}\n  {self.example}" if self.example else head


def advise(policy: Policy, file: File) -> tuple[Advice, ...]:
    """What is untested, never applies, contradicts itself or is still to be filled in.

    `policy` is what `file` holds, without faults. Ordered by line; bounded in time.
    """
    text = file.read_bytes().decode("utf-8-sig")
    return advise_text(policy, text, file.name)


def advise_text(policy: Policy, text: str, file: str) -> tuple[Advice, ...]:
    """As `advise`, for the text of a file."""
    found: list[Advice] = list(_to_fill(text, file))
    if size_of(policy) > LARGEST:
        message = "规则太多，没有查找缺少示例的地方"
        return (*found, Advice(file, 1, 1, message, "请把文件按办法拆成几项政策"))
    tree, _ = read(text, file)
    probes = Probes(policy)
    offered: dict[str, int] = {}
    for hint in (*conflicts(policy), *untested(policy, probes), *unexercised(policy, probes)):
        line, column = _place(tree, hint.path)
        given_at = offered.get(_same(hint)) if hint.example else None
        if given_at is None:
            offered[_same(hint)] = line
            found.append(Advice(file, line, column, hint.message, hint.advice, hint.example))
        else:
            advice = f"第 {given_at} 行的提醒给出的示例也能检验它"
            found.append(Advice(file, line, column, hint.message, advice))
    return tuple(sorted(found))


def _place(tree: Node | None, path: Path) -> tuple[int, int]:
    """Line and column of the keyword that a path ends at, or of the last one that is there."""
    found = (1, 1)
    for part in path:
        if isinstance(tree, Entries) and part in tree.entries:
            key, tree = tree.entries[str(part)]
            found = key.line, key.column
        elif isinstance(tree, Items) and isinstance(part, int) and part < len(tree.items):
            tree = tree.items[part]
            found = tree.line, tree.column
    return found


def _same(hint: Hint) -> str:
    """One input shows several edges: it is offered once."""
    return hint.example.partition("给定")[2]


def _to_fill(text: str, file: str) -> Iterator[Advice]:
    for number, line in enumerate(text.splitlines(), start=1):
        column = line.find(TO_FILL)
        if column >= 0:
            yield Advice(file, number, column + 1, "还有【请填】的地方没有填", "请照文件原文填写")
