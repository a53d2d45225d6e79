"""PE_EXPLAIN: the same arguments as the function itself, and the words of how it came about."""

import pytest

from udfs import CATALOGUE, CellError, explaining

PE_EXPLAIN = CATALOGUE["PE_EXPLAIN"]
CHECKED = (("预算执行率", "全年执行数", "全年预算数"),)


def told(*given: object) -> str:
    text = PE_EXPLAIN(*given)
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            ("PE_SCORE", 10, "≥80%", "64.71%"),
            ("10×64.71%÷80%", "8.08875", "8.09", "财预〔2020〕10号"),
        ),
        (
            ("PE_SCORE", 10, "≤10", 15, "反向比例"),
            ("10×10÷15", "6.67", "指标值÷完成值"),  # the reading that decided
        ),
        (
            (
                "PE_RATE",
                "yiyang-2024",
                "资金到位率",
                (("实际到位资金", "预算资金"),),
                ((572.23, 860),),
            ),
            ("572.23", "860", "66.54%"),
        ),
        (
            (
                "PE_REWARD",
                "honghe-2023",
                "招商奖励",
                (("正式签约", "年度进出口总额", "国内500强"),),
                (("是", "3.2亿元", "是"),),
            ),
            ("3.2亿元", "0.5‰", "16万元", "15%", "18.4万元", "红政办发〔2023〕12号", "认定日期"),
        ),
        (
            ("PE_REWARD", "honghe-2023", "招商奖励", "正式签约", "否"),
            ("尚未与州、县市或园区正式签约",),  # 0 always says why
        ),
        (("PE_GRADE", 89.995), ("90", "优", "取整")),
        (("PE_TOTAL", ((10,), (50,)), ((9.77,), (49.77,))), ("59.54",)),
        (("PE_TOTAL", ((10,), (5,)), ((9.77,), ("/",))), ("9.77", "1行不适用")),
        (("PE_AMOUNT", "12.83亿元", "万元"), ("12.83亿元", "128300", "万元")),
        (("PE_PARAM", "honghe-2023", "招商奖励.封顶"), ("100万元", "最高额度")),
        (("PE_CLAUSE", "honghe-2023", "招商奖励.封顶"), ("红政办发〔2023〕12号",)),
        (("PE_CHECK", "honghe-2023", CHECKED, (("96.95%", 1114.9, 1150),)), ("符合",)),
    ],
    ids=lambda value: value[0] if value and isinstance(value[0], str) else "",
)
def test_a_result_is_told_with_its_figures(
    given: tuple[object, ...], words: tuple[str, ...]
) -> None:
    text = told(*given)
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("PE_SCORE", 10, "≥80%", "95"), ("“95”", "95%", "9500%")),
        (("PE_SCORE", 10, "≤10", 15), ("反向比例、反向递减、反向不得分",)),
        (("PE_SCORE", 10, "≥80%", CellError.REF), ("#REF!",)),
        (("PE_SCORE", 10), ("参数个数", "指标值")),
        (("PE_RATE", "yiyang-2024", "资金到位率", "预算资金", 860), ("实际到位资金",)),
        (
            ("PE_REWARD", "honghe-2023@2023-03-31", "招商奖励", "正式签约", "是"),
            ("2023年3月31日", "2023-04-01 起施行"),
        ),
        (("PE_GRADE", 101), ("101", "100")),
        (("PE_TOTAL", ((10,), (5,)), ((8,), (None,))), ("第 2 行", "补填")),
        (("PE_AMOUNT", "5家", "元"), ("家", "元")),
        (("PE_PARAM", "honghe-2023", "招商奖励.封项"), ("封项", "是不是“招商奖励.封顶”")),
        (("PE_CLAUSE", "honghe-2O23", "招商奖励.封顶"), ("honghe-2O23", "是不是“honghe-2023”")),
        (("PE_CHECK", "没有的政策", CHECKED, ((1, 2, 3),)), ("没有的政策",)),
        (("PE_POLICIES", 1), ("参数个数", "没有参数")),
    ],
    ids=lambda value: value[0] if value and isinstance(value[0], str) else "",
)
def test_a_refusal_is_told_with_what_to_do(
    given: tuple[object, ...], words: tuple[str, ...]
) -> None:
    function, *arguments = given
    assert isinstance(CATALOGUE[str(function)](*arguments), CellError)
    text = told(*given)
    assert [word for word in words if word not in text] == []
    assert text[-1] in "。？"


