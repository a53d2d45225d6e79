"""The five enforcers side by side: the engine, PE_ cells and plain formulas in LibreOffice, our own
recalculation of PE_ cells, and the checker.

Each answers what every computed cell of a filled form shows, by the name of the cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from addin.calc.office import Outcome, recalculated
from rules.engine import Use
from tests.parity.fills import Fill, Subject
from tests.parity.worked import Shown, spot, worked
from udfs import CATALOGUE, Cell, policies
from workbook_templates.addresses import relative
from workbook_templates.building import build, stamp_for
from workbook_templates.building.given import match
from workbook_templates.building.layout import lay_out
from workbook_templates.checking.recomputing import Recomputed, recompute
from workbook_templates.description import describe
from workbook_templates.making import product_version
from workbook_templates.plain import add_lookup, plain_form
from workbook_templates.printed_rows import published_rows
from workbook_templates.reading import Contents, Filled, read
from workbook_templates.recalculation import address_of, read_workbook, recalculate
from workbook_templates.shape import ASIDE, Form, Kind
from workbook_templates.stamp import PLAIN

ENGINE, OFFICE, FORMULAS, PLAINLY, CHECKER = (
    "规则引擎",
    "Calc 里的 PE_",
    "自行重算",
    "普通公式",
    "审核",
)
ENFORCERS = (ENGINE, OFFICE, FORMULAS, PLAINLY, CHECKER)
#: What each enforcer shows of a fill; a cell that it says nothing of is absent.
Answers = Mapping[str, Shown]


@dataclass(frozen=True, slots=True)
class Files:
    """The workbooks of a fill, without any cached figure."""

    fill: Fill
    form: Path
    plain: Path


def answers(
    fills: Sequence[Fill], folder: Path, other: Use | None = None
) -> Iterator[tuple[Fill, Answers]]:
    """What the five show of each fill; LibreOffice computes all files in one run.

    `other` is another policy for the engine alone: how the suite itself is tried.
    """
    files = [built(fill, folder, number) for number, fill in enumerate(fills)]
    wanted = [path for one in files for path in (one.form, one.plain)]
    outputs = folder / "out"
    outputs.mkdir()
    outcomes = {outcome.file: outcome for outcome in recalculated(wanted, outputs)}
    for one in files:
        yield one.fill, _of(one, outcomes, other)


def _of(one: Files, outcomes: Mapping[Path, Outcome], other: Use | None) -> Answers:
    subject, data = one.fill.subject, one.fill.data
    form = describe(subject.form)
    places = _places(form, subject, data)
    found = {
        ENGINE: worked(subject.form, other or subject.use, data),
        OFFICE: _named(places, _by_office(form, outcomes[one.form])),
        FORMULAS: _named(places, {
            address: value
            for (sheet, address), value in recalculate(one.form, CATALOGUE).values.items()
            if sheet == form.sheet
        }),
        CHECKER: _checked(form, one.form, subject),
    }  # fmt: skip
    said = _plainly(subject)
    plainly = _named(_places(said, subject, data), _by_office(said, outcomes[one.plain]))
    found[PLAINLY] = _figures(plainly)
    agreed = _checked(form, one.plain, subject)
    assert agreed == found[CHECKER], f"{one.fill}: the plain workbook is checked as another form"
    return found


def _figures(shown: Shown) -> Shown:
    """Without the sentences that explain: plain formulas have shorter ones."""
    return {n: value for n, value in shown.items() if "说明" not in n or n == "合计说明"}


@cache
def _plainly(subject: Subject) -> Form:
    return plain_form(describe(subject.form), subject.use)


def built(fill: Fill, folder: Path, number: int) -> Files:
    """The workbooks, built once and computed by nobody yet."""
    subject, data = fill.subject, fill.data
    form, use = describe(subject.form), subject.use
    digest = policies.library().shelf[subject.policy].digest

    def write(as_form: Form, path: Path, functions: str = "") -> Path:
        stamp = stamp_for(form, subject.policy, digest, product_version(), functions)
        beside = add_lookup if functions else None
        fixed = published_rows(use)
        return build(as_form, path, data, stamp, subject.policy, fixed=fixed, beside=beside)

    plain = write(_plainly(subject), folder / f"{number}-plain.xlsx", PLAIN)
    return Files(fill, write(form, folder / f"{number}.xlsx"), plain)


def _places(form: Form, subject: Subject, data: Mapping[str, object]) -> dict[str, str]:
    """The addresses of all cells that formulas compute, by name."""
    fixed = published_rows(subject.use)
    matched = match(form, data, fixed=fixed)
    layout = lay_out(form, matched, subject.policy)
    own = {name for name, kind in form.fields() if kind is Kind.COMPUTED}
    found = {
        name: relative(*place)
        for name, place in layout.places.items()
        if name in own and not name.startswith(ASIDE)
    }
    for table in form.tables():
        computed_columns = [
            column
            for column in table.columns
            if column.kind is Kind.COMPUTED and not column.name.startswith(ASIDE)
        ]
        for section in table.sections:
            for number in range(len(matched.rows[section.area])):
                for column in computed_columns:
                    place = layout.tops[section.area] + number, column.first
                    found[spot(section.area, number + 1, column.name)] = relative(*place)
    return found


def _by_office(form: Form, outcome: Outcome) -> dict[str, Cell]:
    assert outcome.output is not None, outcome.trouble
    sheets = {sheet.name: sheet for sheet in read_workbook(outcome.output).sheets}
    return {address_of(*spot): value for spot, value in sheets[form.sheet].values.items()}


def _named(places: Mapping[str, str], shown: Mapping[str, Cell]) -> Shown:
    return {name: shown.get(address) for name, address in places.items()}


def _checked(form: Form, path: Path, subject: Subject) -> Shown:
    """What the checker expects to stand in a workbook that it reads."""
    contents = read(path)
    assert isinstance(contents, Contents), contents
    (filled,) = contents.forms
    expected = recompute(form, filled, subject.policy)
    shown: Shown = {name: one.value for name, one in expected.fields.items()}
    for area, rows in expected.sections.items():
        for number, row in _numbered(filled, area, rows):
            shown |= {spot(area, number, role): one.value for role, one in row.items()}
    return shown


def _numbered(
    filled: Filled, area: str, rows: Sequence[Mapping[str, Recomputed]]
) -> Iterator[tuple[int, Mapping[str, Recomputed]]]:
    """Rows by their number in the area: blank ones are not read."""
    top = filled.places[area].top
    for given, row in zip(filled.sections[area], rows, strict=True):
        address = next(iter(given.values())).address
        yield int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - top, row
