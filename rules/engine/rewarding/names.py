"""Which quantities (and other rewards) a scheme reads: in its formulas, and by name in its fields."""

from __future__ import annotations

import dataclasses
from functools import lru_cache

from rules.engine.same import Same
from rules.expression import Expression
from rules.model.policy import Policy
from rules.model.rewards import Scheme, in_formulas
from rules.model.scalars import Parameter
from rules.model.walk import constructs


def names_in(construct: object) -> tuple[str, ...]:
    """Every quantity that a construct or anything inside it reads, each once."""
    return _names(Same(construct))


def data_and_others(
    policy: Policy, construct: object
) -> tuple[tuple[str, ...], tuple[tuple[str, Scheme], ...]]:
    """What has to be known for a construct: the data that it reads, and the other rewards by name.

    Among the data is the one that dates the policy.
    """
    return _data_and_others(Same(policy), Same(construct))


@lru_cache(maxsize=512)
def _data_and_others(
    policy: Same[Policy], construct: Same[object]
) -> tuple[tuple[str, ...], tuple[tuple[str, Scheme], ...]]:
    names = dict.fromkeys(filter(None, (policy.of.in_force.dated_by, *_names(construct))))
    meant = {name: other_reward(policy.of, name) for name in names}
    others = tuple((name, rule) for name, rule in meant.items() if rule is not None)
    return tuple(name for name, rule in meant.items() if rule is None), others


def other_reward(policy: Policy, name: str) -> Scheme | None:
    """The reward that a name in a formula means (奖励.企业奖励); None where it is a quantity."""
    named = (rule for other, rule in policy.rewards.items() if in_formulas(other) == name)
    return next(named, None)


@lru_cache(maxsize=512)
def _names(key: Same[object]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for _, inside in constructs(key.of):
        for field in dataclasses.fields(inside):  # type: ignore[arg-type]
            value = getattr(inside, field.name)
            found |= dict.fromkeys(_read(value, bool(field.metadata["names"])))
    return tuple(name for name in found if name)


def _read(value: object, names_quantities: bool) -> tuple[str, ...]:
    if isinstance(value, Expression):
        return value.names
    if isinstance(value, tuple):
        return tuple(name for one in value for name in _read(one, names_quantities))
    if not names_quantities:
        return ()
    if isinstance(value, Parameter):
        return (value.name,)
    if isinstance(value, dict):
        return tuple(map(str, value))
    return (value,) if isinstance(value, str) else ()
