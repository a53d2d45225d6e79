"""Harm done to computed cells: typed over, changed, deleted, shown otherwise than computed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.workbook_templates.checking.mutation.ground import Ground, Harm

Kind = Callable[[Ground], Harm | None]
KINDS: dict[str, Kind] = {}
FORMULA = ("PE-C",)


def kind(function: Kind) -> Kind:
    KINDS[function.__name__] = function
    return function


def _one(ground: Ground, wanted: Callable[[str, str], bool]) -> tuple[str, str]:
    """Name and address of a computed cell that is wanted; empty if there is none."""
    cells = ground.computed().items()
    found: tuple[str, str] | None = ground.pick(
        (name, address) for name, address in cells if wanted(name, address)
    )
    return found or ("", "")


def _changed(ground: Ground, name: str, address: str, content: object) -> Harm | None:
    if not address or content == ground.book.formula(address):
        return None
    old = ground.book.formula(address)
    ground.book.put(address, content)
    return Harm(f"{address}（{name}）由 {old} 改为 {content!r}", FORMULA, frozenset({address}))


def _amount(ground: Ground, name: str) -> bool:
    return not name.startswith(
        ("计分说明", "测算说明", "核对_", "合计说明", "预算执行_说明", "等级")
    )


# --- numbers typed over


def _over(ground: Ground, wanted: Callable[[str], bool]) -> Harm | None:
    name, address = _one(ground, lambda one, _: wanted(one) and _amount(ground, one))
    figures = (95, 100, 9.5, 0, 12.34, "100", "95分", 88.88)
    return _changed(ground, name, address, ground.pick(figures))


@kind
def score_typed_over(ground: Ground) -> Harm | None:
    return _over(ground, lambda name: name.startswith(("得分@", "奖励额@", "预算执行得分")))


@kind
def total_typed_over(ground: Ground) -> Harm | None:
    return _over(ground, lambda name: name in ("总分", "总分值", "总权重", "奖励额合计", "指标数"))


@kind
def rate_typed_over(ground: Ground) -> Harm | None:
    return _over(
        ground, lambda name: ("率" in name and "@" not in name) or name.startswith("比率@")
    )


@kind
def subtotal_typed_over(ground: Ground) -> Harm | None:
    return _over(
        ground, lambda name: name.startswith(("小计_", "汇总_")) or name.endswith(("得分", "分值"))
    )


@kind
def grade_typed_over(ground: Ground) -> Harm | None:
    address = ground.field("等级")
    return _changed(ground, "等级", address, ground.pick(("优", "良", "合格", "A")))


@kind
def anything_computed_typed_over(ground: Ground) -> Harm | None:
    name, address = _one(ground, lambda *_: True)
    return _changed(ground, name, address, ground.pick((95, "已核对", 0, "无", "#N/A")))


@kind
def typed_over_with_what_it_was(ground: Ground) -> Harm | None:
    """The right figure, but typed: it follows no later change."""
    cells = {**ground.base.filled.computed}
    for number, row in (
        (line.number, row) for line, row in zip(ground.base.lines, _rows(ground), strict=True)
    ):
        cells |= {f"{role}@{number}": cell for role, cell in row.items() if cell.formula}
    name, address = _one(
        ground, lambda name, _: _amount(ground, name) and _number(cells[name].value) is not None
    )
    return _changed(ground, name, address, _number(cells[name].value)) if name else None


def _rows(ground: Ground) -> Iterator[dict[str, object]]:
    for rows in ground.base.filled.sections.values():
        yield from rows  # type: ignore[misc]


def _number(value: object) -> float | None:
    return None if value is None or isinstance(value, (str, bool)) else float(value)  # type: ignore[arg-type]


# --- formulas changed


@kind
def something_added(ground: Ground) -> Harm | None:
    name, address = _one(ground, lambda one, _: _amount(ground, one))
    return _changed(
        ground, name, address, ground.book.formula(address) + ground.pick(("+0.5", "+1", "*1.05"))
    ) if address else None  # fmt: skip


@kind
def of_another_row(ground: Ground) -> Harm | None:
    """One reference to one row points at the next row, or the one before."""
    name, address = _one(ground, lambda _, at: bool(_references(ground.book.formula(at))))
    if not address:
        return None
    text = ground.book.formula(address)
    found = ground.pick(_references(text))
    moved = int(found[2]) + ground.pick((1, -1, 2))
    return _changed(
        ground, name, address, f"{text[: found.start()]}{found[1]}{moved}{text[found.end() :]}"
    )


@kind
def of_another_column(ground: Ground) -> Harm | None:
    """A reference points at the next column."""
    name, address = _one(ground, lambda _, at: bool(_references(ground.book.formula(at))))
    if not address:
        return None
    text = ground.book.formula(address)
    found = ground.pick(_references(text))
    column = found[1].replace("$", "")
    moved = found[1].replace(column, chr(ord(column) + 1))
    return _changed(
        ground, name, address, f"{text[: found.start()]}{moved}{found[2]}{text[found.end() :]}"
    )


def _references(text: str) -> list[re.Match[str]]:
    """References to cells outside quotes."""
    found = re.finditer(r"(?<![A-Za-z_\u4e00-\u9fff])(\$?[A-Z]\$?)(\d+)\b", text)
    return [one for one in found if text[: one.start()].count('"') % 2 == 0]


@kind
def range_cut_short(ground: Ground) -> Harm | None:
    """A total that leaves out its last rows (or its first)."""
    ranges = r"(\$?[A-Z]\$?)(\d+):(\$?[A-Z]\$?)(\d+)"
    name, address = _one(
        ground,
        lambda _, at: any(
            int(one[4]) > int(one[2]) for one in re.finditer(ranges, ground.book.formula(at))
        ),
    )
    if not address:
        return None
    text = ground.book.formula(address)
    if ground.pick((True, False)):
        cut = re.sub(ranges, lambda one: f"{one[1]}{one[2]}:{one[3]}{int(one[4]) - 1}", text)
    else:
        cut = re.sub(ranges, lambda one: f"{one[1]}{int(one[2]) + 1}:{one[3]}{one[4]}", text)
    return _changed(ground, name, address, cut)


@kind
def under_another_policy(ground: Ground) -> Harm | None:
    policy = f'"{ground.base.checked.policy}"'
    name, address = _one(ground, lambda _, at: policy in ground.book.formula(at))
    if not address:
        return None
    others = ("national-2020", "honghe-2023", "sichuan-2023", "hubei-2020", "jilin", "没有这个")
    other = ground.pick(one for one in others if one != ground.base.checked.policy)
    return _changed(
        ground, name, address, ground.book.formula(address).replace(policy, f'"{other}"')
    )


@kind
def by_another_method(ground: Ground) -> Harm | None:
    name, address = _one(ground, lambda _, at: "PE_SCORE(" in ground.book.formula(at))
    if not address:
        return None
    text = ground.book.formula(address)
    head, comma, policy = text.rpartition(",")
    before, mark, _ = head.rpartition(",")
    method = ground.pick(('"反向比例"', '"反向递减"', '"正向"', '"定性"'))
    return _changed(ground, name, address, f"{before}{mark}{method}{comma}{policy}")


@kind
def other_text_or_number_inside(ground: Ground) -> Harm | None:
    """A constant inside a formula is another one: the unit of an amount, the name of a rule."""
    name, address = _one(ground, lambda _, at: '"万元"' in ground.book.formula(at)
                         or 'PE_RATE(' in ground.book.formula(at)
                         or 'PE_PARAM(' in ground.book.formula(at))  # fmt: skip
    if not address:
        return None
    text = ground.book.formula(address)
    for old, new in (
        ('"万元"', '"亿元"'), ('"预算执行率"', '"执行率"'), ('"权重.产出"', '"权重.效益"'),
        ('"权重.效益"', '"权重.产出"'), ('"权重.满意度"', '"权重.产出"'),
        ("全年预算数（万元）", "年初预算数（万元）"),
        ('"资金到位率"', '"预算执行率"'), ('"执行率"', '"预算执行率"'), ("（万元）", "（元）"),
    ):  # fmt: skip
        if old in text:
            return _changed(ground, name, address, text.replace(old, new, 1))
    return None


@kind
def wrapped(ground: Ground) -> Harm | None:
    name, address = _one(ground, lambda one, _: _amount(ground, one))
    if not address:
        return None
    inner = ground.book.formula(address)[1:]
    wrap = ground.pick(
        ("=IF(TRUE,10,{})", "=MAX({},9)", "=IFERROR({},10)", "=ROUND({},0)", "=IF({0}<9,9,{0})",
         "=ROUNDUP({},0)", "=N({})", "=INT({})", "=ABS({})")
    )  # fmt: skip
    return _changed(ground, name, address, wrap.format(inner))


@kind
def constant_with_an_equals_sign(ground: Ground) -> Harm | None:
    name, address = _one(ground, lambda *_: True)
    constant = ground.pick(("=95", "=10", "=90+5", '="优"', "=100%", "=SUM(10,20)", '=VALUE("95")'))
    return _changed(ground, name, address, constant)


@kind
def formula_deleted(ground: Ground) -> Harm | None:
    """Only where there is something to compute: what must be blank anyway may be blank."""
    cells = ground.base.filled.computed
    name, address = _one(
        ground,
        lambda one, _: ("@" in one and ground.base.form.id != "department-score") or
        (one in cells and cells[one].value is not None),
    )  # fmt: skip
    return _changed(ground, name, address, None)


@kind
def of_another_workbook(ground: Ground) -> Harm | None:
    name, address = _one(ground, lambda *_: True)
    link = ground.pick(("=[1]Sheet1!G7", "='D:\\上年\\[自评表.xlsx]绩效自评表'!G7+0"))
    return _changed(ground, name, address, link)


@kind
def of_another_sheet(ground: Ground) -> Harm | None:
    name, address = _one(ground, lambda *_: True)
    return _changed(ground, name, address, f"=填写说明!{address}")


@kind
def of_other_signs(ground: Ground) -> Harm | None:
    """A sign inside the formula: minus for plus, less for more, another comparison."""
    signs = (("-H", "+H"), ("=0", ">0"), ('>=0"', '>=1"'), ("OR(", "AND("), ("+COUNT", "-COUNT"))
    name, address = _one(
        ground, lambda _, at: any(old in ground.book.formula(at) for old, _ in signs)
    )
    text = ground.book.formula(address) if address else ""
    found = ground.pick((old, new) for old, new in signs if old in text)
    return _changed(ground, name, address, text.replace(*found)) if found else None


@kind
def shown_otherwise(ground: Ground) -> Harm | None:
    """The formula is right; the figure that everybody sees is not what it gives."""
    name, address = _one(
        ground,
        lambda one, _: one in ("总分", "等级", "奖励额合计", "总分值", "总权重", "指标数", "执行率",
                               "预算执行率", "预算执行得分")
        or one.startswith(("得分@", "奖励额@", "小计_")),
    )  # fmt: skip
    if not address:
        return None
    cells = ground.base.filled.computed
    value = cells[name].value if name in cells else None
    figure: float | str = ground.pick((97.77, 88, 1, 55.5))
    if name == "等级":
        figure = "良" if value == "优" else "优"
    ground.book.show(address, figure)
    return Harm(f"{address}（{name}）显示 {figure}，公式没有变", FORMULA, frozenset({address}))
