"""How high a row must be for its Chinese text.

Spreadsheet programs do not fit a row to its text once a height is written, and fit it badly when
none is: so the lines are counted here. Widths are in Excel's character units, heights in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

#: Excel allows no row higher than this.
HIGHEST = 409

_PIXELS_PER_POINT = 96 / 72


def lines(text: str, width: float, size: float) -> int:
    """The lines that `text` takes in `width` at a font of `size` points."""
    pixels = width * 7 + 5 - 17  # the cell's own margins, and one step of indent
    full = size * _PIXELS_PER_POINT
    per_line = max(1, floor(pixels / full * 2))
    count = 0
    for paragraph in text.split("\n"):
        halves = sum(1.1 if char.isascii() else 2 for char in paragraph)
        # Punctuation may not open a line, which wraps some lines one character early.
        usable = max(1.0, per_line - (1 if halves > per_line else 0))
        count += max(1, -(-halves // usable).__int__())
    return count


def height(texts: Sequence[tuple[str, float, float]], least: float) -> float:
    """The height of a row that holds these texts, each with its width and its font size."""
    most = max((lines(*text) * text[2] for text in texts), default=0)
    return min(HIGHEST, max(least, round(most * 1.45 + 7, 1)))
