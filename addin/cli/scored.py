"""The scored rows of a checked workbook in the terminal: what each came to, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from textwrap import indent

from rich.console import Console
from rich.text import Text

from addin.cli.wrapping import wrapped
from workbook_templates import reports
from workbook_templates.checking import Checked, Scored

#: Where an explanation passes from what was computed to what it rests on.
_BASIS = "依据："


def tell(console: Console, checked: Iterable[Checked]) -> None:
    """Print each file: its verdict, results and findings, then its scored rows with their reasons."""
    for one in checked:
        reports.terminal(console, [without_lists(one)])
        if one.scored:
            console.print("  各行的结果和理由", style="bold", markup=False)
            tell_rows(console, one.scored)
        console.print()


def without_lists(checked: Checked) -> Checked:
    """The answer without the results that every row has: the rows themselves tell them."""
    single = {
        name: value
        for name, value in checked.results.items()
        if not isinstance(value, (list, tuple))
    }
    return replace(checked, results=single)


def tell_rows(console: Console, rows: Iterable[Scored]) -> None:
    """Print the rows in their order; those that a person scored have no reasons and stand together.

    The basis of a row that repeats the one before it is left out.
    """
    by_hand = []
    basis_before = ""
    for row in rows:
        if not row.explanation:
            by_hand.append(f"{row.title}（{row.cell}）{row.shown.replace(' / ', '/')}")
            continue
        _print(console, f"{row.title}（{row.cell}）：{figure(row.shown)}", 4, "bold")
        said, _, basis = row.explanation.partition(_BASIS)
        _print(console, said, 6)
        if basis and basis != basis_before:
            _print(console, _BASIS + basis, 6, "dim")
        basis_before = basis
    if by_hand:
        _print(console, "以下得分由人填写，不由公式计算", 4, "bold")
        _print(console, "；".join(by_hand), 6)


def figure(shown: str) -> str:
    """A figure with its thousands set apart from five digits on."""
    return f"{int(shown):,}" if shown.isascii() and shown.isdigit() and len(shown) > 4 else shown


def _print(console: Console, text: str, margin: int, style: str = "") -> None:
    lines = wrapped(text, max(console.width - margin, 20))
    console.print(Text(indent(lines, " " * margin), style))
