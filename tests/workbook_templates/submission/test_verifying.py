"""Packages tampered with in many ways, each told as what it is; and hostile ones."""

from __future__ import annotations

import json
import os
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from rules.library import SHIPPED, Library
from tests.workbook_templates.filled_forms import edited, evaluated, typed
from tests.workbook_templates.submission.packages import (
    altered,
    entries,
    packed,
    receipt,
    reissued,
    rewritten,
    submitted,
    verified,
    workbook_name,
)
from udfs import policies
from workbook_templates.submission import Agreement


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return submitted(evaluated(tmp_path))


def test_one_that_agrees(package: Path) -> None:
    answer = verified(package)
    assert (answer.agreement, answer.differences) == (Agreement.AGREES, ())
    assert answer.receipt == receipt(package)


def swapped(package: Path, new: Path) -> Path:
    """The package with another workbook in the place of its own."""
    return altered(package, 表=new.read_bytes())


def workbook(package: Path) -> Path:
    path = package.with_name("取出.xlsx")
    path.write_bytes(entries(package)[workbook_name(package)])
    return path


def resaved(package: Path) -> Path:
    return swapped(package, edited(workbook(package), lambda sheet, where: None))


def changed(package: Path) -> Path:
    # 100人次 → 90人次: 27 of 30 points, 97 in all, and a loss without a reason
    return swapped(package, typed(workbook(package), 实际完成值="90人次"))


def changed_unseen(package: Path) -> Path:
    """The target overfulfilled a little: the same points, but not the same form."""
    return swapped(package, typed(workbook(package), 实际完成值="101人次"))


def typed_over(package: Path) -> Path:
    return swapped(package, typed(workbook(package), 总分=99))


def better_findings(package: Path) -> Path:
    return altered(package, 校验结果_json=lambda old: old.replace(b'"pass"', b'"PASS"'))


def better_page(package: Path) -> Path:
    return altered(package, 校验结果_html=lambda old: old + "<p>合格</p>".encode())


def better_text(package: Path) -> Path:
    return altered(package, 回执_txt=lambda old: old.replace(b"100", b"120"))


def better_receipt(package: Path) -> Path:
    return altered(package, 回执_json=lambda old: old.replace(b"n:100", b"n:120"))


def better_receipt_that_fits(package: Path) -> Path:
    return reissued(package, results={"总分": "n:120", "等级": "s:优"})


def other_project(package: Path) -> Path:
    said = receipt(package)
    return reissued(package, forms=(replace(said.forms[0], project="另一项目"),))


def other_rows(package: Path) -> Path:
    return reissued(package, computed="0" * 64)


def other_verdict(package: Path) -> Path:
    return reissued(package, verdict="explain", remaining=2)


def other_size(package: Path) -> Path:
    return reissued(package, size=1)


def no_workbook_any_more(package: Path) -> Path:
    return altered(package, 表=b"PK\x03\x04")


def findings_no_json(package: Path) -> Path:
    return altered(package, 校验结果_json=b"[" * 100_000)


TAMPERED: list[tuple[Callable[[Path], Path], set[str], str]] = [
    (resaved, {"file"}, "不是提交时的那一个文件"),
    (changed, {"file", "inputs", "results", "findings", "verdict"}, "总分 回执 100，重算 97"),
    (changed_unseen, {"file", "inputs"}, "填报内容与提交时不同"),
    (typed_over, {"file", "findings", "verdict"}, "重新校验多出的问题"),
    (better_findings, {"part"}, "校验结果.json 与回执里的摘要不符"),
    (better_page, {"part"}, "校验结果.html 与回执里的摘要不符"),
    (better_text, {"receipt"}, "回执.txt 与 回执.json 说的不一样"),
    (better_receipt, {"receipt", "results"}, "与回执编号"),
    (better_receipt_that_fits, {"results"}, "总分 回执 120，重算 100"),
    (other_project, {"form"}, "项目名称"),
    (other_rows, {"results"}, "各行的得分"),
    (other_verdict, {"verdict"}, "回执的结论是须说明（2 处没有说明），重新校验是通过"),
    (other_size, {"file"}, "不是提交时的那一个文件"),
    (no_workbook_any_more, {"file"}, "工作簿读不了"),
    (findings_no_json, {"part", "findings"}, "校验结果.json 读不出来"),
]


