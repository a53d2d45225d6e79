"""Which forms belong to one project: by its name and the unit that carries it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from workbook_templates.checking.between.facts import Facts, normal

#: Which kinds of forms a form is held against.
LOOKS_AT = {"自评": ("申报", "监控", "奖励", "自评"), "监控": ("申报",)}


@dataclass(slots=True)
class Together:
    """The forms that surely belong to one, by kind; and those that may, with what is in doubt."""

    sure: dict[str, Facts] = field(default_factory=dict)
    unsure: list[tuple[Facts, str]] = field(default_factory=list)


def together(own: Facts, others: Sequence[Facts], same_file: Sequence[Facts] = ()) -> Together:
    """What belongs to `own` of other files and of the same file."""
    found = Together()
    for kind in LOOKS_AT.get(own.kind, ()):
        told = [(one, _doubt(own, one, near=False)) for one in others if one.kind == kind]
        told += [(one, _doubt(own, one, near=True)) for one in same_file if one.kind == kind]
        sure = _latest(_distinct([one for one, doubt in told if doubt == ""]))
        if len(sure) == 1:
            found.sure[kind] = sure[0]
        elif sure:
            why = f"同样的项目名称、实施单位还有{sure[1].where}"
            found.unsure.append((sure[0], why))
        else:
            found.unsure += [(one, doubt) for one, doubt in told if doubt]
    return found


def related(own: Facts, other: Facts) -> bool:
    """Whether a form of another file is worth being looked at beside `own`."""
    return other.kind in LOOKS_AT.get(own.kind, ()) and _doubt(own, other, near=False) is not None


def _doubt(own: Facts, other: Facts, *, near: bool) -> str | None:
    """Why it is in doubt that two forms belong together: "" for no doubt, None where they do not.

    In one file (`near`) a blank name is no doubt.
    """
    if not _of_years(own, other):
        return None
    one, two = normal(own.project), normal(other.project)
    first, second = normal(own.unit), normal(other.unit)
    same_project, same_unit = bool(one) and one == two, bool(first) and first == second
    if same_project and same_unit:
        return ""
    blank_project, blank_unit = not (one and two), not (first and second)
    if near and (same_project or blank_project) and (same_unit or blank_unit):
        return ""
    if same_project and blank_unit:
        return "有一张表没有填实施单位"
    if same_project and (first in second or second in first):
        return f"实施单位不完全一样（“{own.unit}”和“{other.unit}”）"
    if same_unit and not blank_project and (one in two or two in one):
        return f"项目名称不完全一样（“{own.project}”和“{other.project}”）"
    return None


def _of_years(own: Facts, other: Facts) -> bool:
    """One year's forms belong together; of two self-evaluations, one follows the other."""
    if own.kind == other.kind:
        return own.year is not None and other.year == own.year - 1
    return own.year is None or other.year is None or own.year == other.year


def _distinct(found: Sequence[Facts]) -> list[Facts]:
    """Forms that differ in more than where they are: a copy of a file is no second form."""
    kept: list[Facts] = []
    for one in found:
        if all(replace(one, where="") != replace(other, where="") for other in kept):
            kept.append(one)
    return kept


def _latest(found: list[Facts]) -> list[Facts]:
    """Of forms that tell up to different days (July, September) the last one counts."""
    told = sorted((one.until, number) for number, one in enumerate(found) if one.until is not None)
    if len(found) < 2 or len(told) < len(found) or told[-1][0] == told[-2][0]:
        return found
    return [found[told[-1][1]]]


def keys(facts: Facts) -> Iterator[tuple[str, str]]:
    """What forms that may belong together have in common, to find them among many."""
    if project := normal(facts.project):
        yield "项目", project
    if unit := normal(facts.unit):
        yield "单位", unit
