"""Where the printed texts of a form stand in a file, told by where its names stand.

A form's fixed rows (bands) keep their order whatever is inserted between them, and its columns keep
their cells together; so the names of a band tell its row, and all names together each column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from rules.results import Scalar
from udfs import CellError
from workbook_templates.description import describe
from workbook_templates.description_check import SECTION_NAME, heading_cell_name
from workbook_templates.reading import Filled
from workbook_templates.reading.filled import Place
from workbook_templates.shape import Band, Kind, Spot


@dataclass(frozen=True, slots=True)
class Line:
    """A fixed row of the form, or a subtotal row: its printed texts and its fields.

    Both with their described columns; `figures` whether the texts tell what figures are.
    """

    texts: tuple[tuple[int, str], ...]
    fields: tuple[tuple[str, int], ...]
    figures: bool


@lru_cache(maxsize=64)
def lines_of(form_id: str) -> tuple[Line, ...]:
    """The fixed rows of a form from top to bottom, the subtotals of each table among them."""
    lines: list[Line] = []
    for block in describe(form_id).blocks:
        if isinstance(block, Band):
            lines.append(_line(block.spots, ""))
        elif block.subtotal:
            lines += (_line(block.subtotal, section.name) for section in block.sections)
    return tuple(lines)


def _line(spots: tuple[Spot, ...], section: str) -> Line:
    texts = tuple(
        (spot.first, spot.content.replace(SECTION_NAME, section))
        for spot in spots
        # Titles are the unit's own to complete; a dash or a blank says nothing.
        if spot.kind is Kind.TEXT and spot.style != "标题" and spot.content.strip("—　 ")
    )
    fields = tuple(
        (spot.name.replace(SECTION_NAME, section), spot.first) for spot in spots if spot.name
    )
    money = any(spot.number_format == "金额" or spot.kind is Kind.COMPUTED for spot in spots)
    return Line(texts, fields, money or not fields)


def plain(text: object) -> str:
    """A printed text without what does not matter: spaces, line breaks, the width of signs."""
    return _plain(text) if isinstance(text, str) else "" if text is None else _plain(str(text))


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return "".join(normalize("NFKC", text).split()).rstrip(":")


@lru_cache(maxsize=256)
def standing_of(form_id: str, sheet: str, targets: tuple[tuple[str, Place], ...]) -> Standing:
    """Where everything stands, by the places of the names; the same for forms of equal length."""
    return Standing(form_id, {name: place for name, place in targets if place.sheet == sheet})


class Standing:
    """The file's rows and columns by those of the description; nothing here looks at a cell."""

    def __init__(self, form_id: str, places: Mapping[str, Place]) -> None:
        """Count where the names stand."""
        form = describe(form_id)
        self.lines = lines_of(form_id)
        self.places = places
        self.rows = [self._row(line) for line in self.lines]
        self.votes: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for line in self.lines:
            for name, column in line.fields:
                if name in places:
                    self.votes[column][places[name].left] += 1
        self.headings: dict[int, int] = {}
        for table in form.tables():
            for spot in table.columns:
                if heading_cell_name(spot.name) in places:
                    left = places[heading_cell_name(spot.name)].left
                    self.headings.setdefault(spot.first, left)
        agreed = [
            (column, where) for column in self.votes if (where := self._agreed(column)) is not None
        ]
        # The table's columns and the fields above it lie as described, each under the other.
        order = [self.headings[column] for column in sorted(self.headings)]
        self.regular = (
            bool(agreed)
            and order == sorted(order)
            and all(self.headings.get(column, where) == where for column, where in agreed)
        )
        self.columns = self.headings | {
            column: counted.most_common(1)[0][0] for column, counted in self.votes.items()
        }
        #: Every printed text that must stand in a known row: line, row, column, the text plain.
        self.spots = tuple(
            (number, row, self.column(column, line), plain(text))
            for number, (line, row) in enumerate(zip(self.lines, self.rows, strict=True))
            if row is not None
            for column, text in line.texts
        )

    def _row(self, line: Line) -> int | None:
        """The row that most names of the line are in; None for a line without names."""
        counted = Counter(
            self.places[name].top for name, _ in line.fields if name in self.places
        ).most_common(1)
        return counted[0][0] if counted else None

    def column(self, described: int, line: Line) -> int:
        """The file's column of a described one, by the line's own names first."""
        for name, column in line.fields:
            if column == described and name in self.places:
                return self.columns.get(described, self.places[name].left)
        if described in self.columns:
            return self.columns[described]
        known = [column for column in self.columns if column < described]
        nearest = max(known, default=None)
        return described if nearest is None else self.columns[nearest] + described - nearest

    def settled(self, column: int) -> int | None:
        """The file's column of the fields in a described column, where the names agree on one."""
        agreed = self._agreed(column)
        if agreed is None and self.regular:
            return self.headings.get(column)
        return agreed

    def _agreed(self, column: int) -> int | None:
        counted = self.votes[column].most_common(2)
        if not counted or counted[0][1] < 2:
            return None
        return counted[0][0] if len(counted) == 1 or counted[1][1] < counted[0][1] else None

    def between(self, number: int) -> range:
        """The rows that a line without names may be in: after the line before, before the next."""
        above = [row for row in self.rows[:number] if row is not None]
        below = [row for row in self.rows[number + 1 :] if row is not None]
        start = max(above, default=-1) + 1
        return range(start, min(below, default=start + 50))


class Printed:
    """What is printed in one file, where its names say that it should be."""

    def __init__(self, filled: Filled, standing: Standing) -> None:
        """Find the lines that do not say what they should."""
        self.filled = filled
        self.standing = standing
        self.wrong = frozenset(
            number
            for number, row, column, wanted in standing.spots
            if plain(self.text(row, column)) != wanted
        )

    def text(self, row: int, column: int) -> Scalar | CellError:
        """What stands in a cell of the form's sheet."""
        if self.filled.look is None:
            return None
        return self.filled.look(self.filled.sheet, row, column).value

    def fits(self, line: Line, row: int) -> bool:
        """Whether all printed texts of the line stand in that row."""
        return all(
            plain(self.text(row, self.standing.column(column, line))) == plain(text)
            for column, text in line.texts
        )

    def printed_at(self, line: Line, near: int) -> int | None:
        """The row that holds all printed texts of the line, the nearest one to `near`."""
        last = max((row for row in self.standing.rows if row is not None), default=0)
        rows = sorted(range(min(last, 500) + 3), key=lambda row: abs(row - near))
        return next((row for row in rows if self.fits(line, row)), None)
