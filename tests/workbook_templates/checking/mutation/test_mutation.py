"""A thousand changes that do harm are all told, a thousand that mean nothing are never minded.

Every number stands for one change, always the same, over all shipped forms in turn. All run by
default (a minute or two); `MUTATIONS=100` runs the first hundred of each. A number that fails is done
again by `python -m tests.workbook_templates.checking.mutation.run harmful 417` (or harmless 417).
"""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.workbook_templates.checking.mutation import harmless
from tests.workbook_templates.checking.mutation.ground import FILLINGS, PLAIN, base, names
from tests.workbook_templates.checking.mutation.project import FILL
from tests.workbook_templates.checking.mutation.run import HARMFUL, harmful, minded, without_harm
from workbook_templates.checking import Verdict, check
from workbook_templates.description import forms

MUTATIONS = int(os.environ.get("MUTATIONS", "1000"))
_EACH = 100
_CHUNKS = range(0, MUTATIONS, _EACH)
#: So many of the changes that mean nothing are saved by LibreOffice besides, in one run.
_BY_LIBREOFFICE = 66


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("mutation")


def test_every_shipped_form_is_there():
    assert set(FILL) == set(forms())


@pytest.mark.parametrize("name", names())
def test_the_forms_are_right_before_they_are_changed(folder, name):
    checked = base(name, folder).checked
    assert (checked.verdict, checked.findings) == (Verdict.PASS, ())


@pytest.mark.parametrize("start", _CHUNKS)
def test_harm_is_told(folder, start):
    missed = []
    for number in range(start, min(start + _EACH, MUTATIONS)):
        kind, harm, path, checked, told = harmful(number, folder)
        if not told:
            found = [f"{one.code} {one.cell} {one.message}" for one in checked.findings]
            missed.append((f"harmful {number}", kind, harm, found))
        path.unlink()
    assert not missed


@pytest.mark.parametrize("start", _CHUNKS)
def test_what_means_nothing_is_not_minded(folder, start):
    alarms = []
    for number in range(start, min(start + _EACH, MUTATIONS)):
        kind, told, path, before = without_harm(number, folder)
        found = minded(check(path), before)
        if found:
            alarms.append((f"harmless {number}", kind, told, found))
        path.unlink()
    assert not alarms


def test_what_means_nothing_is_not_minded_when_libreoffice_saved_it(folder, tmp_path):
    if shutil.which("soffice") is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    changed = [without_harm(10_000 + number, folder) for number in range(_BY_LIBREOFFICE)]
    # The functions that it lacks leave #NAME?; plain formulas it computes itself.
    assert any(PLAIN in kind for kind, *_ in changed)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path),
         *(str(path) for _, _, path, _ in changed)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    alarms = [
        (path.stem, kind, told, found)
        for kind, told, path, before in changed
        if (found := minded(check(tmp_path / path.name), before))
    ]
    assert not alarms


def test_every_kind_of_change_comes_up():
    # 1,000 of each: ten and more of every kind.
    assert len(HARMFUL) <= 100
    assert len(harmless.KINDS) <= 100
    assert FILLINGS > 1  # with and without points lost
