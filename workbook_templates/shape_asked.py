"""What a form asks: what is scored, its sums of money, what it wants as a whole and shares with others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbook_templates.shape_cells import nothing


@dataclass(frozen=True, slots=True)
class ScoreCheck:
    """Which cells belong together when scores are checked: points, score, the reason for a loss.

    `table` is the name of a table, and the others are its columns; "" means single cells by name.
    Where `score` is "" (a form that only declares or monitors), rows are checked without one.
    `title` is the column (or the printed text) that says what is scored, `given` are the inputs
    without which there is no score, `deduction` is what a person takes off. Where `points` is ""
    (an amount of money), there is nothing to lose. `target` are the columns that state the target
    (one, or sign, figure and unit apart), `actual` the one that tells what was reached, `sort` the
    one that says what kind of indicator it is, `told_in` the cell whose text tells the same in
    words. `forecast` is what is expected to be reached by the end of the year. `asks` are columns
    in which any entry needs a reason, but for the words listed.
    """

    table: str
    title: str
    score: str = ""
    points: str = ""
    reason: str = ""
    deduction: str = ""
    given: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    actual: str = ""
    sort: str = ""
    told_in: str = ""
    forecast: str = ""
    asks: Mapping[str, tuple[str, ...]] = field(default_factory=nothing)


@dataclass(frozen=True, slots=True)
class Funds:
    """The cells of a form's whole money: figures of one size, and which of them is what was spent.

    `unit` is that of all sums where the policy declares none; each pair of `at_most` is a sum and
    the one that it cannot exceed.
    """

    whole: tuple[str, ...] = ()
    spent: str = ""
    unit: str = ""
    at_most: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Demands:
    """What a form asks for as a whole.

    `period` is the cell that says from when to when, `sections` those that need at least one row;
    with `measurable` every target must be one of which a person can tell whether it was reached.
    `usual` are sections that nearly every project has; `mid_term` is the column with the target of
    the whole period.
    """

    period: str = ""
    sections: tuple[str, ...] = ()
    measurable: bool = False
    usual: tuple[str, ...] = ()
    mid_term: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a form has in common with other forms of one project.

    `kind` is what the form is among them (one of `KINDS`), `project` and `unit` are the cells that
    tell whose it is, `until` the cell with the day up to which it tells, `sums` the cells with
    figures that other forms have too, by what both call them (one of `SUMS`).
    """

    kind: str = ""
    project: str = ""
    unit: str = ""
    until: str = ""
    sums: Mapping[str, str] = field(default_factory=nothing)


#: What a form may be among the forms of one project.
KINDS = ("申报", "监控", "自评", "奖励")
#: The figures that several forms of one project have.
SUMS = ("年初预算", "期中支出", "预计支出", "全年支出", "奖励额")
