"""PE_SCORE: the points that one row of a form earns. One module per way of scoring."""

from rules.engine.scoring.score import score

__all__ = ["score"]
