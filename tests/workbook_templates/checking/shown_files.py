"""What shows each finding on the file itself, and what stands beside it and does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.hostile import makers
from tests.workbook_templates.checking.showing import shows
from tests.workbook_templates.filled_forms import evaluated
from tests.workbook_templates.published_forms import national


def beside_a_sound_form(folder: Path, make: Callable[[Path], bytes]) -> tuple[Path, Path]:
    shown = folder / "带着别的.xlsx"
    shown.write_bytes(make(shown))
    return shown, evaluated(folder)


@shows("PE-F002")
def macros(folder: Path) -> tuple[Path, Path]:
    return beside_a_sound_form(folder, makers.added(xl__vbaProject_dot_bin=b"\0" * 99))


@shows("PE-F003")
def linked_to_another_file(folder: Path) -> tuple[Path, Path]:
    book = makers.linked("file:///C:/x/%E5%8F%B0%E8%B4%A6.xlsx", '<externalBook r:id="rId1"/>')
    return beside_a_sound_form(folder, book)


@shows("PE-F004")
def asks_a_program(folder: Path) -> tuple[Path, Path]:
    formula = makers.with_cell("全年执行数", "<f>cmd|'/C calc'!A0</f><v>100</v>")
    shown = beside_a_sound_form(folder, formula)[0]
    # A bar in a text or in the name of a sheet asks nobody.
    innocent = "<f>IF(1=1,100,LEN(&quot;甲a|乙&quot;)+'a|b'!A1)</f><v>100</v>"
    sound = folder / "没有.xlsx"
    sound.write_bytes(makers.with_cell("全年执行数", innocent)(sound))
    return shown, sound


@shows("PE-F005")
def connected(folder: Path) -> tuple[Path, Path]:
    return beside_a_sound_form(folder, makers.added(xl__connections_dot_xml=b"<connections/>"))


@shows("PE-F006")
def embedding(folder: Path) -> tuple[Path, Path]:
    return beside_a_sound_form(folder, makers.added(xl__embeddings__o_dot_bin=b"\0" * 99))


@shows("PE-F007")
def old_format(folder: Path) -> tuple[Path, Path]:
    shown = folder / "自评表.xls"
    shown.write_bytes((makers.SAMPLES / "national.xls").read_bytes())
    return shown, national(folder / "自评表.xlsx")
