"""Every policy that differs from this one in one small thing: the edges that examples must show."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from rules.authoring.neighbours import neighbours, ranges
from rules.authoring.places import GONE, Place, is_construct, is_optional, parts, put, put_key, root
from rules.expression import Expression
from rules.expression.tree import Name
from rules.model.bands import Range
from rules.model.policy import Policy
from rules.model.quantities import QuantityType
from rules.model.scalars import Dated, Figure, Span

#: What is proven by its sums, or only read by people: no example can depend on it.
_NOT_COMPUTED = ("政策", "名称", "依据", "取代", "数据", "权重", "指标体系", "口径", "示例")
#: The full mark of a scorecard is proven by the sum of its lines too.
_FULL = ("计分表", "满分")
#: What stands for a missing value, to see whether an example leaves one out.
_NEVER_FILLED = "（没有填）"
_DEFAULTS = {QuantityType.TRUTH: "否", QuantityType.MONEY: "0元", QuantityType.TEXT: "无"}


@dataclass(frozen=True, slots=True)
class Variation:
    """A policy with one thing changed at `place`.

    `told` says what was changed; `whole` that a part of the policy was taken away.
    """

    place: Place
    told: str
    policy: Policy
    whole: bool = False


def variations(
    policy: Policy, place: Place | None = None
) -> Generator[Variation, bool | None, None]:
    """All variations in the order of the file; a part that is taken away before what is in it.

    The caller may `send` True after a variation of a whole part, to leave out what is in it.
    """
    place = place or root(policy)
    for part in parts(place):
        if not place.path and part.path[0] in _NOT_COMPUTED:
            continue
        if part.value is None or (part.path[0], part.path[-1]) == _FULL:
            continue
        if _can_go(place, part):
            left_out = yield Variation(part, "去掉", put(policy, part.steps, GONE), True)
            if left_out:
                continue
        yield from _changed(policy, part)
        yield from _siblings(policy, place, part)
        yield from _keys(policy, part)
        yield from variations(policy, part)
    if not place.path:
        yield from _blanks(policy)


def _can_go(above: Place, part: Place) -> bool:
    """Whether taking this part away leaves a policy that can still be used."""
    value = part.value
    if isinstance(above.value, (dict, tuple)):
        return is_construct(value) or isinstance(value, (Figure, Span, Enum, Dated))
    single = is_construct(value) or isinstance(value, (Figure, Enum, Dated))
    return single and is_construct(above.value) and is_optional(above.value, part.steps[-1])


def _changed(policy: Policy, place: Place) -> Iterator[Variation]:
    value = place.value
    if isinstance(value, str):
        yield from _named(policy, place, value)
        return
    if isinstance(value, Dated):
        yield from _dates(policy, place, value)
        return
    for other, told in neighbours(value, truth=_is_truth(policy, value)):
        yield Variation(place, f"改成“{told}”", put(policy, place.steps, other))


def _is_truth(policy: Policy, value: object) -> bool:
    if not isinstance(value, Expression) or not isinstance(value.root, Name):
        return False
    quantity = policy.quantities.get(value.root.name)
    return quantity is not None and quantity.type is QuantityType.TRUTH


def _dates(policy: Policy, place: Place, value: Dated[object]) -> Iterator[Variation]:
    """A dated value that begins a day earlier or later."""
    for number, (since, inside) in enumerate(value.values):
        for other, told in neighbours(since):
            values = (*value.values[:number], (other, inside), *value.values[number + 1 :])
            at = Place((*place.path, str(since)), place.steps, value)
            yield Variation(at, f"改从{told}起", put(policy, place.steps, Dated(values)))


def _keys(policy: Policy, place: Place) -> Iterator[Variation]:
    """Bands with an end moved."""
    if not isinstance(place.value, dict):
        return
    for key in place.value:
        if isinstance(key, Range):
            steps = (*place.steps, key)
            for other, told in ranges(key):
                at = Place((*place.path, str(key)), steps, key)
                yield Variation(at, f"改成“{told}”", put_key(policy, steps, other))


def _siblings(policy: Policy, above: Place, part: Place) -> Iterator[Variation]:
    """One of several that stand beside it, such as the level that takes the remainder: another."""
    if not isinstance(part.value, str) or not is_construct(above.value):
        return
    for beside in parts(above):
        if isinstance(beside.value, dict) and part.value in beside.value:
            for other in beside.value:
                if isinstance(other, str) and other != part.value:
                    yield Variation(part, f"改成“{other}”", put(policy, part.steps, other))


def _named(policy: Policy, place: Place, name: str) -> Iterator[Variation]:
    """A piece of data named by a field of its own: once filled in, once left blank."""
    quantity = policy.quantities.get(name)
    if quantity is None:
        return
    # As if nobody had filled it in, and as if somebody always had.
    never = f"{name}{_NEVER_FILLED}"
    quantities = {**policy.quantities, never: replace(quantity, if_blank="")}
    unfilled = replace(put(policy, place.steps, never), quantities=quantities)
    yield Variation(place, f"当作没有填“{name}”", unfilled)
    default = _DEFAULTS.get(quantity.type)
    if not quantity.if_blank and default:
        changed = _with_blank(policy, name, default)
        yield Variation(place, f"没有填“{name}”时按{default}", changed)


def _blanks(policy: Policy) -> Iterator[Variation]:
    """What stands for a blank, taken away: does an example leave the value blank?"""
    for name, quantity in policy.quantities.items():
        if quantity.if_blank:
            place = Place(
                ("数据", name, "未填"), ("quantities", name, "if_blank"), quantity.if_blank
            )
            yield Variation(place, "改成不写", _with_blank(policy, name, ""))


def _with_blank(policy: Policy, name: str, default: str) -> Policy:
    changed = replace(policy.quantities[name], if_blank=default)
    return replace(policy, quantities={**policy.quantities, name: changed})