def test_a_column_is_told_in_its_own_shape() -> None:
    column = PE_EXPLAIN("PE_SCORE", 10, "≥80%", (("40%",), (None,), ("/",), ("好",)))
    assert isinstance(column, tuple)
    assert [len(row) for row in column] == [1, 1, 1, 1]
    assert "10×40%÷80%" in str(column[0][0])
    assert column[1][0] is None
    assert "不适用" in str(column[2][0])
    assert "“好”" in str(column[3][0])


def test_findings_are_told_one_a_row_with_their_clause() -> None:
    rows = (("97.67%", 1114.9, 1150), ("9%", 1114.9, 1150))
    column = PE_EXPLAIN("PE_CHECK", "honghe-2023", CHECKED, rows)
    findings = CATALOGUE["PE_CHECK"]("honghe-2023", CHECKED, rows)
    assert isinstance(column, tuple)
    assert isinstance(findings, tuple)
    assert len(column) == len(findings) == 2
    for (text,), (_, _, sentence) in zip(column, findings, strict=True):
        assert str(sentence) in str(text)
        assert "投入情况" in str(text)


def test_the_list_of_policies_and_the_version_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    column = PE_EXPLAIN("PE_POLICIES")
    assert isinstance(column, tuple)
    assert any("honghe-2023" in str(text) and "2023-04-01" in str(text) for (text,) in column)
    monkeypatch.setattr("importlib.metadata.version", lambda name: "1.2.3")
    assert "1.2.3" in told("PE_VERSION")


@pytest.mark.parametrize("name", ["pe_score", " PE_SCORE ", "score", "=PE_SCORE", (("PE_SCORE",),)])
def test_the_function_in_any_spelling(name: object) -> None:
    assert "8.09" in told(name, 10, "≥80%", "64.71%")


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("PE_SCROE", CellError.VALUE, "PE_SCORE"),
        ("PE_EXPLAIN", CellError.VALUE, "PE_EXPLAIN"),
        (None, CellError.NA, "函数名"),
        (" ", CellError.NA, "函数名"),
        (5, CellError.VALUE, "文字"),
        (True, CellError.VALUE, "文字"),
        (CellError.NA, CellError.NA, "#N/A"),
        ((("PE_SCORE", "PE_GRADE"),), CellError.VALUE, "一个单元格"),
    ],
)
def test_what_is_no_function_is_refused(name: object, error: CellError, words: str) -> None:
    assert PE_EXPLAIN(name, 10) is error
    assert words in explaining.explanations(PE_EXPLAIN.answer(name, 10))[0]


@pytest.mark.parametrize("actual", ["64.71%", "95", "部分达成 80%"])
def test_the_explanation_of_an_explanation_is_itself(actual: str) -> None:
    target = "效果明显" if "达成" in actual else "≥80%"
    answer = PE_EXPLAIN.answer("PE_SCORE", 10, target, actual)
    of_score = CATALOGUE["PE_SCORE"].answer(10, target, actual)
    assert explaining.explanations(answer) == explaining.explanations(of_score)
    assert explaining.clauses(answer) == explaining.clauses(of_score)


def test_explanations_and_clauses_come_once_each_in_order() -> None:
    answer = CATALOGUE["PE_SCORE"].answer(10, "≥80%", (("40%",), (None,), ("40%",), ("80%",)))
    half, blank, full = explaining.explanations(answer)
    assert "10×40%÷80%" in half
    assert "还没有填写" in blank
    assert "满分" in full
    assert explaining.clauses(answer) == (
        "《项目支出绩效评价管理办法》（财预〔2020〕10号）“定量指标”",
    )
