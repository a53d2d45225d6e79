"""PE_REWARD as plain formulas: gates, the person's decision, the parts, uplift, cap, rounding.

A row comes to a code first: 1 worked out, 2 decided by a person, 10 and on barred by a condition,
50 and on waiting (#N/A), 90 and on refused (#VALUE!; `OUTSIDE` and `NO_BAND` are #NUM!).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rules.engine import Use
from rules.notation import without_scale
from rules.parts import Cap, CapOrder, QuantityType, Scheme
from workbook_templates.plain.amounts import Earned, common_denominator, earned, lift
from workbook_templates.plain.conditions import number, truth
from workbook_templates.plain.exactly import LARGEST, quotient
from workbook_templates.plain.facts import HUNDREDTHS, Fact, column_of, fact, hundredths
from workbook_templates.plain.refusing import CannotSayError, LackingError, Unsayable
from workbook_templates.plain.schemes import names_of, unsayable_of
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.texts import OUT, REFUSED, WAITING, either, iff, quoted

_BARRED, _WAITING = 10, 50
UNDECIDED, WAITS_FOR_PERSON, NOTHING_GIVEN, LACKING = 80, 81, 82, 83
BAD, NEGATIVE, EXCLUSIVE, TOO_LONG, OUTSIDE, NO_BAND = 90, 91, 92, 93, 94, 95


@dataclass(frozen=True, slots=True)
class Rewarded:
    """The formulas of the amount and of the sentence beside it."""

    amount: str
    told: str


def rewarded(
    scratch: Scratch, use: Use, scheme: str, cells: dict[str, str], unsayable: Unsayable
) -> Rewarded:
    """One row of a reward form; `cells` are its cells by their headers."""
    rule = use.policy.rewards.get(scheme)
    where = f" › 奖励 › {scheme}"
    if rule is None:
        unsayable.lack(where, "政策没有这项奖励")
        return Rewarded(REFUSED, REFUSED)
    for what in unsayable_of(rule):
        unsayable.say(where, what)
    facts: dict[str, Fact] = {}
    for name in names_of(use, rule):
        found = column_of(use, name, cells)
        try:
            if found is None:
                raise LackingError(f"表上没有“{name}”一列")
            facts[name] = fact(scratch, use, name, *found)
        except CannotSayError as cannot:
            unsayable.cannot(where, cannot)
    if unsayable.faults:
        return Rewarded(REFUSED, REFUSED)
    try:
        return _Row(scratch, use, scheme, rule, facts).rewarded()
    except CannotSayError as cannot:
        unsayable.cannot(where, cannot)
        return Rewarded(REFUSED, REFUSED)


class _Row:
    def __init__(
        self, scratch: Scratch, use: Use, name: str, rule: Scheme, facts: Mapping[str, Fact]
    ) -> None:
        self.scratch, self.use, self.name, self.rule, self.facts = scratch, use, name, rule, facts
        self.over = common_denominator(rule.components)
        #: Sentences by code.
        self.says: dict[int, str] = {}

    def rewarded(self) -> Rewarded:
        keep, rule = self.scratch.keep, self.rule
        parts = [
            earned(self.scratch, name, part, self.facts, self.over)
            for name, part in rule.components.items()
        ]
        paid = keep("+".join(part.amount for part in parts))
        lifted = lift(self.scratch, rule.uplift, self.facts)
        product = keep(self._capped(paid, lifted.times, lifted.over))
        decided = self.facts[rule.by_person.takes].value if rule.by_person else "0"
        code = keep(self._code(parts, paid, lifted.waits, lifted.refused, product, decided))
        assert rule.rounding.to is not None
        step = rule.rounding.to.value
        below = hundredths(step) * self.over * lifted.over
        worked = f"{quotient(product, str(below), rule.rounding.how)}*{_over(step)}"
        by_person = f"{quotient(decided, str(hundredths(step)), rule.rounding.how)}*{_over(step)}"
        amount = keep(
            iff(
                f"{code}=1",
                worked,
                iff(
                    f"{code}=2",
                    by_person,
                    iff(
                        f"{code}<{_WAITING}",
                        "0",
                        iff(
                            f"{code}<{BAD}",
                            WAITING,
                            iff(f"{code}>={OUTSIDE}", OUT, REFUSED),
                        ),
                    ),
                ),
            )
        )
        return Rewarded(amount, self._told(code, amount, parts, lifted.times, lifted.over))

    def _capped(self, paid: str, times: str, over: int) -> str:
        cap: Cap | None = self.rule.cap
        if cap is None:
            return f"{paid}*{times}"
        assert cap.amount is not None
        if len(cap.amount.values) > 1 or cap.amount.values[0][0] is not None:
            raise CannotSayError("封顶因日期而不同")
        most = hundredths(cap.amount.values[0][1].value) * self.over
        if cap.order is CapOrder.BEFORE_UPLIFT:
            return f"MIN({paid},{most})*{times}"
        # A product too great to be exact is far above the cap, and not taken.
        return f"MIN({paid}*{times},{most * over})"

    def _code(
        self,
        parts: list[Earned],
        paid: str,
        lift_waits: str,
        lift_refused: str,
        product: str,
        decided: str,
    ) -> str:
        """The first of all that decides, from the last to the first."""
        rule = self.rule
        code = iff(f"{product}>{LARGEST}", str(TOO_LONG), "1")
        if lift_refused:
            code = iff(lift_refused, str(EXCLUSIVE), code)
        if lift_waits:
            code = iff(lift_waits, str(LACKING), code)
        based = [part for part in parts if part.base]
        if based:
            none = [f"NOT({part.given})" for part in based]
            code = iff(f"AND({','.join(none)},{paid}=0)", str(NOTHING_GIVEN), code)
        for part in reversed(parts):
            if part.gap:
                code = iff(part.gap, str(NO_BAND), code)
            if part.base:
                negative = f'IF({part.base}="",FALSE,{part.base}<0)'
                code = iff(negative, str(NEGATIVE), code)
            if part.waits:
                code = iff(part.waits, str(LACKING), code)
        if rule.by_person is not None:
            asked = truth(self.scratch, rule.by_person.when.root, self.facts)
            person = iff(
                f'{decided}=""',
                str(WAITS_FOR_PERSON),
                iff(f"{decided}<0", str(NEGATIVE), "2"),
            )
            code = iff(f"{asked}<0", str(UNDECIDED), iff(f"{asked}=1", person, code))
        for number_of, (holds, missing) in reversed(list(enumerate(self._gates()))):
            code = iff(
                missing,
                str(_WAITING + number_of),
                iff(holds, code, str(_BARRED + number_of)),
            )
        if self.use.policy.in_force.dated_by:
            code = iff(self._outside(), str(OUTSIDE), code)
        wrong = [f"NOT({one.understood})" for one in self.facts.values()]
        long = [one.too_long for one in self.facts.values() if one.too_long != "FALSE"]
        unread = iff(either(*long), str(TOO_LONG), str(BAD)) if long else str(BAD)
        return iff(either(*wrong), unread, code)

    def _outside(self) -> str:
        when = self.use.policy.in_force
        day = self.facts[when.dated_by].value
        if self.use.day is not None:
            day = iff(f"{day}=0", f"{self.use.day:%Y%m%d}", day)
        late = f",{day}>{when.until:%Y%m%d}" if when.until else ""
        return f"AND({day}>0,OR({day}<{when.since:%Y%m%d}{late}))"

    def _gates(self) -> list[tuple[str, str]]:
        """For each condition, window and threshold: that it holds, and that data are missing."""
        gates: list[tuple[str, str]] = []

        def add(holds: str, missing: str, why: str, clause: str) -> None:
            cited = self.use.cite(clause or self.rule.clause)
            self.says[_BARRED + len(gates)] = quoted(f"{why}，不予奖励，为 0 元。依据：{cited}。")
            self.says[_WAITING + len(gates)] = quoted(f"还不能判断是否“{why}”：请补填有关各项。")
            gates.append((holds, missing))

        for condition in self.rule.conditions:
            held = truth(self.scratch, condition.holds.root, self.facts)
            add(f"{held}=1", f"{held}<0", condition.otherwise, condition.clause)
        for window in self.rule.windows:
            day = self.facts[window.by].value
            ends = [f"{day}>={window.since:%Y%m%d}"] if window.since else []
            ends += [f"{day}<={window.until:%Y%m%d}"] if window.until else []
            add(f"AND({','.join(ends)})", f"{day}=0", f"{window.by}不在期间内", window.clause)
        for threshold in self.rule.thresholds:
            if threshold.when or threshold.by_class or threshold.reach is None:
                raise CannotSayError("门槛因情形而不同")
            if len(threshold.reach.values) > 1 or threshold.reach.values[0][0] is not None:
                raise CannotSayError("门槛因日期而不同")
            figure = number(self.scratch, threshold.of.root, self.facts)
            least = threshold.reach.values[0][1]
            add(
                f"{figure}>={hundredths(least.value)}",
                f'{figure}=""',
                f"{threshold.of.text.lstrip('=')}没有达到 {least}",
                threshold.clause,
            )
        return gates

    # --- the sentence ---

    def _told(self, code: str, amount: str, parts: list[Earned], times: str, over: int) -> str:
        rule, clause = self.rule, self.use.cite(self.rule.clause)
        shown = f'TEXT({amount},"#,##0.00")'
        unit = without_scale(rule.unit.value)
        sums = [
            f'IF({part.amount}=0,"",{quoted(part.name + " ")}'
            f'&TEXT({part.amount}/{self.over * HUNDREDTHS},"#,##0.00")&{quoted(unit + "；")})'
            for part in parts
        ]
        told = "&".join(sums)
        if rule.uplift is not None:
            told += f'&IF({times}={over},"","上浮后为 "&TEXT({times}/{over},"0.####")&" 倍；")'
        if rule.cap is not None and rule.cap.amount is not None:
            most = rule.cap.amount.values[0][1]
            limit = f"{amount}={most.value}"
            told += f'&IF({limit},{quoted(f"最高 {most}；")},"")'
        worked = f"{told}&{quoted(f'{self.name} ')}&{shown}&{quoted(f' {unit}。依据：{clause}。')}"
        person = rule.by_person
        decided = quoted(f"按“{person.takes}”计 " if person else "")
        by_code = {
            1: worked,
            2: f"{decided}&{shown}&{quoted(f' {unit}。依据：{clause}。')}",
            UNDECIDED: quoted("还不能判断是否由人核定：请补填有关各项。"),
            WAITS_FOR_PERSON: quoted(
                f"{person.says}；核定后请填写“{person.takes}”。" if person else ""
            ),
            NOTHING_GIVEN: quoted("没有填计奖的基数：请至少填写其中一项。"),
            LACKING: quoted("还有没填的数据：请补填，是否各项请选“是”或“否”。"),
            BAD: quoted(self._unread()),
            NEGATIVE: quoted("填的金额是负数：请核对所填金额。"),
            EXCLUSIVE: quoted("上浮的各项不能同时为是：请核对后只保留一项。"),
            TOO_LONG: quoted("金额太大，本表不能精确计算：请核对所填金额和单位。"),
            OUTSIDE: quoted(f"日期不在施行期内（{self._in_force()}）：请核对日期。"),
            NO_BAND: quoted("所填的数不在任何一档内：请核对，或请制定文件的单位解释。"),
        } | self.says
        answer = '""'
        for number_of, words in by_code.items():
            answer = iff(f"{code}={number_of}", words, answer)
        return answer

    def _unread(self) -> str:
        kinds = {one.type for one in self.facts.values()}
        said = "所填内容看不懂：金额请填数字（可带单位，最多两位小数，到分），"
        if QuantityType.DATE in kinds:
            said += "日期写成 2023-06-30，"
        return said + "是否各项填“是”或“否”。"

    def _in_force(self) -> str:
        when = self.use.policy.in_force
        return f"{when.since} 起施行" + (f"，至 {when.until} 止" if when.until else "")


def _over(step: Fraction) -> str:
    return f"{step.numerator}/{step.denominator}"
