"""`pe submit` and `pe verify`: what people and machines get, and the exit statuses."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.hostile.makers import encrypted
from tests.workbook_templates.filled_forms import evaluated, typed
from workbook_templates import submission


@pytest.fixture(scope="module")
def form(tmp_path_factory):
    return evaluated(tmp_path_factory.mktemp("forms"))


@pytest.fixture
def good(form, tmp_path):
    return Path(shutil.copy(form, tmp_path / "自评表.xlsx"))


def test_submitted_and_verified(pe, good):
    before = good.read_bytes()
    ran = pe("submit", good)
    assert (ran.status, ran.err) == (0, "")
    package = good.with_name("自评表.提交包.zip")
    assert f"提交包已存为 {package}" in ran.out.replace("\n", "")
    with zipfile.ZipFile(package) as archive:
        number = json.loads(archive.read("回执.json"))["number"]
        assert "由 pe" in archive.read("校验结果.html").decode()
    assert number in ran.out
    assert good.read_bytes() == before
    assert {path.name for path in good.parent.iterdir()} == {package.name, good.name}
    told = pe("verify", package)
    assert (told.status, told.err) == (0, "")
    assert "✓ 核对一致" in told.out
    assert number in told.out
    assert "总分 100" in told.out.replace("\n", "")


def test_for_machines(pe, good, tmp_path):
    target = tmp_path / "包.zip"
    ran = pe("submit", good, "-o", target, "--json")
    assert ran.status == 0
    assert ran.json["package"] == str(target)
    assert ran.json["verdict"] == "pass"
    told = pe("verify", target, "--json")
    (one,) = told.json
    assert (told.status, one["agreement"], one["differences"]) == (0, "agrees", [])
    assert one["receipt"] == ran.json["receipt"]


@pytest.mark.parametrize("as_json", [False, True])
def test_what_must_be_mended_blocks(pe, good, as_json):
    bad = typed(good, 总分=88)
    options = ["--json"] if as_json else []
    for more in ([], ["--with-open"]):
        ran = pe("submit", bad, *options, *more)
        assert ran.status == 1
        assert "没有生成提交包：还有必须修改的问题" in ran.err
    if as_json:
        assert ran.json["package"] is None
        assert ran.json["findings"]
    assert list(bad.parent.glob("*.zip")) == []


def test_what_must_be_explained_blocks_unless_asked(pe, tmp_path):
    open_point = evaluated(tmp_path, {"实际完成值": "90人次"})
    ran = pe("submit", open_point)
    assert ran.status == 1
    assert "--with-open" in ran.err
    assert list(tmp_path.glob("*.zip")) == []
    ran = pe("submit", open_point, "--with-open", "--json")
    assert ran.status == 0
    assert ran.json["receipt"]["remaining"] == 1
    told = pe("verify", ran.json["package"])
    assert (told.status, "✓ 核对一致，但有 1 处没有说明" in told.out) == (0, True)
    assert "提交时的结论：须说明（1 处没有说明）" in told.out
    (answer,) = pe("verify", "--json", ran.json["package"]).json
    assert answer["remaining"] == 1


def test_an_unreadable_file_blocks(pe, tmp_path):
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK")
    ran = pe("submit", bad)
    assert ran.status == 2
    assert list(tmp_path.glob("*.zip")) == []
    assert pe("submit", tmp_path / "没有.xlsx").status == 2


def test_a_package_is_not_overwritten_unasked(pe, good):
    package = good.with_name("自评表.提交包.zip")
    package.write_bytes(b"old")
    ran = pe("submit", good)
    assert (ran.status, package.read_bytes()) == (2, b"old")
    assert "--force" in ran.err
    assert pe("submit", good, "--force").status == 0
    assert package.read_bytes() != b"old"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["-o", "{folder}/包.xlsx"], "应以 .zip 结尾"),
        (["-o", "{folder}/没有/包.zip"], "没有文件夹"),
        (["-o", "{folder}/夹.zip"], "是文件夹"),
    ],
)
def test_wrong_targets(pe, good, tmp_path, options, sentence):
    (tmp_path / "夹.zip").mkdir()
    ran = pe("submit", good, *(each.format(folder=tmp_path) for each in options))
    assert ran.status == 2
    assert sentence in ran.err
    assert "是文件夹" in pe("submit", tmp_path).err


@pytest.fixture
def received(pe, good, tmp_path):
    """A folder as the receiving side has it: two that agree, one altered, one broken, one other file."""
    folder = tmp_path / "收"
    folder.mkdir()
    for name in ("甲", "乙"):
        pe("submit", good, "-o", folder / f"{name}.zip")
    with (
        zipfile.ZipFile(folder / "甲.zip") as old,
        zipfile.ZipFile(folder / "丙.zip", "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content + b" " if name.endswith(".html") else content)
    (folder / "丁.zip").write_bytes(b"PK")
    (folder / "说明.txt").write_bytes(b"")
    return folder


@pytest.mark.parametrize("workers", [0, 2])
def test_a_folder_of_packages(pe, received, workers):
    ran = pe("verify", received, "--workers", workers)
    assert ran.status == 2
    assert "共核对 4 份提交包：核对一致 2 份、核对不一致 1 份、无法读取 1 份。" in ran.out
    assert "校验结果.html 与回执里的摘要不符" in ran.out.replace("\n", "")
    assert "说明.txt" in ran.err
    told = pe("verify", received, "--json", "--workers", workers).json
    # 丁 U+4E01, 丙 U+4E19, 乙 U+4E59, 甲 U+7532
    assert [Path(one["package"]).stem for one in told] == ["丁", "丙", "乙", "甲"]
    agreements = [one["agreement"] for one in told]
    assert agreements == ["unreadable", "differs", "agrees", "agrees"]
    (received / "丁.zip").unlink()
    assert pe("verify", received).status == 1


def test_nothing_to_verify(pe, tmp_path):
    ran = pe("verify", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "没有可以核对的提交包" in ran.err


def test_a_defect_of_ours_on_one_package_stops_nothing(pe, received, tmp_path, monkeypatch):
    logs = tmp_path / "temp"
    logs.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(logs))
    work = submission.verifying.receipt_of
    calls = []

    def failing(*given: object, **more: object) -> object:
        calls.append(given)
        if len(calls) == 1:
            raise ZeroDivisionError("our own mistake")
        return work(*given, **more)

    monkeypatch.setattr("workbook_templates.submission.verifying.receipt_of", failing)
    ran = pe("verify", received, "--workers", 1, "--json")
    assert ran.status == 3
    agreements = [one["agreement"] for one in ran.json]
    assert agreements == ["unreadable", "defect", "agrees", "agrees"]
    (log,) = logs.glob("*.log")
    assert "our own mistake" in log.read_text("utf-8")


def test_an_encrypted_workbook(pe, tmp_path):
    locked, package = tmp_path / "加密.xlsx", tmp_path / "加密.提交包.zip"
    locked.write_bytes(encrypted(locked))
    assert pe("submit", locked).status == 2
    assert not package.exists()
    assert pe("submit", locked, "--password", "正确的密码").status == 0
    with zipfile.ZipFile(package) as archive:
        assert archive.read("加密.xlsx") == locked.read_bytes()  # as it is
    assert "✓ 核对一致" in pe("verify", package, "--password", "正确的密码").out
    without = pe("verify", package)
    assert without.status == 1
    assert "--password" in without.out
