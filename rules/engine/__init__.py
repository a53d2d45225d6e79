"""The engine: what a policy comes to on given data. One module per kind of rule.

Every function takes a `Use` (a policy, possibly on a day) and values as they stand in cells, and
answers a `Value` or a `Refusal`, each with its working; none raises for what a person typed.
"""

from rules.engine.amounts import amount
from rules.engine.checks import Finding, check
from rules.engine.grades import grade
from rules.engine.parameters import clause, parameter
from rules.engine.printing import agrees, printed_ends, score_agrees
from rules.engine.rankings import ranking
from rules.engine.rates import rate
from rules.engine.rewarding import reward, rewards
from rules.engine.rows import Raw, Row
from rules.engine.scorecards import scorecard
from rules.engine.scoring import score
from rules.engine.totals import total
from rules.engine.use import Use

__all__ = [
    "Finding",
    "Raw",
    "Row",
    "Use",
    "agrees",
    "amount",
    "check",
    "clause",
    "grade",
    "parameter",
    "printed_ends",
    "ranking",
    "rate",
    "reward",
    "rewards",
    "score",
    "score_agrees",
    "scorecard",
    "total",
]
