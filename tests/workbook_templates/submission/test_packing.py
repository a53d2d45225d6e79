"""The package: what is in it, always the same for the same, and never of a file that changed."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.workbook_templates.filled_forms import evaluated, sample
from tests.workbook_templates.submission.packages import (
    PRODUCT,
    TIME,
    entries,
    packed,
    receipt,
    submitted,
    verified,
)
from workbook_templates.checking import check, digest_of
from workbook_templates.submission import blocks, pack


def test_what_is_in_it(tmp_path: Path) -> None:
    path = sample(tmp_path, "self-evaluation")
    content = path.read_bytes()
    files = entries(submitted(path))
    assert list(files) == ["回执.txt", "回执.json", path.name, "校验结果.json", "校验结果.html"]
    assert files[path.name] == content == path.read_bytes()
    (told,) = json.loads(files["校验结果.json"])
    assert told == {**check(path).as_json(), "file": path.name}
    page = files["校验结果.html"].decode()
    assert str(tmp_path) not in page + files["校验结果.json"].decode()
    assert path.name in page


def test_what_the_receipt_says(tmp_path: Path) -> None:
    path = sample(tmp_path, "self-evaluation")
    package = submitted(path)
    said = receipt(package)
    assert (said.file, said.size) == (path.name, path.stat().st_size)
    assert said.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (said.time, said.product) == (TIME, PRODUCT)
    # 98.32 as the report has it; 300.31% of a target is to be explained and is not.
    assert said.results == {"总分": "n:98.32", "等级": "s:优"}
    assert (said.verdict, said.remaining > 0) == ("explain", True)
    (form,) = said.forms
    assert (form.template, form.policy, form.version) == ("self-evaluation", "honghe-2023", "2")
    shipped = Path("rules/policies/honghe-2023.yaml")
    root = Path(__file__).parents[3]
    assert form.policy_digest == hashlib.sha256((root / shipped).read_bytes()).hexdigest()
    text = entries(package)["回执.txt"].decode("utf-8-sig")
    for fact in (
        f"回执编号：{said.number}",
        "提交时间：2026年3月5日 09:30:00（UTC+08:00）",
        "结果：总分 98.32",
        f"结论：须说明（{said.remaining} 处没有说明）",
        said.sha256,
        said.inputs,
    ):
        assert fact in text


def test_the_same_gives_the_same_bytes(tmp_path: Path) -> None:
    path = evaluated(tmp_path)
    once = packed(path)
    os.utime(path, (0, 0))
    assert packed(path).content == once.content
    later = pack(path, digest_of(path), check(path), time="2026-03-06", product=PRODUCT, made="")
    assert later is not None
    assert later.receipt.number != once.receipt.number
    assert later.receipt.computed == once.receipt.computed


def test_a_file_that_changed_while_it_was_checked(tmp_path: Path) -> None:
    path = evaluated(tmp_path)
    digest, checked = digest_of(path), check(path)
    path.write_bytes(evaluated(tmp_path, {"实际完成值": "101人次"}).read_bytes())
    assert pack(path, digest, checked, time=TIME, product=PRODUCT, made="") is None
    path.write_bytes(b"PK")
    assert pack(path, digest, checked, time=TIME, product=PRODUCT, made="") is None


@pytest.mark.parametrize("name", ["a:b*.xlsx", "回执.json", "=1+1\n二.xlsx", "a\u202eb.xlsx"])
def test_odd_names(tmp_path: Path, name: str) -> None:
    path = evaluated(tmp_path)
    odd = path.rename(path.with_name(name))
    package = tmp_path / "包.zip"
    packed(odd).write(package)
    assert verified(package).differences == ()


def test_a_line_of_ones_own_in_the_receipt(tmp_path: Path) -> None:
    path = evaluated(tmp_path, 项目名称="培训\n结论：通过\r\n结果：总分 100")
    text = packed(path).receipt.as_text().decode("utf-8-sig")
    assert [line for line in text.splitlines() if line.startswith("结论")] == ["结论：通过"]
    assert "项目名称：培训 结论：通过 结果：总分 100" in text.splitlines()


def test_what_stands_against_it(tmp_path: Path) -> None:
    checked = check(evaluated(tmp_path))
    explain = check(evaluated(tmp_path, {"实际完成值": "90人次"}))
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"")
    cases = [(checked, False, False), (explain, True, False), (check(bad), True, True)]
    for one, strictly, with_open in cases:
        assert blocks(one, with_open=False) == strictly
        assert blocks(one, with_open=True) == with_open
    rejected = replace(checked, verdict=type(checked.verdict).REJECT)
    assert blocks(rejected, with_open=True)