@pytest.mark.parametrize(
    ("tamper", "found", "sentence"), TAMPERED, ids=[one[0].__name__ for one in TAMPERED]
)
def test_tampered_with(
    package: Path, tamper: Callable[[Path], Path], found: set[str], sentence: str
) -> None:
    answer = verified(tamper(package))
    assert answer.agreement is Agreement.DIFFERS
    # A changed figure may also move what stands in the explanations of the rows.
    assert {each.kind for each in answer.differences} - {"results"} == found - {"results"}
    assert found <= {each.kind for each in answer.differences}
    assert any(sentence in each.message for each in answer.differences)


def test_another_product(package: Path) -> None:
    answer = verified(package, product="9.9.9")
    assert answer.agreement is Agreement.AGREES
    (told,) = answer.differences
    assert (told.kind, told.grave) == ("product", False)
    assert "0.1.0" in told.message
    assert "9.9.9" in told.message


def test_another_policy_file(package: Path, tmp_path: Path) -> None:
    own = tmp_path / "政策"
    own.mkdir()
    text = (SHIPPED / "national-2020.yaml").read_text("utf-8")
    (own / "national-2020.yaml").write_text(f"{text}\n取代: national-2020\n", "utf-8")
    with policies.using(Library(SHIPPED, own)):
        answer = verified(package)
    assert answer.agreement is Agreement.AGREES
    told = {each.kind: each for each in answer.differences}
    assert not told["policy"].grave
    assert "不是同一份" in told["policy"].message


def test_a_file_that_was_added(package: Path) -> None:
    answer = verified(altered(package, 附件_pdf=b"%PDF"))
    assert answer.agreement is Agreement.AGREES
    (told,) = answer.differences
    assert (told.kind, told.grave) == ("extra", False)
    assert "附件.pdf" in told.message


def test_a_form_found_by_its_headings_under_the_policy_asked_for(tmp_path: Path) -> None:
    path = evaluated(tmp_path)
    import openpyxl

    book = openpyxl.load_workbook(path)
    for name in list(book.defined_names):
        del book.defined_names[name]
    for prop in [prop.name for prop in book.custom_doc_props.props]:
        del book.custom_doc_props[prop]
    book.save(path)
    target = tmp_path / "包.zip"
    made = packed(path, policy="honghe-2023")
    made.write(target)
    (form,) = made.receipt.forms
    assert (form.template, form.policy) == ("", "honghe-2023")
    assert verified(target).differences == ()


# --- hostile ones ---


def bomb(package: Path) -> Path:
    return altered(
        package, 表=bytes(29_000_000), 附件_bin=bytes(29_000_000), 二_bin=bytes(9_000_000)
    )


def many(package: Path) -> Path:
    return rewritten(package, {**entries(package), **{f"{n}.txt": b"" for n in range(60)}})


def very_many(package: Path) -> Path:
    return rewritten(package, {**entries(package), **{f"{n}.txt": b"" for n in range(5000)}})


