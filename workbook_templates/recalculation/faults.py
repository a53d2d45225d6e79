"""What can go wrong with a formula or a workbook as a whole; each carries a sentence for its reader."""

from __future__ import annotations


class FormulaFault(Exception):  # noqa: N818 - a fault is what is wrong with a formula, not with us
    """A formula that cannot be computed here; `sentence` says in Chinese what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence as the exception's own text too."""
        super().__init__(sentence)
        self.sentence = sentence


class WorkbookFault(FormulaFault):
    """A file that is not a readable .xlsx workbook."""
