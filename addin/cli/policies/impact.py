"""`pe policies impact`: the same data under two policies, and what it means for whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table

from addin.cli.output import complain, out, stop, write_json
from addin.cli.policies.cases import read_table
from addin.cli.policies.impact_workbook import write_workbook
from addin.cli.policies.named import Named, named
from rules.authoring import impact as impacts
from rules.exact import plain
from rules.library import Library
from rules.results import Refusal, Result, Value
from rules.wording import money, percent
from udfs import policies
from workbook_templates import checking

_COLOURS = {
    impacts.Effect.GAINS: "green",
    impacts.Effect.NEWLY_ELIGIBLE: "green",
    impacts.Effect.NEWLY_COMPUTED: "green",
    impacts.Effect.LOSES: "red",
    impacts.Effect.NO_LONGER_ELIGIBLE: "red",
    impacts.Effect.NO_LONGER_COMPUTED: "red",
}


def impact(
    old: Annotated[str, typer.Argument(metavar="旧政策", help="政策代号、名称或文件")],
    new: Annotated[str, typer.Argument(metavar="新政策", help="政策代号、名称或文件")],
    data: Annotated[
        list[Path],
        typer.Argument(metavar="数据", help="填好的工作簿，或第一行是数据名称的 .csv、.xlsx"),
    ],
    items: Annotated[
        list[str] | None,
        typer.Option("--item", metavar="结果", help="只算这一项，如 招商奖励；可写几次"),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件", help="另存为 .xlsx")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Compute everything twice and tell the differences."""
    if output is not None and output.suffix.lower() != ".xlsx":
        stop(f"文件名应以 .xlsx 结尾：{output.name}", as_json=as_json)
    before, after = named(old, as_json=as_json), named(new, as_json=as_json)
    affected: list[impacts.Affected] = []
    for path in data:
        found = _under_both(path, before, after, items or (), several=len(data) > 1)
        if isinstance(found, Refusal):
            stop(found.message, found.advice, as_json=as_json)
        affected += found
    if not affected:
        stop(
            "这些数据里没有两项政策要算的东西",
            "请核对表头是否与政策里的数据名称相同",
            as_json=as_json,
        )
    units = _units(before, after)
    totals = impacts.sums(affected)
    if as_json:
        write_json(_as_json(before, after, affected, totals))
    else:
        _tell(affected, totals, units)
    if output is not None:
        try:
            write_workbook(output, _title(before), _title(after), affected, totals)
        except OSError:
            stop(f"不能写入 {output}", "请检查文件是否正被打开、是否有写入权限", as_json=as_json)
        if not as_json:
            out.print(f"已另存为 {output}", markup=False)


def _under_both(
    path: Path, before: Named, after: Named, items: Sequence[str], *, several: bool
) -> list[impacts.Affected] | Refusal:
    """What one file comes to under both policies."""
    if not path.is_file():
        stop(f"没有这个文件：{path}", "请检查文件名和所在的文件夹")
    found: list[impacts.Affected] | Refusal
    form = None if path.suffix.lower() == ".csv" else _form(path, before, after, items)
    if isinstance(form, list):
        found = form
    else:
        cases = read_table(path)
        if isinstance(cases, Refusal):
            return form if isinstance(form, Refusal) else cases
        found = list(impacts.compared(before.use, after.use, cases, items))
    if not several:
        return found
    return [replace(one, case=f"{path.stem}·{one.case}") for one in found]


def _form(
    path: Path, before: Named, after: Named, items: Sequence[str]
) -> list[impacts.Affected] | Refusal:
    """A filled form of ours, computed twice; a refusal where the file is none."""
    results = []
    for one in (before, after):
        # The file's own folder, so that two files of one id can be compared.
        with policies.using(Library(one.file.parent)):
            found = checking.computed_under(path, one.policy.id)
        if isinstance(found, Refusal):
            return found
        results.append(found)
    return [
        impacts.Affected(a.title, a.role, a.result, b.result)
        for a, b in zip(*results, strict=True)
        if not items or a.role in items
    ]


def _units(*both: Named) -> dict[str, str]:
    """How the figures of a result are written: 元, %, or plainly."""
    units: dict[str, str] = {}
    for one in both:
        units |= dict.fromkeys(one.policy.combinations, "元")
        for name, scheme in one.policy.rewards.items():
            units[name] = "元" if scheme.unit.dimension == "人民币" else ""
        units |= dict.fromkeys(one.policy.rates, "%")
    return units


def _title(one: Named) -> str:
    return f"{one.policy.title}（{one.policy.id}）"


def _tell(
    affected: Sequence[impacts.Affected], totals: Sequence[impacts.Sums], units: dict[str, str]
) -> None:
    changed = [
        one for one in affected if one.effect not in (impacts.Effect.SAME, impacts.Effect.NEITHER)
    ]
    if changed:
        table = Table("案例", "结果", "原", "新", "增减", "变化", box=box.SIMPLE_HEAD)
        for column in table.columns:
            column.overflow = "fold"
        for one in changed:
            unit = units.get(one.item, "")
            moved = one.difference
            table.add_row(
                one.case,
                one.item,
                _shown(one.before, unit),
                _shown(one.after, unit),
                "" if moved is None else ("+" if moved > 0 else "") + _figure(moved, unit),
                one.effect.value,
                style=_COLOURS.get(one.effect, ""),
            )
        out.print(table, soft_wrap=False)
    for total in totals:
        unit = units.get(total.item, "")
        counts = "，".join(f"{effect.value} {n}" for effect, n in total.effects.items())
        moved = total.after - total.before
        told = f"{_figure(total.before, unit)} → {_figure(total.after, unit)}"
        told += (
            f"（{'增加' if moved > 0 else '减少'} {_figure(abs(moved), unit)}）" if moved else ""
        )
        summed = f"合计 {told}；" if unit != "%" else ""
        out.print(f"{total.item}：{summed}{counts}", markup=False)
    for one in affected:
        if one.effect in (impacts.Effect.NO_LONGER_COMPUTED, impacts.Effect.NO_LONGER_ELIGIBLE):
            complain(f"{one.case}·{one.item}：{one.effect.value}。{one.why}")


def _shown(result: Result, unit: str) -> str:
    if isinstance(result, Refusal):
        return "不能计算"
    return _figure(result.value, unit) if isinstance(result.value, Fraction) else str(result.value)


def _figure(value: Fraction, unit: str) -> str:
    if unit == "元":
        return money(value)
    return percent(value, 2) if unit == "%" else plain(value, 4)


def _as_json(
    before: Named,
    after: Named,
    affected: Sequence[impacts.Affected],
    totals: Sequence[impacts.Sums],
) -> dict[str, Any]:
    return {
        "old": before.policy.id,
        "new": after.policy.id,
        "results": list(_rows(affected)),
        "sums": [
            {
                "item": total.item,
                "before": plain(total.before),
                "after": plain(total.after),
                "effects": {effect.value: n for effect, n in total.effects.items()},
            }
            for total in totals
        ],
    }


def _rows(affected: Sequence[impacts.Affected]) -> Iterator[dict[str, Any]]:
    for one in affected:
        moved = one.difference
        yield {
            "case": one.case,
            "item": one.item,
            "before": _plain(one.before),
            "after": _plain(one.after),
            "difference": None if moved is None else plain(moved),
            "effect": one.effect.value,
            "why": one.why,
        }


def _plain(result: Result) -> str | None:
    if not isinstance(result, Value) or result.value is None:
        return None
    return plain(result.value) if isinstance(result.value, Fraction) else str(result.value)
