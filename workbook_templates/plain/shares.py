"""The share of its points that a row earns, as two whole numbers, and what looks at that share."""

from __future__ import annotations

from collections.abc import Callable

from rules.parts import Figure, Method
from workbook_templates.plain.cases import by_method
from workbook_templates.plain.exactly import multiple
from workbook_templates.plain.methods import Methods, share_rounding
from workbook_templates.plain.pairs import Pair
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.targets import Read
from workbook_templates.plain.texts import chosen, iff


def share(
    methods: Methods,
    scratch: Scratch,
    a: Read,
    two: Pair,
    method: str,
    level: str,
    code: str,
) -> tuple[str, str]:
    """The share of the points as two whole numbers, for the codes that have one."""
    x, y, levels = two.reached, two.wanted, methods.levels
    row = f"MAX({level},1)"
    own = f'{a.kind}="L"'
    bare_above = chosen(
        row, (one.bare.numerator if one.bare else 0 for one in levels) if levels else ("0",)
    )
    bare_below = chosen(
        row, (one.bare.denominator if one.bare else 1 for one in levels) if levels else ("1",)
    )
    same_above = by_method(
        methods, method, lambda m: m.same_words.value.numerator if m.same_words else 1
    )
    same_below = by_method(
        methods, method, lambda m: m.same_words.value.denominator if m.same_words else 1
    )
    above = iff(
        f"{code}=2",
        x,
        iff(
            f"{code}=3",
            y,
            iff(
                f"{code}=4",
                f"2*{y}-{x}",
                iff(f"{code}=5", iff(own, a.figure.number, bare_above), same_above),
            ),
        ),
    )
    below = iff(
        f"OR({code}=2,{code}=4)",
        y,
        iff(
            f"{code}=3",
            x,
            iff(f"{code}=5", iff(own, f"10^(-({a.figure.power}))", bare_below), same_below),
        ),
    )
    kept = f"AND({code}>=2,{code}<=6)"
    return scratch.keep(iff(kept, above, "0")), scratch.keep(iff(kept, below, "1"))


def rounded_share(
    methods: Methods, scratch: Scratch, method: str, code: str, above: str, below: str
) -> tuple[str, str]:
    """完成比例取整: the share of a missed target to so many places before it is multiplied."""
    rounding = share_rounding(methods)
    if rounding is None:
        return above, below
    how, step, each = rounding
    by_method = chosen(f"MAX({method},1)", each)
    asked = scratch.keep(f"AND({code}>=2,{code}<=4,{by_method}=1)")
    unit = scratch.keep(f'IFERROR({below}*{step.numerator},"")')
    rounded = multiple(scratch, str(step.denominator), above, unit, how)
    steps = iff(f'{rounded}=""', '""', f"{rounded}*{step.numerator}")
    return (
        scratch.keep(iff(asked, steps, above)),
        scratch.keep(iff(asked, str(step.denominator), below)),
    )


def within_edges(methods: Methods, method: str, code: str, above: str, below: str) -> str:
    """The code after 低于不得分 and 达到得满分, which look at the share of a missed target."""
    case = code
    if any(m.full_from for m in methods.all):
        enough = _edge(methods, method, above, below, lambda m: m.full_from, ">=")
        case = iff(enough, "0", case)
    if any(m.floor for m in methods.all):
        low = _edge(methods, method, above, below, lambda m: m.floor, "<")
        case = iff(low, "1", case)
    return code if case == code else iff(f"AND({code}>=2,{code}<=4)", case, code)


def _edge(
    methods: Methods,
    method: str,
    above: str,
    below: str,
    ask: Callable[[Method], Figure | None],
    sign: str,
) -> str:
    """Whether the share is on that side of an end that the method names."""

    def one(m: Method) -> str:
        figure = ask(m)
        if figure is None:
            return "FALSE"
        value = figure.value
        return f"{above}*{value.denominator}{sign}{value.numerator}*{below}"

    return by_method(methods, method, one)
