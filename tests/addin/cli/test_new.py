"""`pe new`: a form, blank or with data; nothing that exists is lost."""

from __future__ import annotations

import openpyxl
import pytest

FORMS = {
    "self-evaluation": "项目支出绩效自评表",
    "department-score": "部门评价指标体系评分表",
    "market-reward": "市场化招商奖励测算表",
}


def cell(path, name):
    """The value of a defined name's cell, as cached."""
    book = openpyxl.load_workbook(path, data_only=True)
    (sheet, address) = next(iter(book.defined_names[name].destinations))
    return book[sheet][address.replace("$", "")].value


def texts(path) -> list[object]:
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    return [one.value for row in sheet.iter_rows() for one in row if one.value is not None]


@pytest.mark.parametrize("form", [*FORMS, *FORMS.values()])
def test_each_form_by_id_and_by_title(pe, tmp_path, form):
    target = tmp_path / "新.xlsx"
    ran = pe("new", form, "-o", target)
    assert (ran.status, ran.err) == (0, "")
    assert str(target) in ran.out
    assert any(FORMS.get(form, form) in str(text) for text in texts(target))
    assert [file.name for file in tmp_path.iterdir()] == ["新.xlsx"]


def test_without_a_name_it_is_called_after_the_form(pe, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert pe("new", "market-reward").status == 0
    assert (tmp_path / "市场化招商奖励测算表.xlsx").is_file()


def test_json(pe, tmp_path):
    target = tmp_path / "新.xlsx"
    ran = pe("new", "self-evaluation", "-o", target, "--policy", "honghe-2023", "--json")
    assert ran.json == {"file": str(target), "form": "self-evaluation", "policy": "honghe-2023"}
    assert ran.err == ""


def test_the_policy_is_the_forms_own_unless_named(pe, tmp_path):
    ran = pe("new", "self-evaluation", "-o", tmp_path / "新.xlsx", "--json")
    assert ran.json["policy"] == "national-2020"


DATA = """\
项目名称: 某某项目
主管部门: 某局
实施单位: 某单位
全年预算数: 200
全年执行数: 150
指标:
  - {一级指标: 产出指标, 三级指标: 检查次数, 年度指标值: ≥80次, 实际完成值: 60次, 分值: 50}
"""


def test_data_are_filled_in_and_computed(pe, tmp_path):
    (tmp_path / "数据.yaml").write_text(DATA, "utf-8")
    target = tmp_path / "新.xlsx"
    ran = pe("new", "self-evaluation", "-o", target, "--data", tmp_path / "数据.yaml")
    assert ran.status == 0
    assert cell(target, "项目名称") == "某某项目"
    assert cell(target, "预算执行率") == 0.75  # 150 ÷ 200
    assert 37.5 in texts(target)  # 50 × 60 ÷ 80


def test_projects_are_rows_too(pe, tmp_path):
    # 2亿 × 1‰ = 20万
    row = "{项目名称: 甲项目, 正式签约: 是, 实质性开工: 是, 纳入统计库: 是, 入库计划投资额: 2亿元}"
    (tmp_path / "数据.yaml").write_text(f"项目:\n  - {row}\n", "utf-8")
    target = tmp_path / "新.xlsx"
    assert pe("new", "market-reward", "-o", target, "--data", tmp_path / "数据.yaml").status == 0
    assert 200000 in texts(target)


def refused(ran, *words: str) -> None:
    assert ran.status == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err


def test_an_unknown_form_is_told_with_the_nearest_and_all(pe, tmp_path):
    target = tmp_path / "新.xlsx"
    refused(pe("new", "self-evalution", "-o", target), "是不是“self-evaluation”", *FORMS.values())
    refused(pe("new", "绩效自评表", "-o", target), "是不是", "项目支出绩效自评表")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("项目名: 甲\n", ["项目名", "项目名称"]),
        ("指标:\n  - {三级指标: 次数, 完成值: 3次}\n", ["完成值", "实际完成值"]),
        ("项目名称: 甲\n项目名称: 乙\n", ["第 2 行", "写了两次"]),
        ("项目名称: [甲\n", ["数据.yaml", "写法不对"]),
        ("- 甲\n", ["名称: 值"]),
    ],
)
def test_data_that_do_not_fit(pe, tmp_path, written, words):
    (tmp_path / "数据.yaml").write_text(written, "utf-8")
    target = tmp_path / "新.xlsx"
    refused(pe("new", "self-evaluation", "-o", target, "--data", tmp_path / "数据.yaml"), *words)
    assert [file.name for file in tmp_path.iterdir()] == ["数据.yaml"]


def test_all_that_is_wrong_with_the_data_is_told_at_once(pe, tmp_path):
    (tmp_path / "数据.yaml").write_text("项目名: 甲\n主管局: 乙\n", "utf-8")
    target = tmp_path / "新.xlsx"
    ran = pe("new", "self-evaluation", "-o", target, "--data", tmp_path / "数据.yaml")
    refused(ran, "项目名", "主管局")


def test_data_that_are_not_there(pe, tmp_path):
    target = tmp_path / "新.xlsx"
    refused(pe("new", "self-evaluation", "-o", target, "--data", tmp_path / "无.yaml"), "无.yaml")


def test_an_unknown_policy_is_told_with_the_nearest(pe, tmp_path):
    ran = pe("new", "self-evaluation", "-o", tmp_path / "新.xlsx", "--policy", "hongh-2023")
    refused(ran, "没有名为“hongh-2023”的政策", "honghe-2023")
    assert not list(tmp_path.iterdir())


def test_what_exists_is_kept_unless_forced(pe, tmp_path):
    target = tmp_path / "旧.xlsx"
    target.write_bytes(b"mine")
    refused(pe("new", "self-evaluation", "-o", target), "已经存在", "--force")
    assert target.read_bytes() == b"mine"
    assert pe("new", "self-evaluation", "-o", target, "--force").status == 0
    assert target.read_bytes()[:2] == b"PK"


def test_a_refusal_keeps_what_exists_also_when_forced(pe, tmp_path):
    target = tmp_path / "旧.xlsx"
    target.write_bytes(b"mine")
    refused(pe("new", "self-evaluation", "-o", target, "--force", "--policy", "无此政策"))
    assert target.read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["表.csv", "表.xls", "表"])
def test_another_suffix_is_refused(pe, tmp_path, name):
    refused(pe("new", "self-evaluation", "-o", tmp_path / name), ".xlsx", name)
    assert not list(tmp_path.iterdir())


def test_folders_that_cannot_be_written(pe, tmp_path, monkeypatch):
    refused(pe("new", "self-evaluation", "-o", tmp_path / "没有" / "表.xlsx"), "没有这个文件夹")
    (tmp_path / "文件").write_text("", "utf-8")
    refused(pe("new", "self-evaluation", "-o", tmp_path / "文件" / "表.xlsx"))

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied", str(tmp_path))

    monkeypatch.setattr("tempfile.mkdtemp", denied)
    refused(pe("new", "self-evaluation", "-o", tmp_path / "表.xlsx"), "不能写入", "权限")


def test_a_refusal_is_an_object_too(pe, tmp_path):
    ran = pe("new", "无此表", "-o", tmp_path / "表.xlsx", "--json")
    assert ran.status == 2
    assert "没有表“无此表”" in ran.json["error"]
    assert "现有" in ran.json["advice"]
