"""Chinese text broken into lines as a person would: figures stay whole, no line starts with a stop.

Rich takes a Chinese sentence for one long word and cuts it anywhere, also between the digits of an
amount.
"""

from __future__ import annotations

import re

from rich.cells import cell_len

#: What stays together: opening marks, a figure or Latin word or one character, closing marks.
_PIECE = re.compile(
    r"[（《“【〔]*(?:[0-9A-Za-z.,#/_-]+|[^（《“【〔])[%‰，。；：、？）》”】〕]*|.", re.DOTALL
)


def wrapped(text: str, width: int) -> str:
    """The text in lines of at most `width` columns; only a piece longer than a line is longer."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and cell_len(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip(" ")
    return "\n".join(line.rstrip(" ") for line in lines)
