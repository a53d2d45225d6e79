"""`pe validate`: verdicts, findings and exit statuses, for one file and for several."""

from __future__ import annotations

import re
import shutil

import openpyxl
import pytest

from tests.addin.cli.running import BROKEN, SAMPLES
from workbook_templates import making

FINDING = ["code", "severity", "sheet", "cell", "name", "found", "expected"]
FINDING += ["message", "clause", "advice"]


@pytest.fixture(scope="session")
def passing(tmp_path_factory):
    """The self-evaluation with the one reason that the sample leaves out."""
    told = making.read_data(SAMPLES / "honghe-2023-self-evaluation.yaml")
    for row in told["数据"]["指标"]:
        row.setdefault("偏差原因分析及改进措施", "年初按上年实绩测算，下半年大项目集中到资。")
    path = tmp_path_factory.mktemp("passing") / "通过.xlsx"
    return making.make(told["表"], path, told["数据"], told["政策"])[0]


@pytest.fixture
def typed_over(filled, tmp_path):
    """A total typed over with 100."""
    path = tmp_path / "改过.xlsx"
    shutil.copy(filled["self-evaluation"], path)
    book = openpyxl.load_workbook(path)
    ((sheet, address),) = book.defined_names["总分"].destinations
    book[sheet][address.replace("$", "")] = 100
    book.save(path)
    return path


def test_nothing_to_mend(pe, passing):
    ran = pe("validate", passing, "--json")
    (told,) = ran.json
    assert (ran.status, told["verdict"]) == (0, "pass")
    # 9.69 + 4.04 + 4.59 + 15 + 15 + 10 + 30 + 10, each as the report prints it
    assert told["results"] == {"总分": 98.32, "等级": "优"}
    assert pe("validate", passing).status == 0


def test_something_to_explain(pe, filled):
    ran = pe("validate", filled["self-evaluation"], "--json")
    (told,) = ran.json
    assert (ran.status, told["verdict"]) == (1, "explain")
    # 4805 ÷ 1600 = 300.3125%
    assert any("300.31%" in one["message"] for one in told["findings"])


def test_something_to_mend(pe, typed_over):
    ran = pe("validate", typed_over, "--json")
    (told,) = ran.json
    assert (ran.status, told["verdict"]) == (1, "reject")
    (total,) = (one for one in told["findings"] if one["name"] == "总分")
    assert (total["severity"], total["found"], total["expected"]) == ("reject", "100", "98.32")


def test_the_documents_own_gap(pe, filled):
    ran = pe("validate", filled["department-score"], "--json")
    (told,) = ran.json
    assert (ran.status, told["verdict"]) == (1, "reject")
    assert any("成本节约率" in one["name"] and one["found"] == "" for one in told["findings"])
    assert told["results"]["总分"] is None


def test_the_shape_of_the_json(pe, filled, typed_over, broken):
    ran = pe("validate", filled["market-reward"], typed_over, broken["text.xlsx"], "--json")
    for told in ran.json:
        assert list(told) == ["file", "verdict", "findings", "results", "sheets", "other_sheets"]
        assert told["verdict"] in ("pass", "explain", "reject", "unreadable")
        for finding in told["findings"]:
            assert list(finding) == FINDING
            assert all(isinstance(part, str) for part in finding.values())
            assert finding["code"].startswith("PE-")
            assert finding["severity"] in ("reject", "explain", "remind")
    # By the arithmetic of the cases in test_eval, a project not yet in the books, one undecided.
    assert ran.json[0]["results"]["奖励额"] == [1000000, 1000000, 600000, 184000, 0, None]
    assert ran.err == ""


def test_one_bad_file_does_not_stop_the_others(pe, passing, broken, tmp_path):
    files = [broken["half.xlsx"], passing, tmp_path / "没有.xlsx"]
    ran = pe("validate", *files, "--json")
    assert ran.status == 2
    assert [one["file"] for one in ran.json] == [str(file) for file in files]
    verdicts = [one["verdict"] for one in ran.json]
    assert verdicts == ["unreadable", "pass", "unreadable"]


@pytest.mark.parametrize("name", BROKEN)
def test_an_unreadable_file_has_its_sentence(pe, broken, name):
    ran = pe("validate", broken[name])
    assert ran.status == 2
    assert "无法读取" in ran.out
    assert name in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_what_a_person_reads(pe, filled):
    ran = pe("validate", filled["self-evaluation"])
    assert "须说明" in ran.out
    assert "总分 98.32" in ran.out.replace("\n", "")  # where the long name breaks the line
    assert "G17" in ran.out
    assert "\x1b" not in ran.out


