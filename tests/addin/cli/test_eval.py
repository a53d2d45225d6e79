"""`pe eval`: what a cell would show. Figures from the documents and the bars, or by hand beside them."""

from __future__ import annotations

import json
import time

import pytest

HEAD = '=PE_REWARD("honghe-2023","招商奖励",'
PROJECT = '{"正式签约","实质性开工","纳入统计库","入库计划投资额"'

SHOWN = [
    # 10 × 64.71% ÷ 80% = 8.08875
    ('=PE_SCORE(10,"≥80%","64.71%")', "8.09"),
    # 2 × 100.5 ÷ 200 = 1.005: a tie, which goes up
    ('=PE_SCORE(2,"≥200",100.5)', "1.01"),
    ("=PE_GRADE(90)", "优"),
    ("=PE_GRADE(89.99)", "良"),
    # 9亿 × 1‰ = 90万, up by 20% to 108万, capped at 100万
    (HEAD + PROJECT + ',"世界500强"},{"是","是","是","9亿元","是"})', "1000000"),
    # 5亿 × 1‰ = 50万, the higher of 20% and 15%: 60万
    (
        HEAD + PROJECT + ',"世界500强","国内500强"},{"是","是","是","5亿元","是","是"})',
        "600000",
    ),
    # 3.2亿 × 0.5‰ = 16万, up by 15%: 18.4万
    (HEAD + '{"正式签约","年度进出口总额","国内500强"},{"是","3.2亿元","是"})', "184000"),
    # decided by a person, not there yet
    (HEAD + '{"正式签约","一事一议"},{"是","是"})', "#N/A"),
    # outside its time
    (HEAD + PROJECT + ',"认定日期"},{"是","是","是","9亿元","2023年3月31日"})', "#NUM!"),
    ('=PE_SCORE(10,"≥80%",95)', "#VALUE!"),
    ('=PE_AMOUNT("12.83亿元","万元")', "128300"),
    ('=PE_PARAM("honghe-2023","招商奖励.封顶")', "1000000"),
    ('=PE_SCORE(10,"≥80%","")', ""),
    ("=1/0", "#DIV/0!"),
    ("=PE_NOSUCH(1)", "#NAME?"),
    ("=0.1+0.2", "0.3"),
    ("=1>2", "FALSE"),
    ("=TRUE", "TRUE"),
    ('=IF(1>2,"是","否")&"。"', "否。"),
    ("={1,2;3,4}", "1\t2\n3\t4"),
    ('={"甲",TRUE;0.5,#N/A}', "甲\tTRUE\n0.5\t#N/A"),
    ("=SUM({1,2;3,4})", "10"),
]


@pytest.mark.parametrize(("formula", "shown"), SHOWN, ids=[one[0] for one in SHOWN])
def test_a_formula_prints_what_its_cell_would_show(pe, formula, shown):
    ran = pe("eval", formula)
    assert (ran.status, ran.out, ran.err) == (0, shown + "\n", "")


