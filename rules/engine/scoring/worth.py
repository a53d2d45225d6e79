"""What a figure of a policy is worth on a row: points as they stand, or a share of the row's."""

from __future__ import annotations

from fractions import Fraction

from rules.exact import plain
from rules.model.scalars import Figure
from rules.wording import percent


def worth(figure: Figure, full: Fraction) -> Fraction:
    """5分 is 5; 80% is four fifths of `full`."""
    return full * figure.value if is_share(figure) else figure.value


def is_share(figure: Figure) -> bool:
    """Whether the figure is a share of the row's points."""
    return figure.dimension == "比率"


def in_words(figure: Figure, full: Fraction) -> str:
    """`5分`, or `分值的80%即8分`."""
    points = plain(worth(figure, full), 6) + "分"
    return f"分值的{percent(figure.value)}即{points}" if is_share(figure) else points
