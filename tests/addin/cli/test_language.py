"""Everything that typer and click say is Chinese: help pages and wrong usage."""

from __future__ import annotations

import re

import pytest

HELP = (
    ["--help"],
    ["-h"],
    ["demo", "--help"],
    ["new", "--help"],
    ["eval", "--help"],
    ["calc", "--help"],
    ["validate", "--help"],
    ["submit", "--help"],
    ["verify", "--help"],
    ["build", "--help"],
    ["build", "excel", "--help"],
    ["policies", "--help"],
    ["policies", "list", "--help"],
    ["policies", "check", "--help"],
    ["policies", "show", "--help"],
    ["policies", "new", "--help"],
    ["policies", "doc", "--help"],
    ["policies", "diff", "--help"],
    ["policies", "impact", "--help"],
)
#: Wrong usage, with a word that the sentence must have, and the command whose help is named.
WRONG = (
    (["evl"], "是不是“eval”", "pe"),
    (
        ["xyz"],
        "现有：demo、new、eval、calc、validate、submit、verify、build、addin、policies",
        "pe",
    ),
    (["--foo"], "没有选项 --foo", "pe"),
    (["-x"], "没有选项 -x", "pe"),
    (["--"], "没有写全", "pe"),
    (["eval"], "没有写参数“公式”", "pe eval"),
    (["eval", "=1", "=2"], "多出了参数：=2", "pe eval"),
    (["eval", "=1", "--jso"], "是不是“--json”", "pe eval"),
    (["eval", "=1", "--json=3"], "选项 --json 是开关", "pe eval"),
    (["new", "self-evaluation", "--policy"], "选项 --policy 后面要写值", "pe new"),
    (["new", "self-evaluation", "-o"], "选项 -o 后面要写值", "pe new"),
    (["calc"], "没有写参数“文件”", "pe calc"),
    (["validate"], "没有写参数“文件”", "pe validate"),
    (["validate", "表.xlsx", "--workers", "-1"], "选项 --workers 的值不对", "pe validate"),
    (["submit"], "没有写参数“文件”", "pe submit"),
    (["verify"], "没有写参数“提交包”", "pe verify"),
    (["policies", "lst"], "是不是“list”", "pe policies"),
    (["policies", "show"], "没有写参数“政策”", "pe policies show"),
    (["policies", "list", "多余"], "多出了参数：多余", "pe policies list"),
)
#: What is no English: options, commands, names of formats and forms, an example of a formula.
ALLOWED = re.compile(
    r"'=.*'|--?[a-z]+|\b(pe|demo|new|eval|calc|validate|submit|verify|build|addin|policies|excel|windows|plain|list|check|show|doc|diff|impact)\b"
    r"|\b(JSON|YAML|HTML|Markdown|JIXIAO_POLICIES|ID|self-evaluation|mou-shi-2024)\b"
    r"|\b(Excel|Windows|LibreOffice|libreoffice|soffice|formulas|PE_)\b"
    r"|\.(yaml|ods|xlsx|xlsm|html|csv|zip)\b"
)


def english(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", ALLOWED.sub("", text))


@pytest.mark.parametrize("arguments", HELP, ids=" ".join)
def test_a_help_page_is_chinese(pe, arguments):
    ran = pe(*arguments)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("用法：pe")
    assert "显示本说明" in ran.out
    assert english(ran.out) == []


def test_the_help_names_every_command_and_what_it_is_for(pe):
    page = pe("--help").out
    for command in ("demo", "new", "eval", "calc", "validate", "submit", "verify", "policies"):
        assert re.search(rf"^  {command}  +\S*[\u4e00-\u9fff]", page, re.MULTILINE)


def test_the_help_shows_how_a_command_is_written(pe):
    assert "用法：pe eval [选项] 公式\n" in pe("eval", "--help").out
    assert "用法：pe validate [选项] 文件 …\n" in pe("validate", "--help").out
    assert "用法：pe policies check [选项] [文件 …]\n" in pe("policies", "check", "--help").out
    assert "（默认：demo）" in pe("demo", "--help").out


@pytest.mark.parametrize(
    ("arguments", "word", "command"), WRONG, ids=[" ".join(one[0]) for one in WRONG]
)
def test_wrong_usage_is_told_in_chinese_and_ends_with_2(pe, arguments, word, command):
    ran = pe(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert word in ran.err
    assert f"查看说明请运行：{command} --help\n" in ran.err
    # Their own words come back to people as they wrote them.
    assert set(english(ran.err)) <= set(re.findall(r"[A-Za-z]+", " ".join(arguments)))


@pytest.mark.parametrize("arguments", [[], ["policies"]], ids=["pe", "pe policies"])
def test_without_a_command_the_help_is_shown_and_ends_with_2(pe, arguments):
    ran = pe(*arguments)
    assert (ran.status, ran.err) == (2, "")
    assert ran.out == pe(*arguments, "--help").out


def test_version(pe):
    ran = pe("--version")
    assert ran.status == 0
    assert re.fullmatch(r"pe \d+\.\d+\.\d+\n", ran.out)
