"""One formula on its own. Expected values are arithmetic by hand or what Excel's own help states."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.cells import CellError
from workbook_templates.recalculation import FormulaFault, evaluate


def double(rows):
    return [[cell * 2 for cell in row] for row in rows]


def told(*arguments):
    return repr(arguments)


FUNCTIONS = {
    "DOUBLE": double,
    "PE_WAITS": lambda *_: CellError.NA,
    "PE_BLANK": lambda: None,
    "PE_TOLD": told,
    "PE_PAIR": lambda left, right: f"{left}|{right}",
}


def shown(formula: str):
    return evaluate(formula, FUNCTIONS)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=1+2*3", 7),
        ('=RIGHT("64.71%")', "%"),
        ("=RIGHT(12.83,1)", "3"),
        ('=RIGHT("亿元",5)&LEFT("万元",0)', "亿元"),
        ('=LEFT("Excel",-1)', CellError.VALUE),
        ('=FIND("7","0123456789")', 8),
        ('=FIND("M","Miriam McGovern",3)', 8),
        ('=FIND("m","Miriam McGovern")', 6),
        ('=FIND("","万元",2)', 2),
        ('=FIND("亿","万元")', CellError.VALUE),
        ('=FIND("万","万元",0)', CellError.VALUE),
        ('=MID("Fluid Flow",7,20)&LEN("Fluid Flow")', "Flow10"),  # both of Excel's own help
        ('=MID("a",0,1)', CellError.VALUE),
        ("=LEFT(#N/A,1)", CellError.NA),
        ("=-2^2", 4),  # the sign binds before the power in Excel
        ("=2--1", 3),
        ("=10-2-3", 5),
        ("=1E5+5.", 100005),
        ("=95%*200", 190),
        ('="合计"&10/4', "合计2.5"),
        ('="a""b"', 'a"b'),
        ('="两\n行"', "两\n行"),
        ('="A"="a"', True),
        ('=1<"a"', True),  # numbers come before text
        ("=1/0", CellError.DIV0),
        ('="文字"*1', CellError.VALUE),
        ("=#N/A+1", CellError.NA),
        ("=0^0", CellError.NUM),
        ("=TRUE+1", 2),
        ('={1,-2;TRUE,"中"}', ((1, -2), (True, "中"))),
        ("={1,2}+{10;20}", ((11, 12), (21, 22))),
        ("={1,2,3}+{1,2}", ((2, 4, CellError.NA),)),
    ],
)
def test_operators_and_constants(formula, expected):
    assert shown(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=0.1+0.2", 0.3),
        ("=0.1*3=0.3", True),
        ("=1.1+2.2-3.3", 0),
        ("=1/3*3", 1),
        ("=1/3+1/3+1/3", 1),
        ("=ROUND(1.005,2)", 1.01),
        ("=ROUND(-1.005,2)", -1.01),
        ("=ROUND(2.5,0)", 3),
        ("=ROUND(15,-1)", 20),
        ("=ROUND(2*100.5/200,2)", 1.01),
        ("=ROUNDUP(1.001,2)", 1.01),
        ("=ROUNDUP(-1.1,0)", -2),
        ("=ROUNDDOWN(1.999,2)", 1.99),
        ("=ROUNDDOWN(-1.99,0)", -1),
        ("=INT(-1.5)", -2),
        ("=INT((0.7+0.1)*10)", 8),
        ("=MOD(-1,3)", 2),
        ("=SUM(0.1,0.2,0.3)", 0.6),
        ('=TEXT(0.125,"0.00")', "0.13"),
        ('=TEXT(0.64715,"0.00%")', "64.72%"),
        ('=TEXT(1234567.891,"#,##0.00")', "1,234,567.89"),
        ('=TEXT(8.09,"0.0分")', "8.1分"),
        ("=FIXED(1234.565,2)", "1,234.57"),
        ("=CEILING(1.1,0.1)", 1.1),
        ("=FLOOR(0.7,0.1)", 0.7),
        ("=MROUND(10,3)", 9),
        ("=QUOTIENT(-7,2)", -3),
        ('=LENB("红河a")', 5),
    ],
)
def test_numbers_come_out_as_excel_shows_them(formula, expected):
    assert shown(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('="95%"*1', 0.95),
        ('=--"95%"', 0.95),
        ('=VALUE("95%")', 0.95),
        ('=VALUE("1,200.5")', 1200.5),
        ('=VALUE("12a")', CellError.VALUE),
        ('=VALUE("")', CellError.VALUE),
        ('="2023-12-31"+0', 45291),  # Excel's serial of that day
        ('="2023年12月31日"+0', 45291),
        ('=YEAR("2023年12月31日")', 2023),
        ("=DATE(2023,12,31)", 45291),
        ('=TEXT(45291,"yyyy-mm-dd")', "2023-12-31"),
    ],
)
def test_text_as_a_number(formula, expected):
    assert shown(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('=SUM({1,2;"3",TRUE},"5")', 8),  # text counts only where it is written directly
        ("=SUM({1,#N/A})", CellError.NA),
        ('=AVERAGE({1,"9",3})', 2),
        ('=AVERAGE({"x"})', CellError.DIV0),
        ('=MAX({1,"9"})', 1),
        ('=MIN({4,"1"},"3")', 3),
        ('=COUNT({1,"2"},"3")', 2),
        ('=COUNTA({1,"x",""})', 3),
        ('=SUMPRODUCT({1,2,"x"},{3,4,5})', 11),
        ("=SUMPRODUCT({1,2},{1;2})", CellError.VALUE),
        ("=SUMPRODUCT(--ISNA({1,#N/A,#N/A}))", 2),
        ('=COUNTIF({1,#N/A,#N/A},"#N/A")', 2),
        ('=SUMIFS({1,2,3},{1,#N/A,3},">=0")', 4),
        ('=COUNTIF({"红河市","红河县","个旧市"},"*市")', 2),
        ('=COUNTIF({"红河市","红河"},"红河?")', 1),
        ('=COUNTIF({5,"5","05a"},5)', 2),  # Excel takes text digits for the number here
        ('=COUNTIF({1,"x"},"<>1")', 1),
        ('=MEDIAN({1,5,"x"})', 3),
        ("=LARGE({3,1,2},1)", 3),
    ],
)
def test_functions_of_ranges(formula, expected):
    assert shown(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=IF(1>2,1/0,7)", 7),
        ("=IF(TRUE,,3)", 0),
        ("=IF(FALSE,3)", False),
        ('=IFS(FALSE,1,TRUE,"中")', "中"),
        ("=IFS(FALSE,1)", CellError.NA),
        ('=IFERROR(1/0,"错")', "错"),
        ("=IFNA(1/0,2)", CellError.DIV0),
        ("=ISNA(#N/A)", True),
        ("=ISERR(#N/A)", False),
        ("=INDEX({1,2;3,4},2,1)", 3),
        ("=INDEX({7,8,9},2)", 8),
        ("=INDEX({1,2},3,1)", CellError.REF),
        ('=SWITCH(2,1,"a",2,"b","c")', "b"),
        ('=CHOOSE(2,"a","b")', "b"),
        ("=AND(TRUE,1)", True),
        ("=OR({FALSE,0})", False),
        ("=LET(单价,2,单价*3)", 6),
        ('=VLOOKUP(85,{0,"差";60,"中";80,"良"},2,TRUE)', "良"),
        ('=MATCH("b",{"a","b"},0)', 2),
        ('=TRIM("  a   b ")', "a b"),
        ('=TEXTJOIN("、",TRUE,{"甲","","乙"})', "甲、乙"),
        ("=_xlfn.IFNA(#N/A,2)", 2),
        ("=SUM(IF({1,2,3}>1,{1,2,3}))", 5),
        ("=COLUMNS({1,2,3})", 3),
    ],
)
def test_choices_and_lookups(formula, expected):
    assert shown(formula) == expected


def test_a_function_handed_in_gets_cells_and_rows_as_they_are():
    expected = repr((1, None, ((1, "二"), (True, -4)), CellError.NA, "文", None))
    assert shown('=PE_TOLD(1,,{1,"二";TRUE,-4},NA(),"文",)') == expected


def test_omitted_arguments_are_not_passed():
    assert shown("=PE_TOLD()") == "()"


def test_its_name_is_found_in_any_case_and_with_an_addins_prefix():
    assert shown("=pe_waits(1)") is CellError.NA
    assert shown("=[1]!PE_WAITS(1)") is CellError.NA
    assert shown("=_xll.PE_WAITS(1)") is CellError.NA


def test_its_rows_go_on_as_an_array():
    assert shown("=DOUBLE({1,2;3,4})") == ((2, 4), (6, 8))
    assert shown("=SUM(DOUBLE({1,2;3,4}))") == 20


def test_its_errors_can_be_asked_about():
    assert shown("=ISNA(PE_WAITS())") is True
    assert shown('=IFERROR(PE_WAITS(),"待定")') == "待定"


def test_a_blank_result_is_none():
    assert shown("=PE_BLANK()") is None


def test_too_few_arguments_are_a_value_error():
    assert shown("=PE_PAIR(1)") is CellError.VALUE


@pytest.mark.parametrize("formula", ["=没有这个函数X(1)", "=NOSUCH(1)", "=没有的名称"])
def test_what_nobody_knows_is_a_name_error(formula):
    try:
        assert shown(formula) is CellError.NAME
    except FormulaFault:
        assert "没有这个函数" in formula  # Excel has no functions with Chinese names to parse


@pytest.mark.parametrize(
    "formula", ["=1+", "=SUM(1", "={1,2", "=1;2", "=", "=“全角引号”+", "=A1+1"]
)
def test_no_formula_is_a_fault_in_chinese(formula):
    with pytest.raises(FormulaFault) as caught:
        shown(formula)
    assert "公式" in caught.value.sentence


def test_a_long_sum_and_deep_parentheses_do_not_exhaust_the_stack():
    assert shown("=" + "+".join(["1"] * 1500)) == 1500
    assert shown("=" + "ABS(" * 64 + "-1" + ")" * 64) == 1


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=FACT(10^9)", CellError.NUM),
        ('=REPT("长",1E9)', CellError.VALUE),
        ("=1E308*10", CellError.NUM),
        ("=9^(9^9)", CellError.NUM),
        ("=ROUND(1.5,1E9)", 1.5),
    ],
)
def test_a_small_formula_cannot_occupy_the_machine(formula, expected):
    assert shown(formula) == expected


amounts = st.integers(-(10**9), 10**9).map(lambda cents: Fraction(cents, 100))


@given(st.lists(amounts, min_size=1, max_size=30))
def test_a_sum_of_cents_is_exact(figures):
    constants = ",".join(f"{float(figure):.2f}" for figure in figures)
    assert shown(f"=SUM({{{constants}}})") == float(sum(figures))


@given(st.integers(-(10**8), 10**8))
def test_a_tie_of_the_third_decimal_rounds_away_from_zero(cents):
    # cents + half a cent, written out: the half always goes away from zero
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    rounded = (abs(cents) + 1) / 100
    assert shown(f"=ROUND({sign}{whole}.{rest:02d}5,2)") == (-rounded if cents < 0 else rounded)


def test_the_package_imports_without_the_library():
    code = (
        "import sys, workbook_templates.recalculation;"
        "sys.exit(any(name in sys.modules for name in ('formulas', 'numpy', 'openpyxl')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
