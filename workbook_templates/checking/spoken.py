"""The names of a form's cells as people say them: 小计_产出指标_得分 is 产出指标小计·得分."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbook_templates.checking.catalogue import template
from workbook_templates.checking.findings import Finding
from workbook_templates.shape import Form

#: What stands before the name of a section in the name of a cell, and behind it in speech.
_OF_SECTIONS = ("小计", "汇总", "规定分值", "核对")
#: What these tell of is to be found in 名称管理器, where it is called as it is written.
_AS_WRITTEN = (template.NAME_GONE.code, template.NAME_MOVED.code)


def spoken(name: str) -> str:
    """What the cell of this defined name is called to people."""
    first, *rest = name.split("_")
    if first in _OF_SECTIONS and rest:
        first, rest = rest[0] + first, rest[1:]
    return "·".join((first, *rest))


def in_speech(form: Form, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with the names of the form's cells as people say them; other texts stay."""
    names = {name: spoken(name) for name, _ in form.fields() if "_" in name}
    for finding in findings:
        said = names.get(finding.name)
        if said is None or finding.code in _AS_WRITTEN:
            yield finding
            continue
        message, advice = (
            text.replace(f"“{finding.name}”", f"“{said}”")
            for text in (finding.message, finding.advice)
        )
        yield replace(finding, name=said, message=message, advice=advice)
