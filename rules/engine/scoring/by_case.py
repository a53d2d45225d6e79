"""按情形: the actual in words is one of the cases that the document names."""

from __future__ import annotations

from rules.engine.scoring.scored_row import ScoredRow
from rules.engine.scoring.worth import worth
from rules.nearest import nearest
from rules.results import Reason, Refusal, Step, Value, Working


def earned(row: ScoredRow) -> Value | Refusal:
    """Points of the case that the actual names, by its own words or a declared synonym."""
    method, written = row.method, row.actual.text
    case = written if written in method.cases else None
    if case is None:
        case = next((name for name, others in method.synonyms.items() if written in others), None)
    if case is None or case not in method.cases:
        listed = "、".join(method.cases)
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"实际完成值“{written}”不是办法列出的情形",
            nearest(written, method.cases) or f"可填：{listed}",
            Working((), row.clause),
        )
    figure = method.cases[case]
    step = Step("case", {"case": case, "worth": figure, "points": row.full})
    return Value(
        worth(figure, row.full),
        Working((step,), row.clause, row.readings("情形", *(("同义",) if case != written else ()))),
    )
