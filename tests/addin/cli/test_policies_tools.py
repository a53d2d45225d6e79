# ruff: noqa: E501 - rows of a table
"""`pe policies new`, `check --strict`, `doc`, `diff`, `impact`, and `--policies` on every command."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from rules.library import SHIPPED

HONGHE = SHIPPED / "honghe-2023.yaml"


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The policy of 红河 with twice the cap and less for 国内500强; without its examples."""
    folder = tmp_path / "改"
    folder.mkdir()
    text = HONGHE.read_text("utf-8").partition("\n示例:")[0] + "\n"
    for old, new in (("金额: 100万元", "金额: 200万元"), ("国内500强: 15%", "国内500强: 10%")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = folder / "honghe-2023.yaml"
    path.write_text(text, "utf-8")
    return path


# --- new ---


def test_without_a_terminal_it_says_that_nothing_was_asked(pe, tmp_path):
    """Answers that are piped in are not read, and the user is told so."""
    ran = pe("policies", "new", "mou-2024", "-o", tmp_path)
    assert ran.status == 0
    assert "没有提问，也不读传入的回答" in ran.out
    told = pe("policies", "new", "mou-2025", "-o", tmp_path, "--title", "某市办法")
    assert "没有提问" not in told.out


def test_a_new_policy_passes_the_check_and_is_seen_in_its_folder(pe, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    ran = pe(
        "policies", "new", "mou-2024", "--policies", own, "--title", "某市办法", "--kind", "奖励"
    )
    assert (ran.status, ran.err) == (0, "")
    file = own / "mou-2024.yaml"
    assert str(file) in ran.out
    assert file.read_text("utf-8").startswith(
        "# yaml-language-server: $schema=policy.schema.json\n"
    )
    assert (own / "policy.schema.json").read_bytes() == (SHIPPED.parent / "policy.schema.json").read_bytes()  # fmt: skip
    ran = pe("policies", "check", file)
    assert ran.status == 0
    assert "没有问题" in ran.out
    assert "请填" in ran.out
    assert pe("policies", "check", file, "--strict").status == 1
    assert pe("policies", "check", file, "--strict", "--quick").status == 0
    # Each command takes the folder; without it the policy is not there.
    formula = '=PE_PARAM("mou-2024","项目奖励.封顶")'
    assert pe("eval", formula, "--policies", own).out == "1000000\n"


def test_without_the_folder_the_policy_is_not_there(shell, tmp_path):
    (tmp_path / "own").mkdir()
    assert shell("policies", "new", "mou-2024", "-o", "own").status == 0
    formula = '=PE_PARAM("mou-2024","项目奖励.封顶")'
    assert shell("eval", formula).out == "#VALUE!\n"
    assert shell("eval", formula, env={"JIXIAO_POLICIES": "own"}).out == "1000000\n"
    assert shell("eval", formula, "--policies", "own").out == "1000000\n"
    listed = shell("policies", "list", "--json", "--policies", "own").json
    assert [one["file"] for one in listed if one["id"] == "mou-2024"] == [str(Path("own/mou-2024.yaml"))]  # fmt: skip


def test_nothing_is_overwritten(pe, tmp_path):
    file = tmp_path / "mou-2024.yaml"
    file.write_text("政策: 原来的\n", "utf-8")
    ran = pe("policies", "new", "mou-2024", "-o", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "已经存在" in ran.err
    assert file.read_text("utf-8") == "政策: 原来的\n"
    ran = pe("policies", "new", "honghe-2023", "-o", tmp_path)
    assert "已经用于" in ran.err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["某市"], "不能作文件名"),
        (["../x"], "不能作文件名"),
        (["x", "--since", "2024年"], "不是日期"),
        (["x", "--kind", "罚款"], "没有“罚款”这一种"),
    ],
)
def test_wrong_answers(pe, tmp_path, arguments, word):
    ran = pe("policies", "new", *arguments, "-o", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert word in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(pe, tmp_path):
    ran = pe("policies", "list", "--policies", tmp_path / "没有")
    assert (ran.status, ran.out) == (2, "")
    assert "没有政策文件夹" in ran.err


# --- check ---


def test_a_clash_of_ids_is_told_by_list_check_and_use(shell, changed):
    own = changed.parent
    for ran in (
        shell("policies", "check", "--quick", "--policies", own),
        shell("policies", "show", "honghe-2023", "--policies", own),
    ):
        assert ran.status in (0, 1)
    told = shell("policies", "check", "--quick", "--policies", own).out
    assert str(HONGHE) in told
    assert str(changed) in told
    assert "取代: honghe-2023" in told
    assert shell("eval", '=PE_PARAM("honghe-2023","封顶")', "--policies", own).out == "#VALUE!\n"
    changed.write_text(changed.read_text("utf-8").replace("施行:", "取代: honghe-2023\n施行:", 1), "utf-8")  # fmt: skip
    assert shell("eval", '=PE_PARAM("honghe-2023","封顶")', "--policies", own).out == "2000000\n"


def test_advice_has_a_line_and_an_example(pe, changed):
    ran = pe("policies", "check", changed, "--json")
    (told,) = ran.json
    assert (ran.status, told["ok"], told["examples"]) == (0, True, 0)
    lines = changed.read_text("utf-8").splitlines()
    found = [one for one in told["advice"] if "绩效等级" in one["message"]]
    assert found
    assert "绩效等级" in lines[found[0]["line"] - 1]
    assert found[0]["example"].startswith("- {名称: ")


# --- doc, diff ---


def test_doc_writes_both_pages(pe, tmp_path):
    ran = pe("policies", "doc", "honghe-2023", "-o", tmp_path / "页")
    assert (ran.status, ran.err) == (0, "")
    page = (tmp_path / "页" / "honghe-2023.md").read_text("utf-8")
    assert "# 红河州市场化招商奖励" in page
    assert "最高不超过100万元" in page
    assert (tmp_path / "页" / "honghe-2023.html").is_file()


def test_diff_tells_what_changed(pe, changed):
    ran = pe("policies", "diff", "honghe-2023", changed)
    assert (ran.status, ran.err) == (0, "")
    assert "封顶 › 金额：100万元 → 200万元（增加 100万元，即 100%）\n" in ran.out
    assert "国内500强：15% → 10%（减少 5 个百分点，即 33.33%）\n" in ran.out
    assert "\n示例" not in ran.out
    assert ran.out.endswith("。\n")
    assert "规定共 2 处不同；示例" in ran.out
    told = pe("policies", "diff", "honghe-2023", changed, "--json").json
    (cap,) = [one for one in told if one["place"].endswith("封顶 › 金额")]
    assert (cap["change"], cap["before"], cap["after"]) == ("改", "100万元", "200万元")
    listed = pe("policies", "diff", "honghe-2023", changed, "--examples").out
    assert "\n示例：删去 " in listed
    assert "--examples" not in listed
    assert "说的一样" in pe("policies", "diff", "honghe-2023", HONGHE).out


def test_diff_of_what_is_not_there(pe, tmp_path):
    ran = pe("policies", "diff", "honghe-2023", "hongh-2023")
    assert (ran.status, ran.out) == (2, "")
    assert "是不是“honghe-2023”" in ran.err
    ran = pe("policies", "diff", "honghe-2023", tmp_path / "x.yaml")
    assert ran.status == 2
    assert "打不开" in ran.err


# --- impact ---

ROWS = [
    ["项目名称", "认定日期", "入库计划投资额（万元）", "正式签约", "实质性开工", "纳入统计库", "国内500强"],
    # 20亿 × 1‰ = 200万: 100万 under the old cap. 3亿 × 1‰ = 30万: 34.5万 with 15%, 33万 with 10%.
    ["甲", "2023-06-30", "200000", "是", "是", "是", "否"],
    ["乙", "2023-06-30", "30000", "是", "是", "是", "是"],
    ['=HYPERLINK("http://x","丙")', "2023-06-30", "10000", "是", "是", "是", "否"],
    ["丁", "2022-06-30", "10000", "是", "是", "是", "否"],
]  # fmt: skip
EXPECTED = [("1000000", "2000000", "增加"), ("345000", "330000", "减少"), ("100000", "100000", "不变"), (None, None, "都不能计算")]  # fmt: skip


def write_csv(path: Path, encoding: str) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(ROWS)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_impact_on_a_table_of_cases(pe, tmp_path, changed, encoding):
    data = write_csv(tmp_path / "案例.csv", encoding)
    told = pe("policies", "impact", "honghe-2023", changed, data, "--json").json
    assert [(one["before"], one["after"], one["effect"]) for one in told["results"]] == EXPECTED
    (total,) = told["sums"]
    assert (total["before"], total["after"]) == ("1445000", "2430000")


def test_impact_on_a_workbook_of_cases(pe, tmp_path, changed):
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(["" if cell is None else cell for cell in row])
    book.active["A4"].data_type = "s"
    book.active["C2"] = 200000
    book.save(tmp_path / "案例.xlsx")
    told = pe("policies", "impact", "honghe-2023", changed, tmp_path / "案例.xlsx", "--json").json
    assert [(one["before"], one["after"], one["effect"]) for one in told["results"]] == EXPECTED


def test_impact_on_a_filled_form(pe, filled, changed):
    ran = pe("policies", "impact", "honghe-2023", changed, filled["market-reward"], "--json")
    rows = {one["case"]: one for one in ran.json["results"] if one["item"] == "奖励额"}
    rod = next(row for name, row in rows.items() if "单晶拉棒" in name)
    assert (rod["before"], rod["after"], rod["effect"]) == ("1000000", "2000000", "增加")
    # 3.2亿 × 0.5‰ = 16万: 18.4万 with 15%, 17.6万 with 10%.
    trade = next(row for name, row in rows.items() if "外贸" in name)
    assert (trade["before"], trade["after"], trade["effect"]) == ("184000", "176000", "减少")
    waiting = next(row for name, row in rows.items() if "等待核定" in name)
    assert waiting["effect"] == "都不能计算"


def test_impact_as_sentences_and_as_a_workbook(pe, tmp_path, changed):
    data = write_csv(tmp_path / "案例.csv", "utf-8")
    out = tmp_path / "影响.xlsx"
    ran = pe("policies", "impact", "honghe-2023", changed, data, "-o", out)
    assert ran.status == 0
    assert "合计 144.5万元 → 243万元（增加 98.5万元）；增加 1，减少 1，不变 1" in ran.out
    book = CalamineWorkbook.from_path(str(out))
    assert book.sheet_names == ["汇总", "明细"]
    detail = book.get_sheet_by_name("明细").to_python()
    assert detail[1][:6] == ["甲", "招商奖励", 1_000_000, 2_000_000, 1_000_000, "增加"]
    # What a stranger wrote is text in our workbook, whatever it begins with.
    cells = [cell for row in openpyxl.load_workbook(out)["明细"].iter_rows() for cell in row]
    assert any(cell.value == ROWS[3][0] for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)
    assert all(cell.hyperlink is None for cell in cells)


def test_one_result_only(pe, tmp_path, changed):
    data = write_csv(tmp_path / "案例.csv", "utf-8")
    told = pe("policies", "impact", "honghe-2023", changed, data, "--item", "绩效等级").err
    assert "没有两项政策要算的东西" in told


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a,b\n", "没有这些列\n1\n".encode()])
def test_data_that_says_nothing(pe, tmp_path, content):
    data = tmp_path / "案例.csv"
    data.write_bytes(content)
    ran = pe("policies", "impact", "honghe-2023", "honghe-2023", data)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err


def test_files_that_are_no_tables(pe, broken):
    for path in broken.values():
        ran = pe("policies", "impact", "honghe-2023", "honghe-2023", path)
        assert (ran.status, ran.out) == (2, ""), path
        assert "Traceback" not in ran.err
    ran = pe("policies", "impact", "honghe-2023", "honghe-2023", "没有.csv")
    assert "没有这个文件" in ran.err
