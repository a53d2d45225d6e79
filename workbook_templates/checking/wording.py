"""Texts of a form: hints and placeholders left in, signs that nobody meant to write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from workbook_templates.checking.catalogue import inputs
from workbook_templates.checking.catalogue.entry import Entry
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.scored_rows import called
from workbook_templates.description import describe
from workbook_templates.reading import Filled
from workbook_templates.reading.cells import Cell
from workbook_templates.shape import Form, Kind, Table

_PLACEHOLDER = re.compile(
    r"^[（(]?(?:请填写?|请输入|请选择|请在|在此填写?|此处填写?|如[:：]|填写说明)"
    r"|^[（(【]?(?:待补充|待填写|待填报|待定|待完善|待核实|TBD|TODO)[）)】]?[。.]?$"
    r"|[（(【](?:待补充|待填写|待填报|待定|待完善|待核实|请填写?[^）)】]*)[）)】]"
    r"|^[（(【](?:请|须|需)?(?:填写?|填报|填入|输入|选择)[^（）()【】]{0,20}[）)】]$"
    r"|[（(][^（）()]{0,20}字以[内下][^（）()]{0,10}[）)]"
    r"|(?<![A-Za-z])[XxＸｘ]{2,}(?![A-Za-z])|[×✕]{2,}|(?<![0-9*])\*{2,}(?![0-9*])|_{3,}|□□+",
    re.IGNORECASE,
)
#: A piece of a hint shorter than this may be an ordinary word.
_SHORTEST_HINT = 6
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫烫")
_UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SIGNS = re.compile(r"[\W_]+")
_DOUBTFUL = re.compile(r"[?？]{3,}|[!！]{3,}|[,，。；;、]{3,}|[@#$^&~|\\]{2,}")


def findings_in(form: Form, filled: Filled) -> Iterator[Finding]:
    """Placeholders and stray signs in every text that a person may write."""
    hints, longest = _hints(form.id), _longest(form.id)
    for name, cell in filled.fields.items():
        if wrong := _wrong_with(cell, hints.get(name, ())):
            yield wrong[0].at(cell, name, found=wrong[1])
        if name in longest:
            yield from _length(cell, name, longest[name])
    told_elsewhere = _read_as_figures(form.id)
    looked_at = [(role, told) for role, told in hints.items() if role not in told_elsewhere]
    for rows in filled.sections.values():
        for row in rows:
            for role, told in looked_at:
                own = row.get(role)
                if own is not None and (wrong := _wrong_with(own, told)):
                    yield wrong[0].at(own, called(form, row, role), found=wrong[1])


def _length(cell: Cell, name: str, most: int) -> Iterator[Finding]:
    """A text with more letters and figures than the form allows; signs are not counted."""
    count = len(_SIGNS.sub("", cell.value)) if isinstance(cell.value, str) else 0
    if count > most:
        yield inputs.TOO_LONG.at(cell, name, found=str(count), expected=str(most))


def _wrong_with(cell: Cell, hints: tuple[str, ...]) -> tuple[Entry, str] | None:
    """What kind of thing is wrong with a text that a person wrote, and the piece that is."""
    if not isinstance(cell.value, str) or cell.formula is not None:
        return None
    return _wrong(cell.value, hints)


@lru_cache(maxsize=8192)
def _wrong(text: str, hints: tuple[str, ...]) -> tuple[Entry, str] | None:
    if left := _left_in(text, hints):
        return inputs.PLACEHOLDER, left
    signs = _stray(text)
    return (inputs.STRAY_SIGNS, signs) if signs else None


def _left_in(text: str, hints: tuple[str, ...]) -> str:
    """The piece of a text that is a placeholder or the form's own hint; "" without one."""
    text = text.strip()
    if text in hints:
        return text if len(text) <= 20 else text[:20] + "…"
    match = _PLACEHOLDER.search(text)
    return match[0] if match else ""


def _stray(text: str) -> str:
    """What is wrong with the signs of a text, in words."""
    if _GARBLED.search(text):
        return "乱码"
    if _UNPRINTED.search(text):
        return "看不见的控制符"
    match = _DOUBTFUL.search(text)
    return f"多余的符号“{match[0]}”" if match else ""


@lru_cache(maxsize=64)
def _hints_of(hint: str) -> tuple[str, ...]:
    """A hint as a person may have copied it: whole, or one of its sentences."""
    pieces = (hint, *(piece for piece in hint.split("。")))
    return tuple(
        piece.strip().rstrip("。") for piece in pieces if len(piece.strip()) >= _SHORTEST_HINT
    ) + ((hint,) if len(hint) >= _SHORTEST_HINT else ())


@lru_cache(maxsize=64)
def _longest(form_id: str) -> Mapping[str, int]:
    """The most characters of each single cell that has such a limit."""
    bands = (block for block in describe(form_id).blocks if not isinstance(block, Table))
    return {spot.name: spot.longest for band in bands for spot in band.spots if spot.longest}


@lru_cache(maxsize=64)
def _hints(form_id: str) -> Mapping[str, tuple[str, ...]]:
    """The hint of every input cell and column."""
    spots = (
        spot
        for block in describe(form_id).blocks
        for spot in (block.columns if isinstance(block, Table) else block.spots)
    )
    return {spot.name: _hints_of(spot.hint) for spot in spots if spot.kind is Kind.INPUT}


@lru_cache(maxsize=64)
def _read_as_figures(form_id: str) -> frozenset[str]:
    """The columns whose placeholders the scoring itself refuses, with its own sentence."""
    checks = [one for one in describe(form_id).score_checks if one.score]
    return frozenset(role for one in checks for role in (*one.target, one.actual, one.points))
