"""Loading a policy: text → tree → structure → model → proofs, with all faults at once."""

from __future__ import annotations

from pathlib import Path

from rules.language.build import Builder
from rules.language.faults import Fault, PolicyBrokenError
from rules.language.source import Entries, Node, at, read
from rules.language.structure import structure_faults
from rules.model.policy import Policy
from rules.proof import (
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


def load(path: Path) -> Policy:
    """The policy in a file, proven; raises `PolicyBrokenError` with every fault otherwise."""
    policy, faults = examine(path)
    if policy is None or faults:
        raise PolicyBrokenError(faults)
    return policy


def examine(path: Path) -> tuple[Policy | None, tuple[Fault, ...]]:
    """What can be built of a policy file, and everything that is wrong with it."""
    try:
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
    structure = structure_faults(root, file)
    builder = Builder(file)
    policy = builder.policy(root)
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

    def whole(path: Keywords) -> bool:
        return builder.whole(at(root, list(path)))

    broken = _declared_but_broken(policy, root)
    quantities.prove(policy, report)
    formulas.prove(policy, report, broken)
    bands.prove(policy, report, whole, broken)
    clauses.prove(policy, report)
    scoring.prove(policy, report, whole)
    rewards.prove(policy, report, broken)
    scorecards.prove(policy, report, whole, broken)
    rankings.prove(policy, report, broken)
    # An example of a half-built policy would only repeat the faults already told.
    if not found and not already_faulty:
        examples.prove(policy, report)
    return found


def _declared_but_broken(policy: Policy, root: Node) -> frozenset[str]:
    node = at(root, ["数据"])
    named = node.entries if isinstance(node, Entries) and node is not root else {}
    return frozenset(named) - frozenset(policy.quantities)