@pytest.mark.parametrize(
    ("formula", "kind", "value"),
    [
        ('=PE_SCORE(10,"≥80%","64.71%")', "number", 8.09),
        ("=PE_GRADE(90)", "text", "优"),
        ("=1>2", "logical", False),
        ("=1/0", "error", "#DIV/0!"),
        ('=PE_SCORE(10,"≥80%","")', "blank", None),
        ('={1,"二";TRUE,#N/A}', "array", [[1, "二"], [True, "#N/A"]]),
    ],
)
def test_json_tells_value_and_type(pe, formula, kind, value):
    ran = pe("eval", formula, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert list(ran.json) == ["value", "type", "explanation", "clause"]
    assert ran.json["type"] == kind
    assert ran.json["value"] == value
    assert type(ran.json["value"]) is type(value)


def test_json_tells_how_it_came_about_and_on_what_it_rests(pe):
    told = pe("eval", '=PE_SCORE(10,"≥80%","64.71%")', "--json").json
    for figure in ("64.71%", "80%", "8.08875", "8.09"):
        assert figure in told["explanation"]
    assert "财预〔2020〕10号" in told["clause"]


def test_json_tells_why_a_refusal_refuses(pe):
    told = pe("eval", '=PE_SCORE(10,"≥80%",95)', "--json").json
    assert (told["type"], told["value"]) == ("error", "#VALUE!")
    assert "95" in told["explanation"]


@pytest.mark.parametrize("formula", ["=1+", "=(1", '="甲', "=", "", "=1++*2", "=PE_SCORE(10,"])
def test_a_formula_that_cannot_be_parsed_ends_with_2_and_one_sentence(pe, formula):
    ran = pe("eval", formula)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "公式" in ran.err

    ran = pe("eval", formula, "--json")
    assert ran.status == 2
    assert ran.json == {
        "value": None,
        "type": "error",
        "explanation": ran.err.strip(),
        "clause": "",
    }


def lines(*formulas: str) -> bytes:
    return "\n".join(formulas).encode() + b"\n"


def test_standard_input_is_answered_line_by_line(pe):
    given = lines("=PE_GRADE(90)", "", "={1,2;3,4}", "=1/0", "=1>0", '="一"&CHAR(10)&"二"')
    ran = pe("eval", "-", given=given)
    assert ran.status == 0
    assert ran.out == "优\n\n1\t2;3\t4\n#DIV/0!\nTRUE\n一 二\n"


def test_a_line_that_cannot_be_parsed_does_not_stop_the_others(pe):
    ran = pe("eval", "-", given=lines("=1+1", "=1+", "=2+2"))
    first, second, third = ran.out.splitlines()
    assert (ran.status, first, third) == (0, "2", "4")
    assert "公式" in second


def test_with_json_every_line_has_an_object(pe):
    ran = pe("eval", "-", "--json", given=lines("=1+1", "=1+", "", "=PE_GRADE(60)"))
    told = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.status, ran.err) == (0, "")
    assert [one["type"] for one in told] == ["number", "error", "blank", "text"]
    assert told[1]["value"] is None
    assert "公式" in told[1]["explanation"]
    assert told[3]["value"] == "中"


def test_what_windows_puts_into_a_text_file_is_no_part_of_a_formula(pe):
    given = b"\xef\xbb\xbf" + '=PE_GRADE(90)\r\n\r\n=LEN("甲乙")\r\n'.encode()
    assert pe("eval", "-", given=given).out == "优\n\n2\n"


def test_the_last_line_needs_no_end(pe):
    assert pe("eval", "-", given=b"=1+1\n=2+2").out == "2\n4\n"


def test_no_input_no_answer(pe):
    ran = pe("eval", "-", given=b"")
    assert (ran.status, ran.out, ran.err) == (0, "", "")


def test_another_encoding_is_told_and_not_guessed(pe):
    given = '="中文"\n'.encode("gb18030") + b"=1+1\n"
    first, second = pe("eval", "-", given=given).out.splitlines()
    assert "UTF-8" in first
    assert second == "2"


def test_very_long_lines_are_refused_soon(pe):
    given = lines(
        "=" + "1+" * 100_000 + "1",
        "=" + "(" * 100_000 + "1" + ")" * 100_000,
        '="' + "字" * 100_000 + '"',
        "=1+1",
    )
    began = time.perf_counter()
    answers = pe("eval", "-", given=given).out.splitlines()
    assert time.perf_counter() - began < 5
    assert ["公式过长" in one for one in answers] == [True, True, True, False]
    assert answers[3] == "2"


def test_a_thousand_lines_stay_fast(pe):
    # n% of a target of 100%, of 10 points: n / 10
    given = lines(*(f'=PE_SCORE(10,"≥100%","{n % 100}%")' for n in range(1000)))
    began = time.perf_counter()
    answers = pe("eval", "-", given=given).out.splitlines()
    assert time.perf_counter() - began < 5
    assert len(answers) == 1000
    assert answers[137] == "3.7"
