"""Whether a policy with something taken away would still be one that can be used."""

from __future__ import annotations

from rules.model.policy import Policy
from rules.proof import bands, formulas, rankings, rewards, scorecards, scoring
from rules.proof.report import Path


class _FaultError(Exception):
    """One fault is enough."""


def stands(policy: Policy) -> bool:
    """Whether nothing but its examples could be wrong with a policy."""
    try:
        formulas.prove(policy, _fault)
        bands.prove(policy, _fault, _whole)
        scoring.prove(policy, _fault, _whole)
        rewards.prove(policy, _fault, _whole)
        scorecards.prove(policy, _fault, _whole)
        rankings.prove(policy, _fault)
    except _FaultError:
        return False
    return True


def _fault(_path: Path, _message: str, _advice: str) -> None:
    raise _FaultError


def _whole(_path: Path) -> bool:
    return True
