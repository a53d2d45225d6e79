"""Where a form's columns, blocks and labels stand in a sheet that names none of its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbook_templates.reading.grid import Grid, Span, key
from workbook_templates.shape import Crossing, Recognition, Table

#: What opens the row under a table that adds it up: 总分, 合计, 自评总得分, 自评得分合计.
_TOTAL = re.compile(
    r"(?:项目)?(?:绩效)?(?:自评|评价|自评价|考核)?"
    r"(?:总分|总分数|总分值|总得分|得分|分数|分值|分)?(?:合计|总计)?(?:总分|得分)?"
)
_ADDS = re.compile(r"总分|总得分|合计|总计")
#: A block of funds has no more rows than this below its headings.
_BLOCK = 12
#: No heading is merged over more rows.
_HIGHEST = 3
#: No heading stands further down.
_DEEPEST = 200
#: Fewer headings than this say nothing.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class TableFound:
    """A table: where each role's heading stands; headings taken for nothing, with where they stand.

    Its rows are from `body` up to `end`, which is the row of the `total` if there is one.
    """

    headings: Mapping[str, Span]
    texts: Mapping[str, str]
    body: int
    end: int
    total: bool
    strange: Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class CrossingFound:
    """A block: the heading of each field's column, the row of each label."""

    headings: Mapping[str, Span]
    rows: Mapping[str, int]
    top: int
    strange: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found of one form in one sheet."""

    tables: tuple[tuple[Table, TableFound], ...] = ()
    crossings: tuple[CrossingFound, ...] = ()
    beside: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    below: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def words_of(name: str, also: tuple[str, ...]) -> frozenset[str]:
    """The keys that a field or a column goes by: its own name and its other words."""
    return frozenset(key(word) for word in (name, *also) if key(word))


def find_table(
    grid: Grid,
    table: Table,
    more: Mapping[str, tuple[str, ...]],
    labels: frozenset[str],
    last: tuple[str, ...] = (),
) -> TableFound | None:
    """The table's row of headings: the row, or two rows one under the other, that tells most.

    `more` are headings by role beside those of the columns; of a role in `last` the last heading
    counts. Below them the table ends at its total, at a `label`, or at a note across it.
    """
    names = _names({c.name: (c.heading, *c.also, *more.get(c.name, ())) for c in table.columns})
    best: dict[str, tuple[int, int]] = {}
    for row in _upper(grid):
        for rows in ((row,), (row, row + 1)):
            found = _matched(grid, rows, names, last)
            # Two rows count only if the second adds a heading; of equals the lower is the last.
            if len(found) > len(best):
                best = found
    if len(best) < _FEWEST:
        return None
    in_order = sorted(best.items(), key=lambda one: one[1][1])
    spans = {role: grid.span(*place) for role, place in in_order}
    head = range(min(s.top for s in spans.values()), max(s.bottom for s in spans.values()) + 1)
    left = min(span.left for span in spans.values())
    taken = {(span.top, span.left) for span in spans.values()}
    strange = {
        (row, column): grid.texts[row, column]
        for row in head
        for column in grid.keys.get(row, {})
        if column > left
        and (row, column) not in taken
        and names.get(grid.keys[row][column]) not in last
        and not _spreads(grid, row, column, spans)
    }
    texts = {role: grid.texts[span.top, span.left] for role, span in spans.items()}
    end, total = _end(grid, range(head.stop, grid.rows), spans, labels)
    return TableFound(spans, texts, head.stop, end, total, strange)


def _end(
    grid: Grid, rows: range, headings: Mapping[str, Span], labels: frozenset[str]
) -> tuple[int, bool]:
    left = min(span.left for span in headings.values())
    right = max(span.right for span in headings.values())
    for row in rows:
        words = grid.keys.get(row, {})
        if any(_ADDS.search(word) and _TOTAL.fullmatch(word) for word in words.values()):
            return row, True
        texts = [column for column in range(right + 1) if (row, column) in grid.texts]
        if not texts:
            continue
        span = grid.span(row, texts[0])
        wide = span.right - max(span.left, left) + 1 > (right - left + 1) // 2
        if wide or (texts[0] <= left and words.get(texts[0]) in labels):
            return row, False
    return grid.rows, False


def _upper(grid: Grid) -> list[int]:
    """The rows that may hold headings."""
    return [row for row in grid.keys if row < _DEEPEST]


def _names(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What each word names; of two that a word could name, the first."""
    pairs = ((word, name) for name, also in words.items() for word in words_of(name, also))
    names: dict[str, str] = {}
    for word, name in pairs:
        names.setdefault(word, name)
    return names


