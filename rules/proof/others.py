"""奖励.名称 in a formula: another reward of the policy, which must not wait for this one."""

from __future__ import annotations

from itertools import pairwise

from rules.engine.rewarding.names import names_in
from rules.expression import Kind
from rules.model.policy import Policy
from rules.model.rewards import in_formulas
from rules.proof.report import Report


def reward_kinds(policy: Policy) -> dict[str, Kind]:
    """What each reward is to a formula of another one."""
    rewards = policy.rewards.items()
    return {in_formulas(name): Kind("数", rule.unit.dimension) for name, rule in rewards}


def prove(policy: Policy, report: Report) -> None:
    """Report rewards that wait for themselves, and those that only a whole year can tell."""
    spelt = {in_formulas(name): name for name in policy.rewards}
    constructs = {("奖励", name): names_in(rule) for name, rule in policy.rewards.items()}
    constructs |= {("组合", name): names_in(rule) for name, rule in policy.combinations.items()}
    named = {place: [spelt[n] for n in names if n in spelt] for place, names in constructs.items()}
    for place, others in named.items():
        for other in others:
            if policy.rewards[other].pool is not None:
                said = f"“{other}”有年度总额，要全年一起算，别的公式里不能用它"
                report(place, said, "请改用数据名称，填核定后的奖励额")
    for name in policy.rewards:
        circle = _way_back(name, named)
        if circle:
            said = "，".join(f"算“{one}”要先算“{two}”" for one, two in pairwise(circle))
            report(("奖励", name), f"{said}，永远算不出来", "请核对基数，或改用数据名称")


def _way_back(start: str, named: dict[tuple[str, str], list[str]]) -> list[str]:
    """From a reward over those that it names back to itself; empty where there is no such way."""
    ways, seen = [[start]], set[str]()
    while ways:
        way = ways.pop(0)
        for following in named["奖励", way[-1]]:
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []
