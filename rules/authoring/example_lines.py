"""An example as the line that its author pastes under 示例."""

from __future__ import annotations

import re
from fractions import Fraction

from rules.authoring.asked import Asked
from rules.authoring.trials import Trial, result
from rules.exact import decimal_places, plain
from rules.explain import explain
from rules.model.policy import Policy
from rules.proof.several import Several
from rules.results import Refusal, Value
from rules.wording import percent, scalar

_LONGEST_REASON = 24
#: What YAML would read as something else than the text it is.
_NEEDS_QUOTES = re.compile(r"[,\[\]{}#&*!|>'\"%@`\\]|: |:$|^[-?:=\s]|\s$|^$")
_PLAIN_START = re.compile(r"^[\w≥≤±〔“《/.+-]")


def example_line(policy: Policy, trial: Trial, title: str) -> str:
    """The line, with the result as the rules now have it; empty where there is none to state."""
    found = result(policy, trial)
    if not trial.given and not trial.example.rows:
        return ""  # an example gives something
    given = _given(trial)
    if isinstance(found, Refusal):
        wanted = _mapping({trial.item: _fragment(explain(found))})
        return f"- {{名称: {quoted(title)}, {given}, 应拒: {wanted}}}"
    if isinstance(found, Several):
        shown = found.text
    else:
        shown = _shown(policy, trial.item, found.value) if isinstance(found, Value) else found or ""
    if not shown:
        return ""
    if trial.item in trial.example.ranked:
        return f"- {{名称: {quoted(title)}, {given}, 应排: {{{quoted(trial.item)}: {shown}}}}}"
    return f"- {{名称: {quoted(title)}, {given}, 应得: {_mapping({trial.item: shown})}}}"


def _given(trial: Trial) -> str:
    """What is given: to all rows, and row by row where an example has several."""
    rows = ", ".join(map(_mapping, trial.example.rows))
    parts = [f"给定: {_mapping(trial.given)}"] if trial.given or not rows else []
    return ", ".join([*parts, f"各行: [{rows}]"] if rows else parts)


def _shown(policy: Policy, item: str, value: object) -> str:
    if not isinstance(value, Fraction):
        return "" if value is None else str(value)
    if item in policy.rates:
        return percent(value, 2)
    scheme = policy.rewards.get(Asked(policy).whole(item))
    if scheme is not None and decimal_places(value) is not None:
        return scalar(value, scheme.unit.dimension)
    return plain(value) if decimal_places(value) is not None else ""


def _fragment(sentence: str) -> str:
    """The beginning of a reason, long enough to be told from another."""
    return re.split(r"[；。，：]", sentence)[0][:_LONGEST_REASON]


def _mapping(entries: dict[str, str]) -> str:
    return "{" + ", ".join(f"{quoted(k)}: {quoted(str(v))}" for k, v in entries.items()) + "}"


def quoted(text: str) -> str:
    """A text as a YAML scalar inside braces, in double quotes where it needs them."""
    if _PLAIN_START.search(text) and not _NEEDS_QUOTES.search(text.replace("%", "")):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
