"""Where the printed texts of a form stand in a file, told by where its names stand.

A form's fixed rows (bands) keep their order whatever is inserted between them, and its columns keep
their cells together; so the names of a band tell its row, and all names together each column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from rules.results import Scalar
from udfs import CellError
from workbook_templates.description_check import SECTION_NAME, heading_cell_name
from workbook_templates.reading import Filled
from workbook_templates.reading.filled import Place
from workbook_templates.shape import Band, Form, Kind, Spot


@dataclass(frozen=True, slots=True)
class Line:
    """A fixed row of the form, or a subtotal row: its printed texts and its fields.

    `fields` are the names with their described column, `table` whether it belongs to a table.
    """

    texts: tuple[tuple[int, str], ...]
    fields: tuple[tuple[str, int], ...]
    figures: bool
    table: bool = False


def lines_of(form: Form) -> Iterator[Line]:
    """The fixed rows of a form from top to bottom, the subtotals of each table among them."""
    for block in form.blocks:
        if isinstance(block, Band):
            yield _line(block.spots, "", False)
            continue
        for section in block.sections:
            if block.subtotal:
                yield _line(block.subtotal, section.name, True)


def _line(spots: tuple[Spot, ...], section: str, table: bool) -> Line:
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
    return Line(texts, fields, money or not fields, table)


def plain(text: object) -> str:
    """A printed text without what does not matter: spaces, line breaks, the width of signs."""
    return "".join(normalize("NFKC", str(text or "")).split()).rstrip(":")


class Standing:
    """The file's rows and columns by those of the description."""

    def __init__(self, form: Form, filled: Filled) -> None:
        """Count where the names stand."""
        self.filled = filled
        self.sheet = filled.sheet
        self.lines = tuple(lines_of(form))
        self.places: Mapping[str, Place] = {
            name: place for name, place in filled.places.items() if place.sheet == filled.sheet
        }
        self.rows = [self._row(line) for line in self.lines]
        votes: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for line in self.lines:
            for name, column in line.fields:
                if name in self.places:
                    votes[column][self.places[name].left] += 1
        self.votes = votes
        headings: dict[int, int] = {}
        for table in form.tables():
            for spot in table.columns:
                place = self.places.get(heading_cell_name(spot.name))
                if place is not None:
                    headings.setdefault(spot.first, place.left)
        self.headings = headings
        agreed = [
            (column, where) for column in votes if (where := self._agreed(column)) is not None
        ]
        # The table's columns and the fields above it lie as described, each under the other.
        order = [headings[column] for column in sorted(headings)]
        self.regular = (
            bool(agreed)
            and order == sorted(order)
            and all(headings.get(column, where) == where for column, where in agreed)
        )
        self.columns = headings | {
            column: counted.most_common(1)[0][0] for column, counted in votes.items()
        }

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

    def printed_at(self, line: Line, near: int) -> int | None:
        """The row that holds all printed texts of the line, the nearest one to `near`."""
        last = max((row for row in self.rows if row is not None), default=0)
        rows = sorted(range(min(last, 500) + 3), key=lambda row: abs(row - near))
        return next((row for row in rows if self.fits(line, row)), None)

    def text(self, row: int, column: int) -> Scalar | CellError:
        """What stands in a cell of the form's sheet."""
        if self.filled.look is None or row < 0:
            return None
        return self.filled.look(self.sheet, row, column).value

    def fits(self, line: Line, row: int) -> bool:
        """Whether all printed texts of the line stand in that row."""
        return all(
            plain(self.text(row, self.column(column, line))) == plain(text)
            for column, text in line.texts
        )

    def between(self, number: int) -> range:
        """The rows that a line without names may be in: after the line before, before the next."""
        above = [row for row in self.rows[:number] if row is not None]
        below = [row for row in self.rows[number + 1 :] if row is not None]
        start = max(above, default=-1) + 1
        return range(start, min(below, default=start + 50))
