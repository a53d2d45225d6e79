"""The defined names of a file against its form: gone, renamed, moved to another cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from workbook_templates.addresses import letters, relative
from workbook_templates.checking.catalogue import template
from workbook_templates.checking.findings import Finding
from workbook_templates.checking.where_printed import Line, Printed, Standing, plain
from workbook_templates.description_check import heading_cell_name
from workbook_templates.reading import Filled
from workbook_templates.reading.cells import Cell
from workbook_templates.shape import Form, Spot, Table


def gone(filled: Filled, standing: Standing) -> Iterator[Finding]:
    """Names that are not there, or point nowhere."""
    for name in filled.missing:
        target = filled.book.names.get(name)
        if target is None:
            renamed = _renamed(name, filled, standing)
            why = f"这个名称已不在，可能被改名为“{renamed}”" if renamed else "这个名称已被删除"
        elif "#REF!" in target:
            why = "它所在的行、列或单元格已被删除"
        else:
            why = f"它指向 {target[:60]}，不是表里的单元格"
        yield template.NAME_GONE.at(None, name, found=target or "", why=why)


def moved(form: Form, filled: Filled, printed: Printed) -> Iterator[Finding]:
    """Names that point at other cells than the printed texts around them say."""
    standing = printed.standing
    told: dict[str, str] = {}
    for name, place in filled.places.items():
        if place.sheet != filled.sheet:
            told[name] = f"指到了工作表“{place.sheet}”"
    for number, line in enumerate(standing.lines):
        found = _by_text(line, printed, number) if number in printed.wrong else None
        for name, why in _by_place(standing)[number] if found is None else found:
            told.setdefault(name, why)
    for table in form.tables():
        for name, why in _in_table(table, filled, printed):
            told.setdefault(name, why)
    seen: dict[tuple[int, int], str] = {}
    for line in standing.lines:
        for name, _ in line.fields:
            if name in standing.places:
                spot = standing.places[name].top, standing.places[name].left
                other = seen.setdefault(spot, name)
                if other != name and other not in told:
                    told.setdefault(name, f"与“{other}”指着同一格")
    for name, why in told.items():
        place = filled.places[name]
        cell = Cell(place.sheet, relative(place.top, place.left), None, None)
        yield template.NAME_MOVED.at(cell, name, found=cell.address, why=why)


def _by_text(line: Line, printed: Printed, number: int) -> list[tuple[str, str]]:
    """The names of a line whose printed texts stand in another row; none if they stand nowhere."""
    row = printed.standing.rows[number]
    own = None if row is None else printed.printed_at(line, row)
    if own is None:
        return []
    texts = "、".join(plain(text) for _, text in line.texts)
    return [
        (name, f"“{texts}”印在第 {own + 1} 行，名称却指着别的行")
        for name, _ in line.fields
        if name in printed.standing.places and printed.standing.places[name].top != own
    ]


@lru_cache(maxsize=256)
def _by_place(standing: Standing) -> tuple[tuple[tuple[str, str], ...], ...]:
    """For each line, the names that leave the row or the column of the others."""
    return tuple(tuple(_leaving(standing, number)) for number in range(len(standing.lines)))


def _leaving(standing: Standing, number: int) -> Iterator[tuple[str, str]]:
    line, row = standing.lines[number], standing.rows[number]
    if row is None:
        return
    fields = [(name, column) for name, column in line.fields if name in standing.places]
    if not line.texts:
        rows = standing.between(number)
        for name, _ in fields:
            if standing.places[name].top not in rows:
                yield name, "所指的行不在它原来的上下行之间"
        fields = [(name, column) for name, column in fields if standing.places[name].top in rows]
        row = standing.places[fields[0][0]].top if row not in rows and fields else row
    for name, column in fields:
        place, settled = standing.places[name], standing.settled(column)
        if place.top != row:
            yield name, f"同一行的其他名称都在第 {row + 1} 行"
        elif settled is not None and place.left != settled:
            yield name, f"按表的其他部分，应在 {letters(settled)} 列"


def _in_table(table: Table, filled: Filled, printed: Printed) -> Iterator[tuple[str, str]]:
    standing = printed.standing
    taken = dict(_taken_for(table, printed))
    # Texts that changed places with each other, over names that lie as they should.
    swapped = {one.name for one in taken.values()} == taken.keys()
    if not (swapped and _in_order(table, standing)):
        for name, other in taken.items():
            yield heading_cell_name(name), f"指到了“{other.heading}”列"
    rows = [standing.places[s.area] for s in table.sections if s.area in standing.places]
    fields = {place.top for name, place in standing.places.items() if name in filled.computed}
    last = -1
    head = standing.places.get(table.heading_name)
    if head is not None:
        last = head.bottom
        names = (heading_cell_name(column.name) for column in table.columns)
        tops = [standing.places[name].top for name in names if name in standing.places]
        if tops and max(set(tops), key=tops.count) != head.top:
            yield table.heading_name, "不在列标题那一行"
            last = max(set(tops), key=tops.count)
    for section, place in zip(
        (s for s in table.sections if s.area in standing.places), rows, strict=True
    ):
        if place.top <= last:
            yield section.area, "与上一段重叠，或排到了它的前面"
        elif any(place.top <= row <= place.bottom for row in fields):
            yield section.area, "把小计行也包了进去"
        last = max(last, place.bottom)


def _taken_for(table: Table, printed: Printed) -> Iterator[tuple[str, Spot]]:
    """The columns whose name points at the heading of another one."""
    for column in table.columns:
        place = printed.standing.places.get(heading_cell_name(column.name))
        if place is None:
            continue
        found = plain(printed.text(place.top, place.left))
        if found in (plain(column.heading), *map(plain, column.also)):
            continue
        others = (one for one in table.columns if one.name != column.name)
        other = next((one for one in others if found in map(plain, (one.heading, *one.also))), None)
        if other is not None:
            yield column.name, other


def _in_order(table: Table, standing: Standing) -> bool:
    """Whether the names of the columns stand from left to right as described."""
    columns = sorted(table.columns, key=lambda one: one.first)
    names = (heading_cell_name(one.name) for one in columns)
    lefts = [standing.places[name].left for name in names if name in standing.places]
    return all(one < other for one, other in pairwise(lefts))


def _renamed(name: str, filled: Filled, standing: Standing) -> str:
    """A strange name that stands where the missing one should."""
    for number, line in enumerate(standing.lines):
        row = standing.rows[number]
        for field, column in line.fields:
            if field == name and row is not None:
                spot = re.escape(relative(row, standing.column(column, line)))
                pattern = re.compile(rf".+!\$?{spot.rstrip('0123456789')}\$?{row + 1}")
                for other, target in filled.book.names.items():
                    if other not in filled.places and pattern.fullmatch(target):
                        return other
    return ""
