"""Ranges and arrays: columns at once, and header rows with the rows under them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias, TypeGuard, TypeVar

from rules.engine import Raw, Row
from rules.results import Reason, Refusal, Result
from udfs.cells import Cell, Cells, Rows, is_blank, raw

#: What a function answers: one result, or rows of them.
Answer: TypeAlias = Result | tuple[tuple[Result, ...], ...]
T = TypeVar("T")
_NUMBERS = frozenset({bool, int, float})


def rows_of(cells: Cells) -> Rows:
    """Any argument as rows; a single cell is one row of one."""
    return cells if isinstance(cells, tuple) else ((cells,),)


def single(cells: Cells) -> Cell | Refusal:
    """An argument that must be one cell."""
    if not isinstance(cells, tuple):
        return cells
    if len(cells) == 1 and len(cells[0]) == 1:
        return cells[0][0]
    return Refusal(Reason.NOT_UNDERSTOOD, "这个参数只能是一个单元格", "请不要选一片区域")


def flat(cells: Cells) -> list[Cell]:
    """All cells of an argument, row by row."""
    return [cell for row in rows_of(cells) for cell in row]


def each(one: Callable[..., T], *arguments: Cells) -> T | tuple[tuple[T, ...], ...] | Refusal:
    """Apply `one` cell by cell: single cells go along with every cell of the others.

    Ranges that take part must have the same shape; anything else is a refusal.
    """
    ranges = [a for a in arguments if _is_range(a)]
    if not ranges:
        return one(*[_only(a) for a in arguments])
    shapes = {(len(a), len(a[0])) for a in ranges}
    if len(shapes) > 1:
        told = "、".join(f"{rows}行{columns}列" for rows, columns in sorted(shapes))
        return Refusal(Reason.NOT_UNDERSTOOD, f"几个区域大小不同：{told}", "请选同样大小的区域")
    ((height, width),) = shapes
    columns = [flat(a) if _is_range(a) else [_only(a)] * (height * width) for a in arguments]
    with uncollected():
        results = _once_each(one, columns)
        return tuple(zip(*[results] * width, strict=True))


def _is_range(cells: Cells) -> TypeGuard[Rows]:
    return isinstance(cells, tuple) and (len(cells), len(cells[0])) != (1, 1)


def _only(cells: Cells) -> Cell:
    return cells[0][0] if isinstance(cells, tuple) else cells


def _once_each(one: Callable[..., T], columns: list[list[Cell]]) -> Iterator[T]:
    """The results in order; rows alike, of which a long column has many, are computed once."""
    wide = len(columns)
    # 1, 1.0 and TRUE are equal, and not the same cell.
    kinds = [list(map(type, column)) for column in columns if _equal_kinds(column)]
    rows = list(zip(*columns, *kinds, strict=True))
    answered = {row: one(*row[:wide]) for row in dict.fromkeys(rows)}
    return map(answered.__getitem__, rows)


def _equal_kinds(column: list[Cell]) -> bool:
    """Whether cells of a column may be equal although they are of different types."""
    return len(_NUMBERS.intersection(map(type, column))) > 1


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for cycles, where much is made, nearly all of it kept for a while, in none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def records(names: Cells, values: Cells) -> tuple[list[Row | None], bool] | Refusal:
    """The rows under a header row (or beside a header column); None for a wholly blank one.

    The second answer says whether the records lie side by side, under a header *column*.
    """
    heads, body = rows_of(names), rows_of(values)
    beside = len(heads) > 1 and len(heads[0]) == 1
    if beside:
        heads, body = _turned(heads), _turned(body)
    if len(heads) != 1:
        return Refusal(Reason.NOT_UNDERSTOOD, "名称应是一行或一列", "请只选表头那一行")
    if len(heads[0]) != len(body[0]):
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"名称有 {len(heads[0])} 个，数据有 {len(body[0])} 个，对不上",
            "请让名称和数据选同样多的列",
        )
    headers = tuple(_header(cell) for cell in heads[0])
    return [_record(headers, row) for row in body], beside


def laid_out(results: Sequence[Result], beside: bool) -> Answer:
    """One result per record, in the direction in which the records lie."""
    if len(results) == 1:
        return results[0]
    return (tuple(results),) if beside else tuple((result,) for result in results)


def _turned(rows: Rows) -> Rows:
    return tuple(zip(*rows, strict=True))


def _header(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else "" if cell is None else str(cell)


def _record(headers: tuple[str, ...], row: tuple[Cell, ...]) -> Row | None:
    if all(map(is_blank, row)):
        return None
    return Row(headers, tuple(map(raw, row)))


def results_in(answer: Answer) -> Iterator[Result]:
    """Every result of an answer, row by row."""
    if isinstance(answer, tuple):
        for row in answer:
            yield from row
    else:
        yield answer


def raws(cells: Cells) -> list[Raw]:
    """All cells of an argument as the engine takes them."""
    return [raw(cell) for cell in flat(cells)]
