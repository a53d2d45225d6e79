"""One kind of finding: its code, severity, title, sentence and advice."""

from __future__ import annotations

from dataclasses import dataclass

from workbook_templates.checking.findings import Finding, Severity
from workbook_templates.reading.cells import Cell


@dataclass(frozen=True, slots=True)
class Family:
    """A family of findings: the letter in its codes (`PE-R…`) and its name."""

    letter: str
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of finding; `message` and `advice` take their figures by name."""

    code: str
    severity: Severity
    title: str
    message: str
    advice: str

    def at(
        self,
        cell: Cell | None,
        name: str,
        *,
        found: str = "",
        expected: str = "",
        clause: str = "",
        severity: Severity | None = None,
        **figures: str,
    ) -> Finding:
        """The finding at a cell; texts of the workbook go in as figures, never as templates."""
        figures = {"name": name, "found": found, "expected": expected, **figures}
        return Finding(
            self.code,
            severity or self.severity,
            cell.sheet if cell else "",
            cell.address if cell else "",
            name,
            found,
            expected,
            self.message.format_map(figures),
            clause,
            self.advice.format_map(figures),
        )
