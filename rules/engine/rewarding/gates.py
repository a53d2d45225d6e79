"""What has to hold before anything is earned: 条件, 期间, 门槛; and the day of an exchange rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rules.engine.rewarding.desk import Desk
from rules.model.granting import Threshold
from rules.model.rewards import ExchangeRate, Scheme
from rules.results import Reason, Refusal, Step
from rules.wording import day as in_words


@dataclass(frozen=True, slots=True)
class Barred:
    """Nothing is earned; the step that says why is noted. `clause` is the one that bars."""

    clause: str


def barred(desk: Desk, scheme: Scheme) -> Barred | Refusal | None:
    """The first condition, window or threshold that does not hold; None where all do."""
    for condition in scheme.conditions:
        holds = desk.truth(condition.holds)
        if isinstance(holds, Refusal):
            return holds
        if not holds:
            return _not_eligible(desk, scheme)
    for window in scheme.windows:
        found = desk.value(window.by)
        if isinstance(found, Refusal):
            return found
        assert isinstance(found, date)
        early = window.since is not None and found < window.since
        late = window.until is not None and found > window.until
        # On the first or the last day itself it matters that they are within.
        if early or found == window.since:
            desk.reading(window, "起")
        if late or found == window.until:
            desk.reading(window, "止")
        if early or late:
            desk.reading(window, "按")
            ends = (window.since, window.until)
            figures = {"name": window.by, "day": found, "since": ends[0], "until": ends[1]}
            desk.add(Step("outside_window", figures, desk.cited(window.clause)))
            return Barred(window.clause)
    for threshold in scheme.thresholds:
        met = reached(desk, threshold)
        if isinstance(met, Refusal):
            return met
        if not met:
            return Barred(threshold.clause)
    return None


def _not_eligible(desk: Desk, scheme: Scheme) -> Barred:
    """Every condition that fails, so that nobody mends one and is told of the next."""
    failed = [one for one in scheme.conditions if desk.truth(one.holds) is False]
    desk.reading(scheme, "条件")
    for one in failed:
        desk.add(Step("not_eligible", {"why": one.otherwise}, desk.cited(one.clause)))
    return Barred(failed[0].clause)


def reached(desk: Desk, threshold: Threshold) -> bool | Refusal:
    """Whether a threshold is reached; a step is noted where it is not."""
    if threshold.when is not None:
        applies = desk.truth(threshold.when)
        if isinstance(applies, Refusal) or not applies:
            return applies if isinstance(applies, Refusal) else True
    value = desk.number(threshold.of)
    if isinstance(value, Refusal):
        return value
    dated, word = threshold.reach, ""
    if threshold.by_class is not None:
        found = desk.of_class(threshold.by_class)
        if isinstance(found, Refusal):
            return found
        word, dated = found
    assert dated is not None
    least = desk.on_day(dated, "门槛")
    if isinstance(least, Refusal):
        return least
    if value == least.value:
        desk.reading(threshold, "达到")
    if value >= least.value:
        return True
    desk.reading(threshold, "按")
    told = desk.told(threshold.of, value, least.dimension, (least.value,))
    figures = {"told": told, "least": least.text, "class": word}
    desk.add(Step("below_threshold", figures, desk.cited(threshold.clause)))
    return False


def exchange(desk: Desk, rule: ExchangeRate | None) -> Refusal | None:
    """Note the exchange rate and its day, where a rate is given; a rate without its day is refused."""
    if rule is None:
        return None
    rate, quoted = desk.facts.by_name[rule.rate], desk.facts.by_name[rule.day].value
    if not isinstance(rate.value, Fraction):
        return None  # Where it is needed, the formula that needs it refuses.
    if rate.value <= 0:
        return Refusal(Reason.BREAKS_RULE, f"“{rule.rate}”不大于 0", "请核对汇率")
    if not isinstance(quoted, date):
        found = desk.value(rule.day, "请填写汇率是哪一天的")
        return found if isinstance(found, Refusal) else None
    if rule.must_be:
        wanted = desk.value(rule.must_be)
        if isinstance(wanted, Refusal):
            return wanted
        if wanted != quoted:
            assert isinstance(wanted, date)
            return Refusal(
                Reason.BREAKS_RULE,
                f"汇率是{in_words(quoted)}的，应当用{rule.must_be}（{in_words(wanted)}）的",
                "请改填当日的汇率",
            )
        desk.reading(rule, "应为")
    figures = {"name": rule.rate, "rate": rate.shown, "day": quoted}
    desk.add(Step("exchange", figures, desk.cited(rule.clause)))
    return None