def _matched(
    grid: Grid, rows: tuple[int, ...], names: Mapping[str, str], last: tuple[str, ...] = ()
) -> dict[str, tuple[int, int]]:
    """Where the words stand that are sought, each name at its first (those in `last` at its last)."""
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        for word, span in grid.headings(row):
            name = names.get(word, "")
            # A word merged over many rows stands beside the table, not above a column.
            if not name or span.bottom - span.top >= _HIGHEST:
                continue
            if name not in found or (name in last and found[name][0] == span.top):
                found[name] = (span.top, span.left)
    return found


def _spreads(grid: Grid, row: int, column: int, spans: Mapping[str, Span]) -> bool:
    """Whether a heading only holds together others that stand below it."""
    span = grid.span(row, column)
    return any(
        other.top > row and span.left <= other.left <= span.right for other in spans.values()
    )


def find_crossing(
    grid: Grid, crossing: Crossing, without: range | None = None
) -> CrossingFound | None:
    """The block whose headings and labels tell most, not the rows `without`."""
    names, labels = _names(crossing.columns), _names(crossing.rows)
    best: CrossingFound | None = None
    for row in _upper(grid):
        if without is not None and row in without:
            continue
        found = _matched(grid, (row,), names)
        if len(found) < 2 or (best is not None and len(found) < len(best.headings)):
            continue
        spans = {name: grid.span(*place) for name, place in found.items()}
        first = min(span.left for span in spans.values())
        top = max(span.bottom for span in spans.values()) + 1
        rows: dict[str, int] = {}
        for below in range(top, top + _BLOCK):
            if without is not None and below in without:
                break
            for column, word in grid.keys.get(below, {}).items():
                name = labels.get(word)
                if column < first and name is not None:
                    rows.setdefault(name, below)
        if rows and (
            best is None or (len(found), len(rows)) > (len(best.headings), len(best.rows))
        ):
            taken = {(span.top, span.left) for span in spans.values()}
            strange = tuple(
                grid.texts[row, column]
                for column in grid.keys[row]
                if column > first and (row, column) not in taken
            )
            best = CrossingFound(spans, rows, top, strange)
    return best


def find_labels(
    grid: Grid, labels: Mapping[str, tuple[str, ...]], without: range | None
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each field whose label stands outside of the rows `without`, and where the label stands."""
    names, told = _names(labels), set()
    for (row, column), text in sorted(grid.texts.items()):
        if without is not None and row in without:
            continue
        name = names.get(grid.keys.get(row, {}).get(column, ""))
        if name is None:
            name = names.get(key(_before_colon(text)))
        if name is not None and name not in told:
            told.add(name)
            yield name, (row, column)


def _before_colon(text: str) -> str:
    label, colon, _ = text.replace("：", ":").partition(":")
    return label if colon and len(label) <= 20 else ""


def after_colon(text: str) -> str:
    """What a cell says behind its own label; "" where it is a label only."""
    return text.replace("：", ":").partition(":")[2].strip()


def find_form(grid: Grid, recognition: Recognition, tables: tuple[Table, ...]) -> Found:
    """Everything of a form that a sheet shows."""
    named = {**recognition.beside, **recognition.below}
    labels = frozenset(word for name, also in named.items() for word in words_of(name, also))
    sought = (
        (table, find_table(grid, table, recognition.columns, labels, recognition.last))
        for table in tables
    )
    found = tuple((table, at) for table, at in sought if at is not None)
    body = None
    if found:
        top = min(span.top for _, at in found for span in at.headings.values())
        body = range(top, max(at.end for _, at in found))
    crossed = (find_crossing(grid, crossing, body) for crossing in recognition.crossings)
    return Found(
        found,
        tuple(at for at in crossed if at is not None),
        dict(find_labels(grid, recognition.beside, body)),
        dict(find_labels(grid, recognition.below, body)),
    )
