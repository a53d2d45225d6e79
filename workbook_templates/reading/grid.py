"""One sheet as people see it: its texts by place, its merged cells, the words of its headings."""

from __future__ import annotations

import re
import unicodedata
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from workbook_templates.addresses import column_of
from workbook_templates.reading.cells import Cell
from workbook_templates.reading.markup import parse
from workbook_templates.reading.sheets import Sheets

#: A sheet that spreads further is no filled form.
MOST_CELLS = 400_000
#: No heading and no label is longer.
LONGEST_LABEL = 60

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,2}[、.]|\d{1,2}[、.](?!\d)|\*+|其中:?)")
_SIGNS = re.compile(r"[\s:;,。*_]")
#: 1—7月, 1～7月, 1至7月
_MONTHS = re.compile(r"(?<=\d)[‐–—−~至到](?=\d{1,2}月)")


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """What two spellings of a heading have in common.

    White space, line breaks, width, what stands in brackets, a number before it, 其中 and the colon
    after it do not matter, nor with which dash months are written (1—7月).
    """
    told = unicodedata.normalize("NFKC", "".join(text.split()))
    while (shorter := _BRACKETED.sub("", told)) != told:
        told = shorter
    return _SIGNS.sub("", _NUMBERED.sub("", _MONTHS.sub("-", told)))


def same_heading(one: str, other: str) -> bool:
    """Whether two headings say the same in other spellings."""
    return key(one) == key(other)


@dataclass(frozen=True, slots=True)
class Span:
    """A cell with what is merged into it; zero-based, inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class Grid:
    """The cells of one sheet with the merged ones told apart."""

    def __init__(self, sheets: Sheets, name: str) -> None:
        """Read the sheet's texts and merged cells; `large` where it is too large for a form."""
        self.sheets, self.name = sheets, name
        values = sheets.values(name)
        self.rows = len(values)
        self.columns = max(map(len, values), default=0)
        self.large = self.rows * self.columns > MOST_CELLS
        self.texts: dict[tuple[int, int], str] = {}
        self.keys: dict[int, dict[int, str]] = {}
        if self.large:
            return
        for row, held in enumerate(values):
            for column, value in enumerate(held):
                if isinstance(value, str) and value.strip():
                    self.texts[row, column] = value
                    if len(value) <= LONGEST_LABEL and (told := key(value)):
                        self.keys.setdefault(row, {})[column] = told
        self._headings: dict[int, list[tuple[str, Span]]] = {}
        self._spans: dict[tuple[int, int], Span] = {}
        self._merged_at: dict[int, dict[int, Span]] = {}
        covered = 0
        for span in _merged(sheets, name):
            covered += (min(span.bottom, self.rows) - span.top + 1) * (
                min(span.right, self.columns) - span.left + 1
            )
            if covered > MOST_CELLS:  # merged cells never overlap: this is no honest file
                break
            for row in range(span.top, min(span.bottom, self.rows) + 1):
                self._merged_at.setdefault(row, {})[span.left] = span
                for column in range(span.left, min(span.right, self.columns) + 1):
                    self._spans[row, column] = span

    def only(self, rows: range) -> Grid:
        """The same sheet as if nothing stood outside of these rows."""
        told = copy(self)
        told.texts = {at: text for at, text in self.texts.items() if at[0] in rows}
        told.keys = {row: words for row, words in self.keys.items() if row in rows}
        told._headings = {}
        return told

    def span(self, row: int, column: int) -> Span:
        """The merged cells that this one belongs to, or the cell alone."""
        return self._spans.get((row, column)) or Span(row, column, row, column)

    def cell(self, row: int, column: int) -> Cell:
        """The cell as it stands; of merged cells only the first one holds something."""
        return self.sheets.cell(self.name, row, column)

    def headings(self, row: int) -> list[tuple[str, Span]]:
        """The words that may head columns at this row, also out of cells merged from further up."""
        if row not in self._headings:
            spans = (self.span(row, column) for column in self._columns_at(row))
            found = ((self.keys.get(span.top, {}).get(span.left, ""), span) for span in spans)
            self._headings[row] = [(word, span) for word, span in found if word]
        return self._headings[row]

    def _columns_at(self, row: int) -> list[int]:
        merged = (left for left, span in self._merged_at.get(row, {}).items() if span.top < row)
        return sorted({*self.keys.get(row, {}), *merged})

    def held(self, row: int, heading: Span) -> Cell:
        """The first filled cell of a row under a heading (perhaps of several columns)."""
        for column in range(heading.left, heading.right + 1):
            if (cell := self.cell(row, column)).value is not None:
                return cell
        own, span = self.cell(row, heading.left), self.span(row, heading.left)
        # What is merged over several rows is said of each; what spreads from the left is no value.
        if span.left < heading.left:
            return own
        return own._replace(value=self.cell(span.top, span.left).value)


def _merged(sheets: Sheets, name: str) -> list[Span]:
    if sheets.kind:
        return [Span(*place) for place in sheets.merged(name)]
    found: list[Span] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        match = re.fullmatch(
            r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", attributes.get("ref", "")
        )
        if tag == "mergeCell" and match is not None:
            left, right = column_of(match[1]), column_of(match[3])
            found.append(Span(int(match[2]) - 1, left, int(match[4]) - 1, right))

    parse(sheets.parts[sheets.book.sheets[name]], name, start, lambda tag, text: None)
    return found