def twice(package: Path) -> Path:
    target = package.with_name("重.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in entries(package).items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("回执.json", b"{}")
    return target


def upwards(package: Path) -> Path:
    return rewritten(package, {**entries(package), "../../etc/x.xlsx": b"x"})


def absolute(package: Path) -> Path:
    return rewritten(package, {**entries(package), "/tmp/x.xlsx": b"x"})


def drive(package: Path) -> Path:
    return rewritten(package, {**entries(package), "C:\\x.xlsx": b"x"})


def path_in_receipt(package: Path) -> Path:
    return reissued(package, file="../x.xlsx")


def link(package: Path) -> Path:
    target = package.with_name("链.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in entries(package).items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (0o120777 if name.endswith(".html") else 0o644) << 16
            archive.writestr(entry, content)
    return target


def lying_size(package: Path) -> Path:
    """A directory that says an entry is smaller than it is."""
    content = bytearray(package.read_bytes())
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 10)
    target = package.with_name("谎.zip")
    target.write_bytes(content)
    return target


def half(package: Path) -> Path:
    target = package.with_name("半.zip")
    target.write_bytes(package.read_bytes()[:-400])
    return target


def encrypted(package: Path) -> Path:
    content = bytearray(package.read_bytes())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    target = package.with_name("密.zip")
    target.write_bytes(content)
    return target


def zipped_again(package: Path) -> Path:
    return rewritten(package, {f"提交包/{name}": each for name, each in entries(package).items()})


def without_page(package: Path) -> Path:
    files = entries(package)
    del files["校验结果.html"]
    return rewritten(package, files)


def no_receipt_but_json(package: Path) -> Path:
    return altered(package, 回执_json=b"[1, 2]")


def deep_receipt(package: Path) -> Path:
    return altered(package, 回执_json=b"[" * 900_000)


def deep_results(package: Path) -> Path:
    deep = json.loads("[" * 90 + "]" * 90)
    told = {**receipt(package).as_json(), "results": {"总分": deep}}
    return altered(package, 回执_json=json.dumps(told).encode())


def incomplete_receipt(package: Path) -> Path:
    told = receipt(package).as_json()
    del told["inputs"]
    return altered(package, 回执_json=json.dumps(told).encode())


def later_receipt(package: Path) -> Path:
    return altered(package, 回执_json=json.dumps({"receipt": 2}).encode())


def workbook_alone(package: Path) -> Path:
    return workbook(package)


def text(package: Path) -> Path:
    target = package.with_name("字.zip")
    target.write_text("不是压缩包", "utf-8")
    return target


def empty(package: Path) -> Path:
    target = package.with_name("空.zip")
    target.write_bytes(b"")
    return target


def missing(package: Path) -> Path:
    return package.with_name("没有.zip")


def directory(package: Path) -> Path:
    return package.parent


def pipe(package: Path) -> Path:
    target = package.with_name("管.zip")
    os.mkfifo(target)
    return target


HOSTILE: list[tuple[Callable[[Path], Path], str]] = [
    (bomb, "展开后太大"),
    (many, "太多"),
    (very_many, "太多"),
    (twice, "重名"),
    (upwards, "指到了包外"),
    (absolute, "指到了包外"),
    (drive, "指到了包外"),
    (path_in_receipt, "不是普通的文件名"),
    (link, "链接"),
    (lying_size, "不是完好的提交包"),
    (half, "不是完好的提交包"),
    (encrypted, "加了密"),
    (zipped_again, "重新压缩过"),
    (without_page, "缺少 校验结果.html"),
    (no_receipt_but_json, "不是本版软件的回执"),
    (deep_receipt, "不是完好的回执"),
    (deep_results, "写法不对"),
    (incomplete_receipt, "项目不全"),
    (later_receipt, "不是本版软件的回执"),
    (workbook_alone, "不是提交包"),
    (text, "不是完好的提交包"),
    (empty, "不是完好的提交包"),
    (missing, "没有这个文件"),
    (directory, "不是普通文件"),
    (pipe, "不是普通文件"),
]


@pytest.mark.parametrize(("make", "sentence"), HOSTILE, ids=[one[0].__name__ for one in HOSTILE])
def test_hostile(
    package: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], Path], sentence: str
) -> None:
    path = make(package)
    before = sorted(package.parent.rglob("*"))
    monkeypatch.chdir(package.parent)
    answer = verified(path)
    assert answer.agreement is Agreement.UNREADABLE
    (told,) = answer.differences
    assert sentence in told.message
    assert path.name in told.message
    assert sorted(package.parent.rglob("*")) == before


def test_nothing_of_a_package_is_written_under_its_names(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temp = tmp_path / "temp"
    temp.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temp))
    verified(package)
    assert list(temp.iterdir()) == []


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bits_are_told_or_harmless(package: Path, seed: int) -> None:
    import random

    chance = random.Random(seed)
    content = bytearray(package.read_bytes())
    for _ in range(3):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    target = package.with_name("翻.zip")
    target.write_bytes(content)
    answer = verified(target)
    if answer.agreement is Agreement.AGREES:  # a bit of a date or of an attribute
        assert entries(target) == entries(package)


def test_a_workbook_with_a_copy_of_its_form(package: Path) -> None:
    """Put in after it was handed in: told as a change, and no stumbling block."""
    book = openpyxl.load_workbook(workbook(package))
    book.copy_worksheet(book.worksheets[0])
    copied = package.with_name("副本.xlsx")
    book.save(copied)
    answer = verified(swapped(package, copied))
    assert answer.agreement is Agreement.DIFFERS
    assert any("副本" in one.message for one in answer.differences)
