"""Rows with what people type where plain formulas once read something else than the exact engine.

Each row with what it must show, by hand: #VALUE! for what is not understood, and never a figure.
"""

from __future__ import annotations

from tests.workbook_templates.plain.edge_rows import Row

#: Excel's MATCH takes ? and * for any sign and a for A; only what is written so counts.
TO_THE_LETTER: list[tuple[Row, object]] = [
    ((10, "≥80%", "N/A", None), "/"),
    ((10, "≥80%", "n/a", None), "#VALUE!"),
    ((10, "N/a", "80%", None), "#VALUE!"),
    (("n/A", "≥80%", "80%", None), "#VALUE!"),
    (("?", "≥80%", "80%", None), "#VALUE!"),
    ((10, "≥80%", "?", None), "#VALUE!"),
    ((10, "≥80%", "*", None), "#VALUE!"),
    ((10, "效果明显", "达? 80%", None), "#VALUE!"),
    ((10, "效果明显", "达成* 80%", None), "#VALUE!"),
    ((10, "2023年12月31日前", "2023年12月20日完*", None), "#VALUE!"),
    ((10, "≤10", "15", "反向*"), "#VALUE!"),
    ((10, "≤10", "15", "反向??"), "#VALUE!"),
    ((10, "≥3KG", "3", None), "#VALUE!"),
    ((10, "≥3kg", "1.5", None), 5),
]

ODD = [*TO_THE_LETTER]
