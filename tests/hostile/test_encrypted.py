"""Encrypted workbooks: opened in memory with the password, and told when it is missing or wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.addin.cli.conftest import pe  # noqa: F401 - the fixture
from tests.hostile.makers import encrypted, form, slow_key
from workbook_templates import reading
from workbook_templates.checking import Verdict, check


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("locked") / "加密.xlsx"
    path.write_bytes(encrypted(path))
    return path


def test_the_password_opens_it(locked: Path) -> None:
    before = list(locked.parent.iterdir())
    checked = check(locked, password="正确的密码")
    assert (checked.verdict, checked.results["总分"]) == (Verdict.PASS, 100)
    assert list(locked.parent.iterdir()) == before  # decrypted in memory alone


@pytest.mark.parametrize(
    ("password", "told"), [("", "加了打开密码"), ("错误的密码", "打开密码不对")]
)
def test_without_it_the_person_is_told(locked: Path, password: str, told: str) -> None:
    (finding,) = check(locked, password=password).findings
    assert told in finding.message
    assert "密码" in finding.advice


def test_a_file_may_not_make_one_wait_for_its_key(tmp_path: Path) -> None:
    path = tmp_path / "慢.xlsx"
    path.write_bytes(slow_key(path))
    (finding,) = check(path, password="正确的密码").findings
    assert "加密说明不正常" in finding.message


def test_who_needs_a_password_is_known_before(locked: Path, tmp_path: Path) -> None:
    plain = tmp_path / "表.xlsx"
    plain.write_bytes(form())
    assert reading.is_encrypted(locked)
    assert not reading.is_encrypted(plain)
    assert not reading.is_encrypted(tmp_path / "没有.xlsx")


def test_at_the_command_line(pe, locked: Path) -> None:  # noqa: F811
    assert pe("validate", locked, "--password", "正确的密码").status == 0
    assert pe("validate", locked, "--password", "不对").status == 2
    without = pe("validate", locked)
    assert without.status == 2
    assert "--password" in without.out


def test_nobody_is_asked_where_nobody_sits(pe, locked: Path) -> None:  # noqa: F811
    ran = pe("validate", locked, "--json", given=b"x\n")
    assert ran.status == 2
    assert ran.json[0]["verdict"] == "unreadable"
