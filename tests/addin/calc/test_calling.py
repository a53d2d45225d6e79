"""Values as LibreOffice hands them over and takes them back."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from addin.calc import calling
from udfs import CellError, policies


def bits(value: object) -> int:
    assert isinstance(value, float)
    (found,) = struct.unpack("<Q", struct.pack("<d", value))
    return int(found)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        # Calc's own numbers: Err:503, #VALUE!, #DIV/0!, #N/A.
        (CellError.NUM, 503),
        (CellError.VALUE, 519),
        (CellError.DIV0, 532),
        (CellError.NA, 0x7FFF),
    ],
)
def test_an_error_is_a_quiet_nan_with_its_code(error: CellError, code: int) -> None:
    out = calling.outgoing(error)
    assert bits(out) == 0x7FF8_0000_0000_0000 | code
    assert calling.incoming(out) is error


def test_every_error_has_a_code() -> None:
    assert set(calling.CODES) == set(CellError)


def test_blanks_go_out_as_empty_texts() -> None:
    assert calling.outgoing(((8.09, None), (None, "/"))) == ((8.09, ""), ("", "/"))


def test_integers_go_out_as_doubles() -> None:
    out = calling.outgoing(12_830_000_000)
    assert type(out) is float
    assert out == 12_830_000_000


def test_rows_come_in_as_rows() -> None:
    assert calling.incoming(((1, None), ("甲", 2.5))) == ((1, None), ("甲", 2.5))
    assert calling.incoming((1, 2)) == ((1, 2),)


def test_what_calc_puts_for_an_argument_left_out() -> None:
    # 10 × 0.4 ÷ 80%
    assert calling.call("PE_SCORE", (10, "≥80%", 0.4, 0, "honghe-2023")) == 5
    assert calling.call("PE_SCORE", (10, "≥80%", 0.4, 0.0, 0.0)) == 5
    told = calling.call("PE_EXPLAIN", ("PE_SCORE", 10, "≥80%", 0.4, 0, "honghe-2023"))
    assert "红河" in str(told)
    assert calling.call("PE_EXPLAIN", ("score", 10, "≥80%", 0.4, 0, "honghe-2023")) == told


def test_a_zero_that_is_required_stays_a_zero() -> None:
    assert calling.call("PE_SCORE", (10, "≥80%", 0)) == 0


def test_a_policy_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "政策"
    with policies.using(policies.library()):
        assert calling.prepared([]) == ""
        said = calling.prepared([str(gone)])
        policies.use_folders([])
    assert str(gone) in said
    assert "pe addin install calc" in said
