"""Running `pe` through its own entry point: inside this process for speed, or as a process of its own."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from addin.cli import main
from tests.addin.cli.running import BROKEN, ENTRY, SAMPLES, Ran, environment
from workbook_templates import making

Run = Callable[..., Ran]


@pytest.fixture
def pe(monkeypatch: pytest.MonkeyPatch) -> Run:
    """`pe(*arguments, given=bytes)`: as the console script runs it, in a terminal-less 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: object, given: bytes = b"") -> Ran:
        out, err = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["pe", *map(str, arguments)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
            # Code pages that cannot hold Chinese: `main` must not rely on what it is given.
            streams = [io.TextIOWrapper(stream, "ascii") for stream in (out, err)]
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stderr", streams[1])
            with pytest.raises(SystemExit) as ended:
                main()
            for stream in streams:
                stream.flush()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, out.getvalue().decode(), err.getvalue().decode())

    return run


@pytest.fixture
def shell(tmp_path: Path) -> Run:
    """`shell(*arguments, given=bytes, env={})`: in a process of its own, in an empty folder."""

    def run(*arguments: object, given: bytes = b"", env: Mapping[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [*ENTRY, *map(str, arguments)],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env=environment(env),
            timeout=60,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The samples of the demo as workbooks, by the id of their form. Not to be written to."""
    folder = tmp_path_factory.mktemp("filled")
    made = {}
    for sample in SAMPLES.glob("*.yaml"):
        told = making.read_data(sample)
        made[told["表"]], _ = making.make(
            told["表"], folder / f"{told['表']}.xlsx", told["数据"], told.get("政策", "")
        )
    return made


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory, filled: dict[str, Path]) -> dict[str, Path]:
    """Files that are no workbooks, by name, each as people come by them."""
    from zipfile import ZipFile

    folder = tmp_path_factory.mktemp("broken")
    compound_file = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000)  # what .xls files begin with
    (folder / "old.xls").write_bytes(compound_file)
    (folder / "renamed.xlsx").write_bytes(compound_file)
    (folder / "text.xlsx").write_text("项目名称,得分\n", "utf-8")
    (folder / "empty.xlsx").write_bytes(b"")
    with ZipFile(folder / "zip.xlsx", "w") as archive:
        archive.writestr("说明.txt", "不是工作簿")
    whole = filled["self-evaluation"].read_bytes()
    (folder / "half.xlsx").write_bytes(whole[: len(whole) // 2])
    return {name: folder / name for name in BROKEN}
