"""A form held against the others of its project: what it has to explain, and what to know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from rules.exact import Interval, printed
from rules.results import Scalar
from rules.wording import scalar
from udfs import CellError
from workbook_templates.checking.between.facts import Beside, Facts, Indicator, Sum, stated
from workbook_templates.checking.between.matching import Matched, match
from workbook_templates.checking.between.pairing import Together, together
from workbook_templates.checking.between.targets import changed, looser, short_of
from workbook_templates.checking.catalogue import between
from workbook_templates.checking.catalogue.entry import Entry
from workbook_templates.checking.cells_compared import in_words
from workbook_templates.checking.explanations import Need, explained_in
from workbook_templates.checking.findings import Finding, Severity
from workbook_templates.checking.scored_rows import ScoredRow
from workbook_templates.reading import Cell, Filled
from workbook_templates.shape import Form

_MONEY = "人民币"
_Wrong: TypeAlias = Callable[[Sum, Sum], bool]


@dataclass(slots=True)
class Compared:
    """What the other forms say of a form.

    `rows` are the needs of a row by its `id`, `names` those of a cell or an indicator by name;
    `findings` stand by themselves.
    """

    rows: dict[int, list[Need]] = field(default_factory=dict)
    names: list[tuple[str, Need]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def compare(
    form: Form,
    filled: Filled,
    rows: Sequence[ScoredRow],
    beside: Beside,
) -> Compared:
    """Hold a form, with its rows, against the forms beside it."""
    own = beside.own
    if own is None or not (beside.others or beside.same_file):
        return Compared()
    found = together(own, beside.others, beside.same_file)
    return _Comparison(form, filled, rows, own, found).all()


class _Comparison:
    def __init__(
        self, form: Form, filled: Filled, rows: Sequence[ScoredRow], own: Facts, found: Together
    ) -> None:
        self.form, self.filled, self.own, self.found = form, filled, own, found
        self.rows = [
            row for row in rows if row.check.target and row.filled(row.check.title)
        ]  # the indicators, without rows that have no name
        self.out = Compared()

    def all(self) -> Compared:
        for other, why in self.found.unsure:
            self.out.findings.append(
                between.UNSURE.at(
                    self._cell(self.form.shared.project),
                    self.form.shared.project,
                    found=self.own.project,
                    expected=other.project,
                    where=other.where,
                    title=other.title,
                    why=why,
                )
            )
        sure = self.found.sure
        agreed = sure.get("申报") or (sure.get("监控") if self.own.kind == "自评" else None)
        if agreed is not None:
            self._targets(agreed)
        for kind in ("申报", "监控"):
            if kind in sure:
                self._budget(sure[kind])
        if self.own.kind == "自评":
            if "监控" in sure:
                self._forecast(sure["监控"])
            if "奖励" in sure:
                self._rewards(sure["奖励"])
            if "自评" in sure:
                self._last_year(sure["自评"])
        return self.out

    # --- indicators ---

    def _matched(self, other: Facts) -> Matched:
        return match([row.title for row in self.rows], other.indicators)

    def _targets(self, other: Facts) -> None:
        matched = self._matched(other)
        for number, there in matched.pairs:
            row, beside = self.rows[number], other.indicators[there]
            if changed(self._stated(row), beside.target):
                found = self._shown(row)
                finding = self._of_row(
                    between.TARGET_CHANGED, row.stated, row, other, found, in_words(beside.target)
                )
                self._need(row, finding, f"指标值“{found}”与《{other.title}》不同")
        for number, there, why in matched.unclear:
            self._unclear(self.rows[number], other.indicators[there], other, why)
        for number in matched.new:
            row = self.rows[number]
            self.out.findings.append(
                self._of_row(between.INDICATOR_NEW, row.cells[row.check.title], row, other)
            )
        for there in matched.gone:
            beside = other.indicators[there]
            finding = between.INDICATOR_GONE.at(
                self._cell(""),
                beside.name,
                expected=in_words(beside.target),
                where=other.where,
                title=other.title,
                reason=explained_in(self.form, beside.name),
            )
            self.out.names.append((beside.name, Need(finding, f"《{other.title}》有，本表没有")))

    def _unclear(self, row: ScoredRow, beside: Indicator, other: Facts, why: str) -> None:
        cell, entry = row.cells[row.check.title], between.NAME_UNCLEAR
        self.out.findings.append(
            self._of_row(entry, cell, row, other, row.title, beside.name, why=why)
        )

    def _forecast(self, other: Facts) -> None:
        for number, there in self._matched(other).pairs:
            row, beside = self.rows[number], other.indicators[there]
            reached = row.cells.get(row.check.actual)
            if reached is None:
                continue
            if short_of(_plain(reached), beside.forecast, self._stated(row)):
                finding = self._of_row(
                    between.BELOW_FORECAST,
                    reached,
                    row,
                    other,
                    in_words(reached.value),
                    in_words(beside.forecast),
                )
                why = f"完成值 {finding.found}，监控时预计 {finding.expected}"
                self._need(row, finding, why)
        if not self._sums("全年支出", "期中支出", other, between.SPENT_LESS, _less):
            self._sums("全年支出", "预计支出", other, between.SPENT_BELOW_FORECAST, _less)

    def _last_year(self, other: Facts) -> None:
        for number, there in self._matched(other).pairs:
            row, beside = self.rows[number], other.indicators[there]
            if looser(self._stated(row), beside.actual):
                entry = between.LOWER_THAN_LAST_YEAR
                self.out.findings.append(
                    self._of_row(
                        entry, row.stated, row, other, self._shown(row), in_words(beside.actual)
                    )
                )

    def _stated(self, row: ScoredRow) -> Scalar:
        return stated(row.cells, row.check)

    def _shown(self, row: ScoredRow) -> str:
        return in_words(self._stated(row))

    def _of_row(
        self,
        entry: Entry,
        cell: Cell | None,
        row: ScoredRow,
        other: Facts,
        found: str = "",
        expected: str = "",
        why: str = "",
    ) -> Finding:
        """A finding on one indicator held against another form."""
        return entry.at(
            cell,
            row.title,
            found=found,
            expected=expected,
            where=other.where,
            title=other.title,
            reason=row.reason,
            why=why,
        )

    def _need(self, row: ScoredRow, finding: Finding, why: str) -> None:
        self.out.rows.setdefault(id(row), []).append(Need(finding, why))

    # --- sums of money ---

    def _budget(self, other: Facts) -> None:
        self._sums("年初预算", "年初预算", other, between.BUDGET_DIFFERS, _differ)

    def _rewards(self, other: Facts) -> None:
        # Rewards beyond what was paid are a contradiction; less may be one part of the payments.
        self._sums("全年支出", "奖励额", other, between.REWARDS_ABOVE_PAID, _less)
        self._sums("全年支出", "奖励额", other, between.REWARDS_BELOW_PAID, _more)

    def _sums(
        self,
        term: str,
        other_term: str,
        other: Facts,
        entry: Entry,
        wrong: _Wrong,
    ) -> bool:
        """Tell what is wrong between two sums; whether anything is."""
        one, beside = self.own.sums.get(term), other.sums.get(other_term)
        if one is None or beside is None or not wrong(one, beside):
            return False
        found, expected = scalar(one.money.value, _MONEY), scalar(beside.money.value, _MONEY)
        finding = entry.at(
            self._cell(one.name),
            one.name,
            found=found,
            expected=expected,
            other=beside.name,
            where=other.where,
            title=other.title,
            reason=explained_in(self.form, one.name),
        )
        if finding.severity is Severity.EXPLAIN:
            why = f"填 {found}，《{other.title}》的“{beside.name}”是 {expected}"
            self.out.names.append((one.name, Need(finding, why)))
        else:
            self.out.findings.append(finding)
        return True

    def _cell(self, name: str) -> Cell:
        cell = self.filled.fields.get(name) or self.filled.computed.get(name)
        return cell or Cell(self.filled.sheet, "", None, None)


def _plain(cell: Cell) -> Scalar:
    return None if isinstance(cell.value, CellError) else cell.value


def _less(one: Sum, other: Sum) -> bool:
    """Whether a sum is less than another, whatever digits both were rounded to."""
    return _printed(one).high < _printed(other).low


def _more(one: Sum, other: Sum) -> bool:
    return _less(other, one)


def _differ(one: Sum, other: Sum) -> bool:
    return _less(one, other) or _less(other, one)


def _printed(one: Sum) -> Interval:
    return printed(one.money.value, one.money.step)
