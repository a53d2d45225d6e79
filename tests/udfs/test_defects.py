"""Our own defects: logged, shown as an error, and never as the filler's mistake."""

import logging

import pytest

from rules import engine
from rules.results import Fault, Reason, Refusal
from udfs import CATALOGUE, CellError, functions
from udfs.cells import ERRORS


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: object) -> None:
        raise RuntimeError("boom 4711")

    monkeypatch.setattr(engine, "score", fails)


@pytest.mark.usefixtures("broken")
def test_a_defect_is_an_error_in_the_cell_and_whole_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, "udfs"):
        assert CATALOGUE["PE_SCORE"](10, "≥80%", "64.71%") is CellError.VALUE
    assert "PE_SCORE" in caplog.text
    assert "boom 4711" in caplog.text
    assert "Traceback" in caplog.text


@pytest.mark.usefixtures("broken")
def test_a_defect_is_not_the_filler_s_mistake() -> None:
    refusal = CATALOGUE["PE_SCORE"].answer(10, "≥80%", "64.71%")
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.DEFECT
    assert refusal.reason.fault is Fault.PRODUCT
    text = CATALOGUE["PE_EXPLAIN"]("PE_SCORE", 10, "≥80%", "64.71%")
    assert "这不是填报的问题" in str(text)
    assert "boom" not in str(text)


def test_a_function_that_is_not_there_is_a_defect_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(functions, "pe_grade")
    assert CATALOGUE["PE_GRADE"](90) is CellError.VALUE


def test_every_reason_is_an_error_of_ours() -> None:
    # #NAME? stays the host's own; waiting is #N/A, outside the time in force #NUM! (functions.md).
    assert set(ERRORS) == set(Reason)
    assert set(ERRORS.values()) == {CellError.VALUE, CellError.NA, CellError.NUM}
    assert {r for r, e in ERRORS.items() if e is CellError.NA} == {
        Reason.MISSING_VALUE,
        Reason.WAITS_FOR_PERSON,
    }
    assert ERRORS[Reason.OUT_OF_FORCE] is CellError.NUM
