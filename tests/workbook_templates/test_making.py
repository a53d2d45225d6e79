"""The built templates are what the descriptions build, byte for byte, wherever they are built."""

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from workbook_templates import making
from workbook_templates.description import describe, forms
from workbook_templates.faults import FormError
from workbook_templates.reading import Contents, read

ROOT = Path(__file__).parents[2]
AGAIN = "请运行 python -m workbook_templates.making 重新生成，并提交 workbook_templates/built/"


def test_the_committed_templates_are_what_the_descriptions_build(tmp_path):
    made = [*making.make_templates(tmp_path), *making.make_plain_templates(tmp_path)]
    committed = sorted(path.name for path in making.BUILT.iterdir())
    assert committed == sorted(path.name for path in made), AGAIN
    for path in made:
        assert path.read_bytes() == (making.BUILT / path.name).read_bytes(), f"{path.name}：{AGAIN}"


@pytest.mark.parametrize("form", forms())
def test_a_template_is_blank_and_complete(form):
    contents = read(making.BUILT / f"{describe(form).title}.xlsx")
    assert isinstance(contents, Contents)
    (filled,) = contents.forms
    assert (filled.form, filled.missing, filled.strays, filled.stamp_agrees) == (form, (), (), True)
    given = {name for name, cell in filled.fields.items() if cell.value is not None}
    # The points of the execution rate come from the policy, by a formula.
    assert given <= {"执行分值", "执行权重"}


def test_cached_values_stand_in_the_templates():
    book = openpyxl.load_workbook(making.BUILT / "项目支出绩效自评表.xlsx", data_only=True)
    cell = next(book.defined_names["规定分值_产出"].destinations)[1].replace("$", "")
    assert book.worksheets[0][cell].value == 50  # 财预〔2020〕10号: 产出 50


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8"},
    ],
)
def test_place_and_time_leave_no_trace(tmp_path, surroundings):
    """Another time zone, locale, hash seed, umask, working folder and (a fake) clock."""
    program = (
        "import os, sys, time; os.umask(0o077); now = time.time; "
        "time.time = lambda: now() + 1e8; "
        "from pathlib import Path; from workbook_templates.making import make_templates; "
        "make_templates(Path(sys.argv[1]))"
    )
    environment = os.environ | surroundings | {"PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "另一处")],
        cwd=tmp_path, env=environment, check=True, timeout=120,
    )  # fmt: skip
    for path in (tmp_path / "另一处").iterdir():
        assert path.read_bytes() == (making.BUILT / path.name).read_bytes(), f"{path.name}：{AGAIN}"


def test_the_command_that_the_docstring_names_writes_them(tmp_path):
    told = subprocess.run(
        [sys.executable, "-m", "workbook_templates.making", str(tmp_path)],
        cwd=ROOT, env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        check=True, capture_output=True, encoding="utf-8", timeout=240,
    )  # fmt: skip
    assert [Path(line).name for line in told.stdout.splitlines()] == [
        *(f"{describe(form).title}.xlsx" for form in forms()),
        *(making.plain_name(form) for form in forms()),
    ]


def test_a_failed_making_leaves_nothing_behind(tmp_path):
    out = tmp_path / "表.xlsx"
    out.write_bytes(b"before")
    with pytest.raises(FormError, match="没有这一项"):
        making.make("self-evaluation", out, {"项目名": "x"})
    assert out.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["表.xlsx"]


@pytest.mark.parametrize(
    ("form", "policy", "said"),
    [("自评", "", "没有这种表式"), ("self-evaluation", "national-1999", "national-1999")],
)
def test_a_form_or_policy_that_is_not_there_is_told(tmp_path, form, policy, said):
    with pytest.raises(FormError, match=said):
        making.make(form, tmp_path / "a.xlsx", None, policy)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FormError, match="没有这个文件夹"):
        making.make("self-evaluation", tmp_path / "无" / "a.xlsx")


def test_the_policy_used_is_told_and_stamped(tmp_path):
    out, used = making.make("self-evaluation", tmp_path / "a.xlsx", None, "honghe-2023@2023-06-30")
    contents = read(out)
    assert isinstance(contents, Contents)
    (filled,) = contents.forms
    assert used == filled.stamp.policy == "honghe-2023@2023-06-30"
