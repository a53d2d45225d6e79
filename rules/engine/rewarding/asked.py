"""What PE_REWARD can be asked for: a scheme, a combination, an instalment, a level's share."""

from __future__ import annotations

from collections.abc import Sequence

from rules.engine.rewarding.combined import combined
from rules.engine.rewarding.pool import shared_out
from rules.engine.rewarding.scheme import worked_out
from rules.engine.rewarding.shares import share_of
from rules.engine.rows import Row
from rules.engine.use import Use, not_here
from rules.model.rewards import Scheme
from rules.results import Reason, Refusal, Result, Value


def reward(use: Use, scheme: str, row: Row) -> Result:
    """The amount in 元 (or 分); 0 with the reason where a condition fails.

    `scheme` names a scheme of the policy's 奖励, a 组合, or a share such as 招商奖励.市级 and
    招商奖励.第一期. Refuses outside the time in force, while a person has to decide, and where a
    value that matters is missing.
    """
    return rewards(use, scheme, [row])[0]


def rewards(use: Use, scheme: str, rows: Sequence[Row], *, listed: bool = False) -> list[Result]:
    """As `reward`, for all rows of a year together, as a yearly pool needs them.

    `listed` tells that a single row is a whole list: all projects of a year are this one.
    """
    policy = use.policy
    if scheme in policy.combinations:
        return [combined(use, policy.combinations[scheme], row) for row in rows]
    name, *parts = [scheme] if scheme in policy.rewards else scheme.split(".")
    rule = policy.rewards.get(name)
    if rule is None:
        return [not_here(use, "奖励", scheme, _known(use))] * len(rows)
    if not _shares(rule, parts):
        return [_no_such_share(name, rule, parts)] * len(rows)
    if rule.pool is not None:
        wholes = shared_out(use, rule, rule.pool, rows, listed=listed)
    else:
        wholes = [worked_out(use, rule, row) for row in rows]
    if not parts:
        return wholes
    return [
        whole if isinstance(whole, Refusal) else share_of(use, rule, whole, parts, row)
        for whole, row in zip(wholes, rows, strict=True)
        if isinstance(whole, Value | Refusal)
    ]


def _shares(rule: Scheme, parts: list[str]) -> bool:
    """Whether `parts` name an instalment, a level, or an instalment and then a level."""
    kinds = [_kind(rule, part) for part in parts]
    return kinds in ([], [1], [2], [1, 2])


def _kind(rule: Scheme, part: str) -> int:
    if rule.instalments is not None and part in rule.instalments.names:
        return 1
    return 2 if rule.sharing is not None and part in rule.sharing.names else 0


def _no_such_share(name: str, rule: Scheme, parts: list[str]) -> Refusal:
    """The refusal for a share that the scheme does not have; it lists those that it has."""
    periods = list(rule.instalments.names) if rule.instalments else []
    levels = list(rule.sharing.names) if rule.sharing else []
    if not periods and not levels:
        said = f"“{name}”没有规定分期，也没有规定分担"
        return Refusal(Reason.UNKNOWN_NAME, said, f"请直接写“{name}”")
    unknown = [part for part in parts if part not in (*periods, *levels)]
    if unknown:
        said = f"“{name}”没有名为“{unknown[0]}”的一份"
    else:
        said = f"“{name}.{'.'.join(parts)}”的次序不对，应先写哪一期、再写哪一级"
    listed = "；".join(
        f"{kind}有{'、'.join(each)}" for kind, each in (("分期", periods), ("分担", levels)) if each
    )
    first = (periods or levels)[0]
    return Refusal(Reason.UNKNOWN_NAME, said, f"{listed}；写成“{name}.{first}”的样子")


def _known(use: Use) -> list[str]:
    known = [*use.policy.rewards, *use.policy.combinations]
    for name, rule in use.policy.rewards.items():
        known += [f"{name}.{part}" for part in (rule.instalments.names if rule.instalments else ())]
        known += [f"{name}.{level}" for level in (rule.sharing.names if rule.sharing else ())]
    return known
