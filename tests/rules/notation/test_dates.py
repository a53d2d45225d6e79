"""Full dates, serials of the 1900 system, deadlines kept or missed."""

from datetime import date, datetime
from fractions import Fraction

import pytest

from rules.notation import Day, Deadline, Misread, on_time, read_date
from rules.results import Scalar


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2023-06-30", date(2023, 6, 30)),
        ("2023/6/30", date(2023, 6, 30)),
        ("2023.6.30", date(2023, 6, 30)),
        ("2023年6月30日", date(2023, 6, 30)),
        ("２０２３年６月３０日", date(2023, 6, 30)),
        ("20230630", date(2023, 6, 30)),
        ("2023-06-30 00:00:00", date(2023, 6, 30)),
        (date(2023, 6, 30), date(2023, 6, 30)),
        (datetime(2023, 6, 30, 14, 5), date(2023, 6, 30)),
        (Fraction(20230630), date(2023, 6, 30)),
        # Excel: 1 is 1900-01-01, 59 is 02-28, 61 is 03-01; 45107 is 2023-06-30.
        (Fraction(1), date(1900, 1, 1)),
        (Fraction(59), date(1900, 2, 28)),
        (Fraction(61), date(1900, 3, 1)),
        (Fraction(45107), date(2023, 6, 30)),
        (Fraction("45107.75"), date(2023, 6, 30)),
        (Fraction(2958465), date(9999, 12, 31)),
        (None, None),
        ("  ", None),
    ],
)
def test_full_dates(raw: Scalar, day: date | None) -> None:
    found = read_date(raw)
    assert found == day
    assert not isinstance(found, datetime)


@pytest.mark.parametrize(
    "raw",
    [
        "2023-02-29",
        "2023-13-01",
        "2023年6月",
        "6月30日",
        "23-06-30",
        "2023-6/30",
        "20231301",
        "0203-01-01",
        "及时",
        "/",
        Fraction(0),
        Fraction(60),
        Fraction(2958466),
        Fraction(-5),
        Fraction(10) ** 40,
        True,
        "1" * 300,
        "１２月底前",
    ],
)
def test_refused(raw: Scalar) -> None:
    misread = read_date(raw)
    assert isinstance(misread, Misread), misread
    assert "例如" in misread.advice


@pytest.mark.parametrize(
    ("deadline", "day", "kept"),
    [
        (Deadline(2023, 12, 31), Day(2023, 12, 31), True),
        (Deadline(2023, 12, 31), Day(2024, 1, 1), False),
        (Deadline(2023, 6, None), Day(2023, 6, 30), True),
        (Deadline(2023, 6, None), Day(2023, 7, 1), False),
        (Deadline(None, 9, 30), Day(None, 9, 30), True),
        (Deadline(None, 9, 30), Day(None, 10, 1), False),
    ],
)
def test_on_time(deadline: Deadline, day: Day, kept: bool) -> None:
    assert on_time(deadline, day) is kept


def test_a_year_on_one_side_only_is_refused_with_the_year_to_add() -> None:
    one = on_time(Deadline(2023, 12, None), Day(None, 12, 20))
    other = on_time(Deadline(None, 12, None), Day(2023, 12, 20))
    assert isinstance(one, Misread)
    assert "2023年12月20日" in one.advice
    assert isinstance(other, Misread)
    assert "2023年12月底前" in other.advice