def test_the_amounts_of_all_rows_are_no_headline(pe, filled):
    head = pe("validate", filled["market-reward"]).out.split("程度")[0]
    assert "奖励额合计 2,784,000" in head.replace("\n", "")
    assert "600,000" not in head


@pytest.mark.parametrize("status", [0, 1])
def test_the_page_is_written_beside(pe, passing, typed_over, tmp_path, status):
    page = tmp_path / "结果.html"
    ran = pe("validate", [passing, typed_over][status], "--html", page)
    assert ran.status == status
    assert str(page) in ran.out.replace("\n", "")
    assert "<html" in page.read_text("utf-8")


def test_a_page_that_cannot_be_written_loses_nothing_else(pe, passing, tmp_path):
    ran = pe("validate", passing, "--json", "--html", tmp_path / "没有" / "页.html")
    assert ran.status == 2
    assert ran.json[0]["verdict"] == "pass"
    assert "不能写入" in ran.err


def test_the_file_itself_is_not_touched(pe, filled, tmp_path):
    path = tmp_path / "表.xlsx"
    shutil.copy(filled["self-evaluation"], path)
    before = path.read_bytes()
    pe("validate", path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["表.xlsx"]


def test_an_annotated_copy_and_a_summary(pe, typed_over, tmp_path):
    before = typed_over.read_bytes()
    copy, table = tmp_path / "副本.xlsx", tmp_path / "汇总.xlsx"
    ran = pe("validate", typed_over, "--annotate", copy, "--summary", table)
    assert ran.status == 1
    assert "批注副本已存为" in ran.out
    assert "汇总表已存为" in ran.out
    assert typed_over.read_bytes() == before
    book = openpyxl.load_workbook(copy)
    assert book.sheetnames[-1] == "校验结果"
    assert re.search(r"年.+由 pe [0-9.]+ 生成", book["校验结果"]["A4"].value)
    assert re.search(r"年.+由 pe [0-9.]+ 生成", openpyxl.load_workbook(table)["汇总"]["A2"].value)
    # A copy is itself a form that can be checked, with the same answer, and copied again.
    again = pe("validate", copy, "--json", "--annotate", tmp_path / "再.xlsx")
    findings = [one["findings"] for one in again.json]
    assert findings == [one["findings"] for one in pe("validate", typed_over, "--json").json]
    assert openpyxl.load_workbook(tmp_path / "再.xlsx").sheetnames == book.sheetnames


def test_copies_of_several_files_go_into_a_folder(pe, passing, typed_over, broken, tmp_path):
    files = [passing, typed_over, typed_over, broken["text.xlsx"]]
    ran = pe("validate", *files, "--annotate", tmp_path / "批注")
    assert ran.status == 2
    assert "没有生成批注副本" in ran.err
    made = {path.name for path in (tmp_path / "批注").iterdir()}
    assert len(made) == 3
    assert f"{typed_over.stem}-校验-2.xlsx" in made


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--annotate", "{file}"], "不能写到原来的文件上"),
        (["--summary", "{file}"], "不能写到原来的文件上"),
        (["--html", "{file}"], "不能写到原来的文件上"),
        (["--annotate", "副本.xls"], "应以 .xlsx 结尾"),
        (["--summary", "汇总.csv"], "应以 .xlsx 结尾"),
        (["--summary", "{folder}/同.xlsx", "--annotate", "{folder}/同.xlsx"], "同一个文件"),
    ],
)
def test_what_cannot_be_right_is_refused_before_anything_is_written(
    pe, passing, tmp_path, options, sentence
):
    file = tmp_path / "表.xlsx"
    shutil.copy(passing, file)
    before = file.read_bytes()
    ran = pe("validate", file, *(each.format(file=file, folder=tmp_path) for each in options))
    assert ran.status == 2
    assert sentence in ran.err
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["表.xlsx"]


def test_a_summary_that_cannot_be_written_says_so(pe, passing, tmp_path):
    ran = pe("validate", passing, "--summary", tmp_path / "没有" / "汇总.xlsx")
    assert ran.status == 2
    assert "不能写入" in ran.err
