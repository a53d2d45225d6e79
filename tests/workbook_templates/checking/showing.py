"""The workbooks that show each kind of finding, gathered from the modules `shown_*.py` beside this."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

#: Gives the workbook that shows the finding, and the one that does not.
Pair: TypeAlias = Callable[[Path], tuple[Path, Path]]
SHOWN_BY: dict[str, Pair] = {}


def shows(code: str) -> Callable[[Pair], Pair]:
    """Keep a pair of workbooks as the one that shows this finding."""

    def keep(pair: Pair) -> Pair:
        assert code not in SHOWN_BY or SHOWN_BY[code].__name__ == pair.__name__, code
        SHOWN_BY[code] = pair
        return pair

    return keep


def gather() -> dict[str, Pair]:
    """All pairs, those of the modules `shown_*.py` included."""
    for module in sorted(Path(__file__).parent.glob("shown_*.py")):
        import_module(f"tests.workbook_templates.checking.{module.stem}")
    return SHOWN_BY
