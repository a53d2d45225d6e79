"""Marks of a check on the cells of the open workbook, and how they are taken away again.

A colour is a conditional format that is always true, laid over the cell: its own fill is never
touched, so there is nothing to remember and nothing to lose, whatever happens in between. A remark
is a note on a cell that has none. Both say themselves that they are ours. A note that a person has
written in since is theirs: it stays, without our sign.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from addin.excel.commands.told import Book, Range, refused, unavailable
from workbook_templates.checking import Finding, Severity

_SIGN = re.compile(r"【绩效校验 ([0-9a-f]{6})】\s*")
#: Two texts that differ: true in every cell and every language of Excel.
_RULES = {severity: f'="PE"<>"{severity.value}"' for severity in Severity}
#: The colours of the annotated copies.
_COLOURS = {Severity.REJECT: "#FFC7CD", Severity.EXPLAIN: "#FFE698", Severity.REMIND: "#BDD7EF"}
_LONGEST = 1500
_MOST_IN_A_CELL = 5


@dataclass(frozen=True, slots=True)
class Marked:
    """How many places were marked, and how many could not be.

    `noted`: of those that were, how many only by colour, as people's own notes stand there already.
    """

    places: int = 0
    noted: int = 0
    refused: int = 0


def put(book: Book, findings: Iterable[Finding]) -> Marked:
    """Mark every place that is named; sheets and cells that are gone are passed over."""
    there = {str(sheet.name): sheet for sheet in book.sheets}
    placed: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.cell and finding.sheet in there:
            placed.setdefault((finding.sheet, finding.cell), []).append(finding)
    noted = failed = 0
    for (sheet, cell), told in placed.items():
        try:
            noted += not _mark(there[sheet].range(cell), told)
        except Exception as error:
            if not refused(error):
                raise
            failed += 1
            logging.getLogger(__name__).warning("mark of %s %s", sheet, cell, exc_info=True)
    return Marked(len(placed) - failed, noted, failed)


def clear(book: Book) -> int:
    """Take every mark away; how many there were. Safe to do again after anything."""
    count = 0
    for sheet in book.sheets:
        rules = sheet.cells.conditional_formats
        for number in reversed(range(len(rules))):
            rule = rules[number]
            if _is_ours(rule):
                rule.delete()
                count += 1
        for note in list(sheet.notes):
            _clear_note(note)
    return count


def is_marked(cells: Range) -> bool:
    """Whether a mark lies on these cells."""
    return any(map(_is_ours, cells.conditional_formats))


def _is_ours(rule: Any) -> bool:
    return bool(rule.type == "custom" and rule.formula in _RULES.values())


def _mark(cells: Range, told: list[Finding]) -> bool:
    """Colour the cells and note the findings; False where a note cannot be added to what is there."""
    order = list(Severity)
    told = sorted(told, key=lambda finding: order.index(finding.severity))
    if cells.shape == (1, 1):
        cells = cells.merge_area
    severity = told[0].severity
    cells.conditional_formats.add_custom(_RULES[severity], fill_color=_COLOURS[severity])
    first = cells[0, 0]
    if first.note is not None or _is_discussed(first):
        return False
    text = "\n\n".join(map(_sentence, told[:_MOST_IN_A_CELL]))[:_LONGEST]
    if len(told) > _MOST_IN_A_CELL:
        text += f"\n\n另有 {len(told) - _MOST_IN_A_CELL} 条，请用“下一条”查看。"
    first.add_note(f"【绩效校验 {_digest(text)}】\n{text}")
    return True


def _is_discussed(cell: Range) -> bool:
    """Whether people talk about the cell: where there is a thread Excel takes no note."""
    try:
        return cell.comment is not None
    except Exception as error:
        # Before 2019 there were no threads.
        if not unavailable(error):
            raise
        return False


def _clear_note(note: Any) -> None:
    text = str(note.text or "")
    found = _SIGN.match(text)
    if found is None:
        return
    rest = text[found.end() :]
    if _digest(rest) == found[1]:
        note.delete()
    else:
        note.text = rest


def _sentence(finding: Finding) -> str:
    lines = [f"【{finding.severity.value}】{finding.message}"]
    if finding.advice:
        lines.append(f"怎么办：{finding.advice}")
    if finding.clause:
        lines.append(f"依据：{finding.clause}")
    return "\n".join(lines)


def _digest(text: str) -> str:
    """Told by the letters alone: Excel may change the ends of lines."""
    return hashlib.sha256("".join(text.split()).encode("utf-8", "replace")).hexdigest()[:6]
