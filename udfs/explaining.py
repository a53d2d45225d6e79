"""PE_EXPLAIN, and the explanations and clauses of any answer."""

from __future__ import annotations

from dataclasses import replace

from rules.explain import explain
from rules.nearest import nearest
from rules.results import NOTHING, Reason, Refusal, Result, Step, Value
from udfs.catalogue import CATALOGUE, Function
from udfs.cells import Cell, Cells
from udfs.policies import text
from udfs.shapes import Answer, results_in, single


def pe_explain(called: Cells, *given: Cells) -> Answer:
    """PE_EXPLAIN: how a function came to its result, in the shape of that result."""
    name = single(called)
    if isinstance(name, Refusal):
        return name
    function = named(name)
    if isinstance(function, Refusal):
        return function
    return in_words(function, function.answer(*given))


def in_words(function: Function, answer: Answer) -> Answer:
    """An answer of a function as PE_EXPLAIN tells it."""
    if not isinstance(answer, tuple):
        return _in_words(answer)
    if function.name in ("PE_CHECK", "PE_POLICIES"):
        # A finding is told once a row, not once a column.
        return tuple((_in_words(row[-1]),) for row in answer)
    return tuple(tuple(map(_in_words, row)) for row in answer)


def _in_words(result: Result) -> Result:
    if isinstance(result, Value) and result.value is None:
        return Value(None, result.working)
    working = result.working
    if isinstance(result, Refusal):
        # Its sentence becomes a step, so that clause and readings are told after it and only once.
        sentence = explain(replace(result, working=NOTHING))
        working = replace(working, steps=(Step("told", {"text": sentence}),))
    return Value(explain(result), working)


def named(name: Cell) -> Function | Refusal:
    """The catalogue's entry for a name typed in any case, with or without PE_."""
    wanted = text(name, "函数名", 'PE_EXPLAIN("PE_SCORE",10,"≥80%","64.71%")')
    if isinstance(wanted, Refusal):
        return wanted
    wanted = wanted.upper().lstrip("=")
    found = CATALOGUE.get(wanted) or CATALOGUE.get("PE_" + wanted)
    if found is None or found.name == "PE_EXPLAIN":
        others = [other for other in CATALOGUE if other != "PE_EXPLAIN"]
        advice = nearest(wanted, others) or f"可用：{'、'.join(others)}"
        return Refusal(Reason.UNKNOWN_NAME, f"没有名为“{name}”的函数可以解释", advice)
    return found


def explanations(answer: Answer) -> tuple[str, ...]:
    """Every explanation of an answer, once each, in order."""
    return tuple(dict.fromkeys(filter(None, (explain(result) for result in results_in(answer)))))


def clauses(answer: Answer) -> tuple[str, ...]:
    """Every clause that an answer rests on, once each, in order."""
    found = (clause for result in results_in(answer) for clause in result.working.clauses)
    return tuple(dict.fromkeys(found))
