"""An installation package with the macros that IT has signed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from addin.cli.app import app
from addin.excel import building
from addin.windows.packing import BadMaterialError
from addin.windows.packing.signed import take_signed
from tests.addin.windows.test_packing import house, python

__all__ = ["house", "python"]


def signed(folder: Path) -> Path:
    """What `pe build excel` makes, as Excel saves it once its macros are signed."""
    made = building.build(folder)
    for path in (made.addin, *made.templates):
        with ZipFile(path, "a") as archive:
            archive.writestr("xl/vbaProjectSignature.bin", "signature")
    return folder


def test_what_was_signed_is_packed_and_the_manifest_knows_it(
    python: Path, house: Path, tmp_path: Path
) -> None:
    given = signed(tmp_path / "签名")
    options = ["--python", str(python), "--wheels", str(house), "--excel", str(given)]
    out = tmp_path / "package"
    done = CliRunner().invoke(app, ["build", "windows", *options, "-o", str(out)])
    assert done.exit_code == 0, done.output
    told = json.loads((out / "manifest.json").read_text("utf-8"))["files"]
    for name in ("pe.xlam", "模板/项目支出绩效自评表.xlsm"):
        content = (given / name).read_bytes()
        assert (out / "excel" / name).read_bytes() == content
        # Another one would be told as changed after every installation.
        assert told[f"excel/{name}"] == hashlib.sha256(content).hexdigest()


def test_what_is_missing_or_not_signed_is_refused_all_at_once(tmp_path: Path) -> None:
    excel, given = tmp_path / "excel", tmp_path / "given"
    for folder, names in (
        (excel, ("pe.xlam", "甲.xlsm", "乙.xlsm", "x.xml")),
        (given, ("甲.xlsm",)),
    ):
        folder.mkdir()
        for name in names:
            with ZipFile(folder / name, "w") as archive:
                archive.writestr("xl/vbaProject.bin", "")
    (given / "乙.xlsm").write_text("no workbook")
    with pytest.raises(BadMaterialError) as refused:
        take_signed(given, excel)
    said = str(refused.value).splitlines()
    assert [line.split("：")[1] for line in said[:3]] == ["没有这个文件", "读不出来", "宏没有签名"]
    assert "pe build excel" in said[3]
