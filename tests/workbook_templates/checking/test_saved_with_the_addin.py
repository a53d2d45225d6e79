"""A form that Excel saved with the add-in loaded: each PE_ formula is linked to pe.xlam."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbook_templates.filled_forms import codes, only, sample

SAMPLES = ("yiyang", "honghe-2023-self", "honghe-2023-reward")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PATH = f"{OFFICE}/externalLinkPath"
#: How Excel names a file in one of its start-up folders.
STARTUP = "http://schemas.microsoft.com/office/2006/relationships/xlExternalLinkPath/xlStartup"
INSTALLED = "file:///C:\\Users\\%E7%94%B2\\AppData\\Local\\jixiao\\excel\\pe.xlam"
LINKED, XLL = "[1]!PE_", "_xll.PE_"


def saved(
    path: Path, spelled: str = LINKED, targets: tuple[str, ...] = (INSTALLED,), kind: str = PATH
) -> Path:
    """The workbook with its formulas so spelled and these files linked."""
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    for name in [name for name in held if name.startswith("xl/worksheets/sheet")]:
        held[name] = re.sub(rb"<f[ >].*?</f>", _spelled(spelled), held[name], flags=re.DOTALL)
    for number, target in enumerate(targets, 1):
        part, base = f"externalLinks/externalLink{number}.xml", "xl/externalLinks/_rels"
        held[f"xl/{part}"] = (
            f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}"><externalBook r:id="rId1">'
            '<definedNames><definedName name="PE_SCORE"/></definedNames>'
            "</externalBook></externalLink>"
        ).encode()
        held[f"{base}/externalLink{number}.xml.rels"] = (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{kind}" '
            f'Target="{target}" TargetMode="External"/></Relationships>'
        ).encode()
        _told(held, "[Content_Types].xml", b"</Types>", f'<Override PartName="/xl/{part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/>')  # fmt: skip # noqa: E501
        _told(held, "xl/_rels/workbook.xml.rels", b"</Relationships>", f'<Relationship Id="rIdX{number}" Type="{OFFICE}/externalLink" Target="{part}"/>')  # fmt: skip # noqa: E501
    references = "".join(f'<externalReference r:id="rIdX{n + 1}"/>' for n in range(len(targets)))
    _told(held, "xl/workbook.xml", b"<definedNames>", f"<externalReferences>{references}</externalReferences>")  # fmt: skip # noqa: E501
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return path


def _spelled(spelled: str) -> Callable[[re.Match[bytes]], bytes]:
    return lambda found: re.sub(rb"\bPE_(?=[A-Z_]+\()", spelled.encode(), found[0])


def _told(held: dict[str, bytes], part: str, before: bytes, added: str) -> None:
    assert held[part].count(before) == 1
    held[part] = held[part].replace(before, added.encode() + before)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(
    ("spelled", "target", "kind"),
    [
        (LINKED, INSTALLED, PATH),
        (LINKED, "PE.XLAM", STARTUP),
        (LINKED, "/Users/%E7%94%B2/excel/pe.xlam", PATH),
        (XLL, INSTALLED, PATH),
    ],
)
def test_the_link_to_the_add_in_is_no_finding(
    tmp_path: Path, name: str, spelled: str, target: str, kind: str
) -> None:
    before = codes(sample(tmp_path, name))
    path = saved(sample(tmp_path, name), spelled, (target,), kind)
    with zipfile.ZipFile(path) as archive:
        assert spelled.encode() in archive.read("xl/worksheets/sheet1.xml")
    assert codes(path) == before


def test_other_files_beside_it_are_told_alone(tmp_path: Path) -> None:
    path = saved(sample(tmp_path, "yiyang"), LINKED, (INSTALLED, "file:///D:/x/zhang.xlsx"))
    assert "zhang.xlsx" in only(path, "PE-F003").message
    assert "pe.xlam" not in only(path, "PE-F003").message


def test_a_file_on_the_internet_is_told_whatever_its_name(tmp_path: Path) -> None:
    path = saved(sample(tmp_path, "yiyang"), LINKED, ("https://x.example/pe.xlam",))
    assert "pe.xlam" in only(path, "PE-F003").message
