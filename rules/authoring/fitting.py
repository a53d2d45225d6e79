"""Where the parts of a policy go on its page: into one line, into a table, or under a heading."""

from __future__ import annotations

from rules.authoring.page import Heading
from rules.authoring.places import Place, is_construct, parts
from rules.authoring.telling import is_said
from rules.model.bands import Bands, Range
from rules.model.common import Round

#: The deepest level of a heading.
_DEEPEST = 6
#: So many parts are told well in one row.
_WIDEST = 6


def heading(level: int, above: str, word: str) -> Heading:
    """A heading; below the deepest level it says itself what it belongs to."""
    return Heading(level, word) if level <= _DEEPEST else Heading(_DEEPEST, f"{above} › {word}")


def fits_a_cell(value: object) -> bool:
    """Whether a part is told well in one line of a table."""
    if isinstance(value, Bands):
        return False
    if is_construct(value):
        return fits_a_row(value)
    if isinstance(value, dict):
        few = len(value) <= 3 and not any(isinstance(key, Range) for key in value)
        return few and not any(is_construct(inside) for inside in value.values())
    if isinstance(value, tuple):
        return not any(is_construct(inside) for inside in value)
    return True


def fits_a_row(value: object) -> bool:
    """Whether all parts of a construct are single values."""
    if not is_construct(value):
        return fits_a_cell(value)
    if isinstance(value, Bands):
        return False
    inside = [p.value for p in parts(Place((), (), value)) if p.path[-1] != "口径"]
    deep = any((isinstance(part, dict) and part) or _has_constructs(part) for part in inside)
    return not deep and sum(map(is_said, inside)) <= _WIDEST


def _has_constructs(value: object) -> bool:
    members = value if isinstance(value, tuple) else (value,)
    return any(is_construct(member) and not isinstance(member, Round) for member in members)
