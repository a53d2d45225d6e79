"""Loads a form's description (`forms/*.yaml`) and checks it.

The keywords are Chinese, so that a person who keeps the policies can read and change a layout.
Every mistake of a description is found at once and told with its place in the file.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from rules.nearest import nearest_or_known
from workbook_templates.description_asked import (
    demands,
    funds,
    recognition,
    score_check,
    shared,
)
from workbook_templates.description_check import check
from workbook_templates.description_layout import block
from workbook_templates.description_reading import Reading
from workbook_templates.faults import Fault, FormError
from workbook_templates.shape import (
    Band,
    Demands,
    Form,
    Funds,
    Kind,
    Section,
    Shared,
    Table,
)

__all__ = [
    "FOLDER",
    "MOST_COLUMNS",
    "Band",
    "Form",
    "Kind",
    "Section",
    "Table",
    "describe",
    "forms",
    "load",
]

FOLDER = files("workbook_templates") / "forms"

#: The columns that a column of widths may hold.
MOST_COLUMNS = 60


@lru_cache
def forms() -> tuple[str, ...]:
    """The ids of the forms that are there, sorted."""
    names = (Path(entry.name) for entry in FOLDER.iterdir())
    return tuple(sorted(name.stem for name in names if name.suffix == ".yaml"))


@lru_cache
def describe(form_id: str) -> Form:
    """The form with this id. Raises `FormError` if there is none or its description is wrong."""
    if form_id not in forms():
        raise FormError(
            [Fault(f"表式 {form_id}", "没有这种表式", nearest_or_known(form_id, forms()))]
        )
    return load((FOLDER / f"{form_id}.yaml").read_text("utf-8"), f"{form_id}.yaml")


def load(text: str, source: str) -> Form:
    """Read a description from its YAML text; `source` names it in faults.

    Raises `FormError` with every fault found.
    """
    try:
        raw = yaml.load(text, Loader=_Strict)  # a SafeLoader that refuses duplicate keys
    except yaml.YAMLError as error:
        raise FormError([Fault(source, f"不是有效的 YAML：{error}", "请检查缩进和冒号")]) from None
    faults: list[Fault] = []
    form = _form(Reading(raw, source, faults))
    if not faults:
        faults += check(form, source)
    if faults:
        raise FormError(faults)
    return form


class _Strict(yaml.SafeLoader):
    """YAML that refuses a key written twice, where PyYAML would silently keep the last."""


def _mapping(loader: _Strict, node: yaml.MappingNode) -> dict[Any, Any]:
    pairs = [loader.construct_object(key, deep=True) for key, _ in node.value]
    for (key, _), word in zip(node.value, pairs, strict=True):
        if pairs.count(word) > 1:
            raise yaml.MarkedYAMLError(problem=f"“{word}”写了两次", problem_mark=key.start_mark)
    return {
        word: loader.construct_object(value, deep=True)
        for word, (_, value) in zip(pairs, node.value, strict=True)
    }


_Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _form(raw: Reading) -> Form:
    raw.only(
        ("模板", "版本", "名称", "依据", "工作表", "列宽", "版面"),
        (
            *(
                "政策",
                "冻结",
                "结果",
                "必填",
                "应填",
                "核分",
                "资金",
                "说明处",
                "核对",
                "表间",
                "识别",
            ),
            *("填写说明", "写法"),
        ),
    )
    widths = raw.numbers("列宽")
    if not 0 < len(widths) <= MOST_COLUMNS:
        raw.fault(f"列宽须有 1 至 {MOST_COLUMNS} 个数")
    freeze = raw.child("冻结") if "冻结" in raw else None
    if freeze is not None:
        freeze.only(("行", "列"))
    return Form(
        id=raw.text("模板"),
        version=raw.text("版本"),
        title=raw.text("名称"),
        source=raw.text("依据"),
        sheet=raw.text("工作表"),
        widths=widths,
        freeze=(freeze.whole("行"), freeze.whole("列")) if freeze is not None else (0, 0),
        blocks=tuple(map(block, raw.children("版面"))),
        guidance=tuple((one[0], one[1]) for one in raw.rows("填写说明", 2)),
        notations=tuple((one[0], one[1], one[2]) for one in raw.rows("写法", 3)),
        policy=raw.text("政策"),
        results=raw.words("结果"),
        required=raw.words("必填"),
        expected=raw.words("应填"),
        score_checks=tuple(score_check(one) for one in raw.children("核分")),
        funds=funds(raw.child("资金")) if "资金" in raw else Funds(),
        recognition=recognition(raw.child("识别")) if "识别" in raw else None,
        explained_in=MappingProxyType(raw.child("说明处").texts() if "说明处" in raw else {}),
        demands=demands(raw.child("核对")) if "核对" in raw else Demands(),
        shared=shared(raw.child("表间")) if "表间" in raw else Shared(),
    )
