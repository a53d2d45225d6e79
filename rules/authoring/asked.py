"""What a policy can be asked for: its results by name, and the data that each of them reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import Field, fields
from typing import Any

from rules.authoring.candidates import names_in
from rules.model.policy import Policy
from rules.model.rewards import Scheme
from rules.proof.examples import SCORE
from rules.proof.report import Path

_SECTIONS_WITHOUT_RESULTS = ("sources", "quantities", "readings")


class Asked:
    """The results of one policy, as examples name them: 奖金, 奖金.第一期, 年度考核, 得分."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def bearing(self, path: Path) -> list[str]:
        """The results on which a place of the file can bear."""
        section = str(path[0]) if path else ""
        if section == "评分":
            return [SCORE]
        for field, members in self._sections():
            if field.metadata["word"] == section:
                named = [name for name in members if len(path) > 1 and name == path[1]]
                return [item for name in named or members for item in self._at(name, path)]
        every = [name for _, members in self._sections() for name in members]
        if section == "数据":
            return [item for name in every for item in self._reading(name, str(path[1]))]
        if section == "施行":
            # Without a date of its own the day comes from id@date, which no example has.
            return every if self.policy.in_force.dated_by else []
        return every + ([SCORE] if self.policy.scoring else [])

    def names(self, item: str) -> list[str]:
        """The quantities that a result reads; a grade reads 总分."""
        for field, members in self._sections():
            member = members.get(item, members.get(self.whole(item)))
            if member is None:
                continue
            names = names_in(self.policy, member)
            day = self.policy.in_force.dated_by
            if field.name == "rewards" and day:
                names.append(day)
            if item in self.policy.rankings:
                card = self.policy.scorecards.get(self.policy.rankings[item].scorecard)
                names = [*dict.fromkeys([*names, *names_in(self.policy, card)])]
            return names + (["总分"] if field.name == "grades" else [])
        return []

    def whole(self, item: str) -> str:
        """The reward of which an instalment or a level's share is asked; else the item itself."""
        name = item.partition(".")[0]
        return name if item not in self.policy.rewards and name in self.policy.rewards else item

    def _sections(self) -> Iterator[tuple[Field[Any], dict[str, object]]]:
        """The parts of the policy whose members are results."""
        for field in fields(self.policy):
            members = getattr(self.policy, field.name)
            if isinstance(members, dict) and field.name not in _SECTIONS_WITHOUT_RESULTS:
                yield field, members

    def _at(self, name: str, path: Path) -> list[str]:
        """A result of a section, by what shows the place of it that a path leads to."""
        scheme = self.policy.rewards.get(name) if path[0] == "奖励" else None
        if scheme is not None and len(path) > 2 and path[2] in ("分期", "分担"):
            return _instalments(name, scheme) if path[2] == "分期" else _levels(name, scheme)
        if path[0] == "计分表":
            placed = [r for r, ranking in self.policy.rankings.items() if ranking.scorecard == name]
            return [*dict.fromkeys([name, *placed])]
        return [name]

    def _reading(self, name: str, quantity: str) -> list[str]:
        """A result if it reads a quantity; its instalments if only they do."""
        if quantity not in self.names(name):
            return []
        scheme = self.policy.rewards.get(name)
        if scheme is not None and quantity in names_in(self.policy, scheme.instalments):
            return [name, *_instalments(name, scheme)]
        return [name]


def _instalments(name: str, scheme: Scheme) -> list[str]:
    return [f"{name}.{each}" for each in (scheme.instalments.names if scheme.instalments else ())]


def _levels(name: str, scheme: Scheme) -> list[str]:
    return [f"{name}.{level}" for level in (scheme.sharing.names if scheme.sharing else ())]
