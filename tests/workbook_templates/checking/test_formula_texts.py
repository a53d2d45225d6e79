"""One formula in the spellings of several programs says one thing; another formula says another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_templates.checking.formula_texts import moved, said

SHEET = "绩效自评表"
BUILT = '=IF($H$6="","",PE_SCORE($G$6,"≥100%",$H$6,,"national-2020")-1)'


def same(one, other):
    return said(one, SHEET).tokens == said(other, SHEET).tokens


@pytest.mark.parametrize(
    "spelled",
    [
        # LibreOffice 24: functions that it does not have in small letters
        '=IF($H$6="","",pe_score($G$6,"≥100%",$H$6,,"national-2020")-1)',
        '=IF(H6="","",PE_SCORE(G6,"≥100%",H6,,"national-2020")-1)',
        '= if( $h$6 = "" , "" ,\n PE_SCORE( $G$6, "≥100%", $H$6, , "national-2020" ) - 1 )',
        '=IF(绩效自评表!$H$6="","",PE_SCORE(\'绩效自评表\'!$G$6,"≥100%",$H$6,,"national-2020")-1)',
        '=IF($H$6="","",_xlfn.PE_SCORE($G$6,"≥100%",$H$6,,"national-2020")-1)',
        '=IF($H$6="","",_xll.PE_SCORE($G$6,"≥100%",$H$6,,"national-2020")-1)',
        '=IF($H$6="","",[1]!PE_SCORE($G$6,"≥100%",$H$6,,"national-2020")-1)',
        '=IF($H$6="","",\'C:\\工具 箱\\pe.xlam\'!PE_SCORE($G$6,"≥100%",$H$6,,"national-2020")-1)',
        '=IF($H$6="","",com.example.calc.PE_SCORE($G$6,"≥100%",$H$6,,"national-2020")-1)',
        '=IF($H$6="","",@PE_SCORE($G$6,"≥100%",$H$6,,"national-2020")-1)',
        '=IF($H$6="";"";PE_SCORE($G$6;"≥100%";$H$6;;"national-2020")-1)',
        '=+IF($H$6="","",PE_SCORE($G$6,"≥100%",$H$6,,"national-2020")-1.0)',
    ],
)
def test_spellings_of_one_formula(spelled):
    assert same(spelled, BUILT)


@pytest.mark.parametrize(
    "changed",
    [
        "=95",
        "",
        BUILT.replace("-1", "-2"),
        BUILT.replace("-1)", "+1)"),
        BUILT.replace("$H$6,", "$H$7,"),
        BUILT.replace("$H$6,", "其他!$H$6,"),
        BUILT.replace("$H$6,", "[1]绩效自评表!$H$6,"),
        BUILT.replace("national-2020", "National-2020"),  # inside quotes case matters
        BUILT.replace("≥100%", "≥ 100%"),
        BUILT.replace("PE_SCORE", "PE_SCORES"),
        BUILT + "+0.5",
    ],
)
def test_other_formulas(changed):
    assert not same(changed, BUILT)


def test_rows_of_an_array_constant_are_not_its_columns():
    assert not same("=SUM({1;2})", "=SUM({1,2})")
    assert same("=SUM({1,2};3)", "=SUM({1,2},3)")


def test_truth_and_its_function():
    assert same('=IF(TRUE(),FALSE( ),"TRUE()")', '=IF(TRUE,FALSE,"TRUE()")')
    assert not same("=IF(TRUE,1)", "=IF(FALSE,1)")


def test_a_range_is_the_same_from_both_ends():
    assert same("=SUM(B7:A3)", "=SUM($A$3:$B$7)")
    assert same("=SUM(A3:A3)", "=SUM(A3)")


def test_names_that_look_like_cells():
    assert said("=LOG10(A1)", SHEET).tokens[0] == "LOG10"
    assert said("=总分+F1_2", SHEET).tokens == ("总分", "+", "F1_2")


@pytest.mark.parametrize(
    ("formula", "linked"),
    [
        ("=[1]Sheet1!A1", True),
        ("='C:\\账\\[支出.xlsx]Sheet1'!$A$1", True),
        ("=[2]!总支出", True),
        ("=[1]!别的函数(A1)", True),
        ("=Sheet2!A1", False),
        ("=[0]!总分", False),
        ('="[1]Sheet1!A1"', False),
        ("=[1]!PE_SCORE(A1,A2,A3)", False),
    ],
)
def test_links_to_other_workbooks(formula, linked):
    assert said(formula, SHEET).linked is linked


def test_volatile_functions_are_named_once():
    assert said('=now()+_xlfn.RAND()+NOW()&"TODAY()"', SHEET).volatile == ("NOW", "RAND")


def test_moved_references():
    found, should = said("=F21*E20+F21", SHEET), said("=F20*E20+F20", SHEET)
    assert moved(found, should) == (("F21", "F20"),)
    assert moved(said("=#REF!+E20", SHEET), said("=F20+E20", SHEET)) == (("#REF!", "F20"),)
    assert moved(said("=F21*2", SHEET), said("=F20*3", SHEET)) == ()
    assert moved(said("=F21", SHEET), said("=F20+1", SHEET)) == ()


@pytest.mark.parametrize("number", ["1E99999999", "1E99999999999999999999", "1" * 400])
def test_a_number_that_no_cell_can_hold(number):
    assert not same(f"={number}", "=1")


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text):
    said(f"={text}", SHEET)


_OPERANDS = ["$F$20", "$E7:E$9", "PE_SCORE(A1,)", '"是 否"', "1.50", "总分", "-2%", "(B3)"]
_SIGNS = ["+", "&", "*", "<>", ",", "^"]
_GAPS = ["", " ", "\n", "  "]


@given(
    st.lists(
        st.tuples(st.sampled_from(_OPERANDS), st.sampled_from(_SIGNS), st.sampled_from(_GAPS)),
        min_size=1,
        max_size=12,
    )
)
def test_spaces_and_dollars_say_nothing(terms):
    spaced = "".join(operand.replace("$", "") + gap + sign + gap for operand, sign, gap in terms)
    assert same("=" + spaced, "=" + "".join(operand + sign for operand, sign, _ in terms))
