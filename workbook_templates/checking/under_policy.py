"""A filled form under another policy than its own: what each of its computed cells comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rules.results import Reason, Refusal, Result, Value
from udfs import CellError
from workbook_templates.checking.cells_compared import exact
from workbook_templates.checking.recomputing import Recomputed, recompute
from workbook_templates.description import describe
from workbook_templates.reading import Filled, Unreadable, read
from workbook_templates.shape import Form

#: Functions that only tell what others came to.
_TELLING = ("PE_EXPLAIN", "PE_CLAUSE")


@dataclass(frozen=True, slots=True)
class Computed:
    """One computed cell of a filled form: what it is about, and what it comes to."""

    title: str
    role: str
    result: Result


def computed_under(path: Path, policy: str) -> tuple[Computed, ...] | Refusal:
    """The computed cells of a filled form, computed under the policy of that id.

    A refusal for a file that cannot be read, or is no form of ours.
    """
    contents = read(path)
    if isinstance(contents, Unreadable):
        return Refusal(Reason.NOT_UNDERSTOOD, f"{path.name}：{contents.message}", contents.advice)
    return tuple(
        cell for filled in contents.forms for cell in _cells(describe(filled.form), filled, policy)
    )


def _cells(form: Form, filled: Filled, policy: str) -> Iterator[Computed]:
    own = recompute(form, filled, policy)
    for name, cell in own.fields.items():
        result = _result(cell)
        if result is not None:
            yield Computed(form.title, name, result)
    for table in form.tables():
        titles = [check.title for check in form.score_checks if check.table == table.name]
        for section in table.sections:
            rows = zip(
                filled.sections.get(section.area, ()), own.sections[section.area], strict=True
            )
            for number, (given, computed) in enumerate(rows, start=1):
                named = [given[title].value for title in titles if title in given]
                title = str(named[0]) if named and named[0] else f"{section.name}第{number}行"
                for role, recomputed in computed.items():
                    result = _result(recomputed)
                    if result is not None:
                        yield Computed(title, role, result)


def _result(cell: Recomputed) -> Result | None:
    """What the cell's PE_ function answered, else its figure; None for words about other cells."""
    answers = [result for name, result in cell.answers if name not in _TELLING]
    if not answers and (cell.answers or isinstance(cell.value, str) or cell.value is None):
        return None
    if len(answers) == 1:
        return answers[0]
    value = exact(cell.value)
    if isinstance(value, CellError):
        refused = next((result for result in answers if isinstance(result, Refusal)), None)
        return refused or Refusal(Reason.NOT_UNDERSTOOD, f"这一格是错误值 {value.value}")
    return Value(value)
