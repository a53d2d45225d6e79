"""Loading a policy: text → tree → structure → model → proofs, with all faults at once."""

from __future__ import annotations

from pathlib import Path

from rules.language.build import Builder
from rules.language.faults import Fault, PolicyBrokenError
from rules.language.source import Entries, Node, at, read
from rules.language.structure import structure_faults
from rules.model.policy import Example, Policy
from rules.model.rewards import in_formulas
from rules.proof import (
    allowed,
    bands,
    clauses,
    examples,
    formulas,
    quantities,
    rankings,
    rewards,
    scorecards,
    scoring,
)
from rules.proof.report import Path as Keywords
from rules.proof.report import Report

#: What a file may ask for, so that loading any file ends within about two seconds.
LARGEST_FILE = 4_000_000
MOST_FAULTS = 200
MOST_WORK = 1_000_000
#: What computing a row costs beside its formulas, in parts of a formula.
PARTS_OF_A_RUN = 300


class _EnoughError(Exception):
    """Ends the proofs of a file that has more faults than anybody reads; stays in this module."""


def load(path: Path) -> Policy:
    """The policy in a file, proven; raises `PolicyBrokenError` with every fault otherwise."""
    policy, faults = examine(path)
    if policy is None or faults:
        raise PolicyBrokenError(faults)
    return policy


def examine(path: Path) -> tuple[Policy | None, tuple[Fault, ...]]:
    """What can be built of a policy file, and everything that is wrong with it."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return None, (Fault(path.name, 1, 1, "文件过大，不是政策文件", "请检查文件名"),)
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        return None, (Fault(path.name, 1, 1, "文件打不开", "请检查文件是否存在、是否被占用"),)
    except UnicodeDecodeError:
        return None, (Fault(path.name, 1, 1, "文件不是 UTF-8 编码", "请在编辑器里另存为 UTF-8"),)
    return examine_text(text, path.name, expected_id=path.stem)


def examine_text(
    text: str, file: str, expected_id: str | None = None
) -> tuple[Policy | None, tuple[Fault, ...]]:
    """As `examine`, for the text of a file."""
    root, faults = read(text, file)
    if root is None:
        return None, tuple(faults) or (Fault(file, 1, 1, "文件是空的", "请写政策内容"),)
    builder = Builder(file)
    policy = builder.policy(root)
    # The schema is made from the types: it is asked, for its words, only about what they refuse.
    structure = [] if builder.fits else structure_faults(root, file)
    told = {(fault.line, fault.column) for fault in structure}
    values = [fault for fault in builder.faults if (fault.line, fault.column) not in told]
    faults += structure + values
    if policy is not None:
        faults += _proofs(policy, root, file, builder, bool(faults))
        if expected_id is not None and policy.id != expected_id:
            node = at(root, ["政策"])
            advice = f"请把文件改名为 {policy.id}.yaml，或把“政策”改为 {expected_id}"
            faults.append(
                Fault(file, node.line, node.column, f"政策代号“{policy.id}”与文件名不同", advice)
            )
    return policy, tuple(sorted(set(faults)))


def _proofs(
    policy: Policy, root: Node, file: str, builder: Builder, already_faulty: bool
) -> list[Fault]:
    found: list[Fault] = []

    def report(path: Keywords, message: str, advice: str) -> None:
        node = at(root, list(path))
        found.append(Fault(file, node.line, node.column, message, advice))
        if len(found) >= MOST_FAULTS:
            raise _EnoughError

    try:
        _prove(policy, root, builder, report, already_faulty)
    except _EnoughError:
        found.append(Fault(file, 1, 1, f"超过 {MOST_FAULTS} 处有误，只列出一部分", "请先改正"))
    return found


def _prove(
    policy: Policy, root: Node, builder: Builder, report: Report, already_faulty: bool
) -> None:
    faultless = True

    def told(path: Keywords, message: str, advice: str) -> None:
        nonlocal faultless
        faultless = False
        report(path, message, advice)

    def whole(path: Keywords) -> bool:
        return builder.whole(at(root, list(path)))

    broken = _declared_but_broken(policy, root)
    quantities.prove(policy, told)
    allowed.prove(policy, told)
    formulas.prove(policy, told, broken)
    bands.prove(policy, told, whole, broken)
    clauses.prove(policy, told)
    scoring.prove(policy, told, whole)
    rewards.prove(policy, told, whole, broken)
    scorecards.prove(policy, told, whole, broken)
    rankings.prove(policy, told, broken)
    # An example of a half-built policy would only repeat the faults already told.
    if faultless and not already_faulty:
        runs = sum(map(_runs, policy.examples))
        if runs * (builder.formula_parts + PARTS_OF_A_RUN) > MOST_WORK:
            told(("示例",), "示例太多，装载会很慢", "请留下说明每一处边界的示例，或拆成几项政策")
        else:
            examples.prove(policy, told)


def _runs(example: Example) -> int:
    """How many rows are computed for an example."""
    asked = len(example.expect) + len(example.refusal) + len(example.ranked)
    return asked * max(1, len(example.rows))


def _declared_but_broken(policy: Policy, root: Node) -> frozenset[str]:
    """Names that formulas may use although what they stand for could not be read."""
    rewards = _entries(root, "奖励") - frozenset(policy.rewards)
    quantities = _entries(root, "数据") - frozenset(policy.quantities)
    return quantities | frozenset(map(in_formulas, rewards))


def _entries(root: Node, word: str) -> frozenset[str]:
    node = at(root, [word])
    return frozenset(node.entries if isinstance(node, Entries) and node is not root else ())
