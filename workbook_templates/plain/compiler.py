"""Turns the PE_ calls of a form into plain formulas, in the words of the form's description.

The form stays what it is: the same cells, names, columns and inputs. Helper columns are added to the
right of it, outside the print; every computed cell holds ordinary functions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from types import MappingProxyType

from rules import engine
from rules.engine import Use
from rules.exact import plain
from rules.results import Refusal
from workbook_templates.description_check import REFERENCE
from workbook_templates.plain import explained, points, ratios, rewards, scores, totals
from workbook_templates.plain.calls import Call, literal, replaced, split
from workbook_templates.plain.methods import Methods, methods_of
from workbook_templates.plain.refusing import CannotSayError, LackingError, Unsayable
from workbook_templates.plain.scratch import Scratch
from workbook_templates.plain.texts import REFUSED, WAITING, iff, limits_broken, quoted
from workbook_templates.shape import Band, Form, Kind, Spot, Table

#: The narrow column between the form and its helper columns, and the width of those.
_GAP, _WIDTH = 2.0, 9.0
#: How a total names a column of the rows above it.
_SECTION = "【本段."
#: What stands beside a row that was inserted without the steps that belong to it.
_NOT_COPIED = '"右侧灰色列是空的：请整行复制上一行，再改填。"'


def plain_form(form: Form, use: Use) -> Form:
    """The form with plain formulas. Raises `FormError` with all that they cannot say."""
    return _Compiler(form, use).compiled()


class _Compiler:
    def __init__(self, form: Form, use: Use) -> None:
        self.form, self.use = form, use
        self.unsayable = Unsayable(use.policy.id)
        first, serial = len(form.widths) + 1, count(1)
        #: The helper cells of each block.
        self.scratches = [Scratch(first, serial) for _ in form.blocks]
        self.methods: Methods | None = None
        self.asked_methods = False
        self.scored: dict[tuple[int, Call], scores.Scored] = {}
        self.rewarded: dict[tuple[int, Call], rewards.Rewarded] = {}
        self.formulas: dict[str, Callable[[Call, Scratch], str]] = {
            "PE_SCORE": self._score,
            "PE_TOTAL": self._total,
            "PE_GRADE": self._grade,
            "PE_PARAM": self._parameter,
            "PE_RATE": self._rate,
            "PE_REWARD": self._reward,
            "PE_EXPLAIN": self._explained,
        }

    def compiled(self) -> Form:
        said = [self._block(block) for block in self.form.blocks]
        blocks: list[Band | Table] = []
        for block, scratch in zip(said, self.scratches, strict=True):
            helpers = tuple(scratch.spots())
            if isinstance(block, Band):
                blocks.append(replace(block, spots=(*block.spots, *helpers)))
            else:
                blocks.append(replace(block, columns=(*block.columns, *helpers)))
        self.unsayable.raise_all()
        spots_of = ((b.spots if isinstance(b, Band) else b.columns) for b in blocks)
        last = max((spot.last for spots in spots_of for spot in spots), default=0)
        more = max(0, last + 1 - len(self.form.widths))
        widths = (*self.form.widths, *(() if not more else (_GAP, *[_WIDTH] * (more - 1))))
        return replace(
            self.form,
            blocks=tuple(blocks),
            widths=widths,
            printed_columns=len(self.form.widths),
            guidance=_guidance(self.form.guidance),
        )

    def _block(self, block: Band | Table) -> Band | Table:
        scratch = self.scratches[self.form.blocks.index(block)]
        if isinstance(block, Band):
            return replace(block, spots=tuple(self._spot(spot, scratch) for spot in block.spots))
        columns = tuple(self._spot(spot, scratch) for spot in block.columns)
        subtotal = tuple(self._spot(spot, scratch) for spot in block.subtotal)
        return replace(block, columns=columns, subtotal=subtotal)

    def _spot(self, spot: Spot, scratch: Scratch) -> Spot:
        if spot.kind is Kind.TEXT:
            return spot
        here = spot.name
        return replace(
            spot,
            content=self._formula(spot.content, scratch, here),
            initial=self._formula(spot.initial, scratch, here),
            formulas=MappingProxyType(
                {row: self._formula(text, scratch, here) for row, text in spot.formulas.items()}
            ),
        )

    def _formula(self, text: str, scratch: Scratch, here: str) -> str:
        if not text.startswith("="):
            return text
        self.here = here
        made = replaced(text, lambda call: self._made(call, scratch))
        for formula in (made, *(spot.content for spot in scratch.spots())):
            # Addresses are shorter than the names that stand for them.
            if broken := limits_broken(REFERENCE.sub("$AAA$9999", formula)):
                self.unsayable.say(f" › 表上“{here}”", broken)
        return made

    def _made(self, call: Call, scratch: Scratch) -> str:
        make = self.formulas.get(call.function)
        if make is None:
            self.unsayable.say(f" › 表上“{self.here}”", f"函数 {call.function}")
            return REFUSED
        try:
            return make(call, scratch)
        except CannotSayError as cannot:
            self.unsayable.cannot(f" › 表上“{self.here}”", cannot)
            return REFUSED

    # --- the functions ---

    def _scored(self, call: Call, scratch: Scratch) -> scores.Scored | None:
        key = id(scratch), call
        if key in self.scored:
            return self.scored[key]
        if not self.asked_methods:
            self.methods, self.asked_methods = methods_of(self.use, self.unsayable), True
        if self.methods is None:
            return None  # what of the methods cannot be said is told already
        points, wanted, reached, named = (self._cell(call.argument(n), scratch) for n in range(4))
        found = scores.scored(scratch, self.methods, points, wanted, reached, named)
        self.scored[key] = found
        return found

    def _score(self, call: Call, scratch: Scratch) -> str:
        row = self._scored(call, scratch)
        return REFUSED if row is None else _copied(row.score, WAITING)

    def _total(self, call: Call, scratch: Scratch) -> str:
        columns = (self._typed(call.argument(number), scratch) for number in range(2))
        return totals.total(*columns)

    def _typed(self, argument: str, scratch: Scratch) -> totals.Column:
        """A column of a total; one that people type into is added up as its helper column reads it."""
        column = argument.removeprefix(_SECTION).removesuffix("】")
        block = self.form.blocks[self.scratches.index(scratch)]
        spot = block.column(column) if isinstance(block, Table) else None
        if not argument.startswith(_SECTION) or spot is None or spot.kind is Kind.COMPUTED:
            return totals.Column(argument)
        read = points.as_number(scratch, f"【{column}】").strip("【】")
        return totals.Column(f"{_SECTION}{read}】", argument)

    def _grade(self, call: Call, scratch: Scratch) -> str:
        return totals.grade(self._cell(call.argument(0), scratch), self.use, self.unsayable)

    def _parameter(self, call: Call, scratch: Scratch) -> str:
        item = literal(call.argument(1))
        found = None if item is None else engine.parameter(self.use, item)
        if found is None or isinstance(found, Refusal):
            told = found.message if isinstance(found, Refusal) else "PE_PARAM 的项目不是文字"
            raise LackingError(told)
        value = found.value
        return quoted(value) if isinstance(value, str) else plain(value, 15)  # type: ignore[arg-type]

    def _rate(self, call: Call, scratch: Scratch) -> str:
        name = literal(call.argument(1)) or ""
        headers, cells = self._row(call.argument(2), call.argument(3))
        return ratios.ratio(
            self._beside(cells, scratch),
            self.use,
            name,
            dict(zip(headers, cells, strict=True)),
            self.unsayable,
        )

    def _reward(self, call: Call, scratch: Scratch) -> str:
        return _copied(self._rewarded(call, scratch).amount, WAITING)

    def _rewarded(self, call: Call, scratch: Scratch) -> rewards.Rewarded:
        key = id(scratch), call
        if key not in self.rewarded:
            scheme = literal(call.argument(1)) or ""
            headers, cells = self._row(call.argument(2), call.argument(3))
            given = dict(zip(headers, cells, strict=True))
            self.rewarded[key] = rewards.rewarded(scratch, self.use, scheme, given, self.unsayable)
        return self.rewarded[key]

    def _explained(self, call: Call, scratch: Scratch) -> str:
        of = Call(literal(call.argument(0)) or "", call.arguments[1:])
        if of.function == "PE_SCORE":
            row = self._scored(of, scratch)
            if row is None or self.methods is None:
                return REFUSED
            return _copied(row.score, _NOT_COPIED, explained.explained(self.methods, row))
        if of.function == "PE_REWARD":
            paid = self._rewarded(of, scratch)
            return _copied(paid.amount, _NOT_COPIED, paid.told)
        raise CannotSayError(f"对 {of.function} 的说明")

    # --- arguments ---

    def _cell(self, argument: str, scratch: Scratch) -> str:
        """An argument as one cell or literal: a longer expression gets a helper cell.

        A cell that shows what a blank one holds shows 0; here it stays blank.
        """
        simple = REFERENCE.fullmatch(argument) or literal(argument) is not None or not argument
        return argument if simple else scratch.keep(iff(f'{argument}=""', '""', argument))

    def _row(self, names: str, values: str) -> tuple[list[str], list[str]]:
        """The headers and the cells of a names-and-values call."""
        cells = [f"【{name}】" for name in self._between(values)]
        if names.startswith("{"):
            headers = [literal(one) or "" for one in split(names[1:-1])]
        else:
            columns = self._columns()
            headers = [columns[name.removeprefix("表头.")] for name in self._between(names)]
        if len(headers) != len(cells):
            raise CannotSayError("名称与数据的格数不同")
        return headers, cells

    def _beside(self, cells: list[str], scratch: Scratch) -> Scratch:
        """Where the steps of single cells stand: in their own row, not in every row of a table."""
        for block, own in zip(self.form.blocks, self.scratches, strict=True):
            names = (
                {f"【{spot.name}】" for spot in block.spots} if isinstance(block, Band) else set()
            )
            if names.issuperset(cells):
                return own
        return scratch

    def _columns(self) -> dict[str, str]:
        return {c.name: c.heading for table in self.form.tables() for c in table.columns}

    def _between(self, argument: str) -> list[str]:
        """The names of the cells of a range 【甲】:【乙】 in one row, or of a single cell."""
        ends = REFERENCE.findall(argument)
        first, last = ends[0], ends[-1]
        head = "表头." if first.startswith("表头.") else ""
        for block in self.form.blocks:
            spots = block.spots if isinstance(block, Band) else block.columns
            names = [spot.name for spot in spots]
            if first.removeprefix(head) in names and last.removeprefix(head) in names:
                start, end = (
                    names.index(first.removeprefix(head)),
                    names.index(last.removeprefix(head)),
                )
                return [head + name for name in names[start : end + 1] if name]
        raise CannotSayError(f"区域 {argument} 不在一行")


def _copied(result: str, blank: str, told: str = "") -> str:
    """`told` (or the result itself); `blank` where the row was copied without its helper columns.

    A blank helper cell would be a silent 0. A result that could not be compiled is no cell.
    """
    if not result.startswith("【"):
        return result
    return iff(f"ISBLANK({result})", blank, told or result)


def _guidance(lines: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The guidance of the form, without what concerns the add-in."""
    kept = tuple(line for line in lines if "#NAME?" not in line[0])
    ours = (
        "免插件",
        "本表只用普通公式，Excel 2010 以上、WPS 和 LibreOffice 不装插件即可计算。表右侧折叠起来的灰色列"
        "和隐藏的工作表“对照表”是计算过程，请勿改动；插入行时请整行复制上一行，灰色列才会一起带过来。",
    )
    return (*kept, ours)
