"""A formula tried in a LibreOffice of our own, before anything is said to work."""

from __future__ import annotations

import tempfile
from pathlib import Path
from zipfile import is_zipfile

import openpyxl

from addin.calc import office, private, record
from workbook_templates import recalculation

LIMIT = 120.0
#: The example of the function's own documentation, and what it gives: 10 × 64.71% ÷ 80%, rounded.
_FORMULA, _RESULT = '=PE_SCORE(10,"≥80%","64.71%")', 8.09
_WRONG = "在 LibreOffice 里试算 {formula} 得到 {shown}，应为 {result}。请把这句话发给技术支持。"


def run(program: Path, known: record.Record) -> None:
    """Have LibreOffice compute the formula with these packages; raises `OfficeFault` where it fails."""
    quiet = record.Record(known.packages, known.policies, quiet=True)
    with tempfile.TemporaryDirectory(prefix="pe-calc-") as folder:
        file, result = Path(folder) / "trial.xlsx", Path(folder) / "out" / "trial.xlsx"
        book = openpyxl.Workbook()
        book.worksheets[0]["A1"] = _FORMULA
        book.save(file)
        with private.private(program, quiet) as made:
            try:
                made.run(["--convert-to", "xlsx", "--outdir", str(result.parent), str(file)], LIMIT)
            except private.TimedOut as late:
                raise office.OfficeFault(office.SLOW_START.format(limit=LIMIT)) from late
            office.functions_there(made)
        if not is_zipfile(result):
            raise office.OfficeFault(office.DEAD.format(program=program))
        shown = recalculation.read_workbook(result).sheets[0].values.get((1, 1))
    if shown != _RESULT:
        raise office.OfficeFault(_WRONG.format(formula=_FORMULA, shown=shown, result=_RESULT))
