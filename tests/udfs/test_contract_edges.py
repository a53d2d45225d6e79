"""Edges of the contract at which a value could be lost, or told wrongly."""

from udfs import CATALOGUE, CellError


def test_a_date_may_come_as_a_serial() -> None:
    # 45280 is 2023-12-20: what a date cell holds where the host does not say that it is a date.
    assert CATALOGUE["PE_SCORE"](5, "2023年12月31日前", 45280) == 5


def test_a_row_with_an_actual_but_no_points_is_no_blank_row() -> None:
    # Blank would drop out of PE_TOTAL unseen.
    assert CATALOGUE["PE_SCORE"](None, "≥80%", "64.71%") is CellError.NA


def test_a_check_that_could_not_be_made_has_not_passed() -> None:
    assert CATALOGUE["PE_CHECK"]("honghe-2023", (("无关",),), ((1,),)) != "通过"


def test_a_check_outside_the_time_in_force_is_refused() -> None:
    names = (("预算执行率", "全年执行数", "全年预算数"),)
    given = ("honghe-2023@2023-03-31", names, (("96.95%", 1114.9, 1150),))
    assert CATALOGUE["PE_CHECK"](*given) is CellError.NUM


def test_a_percentage_is_told_as_it_was_read() -> None:
    # 90 against ≥80百分比 is 90%, and full points; the sentence must not say 9000%.
    assert "9000%" not in str(CATALOGUE["PE_EXPLAIN"]("PE_SCORE", 10, "≥80百分比", 90))
